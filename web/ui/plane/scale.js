/** Where numbers are in a picture of the data. */

/** @typedef {readonly [number, number]} Range */
/** @typedef {import('../../engine/store.js').ClassRows | import('../../engine/store.js').ValueRows} Rows */

/** Room above and below a curve's points, as a part of their spread. */
const ROOM = 0.15;

/**
 * @param {Range} range
 * @param {number} value
 * @returns {number} its place, from 0 to 1 within the range
 */
export function shareIn([low, high], value) {
  return (value - low) / (high - low || 1);
}

/**
 * @param {Range} range
 * @param {number} share
 * @returns {number} to two decimals, which is as near as anybody points
 */
export function valueAt([low, high], share) {
  const within = Math.min(1, Math.max(0, share));
  return Number((low + within * (high - low)).toFixed(2));
}

/**
 * @param {Rows | undefined} rows
 * @param {boolean} given whether points can be placed where there are none
 * @returns {Range} of what is aimed at
 */
export function heightsOf(rows, given) {
  const targets = rows && 'targets' in rows ? rows.targets : [];
  let [low, high] = given ? [-1.5, 1.5] : [targets[0] ?? -1, targets[0] ?? 1];
  for (const one of targets) {
    low = Math.min(low, one);
    high = Math.max(high, one);
  }
  const room = ROOM * (high - low || 1);
  return given && targets.length === 0 ? [low, high] : [low - room, high + room];
}

/**
 * @param {readonly (readonly number[])[]} points
 * @param {readonly number[]} place
 * @param {readonly Range[]} ranges of its numbers
 * @returns {number} the one that looks nearest, −1 if there are none
 */
export function nearestTo(points, place, ranges) {
  const distance = (/** @type {readonly number[]} */ point) =>
    ranges.reduce(
      (sum, range, i) => sum + (shareIn(range, point[i] ?? 0) - shareIn(range, place[i] ?? 0)) ** 2,
      0,
    );
  const distances = points.map(distance);
  return distances.indexOf(Math.min(...distances));
}
