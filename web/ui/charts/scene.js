import { eachCurve, upTo } from '../state/curves.js';
import { hasClasses } from '../state/sets.js';
import { accuracyRange, ahead, linearRange, logRange } from './ranges.js';

/** What the charts show, apart from how it is drawn. */

/** @typedef {import('../state/curves.js').Curves} Curves */
/** @typedef {import('../state/curves.js').Points} Points */
/** @typedef {import('../state/session.js').Session} Session */
/**
 * @typedef {object} Other a run beside the present one: an earlier one, or the twin's
 * @property {string} name
 * @property {number} colour a place among the swatches
 * @property {number} dash a place among the dashes
 * @property {boolean} [twin]
 * @property {number} step how many it has taken
 * @property {Curves} curves
 */

/**
 * @typedef {object} Scene
 * @property {Curves} curves of the present run
 * @property {Points | null} own accuracies on the student's own digits
 * @property {number} end the step at which the axis ends
 * @property {readonly Other[]} others those that are shown, until there
 * @property {boolean} classes whether there is an accuracy
 * @property {boolean} log whether the loss has a logarithmic axis
 */

/** Another run that exploded does not stretch the loss axis beyond this. */
const OTHER_LOSS = 10;
/** The axis of the steps covers at least these. */
const FEWEST = 10;

/** @param {Session} session @param {boolean} log @returns {Scene} */
export function sceneOf(session, log) {
  const { run, digit } = session;
  const all = othersOf(session);
  const [end, longest] = [endOf(session), longestOf(session)];
  // Cutting costs time, and most of the time there is nothing to cut.
  const others =
    end < longest
      ? all.map((one) => ({ ...one, curves: eachCurve(one.curves, (points) => upTo(points, end)) }))
      : all;
  const classes = hasClasses(session.experiment.document);
  return { curves: run.curves, own: digit.own.ownAccuracies, end, others, classes, log };
}

/** @param {Session} session @returns {readonly Other[]} the runs that are drawn beside the present one */
export function othersOf({ twin, earlier }) {
  if (!twin.document) return earlier.shown;
  const { curves, snapshot } = twin.run;
  const other = { name: twin.other, colour: 0, dash: 0, twin: true, step: snapshot?.step ?? 0 };
  return [{ ...other, curves }, ...earlier.shown];
}

/**
 * @param {Session} session
 * @returns {number} where the axis of the steps ends: with the longest run, or a little ahead of a present one that is
 *   slow, which would not be seen beside thousands of steps
 */
function endOf(session) {
  const longest = longestOf(session);
  const step = session.run.snapshot?.step ?? 0;
  return Number.isFinite(session.speed) ? Math.min(longest, ahead(step)) : longest;
}

/** @param {Session} session */
function longestOf(session) {
  const steps = othersOf(session).map(({ step }) => step);
  return Math.max(FEWEST, session.run.snapshot?.step ?? 0, ...steps);
}

/** @param {Scene} scene @returns {[number, number]} per cent */
export function accuracyRangeOf({ curves, own, others }) {
  const ends = others.flatMap((run) => finite(run.curves.accuracies.y.slice(-1)));
  const present = finite(curves.accuracies.y);
  const best = present.indexOf(most(present) ?? 0);
  const seen = [...present.slice(Math.max(0, best)), ...finite(own?.y.slice(-1) ?? []), ...ends];
  return accuracyRange(least(seen) ?? 100);
}

/** @param {Scene} scene @returns {[number, number]} */
export function lossRangeOf({ curves, others, log }) {
  const { losses, smooth, testLosses } = curves;
  const present = [losses, smooth, testLosses].flatMap(({ y }) => finite(y));
  const beside = others.flatMap((run) => finite(run.curves.testLosses.y));
  const high = most(present);
  const cap = Math.max(high ?? 0, OTHER_LOSS);
  const all = [...present, ...beside.filter((loss) => loss <= cap)];
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
