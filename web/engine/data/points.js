import { StrataError } from '../errors.js';
import { datasetOf } from '../experiment/index.js';
import { sentence } from '../sentences.js';

/** @typedef {{ line: number, fields: string[] }} Row */

/**
 * @typedef {object} Points
 * @property {{ name: 'points' | 'samples', points: number[][] }} data for the field `data` of an experiment
 * @property {string[] | null} header names of the columns, if the text begins with them
 * @property {string[] | null} classes of points: what the text calls class 0, and class 1 if there is one
 */

const NUMBER = /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i;
const LARGEST = 1e9;

/**
 * Reads points from CSV text, such as a spreadsheet's columns pasted: two columns are samples (x, y), three are points
 * (x1, x2, class). Columns are separated by tabs, semicolons or commas, whichever of them the first line has, in this
 * order; fields may be quoted. The first line may name the columns. Decimals may be written with a comma where commas do
 * not separate. Classes are 0 and 1, or any two words, which become 0 and 1 in the order in which they appear.
 *
 * @param {string} text
 * @returns {Points}
 * @throws {StrataError} `points-invalid`; the message names line and column
 *
 * @example
 * const { data, classes } = parsePoints('x1;x2;kind\n0,5;1;red\n-0,5;0;blue\n');
 * console.log(data.name, JSON.stringify(data.points), classes?.join()); // points [[0.5,1,0],[-0.5,0,1]] red,blue
 */
export function parsePoints(text) {
  const separator = separatorOf(text);
  const rows = [...rowsOf(text.replace(/^\uFEFF/, ''), separator)];
  const [first] = rows;
  if (!first) throw invalid(sentence('error.points-none'));
  const columns = first.fields.length;
  if (columns !== 2 && columns !== 3) {
    throw invalid(sentence('error.points-columns', { line: first.line, found: columns }));
  }
  const decimalComma = separator !== ',';
  const named = first.fields.slice(0, 2).every((field) => !NUMBER.test(plain(field, decimalComma)));
  const header = named ? first.fields : null;
  const body = named ? rows.slice(1) : rows;
  const most = datasetOf('points')?.train.max ?? 0;
  if (body.length === 0) throw invalid(sentence('error.points-none'));
  if (body.length > most) throw invalid(sentence('error.points-many', { most }));
  const uneven = body.find(({ fields }) => fields.length !== columns);
  if (uneven) {
    const values = { line: uneven.line, found: uneven.fields.length, wanted: columns };
    throw invalid(sentence('error.points-uneven', values));
  }
  const places = body.map((row) => [0, 1].map((i) => coordinate(row, i, decimalComma)));
  if (columns === 2) return { data: { name: 'samples', points: places }, header, classes: null };
  const classes = classesOf(body);
  const points = places.map((place, i) => [...place, classes.indexOf(wordOf(body[i]))]);
  return { data: { name: 'points', points }, header, classes };
}

/** @param {string} text @returns {string} */
function separatorOf(text) {
  const line = text.split(/[\r\n]+/).find((one) => one.trim() !== '') ?? '';
  const bare = line.replaceAll(/"[^"]*"/g, '');
  return ['\t', ';'].find((mark) => bare.includes(mark)) ?? ',';
}

/**
 * @param {string} text
 * @param {string} separator
 * @returns {Generator<Row>} rows that are not empty
 */
function* rowsOf(text, separator) {
  let line = 1;
  let start = 1;
  let field = '';
  let quoted = false;
  /** @type {string[]} */
  let fields = [];
  const end = () => {
    const row = { line: start, fields: [...fields, field.trim()] };
    [fields, field] = [[], ''];
    return row;
  };
  for (let i = 0; i < text.length; i++) {
    const letter = text.charAt(i);
    const breaks = letter === '\n' || (letter === '\r' && text[i + 1] !== '\n');
    if (breaks) line += 1;
    if (letter === '"') {
      // Two quotation marks inside of a quoted field stand for one.
      if (quoted && text[i + 1] === '"') field += text[++i];
      else quoted = !quoted;
    } else if (quoted) field += letter;
    else if (letter === separator) {
      fields.push(field.trim());
      field = '';
    } else if (breaks) {
      const row = end();
      if (row.fields.some((one) => one !== '')) yield row;
      start = line;
    } else field += letter;
  }
  if (quoted) throw invalid(sentence('error.points-quote', { line: start }));
  const row = end();
  if (row.fields.some((one) => one !== '')) yield row;
}

/** @param {string} field @param {boolean} decimalComma */
function plain(field, decimalComma) {
  return decimalComma ? field.replace(',', '.') : field;
}

/**
 * @param {Row} row
 * @param {number} column from 0
 * @param {boolean} decimalComma
 */
function coordinate({ line, fields }, column, decimalComma) {
  const field = fields[column] ?? '';
  const values = { line, column: column + 1, value: quotation(field) };
  const text = plain(field, decimalComma);
  if (!NUMBER.test(text)) throw invalid(sentence('error.points-number', values));
  const value = Number(text);
  if (Math.abs(value) <= LARGEST) return value;
  const bounds = { min: -LARGEST, max: LARGEST };
  throw invalid(sentence('error.points-range', { ...values, ...bounds }));
}

/** @param {Row | undefined} row @returns {string} its class, 0 and 1 however they are written */
function wordOf(row) {
  const field = row?.fields[2] ?? '';
  const value = NUMBER.test(field) ? Number(field) : Number.NaN;
  return value === 0 || value === 1 ? String(value) : field;
}

/** @param {Row[]} rows @returns {string[]} */
function classesOf(rows) {
  /** @type {string[]} */
  const words = [];
  for (const row of rows) {
    const word = wordOf(row);
    const values = { line: row.line, column: 3 };
    if (word === '') throw invalid(sentence('error.points-no-class', values));
    if (words.includes(word)) continue;
    if (words.length === 2) {
      const others = { first: quotation(words[0]), second: quotation(words[1]) };
      const value = quotation(word);
      throw invalid(sentence('error.points-third-class', { ...values, ...others, value }));
    }
    words.push(word);
  }
  return words.every((word) => word === '0' || word === '1') ? ['0', '1'] : words;
}

/** @param {string | undefined} text */
function quotation(text = '') {
  return JSON.stringify(text.length > 40 ? `${text.slice(0, 39)}…` : text);
}

/** @param {import('../sentences.js').Sentence} message */
function invalid(message) {
  return new StrataError('points-invalid', message);
}
