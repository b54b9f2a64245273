/** A chart has no more pixels than this across. */
const MOST = 4000;

/** Points of a curve that grows for as long as training goes on: when there are too many, every other one goes. */
export class Series {
  /** @type {number[]} */
  x = [];
  /** @type {number[]} */
  y = [];

  /**
   * Adds a point, or moves the last one if it has the same x.
   *
   * @param {number} x
   * @param {number} y
   */
  push(x, y) {
    if (this.x.at(-1) === x) {
      this.y[this.y.length - 1] = y;
      return;
    }
    this.x.push(x);
    this.y.push(y);
    if (this.x.length <= MOST) return;
    const kept = (/** @type {unknown} */ _, /** @type {number} */ index) => index % 2 === 1;
    this.x = this.x.filter(kept);
    this.y = this.y.filter(kept);
  }

  get last() {
    return this.y.at(-1);
  }
}
