import { Changing } from './listeners.js';
import { Series } from './series.js';

/** @typedef {import('../../worker/protocol.js').Snapshot} Snapshot */
/** @typedef {import('../../worker/protocol.js').TestPoint} TestPoint */

/** How many points the smoothed loss remembers at most; fewer at first, when the loss falls fast. */
const MEMORY = 12;

/** What the worker last told about the run, and the curves since the starting weights. Told once per frame at most. */
export class RunStore extends Changing {
  /** @type {Snapshot | null} */
  snapshot = null;
  losses = new Series();
  smooth = new Series();
  accuracies = new Series();
  testLosses = new Series();
  /** The last test; null when the weights have exploded since. @type {TestPoint | null} */
  test = null;
  #smoothed = Number.NaN;

  /** @param {Snapshot} snapshot */
  take(snapshot) {
    if (snapshot.generation !== this.snapshot?.generation) this.#forget();
    this.snapshot = snapshot;
    for (let i = 0; i + 1 < snapshot.losses.length; i += 2) {
      this.#addLoss(snapshot.losses[i] ?? 0, snapshot.losses[i + 1] ?? Number.NaN);
    }
    for (const test of snapshot.tests) {
      this.test = test;
      this.accuracies.push(test.step, 100 * test.accuracy);
      this.testLosses.push(test.step, test.loss);
    }
    if (snapshot.nonFinite) this.test = null;
    this.changed();
  }

  /** Forgets everything: another worker begins. */
  clear() {
    this.snapshot = null;
    this.#forget();
    this.changed();
  }

  /** @returns {number | undefined} the train loss, averaged over some hundred steps */
  get loss() {
    return this.smooth.last;
  }

  /**
   * @param {number} step
   * @param {number} loss
   */
  #addLoss(step, loss) {
    const before = Number.isNaN(this.#smoothed) ? loss : this.#smoothed;
    this.#smoothed = before + (loss - before) / Math.min(MEMORY, 1 + this.losses.x.length / 6);
    this.losses.push(step, loss);
    this.smooth.push(step, this.#smoothed);
  }

  #forget() {
    this.losses = new Series();
    this.smooth = new Series();
    this.accuracies = new Series();
    this.testLosses = new Series();
    this.test = null;
    this.#smoothed = Number.NaN;
  }
}
