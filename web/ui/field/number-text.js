import { rangeInWords } from '../../engine/experiment/words.js';
import { decimalPoint, delocalised } from '../numbers.js';
import { told } from '../words/told.js';
import { t } from '../words/words.js';
import { Mistake } from './mistake.js';

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
 * @returns {number | Mistake}
 */
export function readNumber(text, kind) {
  const typed = text.trim().replace(/^−/, '-');
  const shown = typed.length > 20 ? `${typed.slice(0, 19)}…` : typed;
  const mistake = (/** @type {'empty' | 'too-small' | 'too-large' | 'not-number'} */ what) =>
    new Mistake(() => t(`mistake.${what}`, { text: shown, wanted: told(rangeInWords(kind)) }));
  if (typed === '') return mistake('empty');
  const plain = delocalised(typed, kind.integer ?? false);
  if (typeof plain !== 'string') {
    const [one = '', other = ''] = plain;
    return new Mistake(() => t('mistake.two-ways', { text: shown, one, other }));
  }
  if (!NUMBER.test(plain)) {
    const other = decimalPoint(typed);
    if (!NUMBER.test(other)) return mistake('not-number');
    return new Mistake(() => t('mistake.other-sign', { text: shown, other }));
  }
  // The sum makes −0 into 0, which is what the document holds.
  const value = Number(plain) + 0;
  if (value === 0 && /[1-9]/.test(plain.replace(/e.*/i, ''))) {
    return new Mistake(() => t('mistake.too-tiny', { text: shown }));
  }
  if (Number.isFinite(value)) return value;
  return mistake(value < 0 ? 'too-small' : 'too-large');
}

/** @type {Intl.NumberFormat | undefined} */
let decimals;

/**
 * @param {number} value
 * @returns {string} without an exponent, as ARIA's values are to be written
 */
export function plainDecimal(value) {
  decimals ??= new Intl.NumberFormat('en', { useGrouping: false, maximumSignificantDigits: 15 });
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
