import { Pace, SLICE } from './pace.js';

/** @typedef {import('../engine/network.js').Network} Network */
/** @typedef {import('../engine/store.js').DataStore} DataStore */
/** @typedef {import('./protocol.js').TestPoint} TestPoint */

/** A pass may take this share of the time spent training since the last one. */
const SHARE = 0.1;
/** A pass that takes longer (milliseconds) is not cheap, and does not hold up someone who presses Run. */
const LONG = 200;

/**
 * Passes over the test images: each in slices, with the weights at rest, often enough to be of interest and seldom
 * enough not to slow training down.
 */
export class TestPasses {
  #pace = new Pace();
  /** @type {{ step: number, limit: number, first: number, loss: number, correct: number } | null} */
  #pass = null;
  /** @type {{ step: number, images: number } | null} */
  #last = null;
  #cost = 0;
  #trained = 0;

  get busy() {
    return this.#pass !== null;
  }

  /**
   * @param {number} step
   * @returns {boolean} whether another pass can be afforded, or is cheap and the weights have changed a lot
   */
  due(step) {
    const early = step >= 2 * (this.#last?.step ?? 0) + 10 && this.#cost < LONG;
    return early || this.#trained * SHARE >= this.#cost;
  }

  /** @param {number} milliseconds of training */
  trained(milliseconds) {
    this.#trained += milliseconds;
  }

  /**
   * @param {number} step
   * @param {number} images how many test images there are
   */
  missing(step, images) {
    return images > 0 && !(this.#last?.step === step && this.#last.images >= images);
  }

  /**
   * Begins a pass, unless these weights have been tested on as many images already.
   *
   * @param {number} step
   * @param {number} images how many test images there are
   */
  begin(step, images) {
    if (this.#pass !== null || !this.missing(step, images)) return;
    this.#pass = { step, limit: images, first: 0, loss: 0, correct: 0 };
    this.#cost = 0;
    this.#trained = 0;
  }

  /** The weights are wanted for training: gives up a pass that would hold them for long. */
  makeWay() {
    if (this.#pass === null) return;
    const left = this.#pass.limit - this.#pass.first;
    if (left <= this.#pace.fitting(LONG, left)) return;
    this.#cost += this.#pace.time(left);
    this.#pass = null;
  }

  /**
   * Takes the pass further by about half a slice.
   *
   * @param {Network} net
   * @param {DataStore} store
   * @param {() => number} now
   * @returns {TestPoint | null} the result, once there
   */
  advance(net, store, now) {
    const pass = this.#pass;
    if (pass === null) return null;
    const start = now();
    const count = Math.min(pass.limit - pass.first, this.#pace.fitting(SLICE / 2, 50));
    const { lossSum, correct } = net.evaluateStore(store, 'test', pass.first, count);
    pass.first += count;
    pass.loss += lossSum;
    pass.correct += correct;
    const milliseconds = now() - start;
    this.#pace.took(count, milliseconds);
    this.#cost += milliseconds;
    if (pass.first < pass.limit) return null;
    this.#pass = null;
    this.#last = { step: pass.step, images: pass.limit };
    const [loss, accuracy] = [pass.loss / pass.limit, pass.correct / pass.limit];
    return { step: pass.step, loss, accuracy, images: pass.limit };
  }
}
