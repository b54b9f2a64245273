import { rangeInWords } from '../../engine/experiment/words.js';

/**
 * @typedef {object} NumberKind what numbers a field takes, and how arrow keys change them
 * @property {number} min
 * @property {number} max
 * @property {boolean} [integer]
 * @property {'one' | 'tenth' | 'hundredth' | 'ratio'} steps by 1, 0.1 or 0.01, or along 1, 2, 5, 10, 20 …
 */

const NUMBER = /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i;

/**
 * @param {string} text what somebody typed
 * @param {NumberKind} kind
 * @returns {number | Error} the error's message is a sentence
 */
export function readNumber(text, kind) {
  const plain = text.trim().replace(/^−/, '-');
  if (plain === '') return new Error(`Empty; give ${rangeInWords(kind)}.`);
  const shown = plain.length > 20 ? `${plain.slice(0, 19)}…` : plain;
  if (NUMBER.test(plain)) {
    // The sum makes −0 into 0, which is what the document holds.
    const value = Number(plain) + 0;
    if (Number.isFinite(value)) return value;
    const outside = value < 0 ? 'small' : 'large';
    return new Error(`${shown} is too ${outside}; give ${rangeInWords(kind)}.`);
  }
  return new Error(`“${shown}” is not a number; give ${rangeInWords(kind)}.`);
}

const decimals = new Intl.NumberFormat('en', { useGrouping: false, maximumSignificantDigits: 15 });

/**
 * @param {number} value
 * @returns {string} without an exponent, as ARIA's values are to be written
 */
export function plainDecimal(value) {
  return decimals.format(value);
}

/**
 * @param {number} value
 * @param {number} steps how many, upwards or downwards
 * @param {NumberKind} kind
 * @returns {number} within the range
 */
export function stepped(value, steps, kind) {
  const next = kind.steps === 'ratio' ? alongSeries(value, steps) : added(value, steps, kind);
  return Math.min(kind.max, Math.max(kind.min, next));
}

/**
 * @param {number} value
 * @param {number} steps
 * @param {NumberKind} kind
 */
function added(value, steps, { steps: kind }) {
  const next = value + steps * { one: 1, tenth: 0.1, hundredth: 0.01, ratio: 0 }[kind];
  return Number(next.toPrecision(12));
}

/**
 * @param {number} value
 * @param {number} steps
 */
function alongSeries(value, steps) {
  if (value <= 0) return steps > 0 ? 1e-4 : value;
  const third = 3 * Math.log10(value);
  const nearest = Math.round(third);
  const between = Math.abs(third - nearest) > 0.15;
  const from = between ? (steps > 0 ? Math.floor(third) : Math.ceil(third)) : nearest;
  const index = from + steps;
  const mantissa = [1, 2, 5][((index % 3) + 3) % 3] ?? 1;
  return Number(`${mantissa}e${Math.floor(index / 3)}`);
}
