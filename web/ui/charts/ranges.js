import { count } from '../numbers.js';

/** What the axes of the charts cover, and where they are marked. */

/** No more marks than there is room for. */
const MARKS = 7;

/** Where the axis of a slow run may end, in tens, hundreds and so on, and the room ahead of the run at least. */
const ENDS = [1, 1.5, 2, 3, 5, 7, 10];
const ROOM = 1.2;

/** @param {number} lowest value that is to be seen, in per cent @returns {[number, number]} the part where differences show */
export function accuracyRange(lowest) {
  if (lowest < 70) return [0, 100];
  return lowest < 90 ? [50, 100] : [80, 100];
}

/** @param {number} step @returns {number} where an axis ends that leaves some room ahead of it, and seldom changes */
export function ahead(step) {
  const wanted = Math.max(10, ROOM * step);
  const decade = 10 ** Math.floor(Math.log10(wanted));
  return decade * (ENDS.find((end) => end * decade >= wanted) ?? 10);
}

/**
 * @param {number | null} _
 * @param {number | null} high
 * @returns {[number, number]}
 */
export function linearRange(_, high) {
  return [0, Math.max(high ?? 2.5, 0.1) * 1.05];
}

/**
 * @param {number | null} low
 * @param {number | null} high however large, as after an explosion
 * @returns {[number, number]} both ends are 1, 2 or 5 times a power of ten
 */
export function logRange(low, high) {
  const bottom = Math.max(1e-5, Math.min(low ?? 0.1, 1));
  const top = Math.max(high ?? 3, 2);
  return [
    series(Math.log10(bottom)).findLast((mark) => mark <= bottom) ?? bottom,
    series(Math.log10(top)).find((mark) => mark >= top) ?? top,
  ];
}

/**
 * @param {number} low
 * @param {number} high
 * @returns {number[]} 1, 2 and 5 times the powers of ten or, where these are too many, powers of ten evenly spaced
 */
export function logMarks(low, high) {
  const inside = (/** @type {number} */ mark) => mark >= low && mark <= high;
  const first = Math.floor(Math.log10(low));
  const decades = Math.ceil(Math.log10(high)) - first;
  const fine = Array.from({ length: decades + 1 }, (_, i) => decade(first + i))
    .flat()
    .filter(inside);
  if (fine.length <= MARKS) return fine;
  const stride = Math.ceil(decades / MARKS);
  return Array.from({ length: decades + 1 }, (_, i) => first + i)
    .filter((exponent) => exponent % stride === 0)
    .map((exponent) => Number(`1e${exponent}`))
    .filter(inside);
}

/**
 * @param {number} low
 * @param {number} high
 * @param {number} [most] about so many
 * @returns {number[]} multiples of 1, 2 or 5 times a power of ten
 */
export function linearMarks(low, high, most = MARKS) {
  const rough = (high - low) / most;
  const step = series(Math.log10(rough)).find((mark) => mark >= rough) ?? rough;
  const first = Math.ceil(low / step);
  const count = Math.floor(high / step + 1e-9) - first + 1;
  return Array.from({ length: count }, (_, i) => Number(((first + i) * step).toPrecision(12)));
}

/** @param {number} exponent */
function decade(exponent) {
  return [1, 2, 5].map((digit) => Number(`${digit}e${exponent}`));
}

/**
 * The marks about a value. Logarithms are inexact: its decade may be the next one.
 *
 * @param {number} logarithm
 */
function series(logarithm) {
  const exponent = Math.floor(logarithm);
  return [exponent - 1, exponent, exponent + 1].flatMap(decade);
}

/** @param {number} step */
export function stepLabel(step) {
  return Number.isInteger(step) ? count(step) : '';
}
