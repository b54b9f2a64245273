/** @typedef {import('../state/curves.js').Points} Points */

/** The axis covers at least so much upwards and downwards: of accuracies in points, and of losses. */
export const LEAST = { accuracies: 1, testLosses: 0.01 };

/**
 * @param {Points} a per cent over the steps, or losses
 * @param {Points} b
 * @returns {Points} b − a, where both are known: at the steps of either, on the line between two
 *   points of the other
 */
export function gapOf(a, b) {
  const steps = [...new Set([...a.x, ...b.x])].sort((one, other) => one - other);
  const known = steps
    .map((step) => ({ step, gap: at(b, step) - at(a, step) }))
    .filter(({ gap }) => Number.isFinite(gap));
  return { x: known.map(({ step }) => step), y: known.map(({ gap }) => gap) };
}

/**
 * @param {Points} gap
 * @param {number} [least] that it covers
 * @returns {[number, number]} as far upwards as downwards, by 1, 2 or 5 times a power of ten
 */
export function gapRangeOf({ y }, least = LEAST.accuracies) {
  const most = Math.max(least, ...y.map(Math.abs));
  const power = 10 ** Math.floor(Math.log10(most));
  const round = [1, 2, 5, 10].find((one) => one * power >= most) ?? 10;
  return [-round * power, round * power];
}

/** @param {Points} points @param {number} step @returns {number} NaN before the first and after the last */
function at({ x, y }, step) {
  const place = x.findIndex((one) => one >= step);
  const [right, high = Number.NaN] = [x[place], y[place]];
  if (right === undefined) return Number.NaN;
  if (right === step) return high;
  const [left, low] = [x[place - 1], y[place - 1]];
  if (left === undefined || low === undefined) return Number.NaN;
  return low + ((high - low) * (step - left)) / (right - left);
}
