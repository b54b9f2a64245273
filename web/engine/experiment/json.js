import { join } from './path.js';

/**
 * What JSON.parse does not say, or says in other words in every browser: where a text stops being JSON, and which
 * fields stand in an object more than once, of which JSON.parse takes the last.
 */

const SPACE = /[ \t\n\r]*/y;
const TOKEN =
  /([{}[\],:])|"(?:[ !#-[\]-\u{10ffff}]|\\(?:["\\/bfnrt]|u[\da-fA-F]{4}))*"|(-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null)/uy;

const expectations = {
  value: 'a value',
  item: 'a value or ]',
  key: 'a field name in double quotes',
  field: 'a field name in double quotes or }',
  colon: 'a colon',
  more: 'a comma or ]',
  other: 'a comma or }',
  end: 'the end',
};

/** @typedef {keyof typeof expectations} Expected */
/** @typedef {{ list: boolean, path: string, key: string | number, seen: Set<string> }} Level */

/**
 * @param {string} text
 * @returns {{ fault?: string, twice: string[] }} the first place that is not JSON, in words; paths of fields that are
 *   given more than once up to there
 */
export function scanJson(text) {
  /** @type {Level[]} */
  const levels = [];
  /** @type {string[]} */
  const twice = [];
  /** @type {Expected} */
  let expected = 'value';
  for (
    let at = skip(text, 0);
    at < text.length || expected !== 'end';
    at = skip(text, TOKEN.lastIndex)
  ) {
    TOKEN.lastIndex = at;
    const token = TOKEN.exec(text)?.[0];
    /** @type {Expected | '' | undefined} */
    const next = token && follow(token, expected, levels, twice);
    if (!next) return { fault: `${place(text, at)}: expected ${expectations[expected]}`, twice };
    expected = next;
  }
  return { twice };
}

/**
 * @param {string} token
 * @param {Expected} expected
 * @param {Level[]} levels objects and lists that are open, changed by this
 * @param {string[]} twice receives paths
 * @returns {Expected | undefined} what may come after the token; undefined if it was not expected itself
 */
function follow(token, expected, levels, twice) {
  const top = levels.at(-1);
  if (expected === 'colon') return token === ':' ? 'value' : undefined;
  if (expected === 'key' || (expected === 'field' && token !== '}')) {
    if (!top || !token.startsWith('"')) return undefined;
    enter(top, JSON.parse(token), twice);
    return 'colon';
  }
  if (expected === 'value' || (expected === 'item' && token !== ']')) {
    if (/^[}\],:]/.test(token)) return undefined;
    if (token !== '{' && token !== '[') return after(top);
    const list = token === '[';
    const path = top ? join(top.path, top.key) : '';
    levels.push({ list, path, key: list ? 0 : '', seen: new Set() });
    return list ? 'item' : 'field';
  }
  if (top && token === (top.list ? ']' : '}')) {
    levels.pop();
    return after(levels.at(-1));
  }
  if (!top || token !== ',') return undefined;
  if (typeof top.key === 'number') top.key += 1;
  return top.list ? 'value' : 'key';
}

/**
 * @param {Level} level
 * @param {string} key
 * @param {string[]} twice
 */
function enter(level, key, twice) {
  if (level.seen.has(key)) twice.push(join(level.path, key));
  level.seen.add(key);
  level.key = key;
}

/** @param {Level | undefined} level @returns {Expected} what comes after a value there */
function after(level) {
  if (!level) return 'end';
  return level.list ? 'more' : 'other';
}

/** @param {string} text @param {number} from */
function skip(text, from) {
  SPACE.lastIndex = from;
  return from + (SPACE.exec(text)?.[0].length ?? 0);
}

/** @param {string} text @param {number} offset */
function place(text, offset) {
  const lines = text.slice(0, offset).split('\n');
  return `line ${lines.length}, column ${(lines.at(-1)?.length ?? 0) + 1}`;
}
