/** The sentences about a document's problems. Each begins with the value and ends with what is allowed. */

/** @typedef {{ min: number, max: number, integer?: boolean }} Range */

const SHOWN = 40;

/**
 * @param {unknown} value any value, however large
 * @returns {string} as it would stand in the document, shortened
 */
export function show(value) {
  if (typeof value === 'string') return JSON.stringify(shorten(value));
  if (typeof value === 'object' && value !== null) return shorten(JSON.stringify(value) ?? 'this');
  if (typeof value === 'function') return 'a function';
  if (typeof value === 'bigint') return shorten(`${value}n`);
  return String(value);
}

/** @param {string} text */
function shorten(text) {
  return text.length > SHOWN ? `${text.slice(0, SHOWN - 1)}…` : text;
}

const whole = new Intl.NumberFormat('en-GB');

/** @param {number} value */
export function inWords(value) {
  const grouped = Number.isInteger(value) && Math.abs(value) < 1e15;
  return grouped ? whole.format(value) : String(value);
}

/** @param {Range} range */
export function rangeInWords({ min, max, integer }) {
  return `a ${integer ? 'whole number' : 'number'} from ${inWords(min)} to ${inWords(max)}`;
}

/**
 * @param {unknown} value outside the range or not a number
 * @param {Range} range
 */
export function numberProblem(value, range) {
  if (value === undefined) return `missing; give ${rangeInWords(range)}`;
  if (typeof value !== 'number' || Number.isNaN(value)) return `${show(value)} is not a number`;
  const whole = !range.integer || Number.isInteger(value) || !Number.isFinite(value);
  const outside = value < range.min ? 'is too small' : 'is too large';
  return `${show(value)} ${whole ? outside : 'is not a whole number'}; give ${rangeInWords(range)}`;
}

/**
 * @param {unknown} value not one of the names, or undefined
 * @param {readonly string[]} names
 */
export function nameProblem(value, names) {
  const allowed = `give ${names.length > 1 ? 'one of ' : ''}${names.map((name) => `"${name}"`).join(', ')}`;
  if (value === undefined) return `missing; ${allowed}`;
  const near = nearest(value, names);
  return `${show(value)} is not known; ${near ? `did you mean ${near}?` : allowed}`;
}

/**
 * @param {string} key
 * @param {readonly string[]} known
 */
export function unknownFieldProblem(key, known) {
  const near = nearest(key, known);
  return `unknown field; ${near ? `did you mean ${near}?` : `known are ${known.join(', ')}`}`;
}

/**
 * @param {unknown} word
 * @param {readonly string[]} names
 * @returns {string} the names most like it joined by "or", or nothing if none is like it
 */
function nearest(word, names) {
  if (typeof word !== 'string' || word.length > SHOWN) return '';
  const distances = names.map((name) => editDistance(word.toLowerCase(), name));
  const least = Math.min(...distances);
  if (least > Math.max(1, word.length / 3)) return '';
  return names.filter((_, i) => distances[i] === least).join(' or ');
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
