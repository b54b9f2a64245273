/** What a lesson says, in the page's language, with the figures that were measured. */
import { measureNamed } from '../../engine/lesson/measures.js';
import { judge } from '../../engine/lesson/verdict.js';
import { count, fixed, percent, plain } from '../numbers.js';
import { t, words } from '../words/words.js';

/** @typedef {import('../../engine/lesson/index.js').Expectation} Expectation */
/** @typedef {import('../../engine/lesson/index.js').Figure} Figure */
/** @typedef {import('../../engine/lesson/index.js').Text} Text */
/** @typedef {import('../state/open-lesson.js').Outcome} Outcome */

/** @param {Text} text @returns {string} in English where the page's language is missing, and in any if there is no English */
export function said(text) {
  const own =
    typeof text === 'string'
      ? text
      : (text[words.language] ?? text.en ?? Object.values(text)[0] ?? '');
  return bound(own);
}

/** A sign does not begin a line without its number. @param {string} text */
function bound(text) {
  return text.replaceAll(/(\d) (?=%)/g, '$1\u00a0');
}

/** @param {Figure} figure @returns {import('../../engine/lesson/measures.js').Measure['form']} how it is written */
export function formOf({ measure, of }) {
  return of === 'b/a' ? 'number' : (measureNamed(measure)?.form ?? 'number');
}

/**
 * @param {Figure} figure
 * @param {number} value
 */
export function figureText(figure, value) {
  if (Number.isNaN(value)) return t('number.nan');
  const form = formOf(figure);
  if (form === 'step' && value === Number.POSITIVE_INFINITY) return t('lessons.never');
  if (form === 'share') {
    if (figure.of === 'b-a') return t('lessons.points', { points: fixed(100 * value, 1) });
    return percent(value);
  }
  if (form === 'number') return plain(Number(value.toPrecision(3)));
  return count(value);
}

/** @param {Outcome} outcome @returns {string} the lesson's words for how it came out */
export function outcomeText({ expectation, met, value, found }) {
  const { of } = expectation;
  const twin = (/** @type {'a' | 'b'} */ one) => {
    const figure = { ...expectation, of: one };
    return figureText(figure, judge([figure], found)[0]?.value ?? Number.NaN);
  };
  const text = said(met ? expectation.met : expectation.missed);
  const told = text.replaceAll(/\{(value|a|b)\}/g, (_, name) => {
    if (name === 'value' || name === of) return figureText(expectation, value);
    return twin(name);
  });
  return bound(told);
}
