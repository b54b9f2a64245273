import { parseExperiment, problems } from '../../../web/engine/experiment/index.js';

const PATH = /^[a-z_]\w*(?:\.[a-z_]\w*|\[\d{1,5}\])*$/i;
/** Names that JavaScript gives a meaning of their own. */
const RESERVED = ['__proto__', 'constructor', 'prototype'];

/**
 * @param {string} path such as `layers[0].units`
 * @returns {(string | number)[] | undefined} its keys; none if it is not a path
 */
export function keysOf(path) {
  if (!PATH.test(path)) return undefined;
  const keys = path.split(/[.[\]]+/).filter((key) => key !== '');
  if (keys.some((key) => RESERVED.includes(key))) return undefined;
  return keys.map((key) => (/^\d/.test(key) ? Number(key) : key));
}

/**
 * Sets a field. Objects on the way that are not there are made, and lists are filled in as the experiment has them by
 * default; their items must be there.
 *
 * @param {any} document changed by this
 * @param {string} path
 * @param {unknown} value
 * @returns {string | undefined} why it cannot be set
 */
export function assign(document, path, value) {
  const keys = keysOf(path) ?? [];
  let at = document;
  for (const [i, key] of keys.entries()) {
    const list = Array.isArray(at);
    if (typeof at !== 'object' || at === null || list !== (typeof key === 'number')) {
      return `the experiment has nothing there that ${JSON.stringify(key)} could be part of`;
    }
    if (list && Number(key) >= at.length) {
      return `the experiment's list has ${at.length} items there, the first being [0]`;
    }
    if (i === keys.length - 1) at[key] = structuredClone(value);
    else at = at[key] ??= typeof keys[i + 1] === 'number' ? usual(document, keys, i) : {};
  }
  return undefined;
}

/** @param {object} document @param {(string | number)[]} keys @param {number} last @returns {unknown} what stands there by default */
function usual(document, keys, last) {
  if (problems(document).length > 0) return undefined;
  /** @type {any} */
  let at = parseExperiment(document);
  for (const key of keys.slice(0, last + 1)) at = at?.[key];
  return structuredClone(at);
}
