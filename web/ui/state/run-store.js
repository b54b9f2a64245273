import { leavesOut } from '../../engine/data/prepare.js';
import { changeOf, isSameRun } from '../../worker/protocol.js';
import { eachCurve, epochAt, noCurves, until } from './curves.js';
import { Changing } from './listeners.js';

/** @typedef {import('../../engine/experiment/index.js').Experiment} Experiment */
/** @typedef {import('../../worker/protocol.js').Snapshot} Snapshot */
/** @typedef {import('../../worker/protocol.js').TestPoint} TestPoint */
/** @typedef {import('./curves.js').Curves} Curves */

/** How many points the smoothed loss remembers at most; fewer at first, when the loss falls fast. */
const MEMORY = 12;

/** What the worker last told about the run, and the curves since the starting weights. Told once per frame at most. */
export class RunStore extends Changing {
  /** @type {Snapshot | null} */
  snapshot = null;
  curves = noCurves();
  /** The last test; null when the weights have exploded since. @type {TestPoint | null} */
  test = null;
  /** Whether the last test was of another network than that which the last step has led to. */
  #other = false;
  /** The curves that an earlier worker has left, for a run that goes on from that step. @type {{ step: number, curves: Curves } | null} */
  #left = null;

  /** @param {Snapshot} snapshot */
  take(snapshot) {
    if (snapshot.generation !== this.snapshot?.generation) this.#forget();
    this.#markEpochs(snapshot);
    this.snapshot = snapshot;
    this.#goOn(snapshot);
    for (let i = 0; i + 1 < snapshot.losses.length; i += 2) {
      this.#addLoss(snapshot.losses[i] ?? 0, snapshot.losses[i + 1] ?? Number.NaN);
    }
    for (const test of snapshot.tests) this.#addTest(test);
    if (snapshot.nonFinite) this.test = null;
    this.changed();
  }

  /** Forgets everything: another worker begins. */
  clear() {
    this.snapshot = null;
    this.#forget();
    this.changed();
  }

  /** What the two hold changes places. @param {RunStore} other */
  exchange(other) {
    for (const key of /** @type {const} */ (['snapshot', 'curves', 'test'])) swap(this, other, key);
    [this.#other, other.#other] = [other.#other, this.#other];
    [this.#left, other.#left] = [other.#left, this.#left];
    this.changed();
    other.changed();
  }

  /**
   * The next run, if it goes on from that step, has these curves before it.
   *
   * @param {{ step: number, curves: Curves } | null} left
   */
  expect(left) {
    this.#left = left;
  }

  /** @param {number} step @returns {Curves} the curves up to that step, for `expect` */
  curvesUntil(step) {
    return eachCurve(this.curves, (points) => until(points, step));
  }

  /** @param {number} step @returns {number | null} epochs done by then, with fractions; null before the first run */
  epochAt(step) {
    return epochAt(this.curves.epochs, this.snapshot?.stepsPerEpoch ?? 0, step);
  }

  /**
   * @param {Experiment} document that the run is of
   * @returns {TestPoint | null} the last test; null where it was of a part of the test rows, or of a network before an edit
   */
  wholeTest(document) {
    const { test, snapshot } = this;
    if (!test || !snapshot) return null;
    // Of some classes only, training begins when all their images are there.
    const whole = leavesOut(document.data) || test.images === snapshot.data.testGoal;
    if (!whole) return null;
    const change = changeOf(test.experiment, document);
    return isSameRun(change) || change === 'optimizer' ? test : null;
  }

  /** @returns {boolean} whether there is anything to draw */
  get empty() {
    return this.curves.losses.x.length === 0;
  }

  /** @returns {number | null} the last test's; null where there are no classes, or was no test */
  get accuracy() {
    const accuracy = this.test?.accuracy ?? Number.NaN;
    return Number.isNaN(accuracy) ? null : accuracy;
  }

  /** @returns {number | undefined} the train loss, averaged over some hundred steps; none before a network's first step */
  get loss() {
    return this.#other ? undefined : this.curves.smooth.last;
  }

  /** Batches of another size make other epochs. @param {Snapshot} snapshot */
  #markEpochs({ generation, step, epoch, stepsPerEpoch }) {
    const before = this.snapshot;
    if (!before || before.generation !== generation || before.stepsPerEpoch === stepsPerEpoch)
      return;
    const { epochs } = this.curves;
    epochs.push(before.step, before.epoch);
    epochs.push(step, epoch);
  }

  /** @param {Snapshot} snapshot */
  #goOn({ step, losses }) {
    if (this.#left && step >= this.#left.step && this.empty) {
      const { curves } = this.#left;
      this.curves = noCurves();
      for (const [name, series] of Object.entries(this.curves)) {
        const { x, y } = curves[/** @type {keyof Curves} */ (name)];
        series.x = [...x];
        series.y = [...y];
      }
      this.#left = null;
    } else if (losses.length > 0) this.#left = null;
  }

  /**
   * @param {number} step
   * @param {number} loss
   */
  #addLoss(step, loss) {
    const { losses, smooth } = this.curves;
    this.#other = false;
    const last = smooth.last ?? loss;
    // After a number that is not finite, the mean begins anew.
    const before = Number.isFinite(last) ? last : loss;
    smooth.push(step, before + (loss - before) / Math.min(MEMORY, 1 + losses.x.length / 6));
    losses.push(step, loss);
  }

  /** @param {TestPoint} test */
  #addTest(test) {
    const before = this.test;
    this.test = test;
    // After an edit it is another network that is tested there: the curve keeps what training has led to.
    if (this.curves.testLosses.x.at(-1) === test.step && test.images <= (before?.images ?? 0)) {
      this.#other = test.loss !== this.curves.testLosses.last;
      return;
    }
    this.#other = false;
    if (!Number.isNaN(test.accuracy)) {
      this.curves.accuracies.push(test.step, 100 * test.accuracy);
    }
    this.curves.testLosses.push(test.step, test.loss);
    if (test.trainAccuracy !== null) {
      this.curves.trainAccuracies.push(test.step, 100 * test.trainAccuracy);
    }
  }

  #forget() {
    this.curves = noCurves();
    this.test = null;
    this.#other = false;
  }
}

/**
 * @template {'snapshot' | 'curves' | 'test'} K
 * @param {RunStore} one
 * @param {RunStore} other
 * @param {K} key
 */
function swap(one, other, key) {
  [one[key], other[key]] = [other[key], one[key]];
}
