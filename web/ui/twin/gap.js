import { scientific, signed } from '../numbers.js';

/** @typedef {import('../state/curves.js').Points} Points */

/** The axis covers at least so much upwards and downwards: of accuracies in points, and of losses. */
const LEAST = { accuracies: 1, testLosses: 0.01 };
/** A gap below that is none. */
const NONE = { accuracies: 0.1, testLosses: 1e-4 };
/** Where the largest is so many times what is usual in the last quarter, the line would lie on 0. */
const FALL = 100;
/** Marks of powers of ten. */
const MARKS = 3;

/** @typedef {import('../charts/chart.js').Decades} Decades */

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
 * The gap where one has ended early: other tests than those at the ends of epochs come at steps by chance, and what lies on
 * a line between them would be another gap in every run.
 *
 * @param {Points} a
 * @param {Points} b
 * @param {(step: number) => number | null} epochAt epochs done by then
 * @returns {Points} b − a at the ends of epochs at which both were tested, and at the start; none of the start alone
 */
export function gapAtEpochs(a, b, epochAt) {
  const of = new Map(b.x.map((step, i) => [step, b.y[i] ?? Number.NaN]));
  const known = a.x
    .map((step, i) => ({ step, gap: (of.get(step) ?? Number.NaN) - (a.y[i] ?? Number.NaN) }))
    .filter(({ step, gap }) => isWhole(epochAt(step)) && Number.isFinite(gap));
  if (known.at(-1)?.step === 0) return { x: [], y: [] };
  return { x: known.map(({ step }) => step), y: known.map(({ gap }) => gap) };
}

/**
 * @param {Points} gap
 * @param {'accuracies' | 'testLosses'} curve
 * @returns {{ range: [number, number], decades: Decades | null }} from the lowest to the highest and 0, each by 1, 2 or 5
 *   times a power of ten; in powers of ten where the gap falls over several
 */
export function gapAxisOf({ y }, curve) {
  const [low, high] = [Math.min(0, ...y), Math.max(0, ...y)];
  const most = Math.max(-low, high);
  if (most < LEAST[curve]) return { range: [-LEAST[curve], LEAST[curve]], decades: null };
  const range = /** @type {[number, number]} */ ([0 - roundUp(-low), roundUp(high)]);
  const usual = Math.max(NONE[curve], median(y.slice(Math.floor(0.75 * y.length)).map(Math.abs)));
  if (most <= FALL * usual) return { range, decades: null };
  const from = Math.floor(Math.log10(usual) + 1e-9);
  return { range, decades: { from: power(from), marks: marksOf(range, from) } };
}

/**
 * @param {number | null | undefined} gap in points of accuracy, or of losses
 * @param {boolean} classes whether of accuracies
 * @returns {string} with its sign; between losses that differ by less than 0.0005, two digits of it
 */
export function gapInWords(gap, classes) {
  if (classes) return signed(gap, 1);
  const small = gap && Math.abs(gap) < 5e-4;
  return small ? `${gap > 0 ? '+' : ''}${scientific(gap)}` : signed(gap, 3);
}

/** @param {number | null} epochs counted in fractions, which are rounded */
function isWhole(epochs) {
  return epochs !== null && Math.abs(epochs - Math.round(epochs)) < 1e-6;
}

/** @param {number} size @returns {number} 1, 2 or 5 times a power of ten */
function roundUp(size) {
  if (size <= 0) return 0;
  const exponent = Math.floor(Math.log10(size));
  const digit = [1, 2, 5].find((one) => one * power(exponent) >= size);
  return digit ? Number(`${digit}e${exponent}`) : power(exponent + 1);
}

/**
 * @param {readonly [number, number]} range
 * @param {number} from the exponent below which the axis is linear
 * @returns {number[]} 0 and powers of ten on both sides, evenly spaced
 */
function marksOf([low, high], from) {
  const last = (/** @type {number} */ size) =>
    size > 0 ? Math.floor(Math.log10(size) + 1e-9) : from;
  const stride = Math.max(1, Math.ceil((last(-low) + last(high) - 2 * from) / MARKS));
  const marks = [];
  for (let one = Math.max(last(-low), last(high)); one > from; one -= stride)
    marks.push(power(one));
  const below = marks.filter((mark) => mark <= -low).map((mark) => -mark);
  return [...below, 0, ...marks.filter((mark) => mark <= high).reverse()];
}

/** @param {number} exponent */
function power(exponent) {
  return Number(`1e${exponent}`);
}

/** @param {readonly number[]} values */
function median(values) {
  return values.toSorted((a, b) => a - b)[values.length >> 1] ?? 0;
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
