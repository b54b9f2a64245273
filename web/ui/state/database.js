import { createStore, del, get, set, update } from 'idb-keyval';
import { demand } from './storage.js';

/** The browser's storage for runs. It may be refused: then these functions reject. */

/** @type {import('idb-keyval').UseStore | undefined} */
let table;

function runs() {
  demand();
  table ??= createStore('strata', 'run');
  return table;
}

/** @param {string} key @returns {Promise<any>} undefined if nothing is kept there */
export async function recall(key) {
  return get(key, runs());
}

/**
 * Changes what is kept, without another tab coming in between.
 *
 * @param {string} key
 * @param {(kept: unknown) => unknown} become
 */
export async function change(key, become) {
  await update(key, become, runs());
}

/**
 * @param {string} key
 * @param {unknown} value
 */
export async function keep(key, value) {
  await set(key, value, runs());
}

/** @param {string} key */
export async function forget(key) {
  await del(key, runs());
}

/** @returns {string} a name that nothing else has */
export function newName() {
  return `${Date.now().toString(36)}-${Math.random().toString(36).slice(2)}`;
}
