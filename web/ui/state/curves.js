import { Series } from './series.js';

/** Curves over the steps, apart from where they are drawn. */

/** @typedef {{ readonly x: readonly number[], readonly y: readonly number[] }} Points in the order of x */

/** In the order of a table's columns. */
const curveNames = /** @type {const} */ ([
  'losses',
  'smooth',
  'testLosses',
  'trainAccuracies',
  'accuracies',
]);
/** @typedef {(typeof curveNames)[number] | 'epochs'} CurveName `smooth` is the train loss, averaged over some hundred steps */
/**
 * @typedef {Record<CurveName, Points>} Curves accuracies in per cent; `epochs` are those done before and after the number of
 *   steps in an epoch has changed
 */
/** @typedef {Record<CurveName, Series>} GrowingCurves */

/**
 * @typedef {object} Reading what was known at a step; null where nothing was
 * @property {number} step
 * @property {number | null} accuracy
 * @property {number | null} trainAccuracy
 * @property {number | null} own
 * @property {number | null} testLoss
 * @property {number | null} loss
 */

/** @returns {GrowingCurves} */
export function noCurves() {
  return {
    losses: new Series(),
    smooth: new Series(),
    testLosses: new Series(),
    trainAccuracies: new Series(),
    accuracies: new Series(),
    epochs: new Series(),
  };
}

/**
 * @param {Curves} curves
 * @param {(points: Points) => Points} change
 * @returns {Curves}
 */
export function eachCurve(curves, change) {
  const names = /** @type {CurveName[]} */ ([...curveNames, 'epochs']);
  const entries = names.map((name) => [name, change(curves[name])]);
  return /** @type {Curves} */ (Object.fromEntries(entries));
}

/**
 * @param {Points} points
 * @param {number} most at least 2
 * @returns {Points} so many of them at most, evenly chosen, the first and the last included
 */
export function thinned({ x, y }, most) {
  const places = evenly(x.length, most);
  const pick = (/** @type {readonly number[]} */ list) => places.map((i) => list[i] ?? Number.NaN);
  return { x: pick(x), y: pick(y) };
}

/**
 * @param {number} count
 * @param {number} most at least 2
 * @returns {number[]} places in a list of so many, the first and the last included
 */
export function evenly(count, most) {
  const wanted = Math.min(count, most);
  return Array.from({ length: wanted }, (_, i) =>
    wanted === count ? i : Math.round((i * (count - 1)) / (wanted - 1)),
  );
}

/**
 * @param {Points} points
 * @param {number} last
 * @returns {Points} those up to that step
 */
export function until({ x, y }, last) {
  const count = placeOf(x, last) + 1;
  return { x: x.slice(0, count), y: y.slice(0, count) };
}

/**
 * @param {Points} points
 * @param {number} end
 * @returns {Points} their line up to that step
 */
export function upTo(points, end) {
  const { x, y } = until(points, end);
  const place = x.length - 1;
  const [x0, x1, y0, y1] = [x[place], points.x[place + 1], y[place], points.y[place + 1]];
  if (x0 === undefined || x0 === end || x1 === undefined) return { x, y };
  const share = (end - x0) / (x1 - x0);
  return { x: [...x, end], y: [...y, (y0 ?? 0) + share * ((y1 ?? 0) - (y0 ?? 0))] };
}

/**
 * @param {readonly number[]} steps ascending
 * @param {number} step
 * @returns {number} the place of the last one that is not after it, −1 if all are
 */
export function placeOf(steps, step) {
  let [low, high] = [0, steps.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((steps[middle] ?? 0) <= step) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}

/**
 * @param {Points | null} points
 * @param {number} step
 * @returns {number | null} as it was last known at that step
 */
export function valueIn(points, step) {
  return points?.y[placeOf(points.x, step)] ?? null;
}

/**
 * @param {Points} epochs
 * @param {number} stepsPerEpoch at present
 * @param {number} step
 * @returns {number | null} epochs done by then, with fractions; null if the number of steps is not known
 */
export function epochAt({ x, y }, stepsPerEpoch, step) {
  if (!(stepsPerEpoch > 0)) return null;
  const place = placeOf(x, step);
  const [x0, y0] = [x[place] ?? 0, y[place] ?? 0];
  const [x1, y1] = [x[place + 1], y[place + 1]];
  const known = x1 !== undefined && y1 !== undefined;
  const steps = step - x0;
  return y0 + (known ? (steps * (y1 - y0)) / (x1 - x0) : steps / stepsPerEpoch);
}

/**
 * @param {Curves} curves
 * @param {Points | null} own
 * @param {number} step
 * @returns {Reading}
 */
export function readingAt(curves, own, step) {
  return {
    step,
    accuracy: valueIn(curves.accuracies, step),
    trainAccuracy: valueIn(curves.trainAccuracies, step),
    own: valueIn(own, step),
    testLoss: valueIn(curves.testLosses, step),
    loss: valueIn(curves.smooth, step),
  };
}

/**
 * @param {Curves} curves
 * @returns {number[]} the steps at which something was measured, ascending
 */
export function stepsOf(curves) {
  const steps = new Set(curveNames.flatMap((name) => curves[name].x));
  return [...steps].sort((a, b) => a - b);
}

/**
 * @param {readonly number[]} steps ascending
 * @param {number} step
 * @returns {number | null} the nearest of them
 */
export function nearest(steps, step) {
  const place = placeOf(steps, step);
  const [before, after] = [steps[place], steps[place + 1]];
  if (before === undefined || after === undefined) return before ?? after ?? null;
  return step - before <= after - step ? before : after;
}
