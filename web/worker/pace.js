/** Milliseconds of work after which the worker looks at its messages. */
export const SLICE = 8;

/** How many items of some work fit into a given time, learnt from how long they took. */
export class Pace {
  /** @type {number | null} */
  #each = null;

  /**
   * @param {number} count
   * @param {number} milliseconds
   */
  took(count, milliseconds) {
    const each = milliseconds / count;
    this.#each = this.#each === null ? each : this.#each + (each - this.#each) / 4;
  }

  /**
   * @param {number} count
   * @returns {number} milliseconds, as far as known
   */
  time(count) {
    return count * (this.#each ?? 0);
  }

  /**
   * @param {number} milliseconds
   * @param {number} first what to try when nothing is known yet
   * @returns {number} at least 1
   */
  fitting(milliseconds, first) {
    if (this.#each === null) return first;
    return Math.max(1, Math.floor(milliseconds / Math.max(this.#each, 1e-6)));
  }
}

/** When the next step is due, where a class is to follow the steps. */
export class StepClock {
  perSecond = Number.POSITIVE_INFINITY;
  #next = 0;
  #now;

  /** @param {() => number} now milliseconds */
  constructor(now) {
    this.#now = now;
  }

  get slow() {
    return Number.isFinite(this.perSecond);
  }

  /**
   * @param {number} step
   * @param {number} goal
   * @returns {number} step until which may be trained without a pause
   */
  until(step, goal) {
    return this.slow ? Math.min(goal, step + 1) : goal;
  }

  /** Milliseconds until the next step. */
  get wait() {
    return this.slow ? Math.max(0, this.#next - this.#now()) : 0;
  }

  /** A step has been taken: the next one keeps the beat, unless that is long gone. */
  stepped() {
    if (!this.slow) return;
    const now = this.#now();
    const interval = 1000 / this.perSecond;
    this.#next = (now - this.#next < interval ? this.#next : now) + interval;
  }
}

/** Milliseconds of training over which a speed is averaged. */
const WINDOW = 500;
/** The first figure comes sooner: all the steps of some lessons are done in little more. */
const FIRST = 30;

/** Images trained per second: of the time of the steps alone, because a twin, tests and looks have the same thread. */
export class SpeedMeter {
  /** @type {number | null} */
  perSecond = null;
  #place = 0;
  #elapsed = 0;

  /**
   * @param {number} images that were trained
   * @param {number} time milliseconds that this took
   */
  add(images, time) {
    this.#place += images;
    this.#elapsed += time;
    if (this.#elapsed < (this.perSecond === null ? FIRST : WINDOW)) return;
    this.perSecond = (1000 * this.#place) / this.#elapsed;
    this.#place = 0;
    this.#elapsed = 0;
  }
}
