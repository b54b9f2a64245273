/** The sentences about a document's problems. Each begins with the value and ends with what is allowed. */
import { sentence } from '../sentences.js';

/** @typedef {import('../sentences.js').Sentence} Sentence */
/** @typedef {import('../sentences.js').Value} Value */

/** @typedef {{ min: number, max: number, integer?: boolean }} Range */

const SHOWN = 40;

/**
 * @param {unknown} value any value, however large
 * @returns {string} as it would stand in the document, shortened
 */
export function show(value) {
  if (typeof value === 'string') return JSON.stringify(shorten(value));
  if (typeof value === 'object' && value !== null) {
    return shorten(JSON.stringify(value, (_, inner) => bigAsText(inner)) ?? 'this');
  }
  if (typeof value === 'function') return 'a function';
  if (typeof value === 'bigint') return shorten(bigAsText(value));
  return String(value);
}

/** JSON has no BigInt. @param {any} value */
function bigAsText(value) {
  return typeof value === 'bigint' ? `${value}n` : value;
}

/** @param {string} text */
function shorten(text) {
  // Not through the middle of a character that takes two units.
  return text.length > SHOWN
    ? `${text.slice(0, SHOWN - 1).replace(/[\uD800-\uDBFF]$/, '')}…`
    : text;
}

/** @param {unknown} value any value @returns {Value} the same for a sentence, where languages write numbers their own way */
export function shown(value) {
  return typeof value === 'number' ? { written: value } : show(value);
}

/** @param {Range} range */
export function rangeInWords({ min, max, integer }) {
  return sentence(integer ? 'problem.range-whole' : 'problem.range', { min, max });
}

/**
 * @param {unknown} value outside the range or not a number
 * @param {Range} range
 */
export function numberProblem(value, range) {
  const wanted = rangeInWords(range);
  if (value === undefined) return sentence('problem.missing', { wanted });
  if (typeof value !== 'number' || Number.isNaN(value)) {
    return sentence('problem.not-number', { value: shown(value) });
  }
  const whole = !range.integer || Number.isInteger(value) || !Number.isFinite(value);
  const outside = value < range.min ? 'problem.too-small' : 'problem.too-large';
  return sentence(whole ? outside : 'problem.not-whole', { value: shown(value), wanted });
}

/**
 * @param {unknown} value not one of the names, or undefined
 * @param {readonly string[]} names
 */
export function nameProblem(value, names) {
  const quoted = names.map((name) => `"${name}"`).join(', ');
  const wanted = names.length > 1 ? sentence('problem.one-of', { names: quoted }) : quoted;
  if (value === undefined) return sentence('problem.missing', { wanted });
  const near = nearest(value, names);
  return near
    ? sentence('problem.unknown-name-near', { value: shown(value), near })
    : sentence('problem.unknown-name', { value: shown(value), wanted });
}

/**
 * @param {string} key
 * @param {readonly string[]} known
 */
export function unknownFieldProblem(key, known) {
  const near = nearest(key, known);
  return near
    ? sentence('problem.unknown-field-near', { near })
    : sentence('problem.unknown-field', { names: known.join(', ') });
}

/**
 * @param {unknown} word
 * @param {readonly string[]} names
 * @returns {string | Sentence} the names most like it joined by "or", or nothing if none is like it
 */
function nearest(word, names) {
  if (typeof word !== 'string' || word.length > SHOWN) return '';
  const distances = names.map((name) => editDistance(word.toLowerCase(), name));
  const least = Math.min(...distances);
  if (least > Math.max(1, word.length / 3)) return '';
  const [first = '', ...others] = names.filter((_, i) => distances[i] === least);
  return others.reduce(
    (/** @type {string | Sentence} */ before, name) =>
      sentence('problem.or', { first: before, second: name }),
    first,
  );
}

/**
 * Levenshtein's distance: how many letters must be put in, left out or replaced to get from one word to the other.
 * @param {string} from
 * @param {string} to
 */
function editDistance(from, to) {
  let row = Array.from({ length: to.length + 1 }, (_, i) => i);
  for (const [i, letter] of [...from].entries()) {
    const next = [i + 1];
    for (let j = 0; j < to.length; j++) {
      const replaced = (row[j] ?? 0) + (letter === to[j] ? 0 : 1);
      next.push(Math.min(replaced, (row[j + 1] ?? 0) + 1, (next[j] ?? 0) + 1));
    }
    row = next;
  }
  return row[to.length] ?? 0;
}
