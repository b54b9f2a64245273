import { Pace } from './pace.js';

/** @typedef {import('../engine/engine.js').Engine} Engine */
/** @typedef {import('../engine/store.js').DataStore} DataStore */
/** @typedef {import('./protocol.js').Experiment} Experiment */
/** @typedef {import('./protocol.js').TrialResult} TrialResult */

/** A trial lasts an epoch and so many times as long as the run that failed, */
const TIMES = 3;
/** or so much training, in milliseconds. */
const LONGEST = 6000;
/** Test images to begin with. */
const FIRST = 100;

/** A cure tried in the background: the experiment from its seed on, well past the step at which the run failed. */
export class Trial {
  /** @type {TrialResult} */
  result = { done: false, steps: 0, failedAt: null, accuracy: null };
  #net;
  #run;
  #goal;
  #pace = new Pace();
  #spent = 0;
  /** Whether it is being tested, which images have been, and how many of them were right. */
  #test = { begun: false, pace: new Pace(), images: 0, correct: 0 };

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
   * Trains for about so long, or tests.
   *
   * @param {number} time milliseconds
   * @param {() => number} now
   */
  work(time, now) {
    if (this.#test.begun) {
      this.#testOn(time, now);
      return;
    }
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
    else if (this.#ended(reason)) this.#test.begun = true;
  }

  /** @param {import('../engine/run.js').Advance['reason']} reason */
  #ended(reason) {
    return this.#run.step >= this.#goal || reason === 'data' || this.#spent > LONGEST;
  }

  /** @param {number} time milliseconds @param {() => number} now */
  #testOn(time, now) {
    const test = this.#test;
    const all = this.store.count('test');
    const count = Math.min(test.pace.fitting(time, FIRST), all - test.images);
    if (count > 0) {
      const start = now();
      const { correct } = this.#net.evaluateStore(this.store, 'test', test.images, count);
      test.pace.took(count, now() - start);
      test.images += count;
      test.correct += correct ?? Number.NaN;
    }
    if (test.images < all) return;
    const accuracy = test.correct / all;
    this.#finish({ accuracy: Number.isNaN(accuracy) ? null : accuracy });
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
