/** More than this many points waiting to be fetched are thinned out: nobody is looking, and memory is finite. */
const MOST = 4096;

/**
 * The train loss, step by step, as points for a chart. A point is the mean over a group of steps, always the same
 * groups, so that the same experiment draws the same curve: single steps at first, then `group` steps.
 */
export class LossPoints {
  /** @type {number[]} */
  #pairs = [];
  #sum = 0;
  #count = 0;

  /** @param {number} stepsPerEpoch */
  constructor(stepsPerEpoch) {
    this.group = Math.max(1, Math.round(stepsPerEpoch / 200));
  }

  /**
   * @param {number} step steps done
   * @returns {number} steps until the current group is complete, at least 1
   */
  missing(step) {
    return step < this.group ? 1 : this.group - (step % this.group);
  }

  /**
   * @param {number} step steps done, after these
   * @param {number} steps
   * @param {number} loss their mean
   */
  add(step, steps, loss) {
    this.#sum += loss * steps;
    this.#count += steps;
    if (step > this.group && step % this.group !== 0) return;
    this.#pairs.push(step, this.#sum / this.#count);
    this.#sum = 0;
    this.#count = 0;
    if (this.#pairs.length > 2 * MOST) this.#pairs = everySecond(this.#pairs);
  }

  /** @param {Float64Array} points taken elsewhere, to be taken again from here */
  put(points) {
    this.#pairs.push(...points);
  }

  /** @returns {Float64Array<ArrayBuffer>} the points since the last call, as pairs (step, loss) */
  take() {
    const points = Float64Array.from(this.#pairs);
    this.#pairs = [];
    return points;
  }
}

/** @param {number[]} pairs */
function everySecond(pairs) {
  return pairs.filter((_, index) => index % 4 >= 2);
}
