import { createStore, get, set } from 'idb-keyval';
import { canonical } from '../../engine/experiment/index.js';

/** @typedef {import('../../worker/protocol.js').Memory} Memory */
/** @typedef {import('./session.js').Session} Session */
/** @typedef {{ experiment: string, memory: Memory, saved: number }} Kept a run, of the experiment written in canonical form */

/** Milliseconds between two looks at a run that goes on. */
const INTERVAL = 5000;
const [DATABASE, TABLE, KEY] = ['strata', 'run', 'last'];

/** Keeps the run: in memory, for a worker that crashes, and in the browser's storage, for a page that is reloaded. */
export class Keeper {
  /** @type {Kept | null} */
  #last = null;
  #busy = false;
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
    const { snapshot } = this.session.run;
    if (this.#busy || !snapshot || snapshot.step === this.#last?.memory.place.step) return;
    this.#busy = true;
    const experiment = this.session.experimentText;
    const memory = await this.session.ask('memory');
    // The experiment may have changed while the worker was asked.
    if (memory && experiment === this.session.experimentText) {
      this.#last = { experiment, memory, saved: Date.now() };
      await this.#store(this.#last);
    }
    this.#busy = false;
  }

  /** @returns {Memory | null} of the present experiment, from this page's own memory */
  get last() {
    return this.#last?.experiment === this.session.experimentText ? this.#last.memory : null;
  }

  /** Nothing is to be gone on from any more. */
  forget() {
    this.#last = null;
    return this.#store(null);
  }

  /** @returns {Promise<Memory | null>} of the present experiment, as an earlier page kept it */
  async restored() {
    try {
      /** @type {Kept | null | undefined} */
      const kept = await get(KEY, createStore(DATABASE, TABLE));
      this.allowed = true;
      return kept?.experiment === this.session.experimentText ? kept.memory : null;
    } catch {
      this.allowed = false;
      return null;
    }
  }

  /** @param {Kept | null} kept */
  async #store(kept) {
    if (this.allowed === false) return;
    try {
      await set(KEY, kept, createStore(DATABASE, TABLE));
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
