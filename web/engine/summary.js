import { StrataError } from './errors.js';

/**
 * @typedef {readonly [low: number, high: number]} Range
 *
 * @typedef {object} Summary of a set of numbers; those that are not numbers count in `count` alone
 * @property {number} count
 * @property {number} mean
 * @property {number} deviation
 * @property {number} min
 * @property {number} max
 * @property {number} norm root of the sum of squares
 * @property {{ low: number, high: number, counts: Uint32Array, below: number, above: number }} histogram in equal parts
 *   from low (included) to high (excluded), and the numbers outside
 */

/** Numbers that the engine tells of a set. */
export const FIELDS = 8;
const MAX_BINS = 100000;

/**
 * @param {unknown} bins
 * @param {readonly Range[]} [ranges]
 */
export function demandHistogram(bins, ranges = []) {
  if (!(Number.isInteger(bins) && Number(bins) >= 1 && Number(bins) <= MAX_BINS)) {
    const message = `A histogram cannot have ${bins} bins; give 1 to ${MAX_BINS}.`;
    throw new StrataError('histogram-invalid', message, { path: 'bins' });
  }
  for (const [low, high] of ranges) {
    if (low < high && Number.isFinite(high - low)) continue;
    const message = `A histogram cannot reach from ${low} to ${high}; give two numbers, the smaller one first.`;
    throw new StrataError('histogram-invalid', message, { path: 'ranges' });
  }
}

/** @type {Range} */
export const unit = [0, 1];
/** Stands for a range that is not wanted. @type {Range} */
export const none = [0, 0];

/**
 * From the smallest to just above the largest number, so that it falls into the last bin.
 * @param {Summary} found
 * @returns {Range}
 */
export function spread({ min, max }) {
  if (!(Number.isFinite(min) && Number.isFinite(max))) return unit;
  const width = max - min || Math.abs(max) || 1;
  return [min, max + width * 1e-6];
}

/**
 * @param {Float64Array} fields
 * @param {Range} range
 * @param {Uint32Array} counts
 * @returns {Summary}
 */
export function summary(fields, [low, high], counts) {
  const [count = 0, mean = 0, deviation = 0, min = 0, max = 0, norm = 0, below = 0, above = 0] =
    fields;
  return { count, mean, deviation, min, max, norm, histogram: { low, high, counts, below, above } };
}
