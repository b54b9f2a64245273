import { eachCurve, upTo } from '../state/curves.js';
import { accuracyRange, ahead, linearRange, logRange } from './ranges.js';

/** What the charts show, apart from how it is drawn. */

/** @typedef {import('../state/curves.js').Curves} Curves */
/** @typedef {import('../state/curves.js').Points} Points */
/** @typedef {import('../state/earlier-runs.js').EarlierRun} EarlierRun */

/**
 * @typedef {object} Scene
 * @property {Curves} curves of the present run
 * @property {Points | null} own accuracies on the student's own digits
 * @property {number} end the step at which the axis ends
 * @property {readonly EarlierRun[]} earlier those that are shown, until there
 * @property {boolean} log whether the loss has a logarithmic axis
 */

/** An earlier run that exploded does not stretch the loss axis beyond this. */
const EARLIER_LOSS = 10;
/** The axis of the steps covers at least these. */
const FEWEST = 10;

/** @param {import('../state/session.js').Session} session @param {boolean} log @returns {Scene} */
export function sceneOf(session, log) {
  const { run, digit, earlier } = session;
  const [end, longest] = [endOf(session), longestOf(session)];
  // Cutting costs time, and most of the time there is nothing to cut.
  const shown =
    end < longest
      ? earlier.shown.map((one) => ({
          ...one,
          curves: eachCurve(one.curves, (points) => upTo(points, end)),
        }))
      : earlier.shown;
  return { curves: run.curves, own: digit.own.ownAccuracies, end, earlier: shown, log };
}

/**
 * @param {import('../state/session.js').Session} session
 * @returns {number} where the axis of the steps ends: with the longest run, or a little ahead of a present one that is
 *   slow, which would not be seen beside thousands of steps
 */
function endOf(session) {
  const longest = longestOf(session);
  const step = session.run.snapshot?.step ?? 0;
  return Number.isFinite(session.speed) ? Math.min(longest, ahead(step)) : longest;
}

/** @param {import('../state/session.js').Session} session */
function longestOf({ run, earlier }) {
  return Math.max(FEWEST, run.snapshot?.step ?? 0, ...earlier.shown.map(({ step }) => step));
}

/** @param {Scene} scene @returns {[number, number]} per cent */
export function accuracyRangeOf({ curves, own, earlier }) {
  const ends = earlier.flatMap((run) => finite(run.curves.accuracies.y.slice(-1)));
  const present = finite(curves.accuracies.y);
  const best = present.indexOf(most(present) ?? 0);
  const seen = [...present.slice(Math.max(0, best)), ...finite(own?.y.slice(-1) ?? []), ...ends];
  return accuracyRange(least(seen) ?? 100);
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
