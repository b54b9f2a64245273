import { t } from '../words/words.js';

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

/** @param {import('../../worker/protocol.js').Inherited} inherited */
export function keptWords({ kept, layers, whole }) {
  if (kept.length === layers) return t(whole ? 'note.kept-all' : 'note.kept-fitting');
  if (kept.length === 0) return t('note.kept-none');
  const nameOf = (/** @type {number} */ i) =>
    i < layers - 1 ? t('place.layer', { number: i + 1 }) : t('place.output');
  return t('note.kept', { kept: kept.map(nameOf).join(', ') });
}
