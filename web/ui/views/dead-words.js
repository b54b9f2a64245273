import { count, percent } from '../numbers.js';
import { t } from '../words/words.js';

/** @typedef {import('./deaths.js').Span} Span */

/** A share below this is told as a count: rounded, it could be nothing. */
const FEW = 0.01;

/** @param {number} active images @param {number} images all of them @returns {string} for how many a unit is active */
export function activeWords(active, images) {
  if (active === 0) return count(0);
  return active < FEW * images ? t('dead.of', { active, images }) : percent(active / images);
}

/** @param {Span | null} span @returns {string} for a table */
export function spanText(span) {
  if (!span) return '–';
  const { from, to } = span;
  if (from === to) return count(to);
  return from === null ? `≤ ${count(to)}` : `${count(from)}–${count(to)}`;
}

/**
 * @param {number} unit
 * @param {number} active images
 * @param {number} images all of them
 * @param {Span | null} span when it died
 */
export function unitWords(unit, active, images, span) {
  const number = unit + 1;
  if (active > 0) {
    const few = active < FEW * images;
    return few
      ? t('dead.unit-few', { unit: number, active, images })
      : t('dead.unit', { unit: number, share: percent(active / images) });
  }
  const { from = null, to = 0 } = span ?? {};
  if (from === 0) return t('dead.unit-start', { unit: number });
  if (from === null) return t('dead.unit-by', { unit: number, step: to });
  if (from === to) return t('dead.unit-dead', { unit: number, step: to });
  return t('dead.unit-between', { unit: number, from, to });
}
