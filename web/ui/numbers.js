/** Numbers as people read them: fixed decimals, grouped digits, a true minus, in the page's language. */
import { t, words } from './words/words.js';

/** @type {Map<string, Intl.NumberFormat>} */
const formats = new Map();

/** @param {Intl.NumberFormatOptions} options */
function format(options) {
  const language = words.language === 'en' ? 'en-GB' : words.language;
  const key = `${language} ${JSON.stringify(options)}`;
  const known = formats.get(key) ?? new Intl.NumberFormat(language, options);
  formats.set(key, known);
  return known;
}

/** @param {string} text */
function trueMinus(text) {
  return text.replace('-', '−');
}

/** @param {number} value */
export function count(value) {
  return trueMinus(format({ maximumFractionDigits: 0 }).format(value));
}

/** @param {string} number as a program writes it @returns {string} with the language's decimal sign */
export function localised(number) {
  return number.replace('.', decimalSign());
}

/**
 * @param {string} number as people write it, with grouped digits or without
 * @param {boolean} whole whether a whole number is wanted
 * @returns {string | string[]} as a program writes it; both readings of what other languages would write for another
 *   number: `1.000` is a thousand to Germans and one in English
 */
export function delocalised(number, whole) {
  const [decimal, group] = [decimalSign(), groupSign()];
  const digits = (/** @type {string} */ sign) => number.replaceAll(sign, '');
  const grouped = new RegExp(`^[+-]?[1-9]\\d{0,2}(\\${group}\\d{3})+(\\${decimal}\\d+)?$`);
  const groups = number.split(group).length - 1;
  if (grouped.test(number)) {
    if (whole || groups > 1 || number.includes(decimal)) return digits(group).replace(decimal, '.');
    return [digits(group), localised(`${Number(number.replace(group, '.'))}`)];
  }
  const foreign = new RegExp(`^[+-]?[1-9]\\d{0,2}\\${decimal}000$`);
  if (whole && foreign.test(number)) return [digits(decimal), number.replace(/\D000$/, '')];
  return number.replace(decimal, '.');
}

/** @param {string} number @returns {string} with the language's decimal sign for one that other languages use */
export function decimalPoint(number) {
  return number.replace(groupSign(), decimalSign());
}

function decimalSign() {
  return format({}).formatToParts(0.5)[1]?.value ?? '.';
}

function groupSign() {
  return format({}).formatToParts(10_000)[1]?.value ?? ',';
}

/** @param {number | null | undefined} value @returns {string} to three digits: more would only flicker */
export function countRoughly(value) {
  return value === null || value === undefined ? '–' : count(Number(value.toPrecision(3)));
}

/**
 * @param {number | null | undefined} value
 * @param {number} decimals
 */
export function fixed(value, decimals) {
  if (value === null || value === undefined) return '–';
  if (Number.isNaN(value)) return t('number.nan');
  if (!Number.isFinite(value)) return value > 0 ? '∞' : '−∞';
  const size = Math.abs(value);
  if (size >= 1e5) return scientific(value);
  // Large numbers need no small parts, nor is there room for them.
  const digits = Math.min(decimals, size >= 1000 ? 0 : size > 100 ? 1 : decimals);
  const options = { minimumFractionDigits: digits, maximumFractionDigits: digits };
  return trueMinus(format(options).format(value));
}

/**
 * @param {number | null | undefined} value
 * @param {number} decimals
 * @returns {string} with its sign, even if it is a plus
 */
export function signed(value, decimals) {
  // What is written as nothing is neither more nor less.
  if (Math.abs(value ?? 1) < 0.5 * 10 ** -decimals) return fixed(0, decimals);
  const text = fixed(value, decimals);
  return (value ?? 0) > 0 ? `+${text}` : text;
}

const RAISED = '⁰¹²³⁴⁵⁶⁷⁸⁹';

/** @param {number} exponent @returns {string} in raised figures */
export function raised(exponent) {
  return `${exponent}`.replace('-', '⁻').replaceAll(/\d/g, (digit) => RAISED[Number(digit)] ?? '');
}

/**
 * @param {number | null | undefined} value
 * @returns {string} two significant digits, with a power of ten where there would be many zeros: `0.44`, `7×10⁻⁶`
 */
export function scientific(value) {
  if (value === null || value === undefined) return '–';
  if (Number.isNaN(value)) return t('number.nan');
  if (!Number.isFinite(value)) return value > 0 ? '∞' : '−∞';
  if (value === 0) return '0';
  const size = Math.abs(value);
  if (size >= 0.0095 && size < 9995) {
    const digits = size >= 100 ? { maximumFractionDigits: 0 } : { maximumSignificantDigits: 2 };
    return trueMinus(format(digits).format(value));
  }
  return inPowers(value, 2);
}

/**
 * @param {number} value
 * @returns {string} as axes and sentences have it: every digit, and a power of ten only where that would be long
 */
export function plain(value) {
  return plainTo(value, 6);
}

/** As `plain`. @param {number} value @param {number} digits at most */
export function plainTo(value, digits) {
  const size = Math.abs(value);
  if (!Number.isFinite(value)) return scientific(value);
  if (value !== 0 && (size < 1e-3 || size >= 1e5)) return inPowers(value, 3);
  return trueMinus(format({ maximumSignificantDigits: digits }).format(value + 0));
}

/**
 * @param {number} value
 * @param {number} digits of the factor
 */
function inPowers(value, digits) {
  const [mantissa = '', exponent = ''] = value.toExponential(digits - 1).split('e');
  const power = raised(Number(exponent));
  const factor = format({ maximumSignificantDigits: digits }).format(Number(mantissa));
  return trueMinus(factor === '1' ? `10${power}` : `${factor}×10${power}`);
}

/**
 * @param {number | null | undefined} value a share from 0 to 1
 * @returns {string} with one decimal; a no-break space before the sign
 */
export function percent(value) {
  return value === null || value === undefined ? '–' : `${fixed(100 * value, 1)} %`;
}

/** @param {number} value a share from 0 to 1 */
export function percentWhole(value) {
  return `${fixed(100 * value, 0)} %`;
}

/** @param {number} bytes */
export function megabytes(bytes) {
  return fixed(bytes / 1e6, 1);
}

/** @param {string} digits of a fingerprint */
export function inFours(digits) {
  return digits.replaceAll(/(.{4})(?=.)/g, '$1 ');
}
