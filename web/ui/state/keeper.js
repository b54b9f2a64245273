import { canonical } from '../../engine/experiment/index.js';
import { keep, recall } from './database.js';

/** @typedef {import('../../worker/protocol.js').Memory} Memory */
/** @typedef {import('./curves.js').Curves} Curves */
/** @typedef {import('./session.js').Session} Session */
/**
 * @typedef {object} Kept a run
 * @property {string} experiment in canonical form
 * @property {Memory} memory
 * @property {Curves} [curves] until then
 * @property {number} saved
 */

/** Milliseconds between two looks at a run that goes on. */
const INTERVAL = 2000;
const KEY = 'last';

/** Keeps the run: in memory, for a worker that crashes, and in the browser's storage, for a page that is reloaded. */
export class Keeper {
  /** @type {Kept | null} */
  #last = null;
  #busy = false;
  /** Counts the runs that are not to be gone on from. */
  #forgotten = 0;
  /** Whether the browser keeps anything for this page; null: not known yet. @type {boolean | null} */
  allowed = null;

  /** @param {Session} session */
  constructor(session) {
    this.session = session;
    setInterval(() => this.keep(), INTERVAL);
    document.addEventListener('visibilitychange', () => this.keep());
  }

  /** Asks the worker what the run can be gone on from, and keeps that. */
  async keep() {
    const { run } = this.session;
    const step = run.snapshot?.step;
    if (this.#busy || step === undefined || step === this.#last?.memory.place.step) return;
    this.#busy = true;
    const experiment = this.session.experimentText;
    const forgotten = this.#forgotten;
    const memory = await this.session.ask('memory');
    // The experiment may have changed, or the run begun anew, while the worker was asked.
    const same = experiment === this.session.experimentText && forgotten === this.#forgotten;
    if (memory && same) {
      const curves = run.curvesUntil(memory.place.step);
      this.#last = { experiment, memory, curves, saved: Date.now() };
      await this.#store(this.#last);
    }
    this.#busy = false;
  }

  /** @returns {Kept | null} of the present experiment, from this page's own memory */
  get last() {
    return this.#last?.experiment === this.session.experimentText ? this.#last : null;
  }

  /** Nothing is to be gone on from any more. */
  forget() {
    this.#forgotten++;
    this.#last = null;
    return this.#store(null);
  }

  /** @returns {Promise<Kept | null>} of the present experiment, as an earlier page kept it */
  async restored() {
    try {
      /** @type {Kept | null | undefined} */
      const kept = await recall(KEY);
      this.allowed = true;
      return kept?.experiment === this.session.experimentText ? kept : null;
    } catch {
      this.allowed = false;
      return null;
    }
  }

  /** @param {Kept | null} kept */
  async #store(kept) {
    if (this.allowed === false) return;
    try {
      await keep(KEY, kept);
      this.allowed = true;
    } catch {
      this.allowed = false;
    }
  }
}

/** @param {unknown} document @returns {string} equal for equal experiments */
export function textOf(document) {
  return JSON.stringify(canonical(document));
}
