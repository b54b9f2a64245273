import { readFileSync } from 'node:fs';
import { quoted, UsageError } from './arguments.mjs';
import { textOf } from './text.mjs';

/** What may stand right before an address: tables, Markdown and prose have links so. */
const APART = ' \t,;"<>()[|*`\'‘’‚‛“”„«»';
/** What does not belong to a name before a link. */
const BETWEEN = " \t,;<([|*`'‘’‚‛“”„«»";
/** Where what is encoded begins. */
const MARK = /#\/?e=/i;
/** No link that begins with its fragment. */
const COMMENT = /^#(?!\/?e=|[\w.,=%&-]*&e=)/i;
/** An empty row, what divides the rows of a Markdown table, or says what divides a table's columns. */
const RULE = /^(?:[|:\s,;"-]+|sep=.)$/i;
/** A link without its mark, of which even the shortest is longer. */
const BARE = /^\d[\w-]{31,}$/;
/** Most lines that a cell of a table has. */
const MOST_LINES = 20;

/**
 * @typedef {object} Entry
 * @property {number} line 1 for the first
 * @property {string} name
 * @property {string} link empty where there is none
 * @property {boolean} asking whether it has none and may be the head of a table, whose columns are questions
 */

/**
 * Reads a list of links: a line each, or a table as spreadsheets, forms and Markdown write them.
 *
 * @param {string} file
 * @returns {Entry[]} of what is neither empty nor a comment nor what names the columns of a table
 * @throws {UsageError}
 */
export function readList(file) {
  const records = recordsOf(contentOf(file)).filter(
    ({ text }) => text !== '' && !COMMENT.test(text) && !RULE.test(text),
  );
  const wanted = isHead(records[0]?.text ?? '') ? records.slice(1) : records;
  if (wanted.length === 0) throw new UsageError(`--list: ${quoted(file)} holds no links`);
  const entries = wanted.map(({ line, text }) => ({ line, ...partsOf(text), asking: false }));
  const [first, ...others] = entries;
  const asking = first?.link === '' && /\b(?:links?|urls?)\b/i.test(first.name);
  if (asking) first.asking = others.some(({ link }) => link !== '');
  return entries;
}

/** @param {string} file */
function contentOf(file) {
  try {
    // Some programs encode the mark as well.
    return textOf(readFileSync(file)).replaceAll(/([#&])e%3D/gi, '$1e=');
  } catch (error) {
    const { message } = /** @type {Error} */ (error);
    throw new UsageError(`--list: ${quoted(file)} cannot be read: ${message}`);
  }
}

/** @param {string} text @returns {{ line: number, text: string }[]} its lines, and cells in quotes with breaks in them whole */
function recordsOf(text) {
  const lines = text.split(/\r\n|\r|\n/);
  const records = [];
  for (let i = 0; i < lines.length; i++) {
    const own = lines[i] ?? '';
    let [record, last] = [own, i];
    while (isOpen(record) && last + 1 < lines.length && last - i < MOST_LINES)
      record += ` ${lines[++last]}`;
    // A quotation mark too many must not make one of many students.
    if (isOpen(record) || linksIn(record) > 1) [record, last] = [own, i];
    records.push({ line: i + 1, text: record.trim() });
    i = last;
  }
  return records;
}

/** @param {string} text @returns {boolean} whether a cell's quotes are opened in it and not closed */
function isOpen(text) {
  return text.split('"').length % 2 === 0 && /(?:^|[,;\t])"/.test(text);
}

/** @param {string} text @returns {string[]} */
const wordsOf = (text) => text.split(/[\s,;"<>()|*`'‘’‚‛“”„«».!?…]+/);

/** @param {string} text */
function linksIn(text) {
  return text.split(/[#&]\/?e=/i).length - 1 + wordsOf(text).filter((one) => BARE.test(one)).length;
}

/** @param {string} text @returns {boolean} whether it is what names the columns of a table */
function isHead(text) {
  const cells = text.split(/[,;\t|]/).map((cell) => cell.trim().replace(/^"|"$/g, ''));
  return partsOf(text).link === '' && cells.some((cell) => /^(?:link|url)$/i.test(cell));
}

/** @param {string} text a record @returns {{ name: string, link: string }} the link alone, and what stands before it */
function partsOf(text) {
  const place = placeIn(text);
  if (place === null) {
    const link = wordsOf(text).find((one) => BARE.test(one)) ?? '';
    return { name: nameIn(link === '' ? text : text.slice(0, text.indexOf(link))), link };
  }
  let { fragment: start, encoded: end } = place;
  while (start > 0 && !APART.includes(text.charAt(start - 1))) start--;
  // Whatever else stands behind a link is not of its letters; another mark is no link's.
  while (/[\w#=-]/.test(text.charAt(end))) end++;
  return { name: nameIn(text.slice(0, start)), link: text.slice(start, end) };
}

/**
 * @param {string} text
 * @returns {{ fragment: number, encoded: number } | null} where a link's fragment begins, and in it what is encoded:
 *   addresses of embedded pages may have options between the two
 */
function placeIn(text) {
  const own = MARK.exec(text);
  if (own) return { fragment: own.index, encoded: own.index + own[0].length };
  const first = text.indexOf('#');
  const mark = first < 0 ? -1 : text.indexOf('&e=', first);
  return mark < 0 ? null : { fragment: text.lastIndexOf('#', mark), encoded: mark + '&e='.length };
}

/** @param {string} before what stands before a link @returns {string} whose it is */
function nameIn(before) {
  const opening = before.endsWith('](') ? before.lastIndexOf('[') : -1;
  const label = opening < 0 ? '' : before.slice(opening + 1, -2).trim();
  const rest = opening < 0 ? before : before.slice(0, opening);
  const name = unquoted(rest.replace(/[,;\t|]"$|^"$/, ''))
    .replace(/^[|\s]+/, '')
    .replace(/^(?:[-*+]|\d+[.)])(?:\s+|$)/, '');
  return name || label;
}

/** @param {string} text cells of a table, or what is none @returns {string} without what divides it from what follows */
function unquoted(text) {
  let end = text.length;
  while (end > 0 && BETWEEN.includes(text.charAt(end - 1))) end--;
  const kept = text.slice(0, end);
  if (!/(?:^|[,;\t])"/.test(kept)) return kept;
  return kept
    .replace(/^"|"$/g, '')
    .replaceAll(/(?<!")"(?=[,;\t])|(?<=[,;\t])"/g, '')
    .replaceAll('""', '"');
}
