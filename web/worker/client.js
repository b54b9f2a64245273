import { Line } from './line.js';

/** @typedef {import('./protocol.js').Order} Order */
/** @typedef {import('./protocol.js').Question} Question */
/** @typedef {import('./protocol.js').Snapshot} Snapshot */

/** Milliseconds without an answer after which the worker is taken to be at work on something long. */
const LONG = 1000;

/**
 * Milliseconds between snapshots that nobody waits for: seven a second, which is as much as eyes follow. Everything on the
 * page then changes in the same frames, and the others cost nothing.
 */
const INTERVAL = 150;

/**
 * The page's side of one network in the training worker. While something is going on it fetches snapshots, each in an
 * animation frame: at the next one when it has told the worker something. Never two at a time; a hidden tab fetches none,
 * and training goes on.
 */
export class TrainingClient {
  #asking = false;
  /** Runs while the next snapshot is not due. @type {ReturnType<typeof setTimeout> | undefined} */
  #rest;
  /** When the last snapshot was asked for, and how often the worker had been told something. */
  #asked = { at: 0, told: 0 };
  /** The questions that wait for an answer. @type {Set<(nothing: null) => void>} */
  #open = new Set();
  /** How many times the worker has been told something. */
  #told = 0;
  #ended = false;

  /**
   * @param {object} events
   * @param {(snapshot: Snapshot, current: boolean) => void} events.onSnapshot `current` unless the worker has been told
   *   something since it was asked for
   * @param {() => void} events.onSilence no snapshot has come for a second, as during a very long step
   * @param {() => void} events.onCrash the worker is of no further use
   * @param {object} [network] the page's, in a worker of its own, unless given
   * @param {Line} [network.line]
   * @param {'a' | 'b'} [network.which]
   */
  constructor(events, { line = new Line(), which = 'a' } = {}) {
    this.line = line;
    this.which = which;
    this.events = events;
    line.onEnd(() => {
      if (this.#ended) return;
      this.#end();
      events.onCrash();
    });
  }

  /**
   * @param {Order} order
   * @returns {Promise<void>} ends once it has been carried out
   */
  tell(...order) {
    if (this.#ended) return Promise.resolve();
    const carriedOut = this.line.tell(this.which, order);
    this.#hasTold();
    return carriedOut;
  }

  /**
   * Tells the same to the twin, so that both begin and end together.
   *
   * @param {TrainingClient} twin
   * @param {Order} order
   */
  tellBoth(twin, ...order) {
    if (this.#ended) return Promise.resolve();
    const carriedOut = this.line.tell('both', order);
    this.#hasTold();
    twin.#hasTold();
    return carriedOut;
  }

  #hasTold() {
    this.#told++;
    this.#ask();
    if (this.#rest !== undefined) this.#next();
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
      /** @type {unknown} */ (this.line.calls(this.which).ask)
    );
    return new Promise((resolve) => {
      this.#open.add(resolve);
      ask(question, ...words)
        .then(resolve, () => this.line.crash())
        .finally(() => this.#open.delete(resolve));
    });
  }

  /** Ends the worker. */
  dispose() {
    this.#end();
    this.line.dispose();
  }

  #end() {
    this.#ended = true;
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
    requestAnimationFrame(() => this.#fetch().catch(() => this.line.crash()));
  }

  async #fetch() {
    const told = this.#told;
    this.#asked = { at: performance.now(), told };
    const silence = setTimeout(() => !this.#ended && this.events.onSilence(), LONG);
    const calls = this.line.calls(this.which);
    const snapshot = await calls.pull().finally(() => clearTimeout(silence));
    this.#asking = false;
    if (this.#ended) return;
    const current = told === this.#told;
    this.events.onSnapshot(snapshot, current);
    if (!snapshot.resting || !current) this.#ask();
  }
}
