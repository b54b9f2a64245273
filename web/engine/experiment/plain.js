import { inWords, sentence, textOf } from '../sentences.js';
import { scanJson } from './json.js';
import { join } from './path.js';

/** @typedef {import('./index.js').Problem} Problem */
/** @typedef {import('../sentences.js').Sentence} Sentence */

const MAX_TEXT = 65536;
const MAX_DEPTH = 16;
const MAX_NODES = 20000;
/** Names that JavaScript gives a meaning of their own; as fields of a document they are unknown like any other. */
const RESERVED = ['__proto__', 'constructor', 'prototype'];

class Unreadable extends Error {
  /**
   * @param {string} path
   * @param {string | Sentence} words
   */
  constructor(path, words) {
    super();
    this.path = path;
    this.words = words;
  }
}

/**
 * Takes a document of unknown origin apart into plain data: objects without prototype, arrays and primitives. Getters,
 * proxies, cycles and endless nesting end here.
 *
 * @param {unknown} input a JSON text of at most 65,536 characters, or a value
 * @returns {{ value?: unknown, problems: Problem[] }} no value if it could not be read
 */
export function toPlain(input) {
  /** @type {Problem[]} */
  const problems = [];
  try {
    const value = typeof input === 'string' ? parseJson(input, problems) : input;
    const budget = { left: MAX_NODES };
    return { value: copy(value, { path: '', depth: 0, budget, problems }), problems };
  } catch (error) {
    const known = error instanceof Unreadable;
    const words = known ? error.words : sentence('problem.unreadable');
    return { problems: [problemAt(known ? error.path : '', undefined, words)] };
  }
}

/**
 * @param {string} path
 * @param {unknown} value what stands there
 * @param {string | Sentence} words
 * @returns {Problem}
 */
export function problemAt(path, value, words) {
  if (typeof words === 'string') return { path, value, message: words };
  return { path, value, message: textOf(words), sentence: words };
}

/**
 * @param {unknown} value
 * @param {{ path: string, depth: number, budget: { left: number }, problems: Problem[] }} at
 * @returns {unknown}
 */
function copy(value, at) {
  if (typeof value !== 'object' || value === null) return value;
  if (ArrayBuffer.isView(value)) throw new Unreadable(at.path, 'binary data; give plain JSON');
  if (at.depth === MAX_DEPTH) throw new Unreadable(at.path, sentence('problem.too-deep'));
  const list = Array.isArray(value);
  const keys = list ? [...indices(value, at)] : Object.keys(value);
  at.budget.left -= keys.length;
  if (at.budget.left < 0) throw new Unreadable(at.path, sentence('problem.too-many-values'));
  const result = list ? [] : Object.create(null);
  for (const key of keys) {
    const path = join(at.path, key);
    if (RESERVED.includes(String(key))) {
      at.problems.push(problemAt(path, undefined, sentence('problem.reserved-field')));
      continue;
    }
    const child = copy(/** @type {any} */ (value)[key], { ...at, path, depth: at.depth + 1 });
    // An undefined field is one that is not there, as JSON.stringify has it.
    if (list || child !== undefined) result[key] = child;
  }
  return result;
}

/**
 * @param {unknown[]} list
 * @param {{ path: string, budget: { left: number } }} at
 */
function indices(list, { path, budget }) {
  if (list.length > budget.left) throw new Unreadable(path, sentence('problem.too-many-values'));
  return list.keys();
}

/**
 * @param {string} text
 * @param {Problem[]} problems receives fields that are written twice
 * @returns {unknown}
 */
function parseJson(text, problems) {
  if (text.length > MAX_TEXT) {
    const most = `at most ${inWords(MAX_TEXT)} are read`;
    throw new Unreadable('', `a text of ${inWords(text.length)} characters; ${most}`);
  }
  const json = text.replace(/^\uFEFF/, '');
  const { fault, twice } = scanJson(json);
  if (fault) throw new Unreadable('', `not JSON, ${fault}`);
  const message = 'given more than once; give it once';
  problems.push(...twice.map((path) => ({ path, value: undefined, message })));
  return JSON.parse(json);
}
