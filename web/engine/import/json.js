import { problemAt } from '../experiment/plain.js';
import { damaged, shapeOf } from './faults.js';
import { sentence } from './sentences.js';

/** @typedef {import('./index.js').Given} Given */

/** More parameters than any network has: no file of Strata's is longer, and a list of faults need not be. */
const MOST = 1000;

/**
 * @param {string} text a file such as exportJson gives, perhaps hostile
 * @returns {Given[] | undefined} one for each parameter; undefined where it is other JSON
 * @throws {import('../errors.js').StrataError} `import-damaged`
 */
export function readJson(text) {
  const list = parametersIn(text);
  if (!Array.isArray(list) || list.length > MOST) return undefined;
  /** @type {Set<string>} */
  const seen = new Set();
  return list.map((/** @type {any} */ entry) => {
    const name = String(typeof entry?.name === 'string' ? entry.name : '?');
    const twice = seen.has(name);
    seen.add(name);
    const read = (/** @type {number} */ size) => numbersOf(name, entry.data, size);
    return { name, shape: shapeOf(entry?.shape), twice, read };
  });
}

/** @param {string} text @returns {unknown} */
function parametersIn(text) {
  try {
    return JSON.parse(text)?.parameters;
  } catch {
    throw damaged();
  }
}

/**
 * @param {string} name
 * @param {unknown} data
 * @param {number} size
 */
function numbersOf(name, data, size) {
  const fits =
    Array.isArray(data) && data.length === size && data.every((one) => typeof one === 'number');
  if (fits) return Float32Array.from(/** @type {number[]} */ (data));
  return problemAt(name, undefined, sentence('problem.tensor-numbers', { count: size }));
}
