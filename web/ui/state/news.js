import { t } from '../words/words.js';

/** @typedef {import('../../worker/protocol.js').Inherited} Inherited */

/** What an edit has done, in words. */

/**
 * @param {import('../../worker/protocol.js').Change} change
 * @param {number} seed
 * @returns {string} empty where the worker has yet to tell, or nothing is to be said
 */
export function newsOf(change, seed) {
  if (change === 'optimizer') return t('note.optimizer');
  if (change === 'network' || change === 'data') return t('note.network', { seed: `${seed}` });
  return '';
}

/** @param {Inherited} inherited */
export function keptWords({ kept, layers, whole }) {
  if (kept.length === layers) return t(whole ? 'note.kept-all' : 'note.kept-fitting');
  if (kept.length === 0) return t('note.kept-none');
  const nameOf = (/** @type {number} */ i) =>
    i < layers - 1 ? t('place.layer', { number: i + 1 }) : t('place.output');
  return t('note.kept', { kept: kept.map(nameOf).join(', ') });
}

/** Notices, once the worker tells, which weights an edit has kept. */
export class Inheritance {
  /** What the worker last told, as text; and whether an edit waits for it. */
  #told = 'null';
  #edited = false;

  /** @param {boolean} edited whether weights may have been kept */
  expect(edited) {
    this.#edited = edited;
    if (edited) this.#told = '';
  }

  /** @param {Inherited | null} inherited @returns {boolean} whether that is news of an edit */
  isNews(inherited) {
    const key = JSON.stringify(inherited);
    if (key === this.#told) return false;
    this.#told = key;
    const edited = this.#edited;
    this.#edited = false;
    return inherited !== null && edited;
  }
}
