/** What a learning management system is told of an experiment's goals, after SCORM 1.2, Run-Time Environment, section 3.4. */

/** Characters that `cmi.suspend_data` takes. */
const MOST = 4096;
/** Milliseconds between two times that what was left is committed: with some systems the page waits for each. */
const SELDOM = 10_000;

/**
 * What is used of the wrapper of the system's API.
 *
 * @typedef {object} Api
 * @property {() => boolean} initialize
 * @property {() => boolean} terminate
 * @property {(element: string) => string} dataGet
 * @property {(element: string, value: string) => boolean} dataSet
 * @property {() => boolean} save
 */

/** @typedef {{ met: boolean, score: number }} Verdict of a goal; `score` 0 to 1 */

/** One visit: it begins when the page is opened, and ends when it is left. */
export class Report {
  #begun;
  #ended = false;
  #committed = Number.NEGATIVE_INFINITY;
  /** Whether something of what has been told since then was not accepted. */
  #refused = false;
  /** Whether the system has taken what it was told last. */
  kept = true;
  /** Whether the network that was left is not too large to be there again. */
  fits = true;

  /**
   * @param {Api} api
   * @param {() => number} now milliseconds
   */
  constructor(api, now) {
    this.api = api;
    this.now = now;
    this.#begun = now();
    /** Whether there is a system that listens. */
    this.heard = begun(api);
    // Not at the end alone: a page that is closed may not come to tell.
    this.#set('cmi.core.exit', 'suspend');
    const status = this.heard ? api.dataGet('cmi.core.lesson_status') : '';
    this.passed = status === 'passed';
    this.completed = status === 'completed';
    /** The best there was, 0 to 100. */
    this.best = this.heard ? Number(api.dataGet('cmi.core.score.raw')) || 0 : 0;
  }

  /** @returns {string} the link that was left here, from # on; empty if none was */
  get left() {
    return this.heard ? this.api.dataGet('cmi.suspend_data') : '';
  }

  /**
   * The best score counts, and what has been passed stays so.
   *
   * @param {readonly Verdict[]} verdicts of all goals at one moment, at least one
   */
  take(verdicts) {
    const mean = verdicts.reduce((sum, { score }) => sum + score, 0) / verdicts.length;
    const score = Math.floor(mean * 10_000) / 100;
    const passed = this.passed || verdicts.every(({ met }) => met);
    if (score <= this.best && passed === this.passed) return;
    this.best = Math.max(this.best, score);
    this.passed = passed;
    this.#set('cmi.core.score.min', '0');
    this.#set('cmi.core.score.max', '100');
    this.#set('cmi.core.score.raw', String(this.best));
    this.#set('cmi.core.lesson_status', passed ? 'passed' : 'incomplete');
    this.#save();
  }

  /** A run has ended of an experiment that has no goals. */
  complete() {
    if (this.passed || this.completed) return;
    this.completed = true;
    this.#set('cmi.core.lesson_status', 'completed');
    this.#save();
  }

  /** @param {string} link from # on, for the next visit */
  leave(link) {
    this.fits = link.length <= MOST;
    const left = this.fits ? link : '';
    if (left === this.left) return;
    this.#set('cmi.suspend_data', left);
    if (this.now() - this.#committed >= SELDOM) this.#save();
  }

  /** The page may be closed any moment. */
  commit() {
    if (!this.#ended) this.#save();
  }

  /** The page is left. */
  end() {
    if (this.#ended) return;
    this.#ended = true;
    this.#setTime();
    if (this.heard) this.api.terminate();
  }

  #setTime() {
    this.#set('cmi.core.session_time', timeOf(this.now() - this.#begun));
  }

  /** @param {string} element @param {string} value */
  #set(element, value) {
    if (this.heard && !this.api.dataSet(element, value)) this.#refused = true;
  }

  #save() {
    if (!this.heard) return;
    this.#setTime();
    this.#committed = this.now();
    this.kept = this.api.save() && !this.#refused;
    this.#refused = false;
  }
}

/** @param {Api} api @returns {boolean} whether a system listens */
function begun(api) {
  try {
    return api.initialize();
  } catch {
    // The page is in one of another origin, which may not be looked through.
    return false;
  }
}

/** @param {number} milliseconds @returns {string} HHHH:MM:SS.SS */
export function timeOf(milliseconds) {
  const hundredths = Math.min(Math.floor(milliseconds / 10), 9999 * 360_000 + 359_999);
  const [hours, minutes] = [Math.floor(hundredths / 360_000), Math.floor(hundredths / 6000) % 60];
  const padded = (/** @type {number} */ value, /** @type {number} */ places) =>
    String(value).padStart(places, '0');
  const seconds = `${padded(Math.floor(hundredths / 100) % 60, 2)}.${padded(hundredths % 100, 2)}`;
  return `${padded(hours, 4)}:${padded(minutes, 2)}:${seconds}`;
}
