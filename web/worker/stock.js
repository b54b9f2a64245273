import { generate } from '../engine/data/generate.js';
import { stock } from '../engine/data/stock.js';

/** @typedef {import('../engine/engine.js').Engine} Engine */
/** @typedef {import('./protocol.js').DataState} DataState */
/** @typedef {import('./protocol.js').Experiment} Experiment */

/** Data that the engine makes, or that the document gives: all there from the start. */
export class Stock {
  busy = false;
  complete = true;

  /**
   * @param {Engine} engine
   * @param {Experiment} experiment
   * @param {number} input numbers per row
   */
  constructor(engine, { data, seed }, input) {
    this.store = stock(engine, { input, ...generate(engine, data, seed) });
  }

  /** @returns {DataState} */
  get state() {
    const [train, test] = [this.store.count('train'), this.store.count('test')];
    return {
      train,
      test,
      trainGoal: train,
      testGoal: test,
      bytes: 0,
      bytesGoal: 0,
      retrying: null,
      failure: null,
    };
  }

  /** There is nothing to wait for. */
  start() {}

  dispose() {
    this.store.dispose();
  }
}
