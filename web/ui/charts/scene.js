import { accuracyRange, linearRange, logRange } from './ranges.js';

/** What the charts show, apart from how it is drawn. */

/** @typedef {import('../state/curves.js').Curves} Curves */
/** @typedef {import('../state/curves.js').Points} Points */
/** @typedef {import('../state/earlier-runs.js').EarlierRun} EarlierRun */

/**
 * @typedef {object} Scene
 * @property {Curves} curves of the present run
 * @property {Points | null} own accuracies on the student's own digits
 * @property {number} step of the present run
 * @property {readonly EarlierRun[]} earlier those that are shown
 * @property {boolean} log whether the loss has a logarithmic axis
 */

/** An earlier run that exploded does not stretch the loss axis beyond this. */
const EARLIER_LOSS = 10;
/** The axis of the steps covers at least these. */
const FEWEST = 10;

/** @param {import('../state/session.js').Session} session @param {boolean} log @returns {Scene} */
export function sceneOf({ run, digit, earlier }, log) {
  return {
    curves: run.curves,
    own: digit.own.ownAccuracies,
    step: run.snapshot?.step ?? 0,
    earlier: earlier.shown,
    log,
  };
}

/** @param {Scene} scene @returns {number} where the axis of the steps ends */
export function endOf({ step, earlier }) {
  return Math.max(FEWEST, step, ...earlier.map((run) => run.step));
}

/** @param {Scene} scene @returns {[number, number]} per cent */
export function accuracyRangeOf({ curves, own, earlier }) {
  const best = finite(curves.accuracies.y).reduce((a, b) => Math.max(a, b), 0);
  const others = earlier.flatMap((run) => finite(run.curves.accuracies.y.slice(-1)));
  if (curves.accuracies.y.length === 0) return accuracyRange(null, Math.min(100, ...others));
  return accuracyRange(null, Math.min(best, own?.y.at(-1) ?? 100));
}

/** @param {Scene} scene @returns {[number, number]} */
export function lossRangeOf({ curves, earlier, log }) {
  const { losses, smooth, testLosses } = curves;
  const present = [losses, smooth, testLosses].flatMap(({ y }) => finite(y));
  const others = earlier.flatMap((run) => finite(run.curves.testLosses.y));
  const high = most(present);
  const cap = Math.max(high ?? 0, EARLIER_LOSS);
  const all = [...present, ...others.filter((loss) => loss <= cap)];
  return log ? logRange(least(all), most(all)) : linearRange(null, most(all));
}

/** @param {readonly number[]} values */
function finite(values) {
  return values.filter(Number.isFinite);
}

/** @param {readonly number[]} values @returns {number | null} */
function most(values) {
  return values.reduce((a, b) => Math.max(a ?? b, b), /** @type {number | null} */ (null));
}

/** @param {readonly number[]} values @returns {number | null} */
function least(values) {
  return values.reduce((a, b) => Math.min(a ?? b, b), /** @type {number | null} */ (null));
}
