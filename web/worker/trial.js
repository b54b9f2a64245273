import { Pace } from './pace.js';

/** @typedef {import('../engine/engine.js').Engine} Engine */
/** @typedef {import('../engine/store.js').DataStore} DataStore */
/** @typedef {import('./protocol.js').Experiment} Experiment */
/** @typedef {import('./protocol.js').TrialResult} TrialResult */

/** A trial ends after an epoch or after so much training, in milliseconds. */
const LONGEST = 4000;
/** Test images that its accuracy is measured on. */
const TESTED = 2000;

/** A cure tried in the background: the experiment from its seed on, for an epoch at most. */
export class Trial {
  /** @type {TrialResult} */
  result = { done: false, steps: 0, failedAt: null, accuracy: null };
  #net;
  #run;
  #pace = new Pace();
  #spent = 0;

  /**
   * @param {Engine} engine
   * @param {DataStore} store
   * @param {Experiment} experiment
   */
  constructor(engine, store, experiment) {
    const { batch, seed } = experiment;
    this.store = store;
    this.#net = engine.createNetwork(experiment, { input: store.input });
    this.#run = engine.createRun(this.#net, store, { batch, seed, epochs: 1 });
  }

  /**
   * Trains for about so long.
   *
   * @param {number} time milliseconds
   * @param {() => number} now
   */
  work(time, now) {
    const start = now();
    const { steps, reason, nonFinite } = this.#run.advance(this.#pace.fitting(time, 1));
    const took = now() - start;
    if (steps > 0) this.#pace.took(steps, took);
    this.#spent += took;
    this.result = { ...this.result, steps: this.#run.step };
    if (nonFinite) this.#finish({ failedAt: nonFinite.step });
    else if (reason !== null || this.#spent > LONGEST) this.#finish({ accuracy: this.#accuracy() });
  }

  #accuracy() {
    const count = Math.min(TESTED, this.store.count('test'));
    if (count === 0) return null;
    return this.#net.evaluateStore(this.store, 'test', 0, count).correct / count;
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
