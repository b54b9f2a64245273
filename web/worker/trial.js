import { Pace } from './pace.js';

/** @typedef {import('../engine/engine.js').Engine} Engine */
/** @typedef {import('../engine/store.js').DataStore} DataStore */
/** @typedef {import('./protocol.js').Experiment} Experiment */
/** @typedef {import('./protocol.js').TrialResult} TrialResult */

/** A trial lasts an epoch and so many times as long as the run that failed, */
const TIMES = 3;
/** or so much training, in milliseconds. */
const LONGEST = 6000;
/** Test images that its accuracy is measured on. */
const TESTED = 2000;

/** A cure tried in the background: the experiment from its seed on, well past the step at which the run failed. */
export class Trial {
  /** @type {TrialResult} */
  result = { done: false, steps: 0, failedAt: null, accuracy: null };
  #net;
  #run;
  #goal;
  #pace = new Pace();
  #spent = 0;

  /**
   * @param {Engine} engine
   * @param {DataStore} store
   * @param {Experiment} experiment
   * @param {number} failed the step at which the run failed
   */
  constructor(engine, store, experiment, failed) {
    const { batch, seed } = experiment;
    this.store = store;
    this.#net = engine.createNetwork(experiment, { input: store.input });
    this.#run = engine.createRun(this.#net, store, {
      batch,
      seed,
      epochs: Number.POSITIVE_INFINITY,
    });
    this.#goal = Math.max(this.#run.stepsPerEpoch, TIMES * failed);
  }

  /**
   * Trains for about so long.
   *
   * @param {number} time milliseconds
   * @param {() => number} now
   */
  work(time, now) {
    const start = now();
    const left = this.#goal - this.#run.step;
    const { steps, reason, nonFinite } = this.#run.advance(
      Math.min(left, this.#pace.fitting(time, 1)),
    );
    const took = now() - start;
    if (steps > 0) this.#pace.took(steps, took);
    this.#spent += took;
    this.result = { ...this.result, steps: this.#run.step };
    if (nonFinite) this.#finish({ failedAt: nonFinite.step });
    else if (this.#ended(reason)) this.#finish({ accuracy: this.#accuracy() });
  }

  /** @param {import('../engine/run.js').Advance['reason']} reason */
  #ended(reason) {
    return this.#run.step >= this.#goal || reason === 'data' || this.#spent > LONGEST;
  }

  #accuracy() {
    const count = Math.min(TESTED, this.store.count('test'));
    if (count === 0) return null;
    const { correct } = this.#net.evaluateStore(this.store, 'test', 0, count);
    return correct === null ? null : correct / count;
  }

  /** @param {Partial<TrialResult>} found */
  #finish(found) {
    this.result = { ...this.result, ...found, done: true };
    this.dispose();
  }

  dispose() {
    this.#run.dispose();
    this.#net.dispose();
  }
}
