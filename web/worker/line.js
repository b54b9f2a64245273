import * as Comlink from 'comlink';
import { openWorker } from './open.js';

/** @typedef {import('./protocol.js').Order} Order */
/** @typedef {import('./protocol.js').PairCalls} PairCalls */
/** @typedef {import('./protocol.js').TrainerCalls} TrainerCalls */
/** @typedef {import('./protocol.js').Which} Which */
/** @typedef {Pick<Comlink.Remote<PairCalls>, 'obey'> & Record<'a' | 'b', Comlink.Remote<TrainerCalls>>} Calls */

/** The line to a training worker, for the page's network and its twin. */
export class Line {
  #worker = openWorker('trainer', async (port) => (await import('./stand.js')).trainHere(port));
  #calls = /** @type {Calls} */ (/** @type {unknown} */ (Comlink.wrap(this.#worker)));
  /** What is to be told at the end of the present task. @type {[Which, Order][]} */
  #orders = [];
  /** Ends once these orders have been carried out. @type {Promise<void>} */
  #carriedOut = Promise.resolve();
  /** Told when the worker is of no further use. @type {(() => void)[]} */
  #heirs = [];
  ended = false;

  constructor() {
    this.#worker.onerror = (event) => {
      event.preventDefault();
      this.crash();
    };
    this.#worker.onmessageerror = () => this.crash();
    // Only pages from a safe place have locks, and of those not the ones in a sandbox.
    if (navigator.locks && globalThis.origin !== 'null') this.#watch();
  }

  /** Notices when the worker ends without a word, as when there is no memory left. */
  async #watch() {
    const lock = crypto.randomUUID();
    await this.#calls.a.ask('hold', lock);
    await navigator.locks.request(lock, () => this.crash());
  }

  /** @param {() => void} heir */
  onEnd(heir) {
    this.#heirs.push(heir);
  }

  /**
   * What is told within one task arrives together, so that it does not depend on the browser what happens in between.
   *
   * @param {Which} which
   * @param {Order} order
   * @returns {Promise<void>} ends once it has been carried out
   */
  tell(which, order) {
    if (this.ended) return Promise.resolve();
    if (this.#orders.length === 0) this.#carriedOut = Promise.resolve().then(() => this.#send());
    this.#orders.push([which, order]);
    return this.#carriedOut;
  }

  async #send() {
    const orders = this.#orders.splice(0);
    if (this.ended) return;
    await this.#calls.obey(orders).catch(() => this.crash());
  }

  /** @param {'a' | 'b'} which */
  calls(which) {
    return this.#calls[which];
  }

  /** The worker has failed. */
  crash() {
    if (this.ended) return;
    const heirs = [...this.#heirs];
    this.dispose();
    for (const heir of heirs) heir();
  }

  /** Ends the worker. */
  dispose() {
    this.ended = true;
    this.#worker.terminate();
  }
}
