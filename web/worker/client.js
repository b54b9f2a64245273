import * as Comlink from 'comlink';

/** @typedef {import('./protocol.js').PairCalls} PairCalls */
/** @typedef {import('./protocol.js').TrainerCalls} TrainerCalls */
/** @typedef {Pick<Comlink.Remote<PairCalls>, 'obey'> & Record<'a' | 'b', Comlink.Remote<TrainerCalls>>} Calls */
/** @typedef {import('./protocol.js').Snapshot} Snapshot */
/** @typedef {import('./protocol.js').Order} Order */
/** @typedef {import('./protocol.js').Question} Question */

/** Milliseconds without an answer after which the worker is taken to be at work on something long. */
const LONG = 1000;

/**
 * Milliseconds between snapshots that nobody waits for: seven a second, which is as much as eyes follow. Everything on the
 * page then changes in the same frames, and the others cost nothing.
 */
const INTERVAL = 150;

/**
 * The page's side of the training worker. While something is going on it fetches snapshots, each in an animation frame: at
 * the next one when it has told the worker something. Never two at a time; a hidden tab fetches none, and training goes
 * on.
 */
export class TrainingClient {
  #worker = new Worker(new URL('./worker.js', import.meta.url), { type: 'module', name: 'strata' });
  #calls = /** @type {Calls} */ (/** @type {unknown} */ (Comlink.wrap(this.#worker)));
  #asking = false;
  /** Runs while the next snapshot is not due. @type {ReturnType<typeof setTimeout> | undefined} */
  #rest;
  /** When the last snapshot was asked for, and how often the worker had been told something. */
  #asked = { at: 0, told: 0 };
  #ended = false;
  /** The questions that wait for an answer. @type {Set<(nothing: null) => void>} */
  #open = new Set();
  /** How many times the worker has been told something. */
  #told = 0;
  /** What is to be told at the end of the present task. @type {Order[]} */
  #orders = [];
  /** Ends once these orders have been carried out. @type {Promise<void>} */
  #carriedOut = Promise.resolve();

  /**
   * @param {object} events
   * @param {(snapshot: Snapshot, current: boolean) => void} events.onSnapshot `current` unless the worker has been told
   *   something since it was asked for
   * @param {() => void} events.onSilence no snapshot has come for a second, as during a very long step
   * @param {() => void} events.onCrash the worker is of no further use
   */
  constructor(events) {
    this.events = events;
    this.#worker.onerror = (event) => {
      event.preventDefault();
      this.#crash();
    };
    this.#worker.onmessageerror = () => this.#crash();
    // Only pages from a safe place have locks.
    if (navigator.locks) this.#watch();
  }

  /** Notices when the worker ends without a word, as when there is no memory left. */
  async #watch() {
    const lock = crypto.randomUUID();
    await this.#calls.a.ask('hold', lock);
    await navigator.locks.request(lock, () => this.#crash());
  }

  /**
   * What is told within one task arrives together, so that it does not depend on the browser what happens in between.
   *
   * @param {Order} order
   * @returns {Promise<void>} ends once it has been carried out
   */
  tell(...order) {
    if (this.#ended) return Promise.resolve();
    if (this.#orders.length === 0) this.#carriedOut = Promise.resolve().then(() => this.#send());
    this.#orders.push(order);
    this.#told++;
    this.#ask();
    if (this.#rest !== undefined) this.#next();
    return this.#carriedOut;
  }

  async #send() {
    const orders = this.#orders.splice(0);
    if (this.#ended) return;
    await this.#calls.obey('a', orders).catch(() => this.#crash());
  }

  /**
   * @template {Question} Q
   * @param {Q} question
   * @param {import('./protocol.js').Words<Q>} words
   * @returns {Promise<import('./protocol.js').Answer<Q> | null>} null too when the worker ends before it answers
   */
  ask(question, ...words) {
    if (this.#ended) return Promise.resolve(null);
    const ask = /** @type {(...words: any[]) => Promise<any>} */ (
      /** @type {unknown} */ (this.#calls.a.ask)
    );
    return new Promise((resolve) => {
      this.#open.add(resolve);
      ask(question, ...words)
        .then(resolve, () => this.#crash())
        .finally(() => this.#open.delete(resolve));
    });
  }

  /** Ends the worker. */
  dispose() {
    this.#ended = true;
    this.#worker.terminate();
    for (const resolve of this.#open) resolve(null);
    this.#open.clear();
  }

  #ask() {
    if (this.#asking || this.#ended) return;
    this.#asking = true;
    const { at, told } = this.#asked;
    const wait = told === this.#told ? at + INTERVAL - performance.now() : 0;
    // Frames that nothing happens in would cost training some of its speed.
    if (wait > 0) this.#rest = setTimeout(() => this.#next(), wait);
    else this.#next();
  }

  #next() {
    clearTimeout(this.#rest);
    this.#rest = undefined;
    requestAnimationFrame(() => this.#fetch().catch(() => this.#crash()));
  }

  async #fetch() {
    const told = this.#told;
    this.#asked = { at: performance.now(), told };
    const silence = setTimeout(() => !this.#ended && this.events.onSilence(), LONG);
    const snapshot = await this.#calls.a.pull().finally(() => clearTimeout(silence));
    this.#asking = false;
    if (this.#ended) return;
    const current = told === this.#told;
    this.events.onSnapshot(snapshot, current);
    if (!snapshot.resting || !current) this.#ask();
  }

  #crash() {
    if (this.#ended) return;
    this.dispose();
    this.events.onCrash();
  }
}
