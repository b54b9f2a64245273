import { Pace } from './pace.js';
import { Replay } from './replay.js';
import { Trial } from './trial.js';

/** @typedef {import('../engine/engine.js').Engine} Engine */
/** @typedef {import('./protocol.js').Experiment} Experiment */
/** @typedef {import('./protocol.js').TrialResult} TrialResult */
/** @typedef {import('./session.js').Session} Session */

/** @type {TrialResult} */
const waiting = { done: false, steps: 0, failedAt: null, accuracy: null };

/** What follows when a number is not finite: the last steps are measured, the last finite state comes back, cures are tried. */
export class Aftermath {
  #engine;
  #session;
  #replay;
  #pace = new Pace();
  /** @type {Experiment[]} */
  #cures = [];
  /** @type {TrialResult[]} */
  #results = [];
  /** @type {Trial | null} */
  #trial = null;

  /**
   * @param {Engine} engine
   * @param {Session} session that has just ended
   * @param {Experiment} experiment
   */
  constructor(engine, session, experiment) {
    this.#engine = engine;
    this.#session = session;
    const end = session.nonFinite?.step ?? 1;
    const far = session.memories.findLast(({ place }) => place.step <= end - 6);
    const memory = /** @type {import('./replay.js').Memory} */ (far ?? session.memories[0]);
    this.#replay = new Replay(engine, session.store, experiment, memory, end);
  }

  /** Whether there is something left to do. */
  get busy() {
    return !this.#replay.done || this.#trial !== null || this.#results.length < this.#cures.length;
  }

  /** @returns {import('./protocol.js').Aftermath | null} */
  get view() {
    if (!this.#replay.done) return null;
    const now = this.#trial ? [this.#trial.result] : [];
    const known = [...this.#results, ...now];
    const trials = this.#cures.map((_, i) => known[i] ?? waiting);
    return { steps: this.#replay.steps, trials };
  }

  /** @param {readonly Experiment[]} cures */
  tryCures(cures) {
    this.#trial?.dispose();
    this.#trial = null;
    this.#results = [];
    this.#cures = [...cures];
  }

  /**
   * @param {number} time milliseconds
   * @param {() => number} now
   */
  work(time, now) {
    if (!this.#replay.done) {
      this.#replayOn(time, now);
      return;
    }
    const cure = this.#cures[this.#results.length];
    if (!cure) return;
    const failed = this.#session.nonFinite?.step ?? 1;
    this.#trial ??= new Trial(this.#engine, this.#session.store, cure, failed);
    this.#trial.work(time, now);
    if (!this.#trial.result.done) return;
    this.#results.push(this.#trial.result);
    this.#trial = null;
  }

  /**
   * @param {number} time
   * @param {() => number} now
   */
  #replayOn(time, now) {
    const start = now();
    const steps = this.#pace.fitting(time, 1);
    this.#replay.work(steps);
    this.#pace.took(steps, now() - start);
    const { done, before } = this.#replay;
    // A weight that is not finite is in the network itself.
    if (done && before) this.#session.net.restore(before);
  }

  dispose() {
    this.#trial?.dispose();
    if (!this.#replay.done) this.#replay.dispose();
  }
}
