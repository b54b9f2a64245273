import { count } from '../numbers.js';
import { t } from '../words/words.js';
import { KeptRuns } from './kept-runs.js';
import { isStoring } from './storage.js';

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
const INTERVAL = 1000;
/** Keeping a run may take one part in so many of the time, */
const SHARE = 100;
/** unless more milliseconds than these would be lost: most of what keeping takes is waiting, where much else goes on. */
const LONGEST = 20_000;

/** Keeps the run: in memory, for a worker that crashes, and in the browser's storage, for a page that is reloaded. */
export class Keeper {
  /** @type {Kept | null} */
  #last = null;
  /** Ends when the run is kept that is being kept. @type {Promise<void> | null} */
  #keeping = null;
  #runs = new KeptRuns();
  /** When a run that goes on is to be kept again. */
  #due = 0;
  /** Counts the runs that are not to be gone on from. */
  #forgotten = 0;
  /** Whether the browser keeps anything for this page; null: not known yet. @type {boolean | null} */
  allowed = null;

  /** @param {Session} session */
  constructor(session) {
    this.session = session;
    setInterval(() => performance.now() > this.#due && this.keep(), INTERVAL);
    document.addEventListener('visibilitychange', () => this.keep());
    // A run that has just begun, or rests, is not to wait for the next look.
    session.run.subscribe(() => {
      if (!session.running || this.last === null) this.keep();
    });
  }

  /** Asks the worker what the run can be gone on from, and keeps that. */
  keep() {
    const start = performance.now();
    this.#keeping ??= this.#keep().finally(() => {
      this.#keeping = null;
      const end = performance.now();
      this.#due = end + Math.min(SHARE * (end - start), LONGEST);
    });
    return this.#keeping;
  }

  async #keep() {
    const { run } = this.session;
    const step = run.snapshot?.step ?? 0;
    if (step === 0 || step === this.last?.memory.place.step) return;
    const experiment = this.session.experiment.text;
    const forgotten = this.#forgotten;
    const memory = await this.session.ask('memory');
    // The experiment may have changed, or the run begun anew, while the worker was asked.
    const same = experiment === this.session.experiment.text && forgotten === this.#forgotten;
    if (memory && same) {
      const curves = run.curvesUntil(memory.place.step);
      this.#last = { experiment, memory, curves, saved: Date.now() };
      await this.#store(this.#last);
    }
  }

  /** @returns {Kept | null} of the present experiment, from this page's own memory */
  get last() {
    return this.#last?.experiment === this.session.experiment.text ? this.#last : null;
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
      const kept = await this.#runs.take(
        ({ experiment }) => experiment === this.session.experiment.text,
      );
      this.allowed = true;
      return kept;
    } catch {
      this.allowed = false;
      return null;
    }
  }

  /** Goes on with the run of this experiment that an earlier page kept, if there is one. */
  async resume() {
    const { session } = this;
    const kept = await this.restored();
    // A lesson begins at its start: what it measures on its way is not kept.
    if (!kept || session.lessons.open) return;
    if ((session.run.snapshot?.step ?? 0) > 0 || session.running) return;
    this.goOn(kept);
    session.say(() => t('note.resumed', { step: count(kept.memory.place.step) }));
  }

  /** @param {Kept} kept */
  goOn({ memory, curves }) {
    this.session.run.expect(curves ? { step: memory.place.step, curves } : null);
    this.session.tell('resume', memory);
  }

  /** A new worker goes on in the place of one that has crashed. @param {Kept} kept */
  recover(kept) {
    this.goOn(kept);
    this.session.say(() => t('note.went-on', { step: count(kept.memory.place.step) }));
  }

  /** @param {Kept | null} kept */
  async #store(kept) {
    if (!isStoring() || this.allowed === false) return;
    try {
      await this.#runs.put(kept);
      this.allowed = true;
    } catch {
      this.allowed = false;
    }
  }
}
