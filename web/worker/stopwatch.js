/** What the clock's rounding may change by more than this share is no figure. */
const VAGUE = 0.05;

/** Adds up the time that some work takes, by a clock that may be coarse. */
export class Stopwatch {
  #spent = 0;
  #times = 0;

  /**
   * @param {() => number} now milliseconds
   * @param {number} tick of that clock
   */
  constructor(now, tick) {
    this.now = now;
    this.tick = tick;
  }

  /**
   * @template T
   * @param {() => T} work
   * @returns {T}
   */
  time(work) {
    const begin = this.now();
    const done = work();
    this.#spent += this.now() - begin;
    this.#times += 1;
    return done;
  }

  /** @returns {number} milliseconds; NaN if that is too short for this clock */
  get spent() {
    // Each time may be half a tick too long or too short; of many, about the root of their number does not cancel.
    const doubt = (Math.sqrt(this.#times) * this.tick) / 2;
    return doubt <= VAGUE * this.#spent ? this.#spent : Number.NaN;
  }
}
