/** What a lesson says, in the page's language, with the figures that were measured. */
import { measureNamed } from '../../engine/lesson/measures.js';
import { judge } from '../../engine/lesson/verdict.js';
import { count, fixed, percent, percentWhole, plainTo } from '../numbers.js';
import { t, words } from '../words/words.js';

/** @typedef {import('../../engine/lesson/index.js').Expectation} Expectation */
/** @typedef {import('../../engine/lesson/index.js').Figure} Figure */
/** @typedef {import('../../engine/lesson/index.js').Text} Text */
/** @typedef {import('../state/open-lesson.js').Outcome} Outcome */

/** Digits that tell all 32-bit floats apart. */
const FLOAT = 9;

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
 * @param {Figure & { min?: number, max?: number }} figure
 * @param {number} value
 */
export function figureText(figure, value) {
  if (Number.isNaN(value)) return t('number.nan');
  const form = formOf(figure);
  if (form === 'step' && value === Number.POSITIVE_INFINITY) return t('lessons.never');
  if (form === 'share') {
    if (figure.of === 'b-a') return t('lessons.points', { points: fixed(100 * value, 1) });
    // Exactly none or all, which a rounded share would not say.
    return Number.isInteger(value) ? percentWhole(value) : percent(value);
  }
  if (form === 'number') return plainTo(shortened(figure, value), FLOAT);
  return count(value);
}

/**
 * @param {Figure & { min?: number, max?: number }} figure
 * @param {number} value
 * @returns {number} to three digits, or as many as it takes to tell it from a bound that it has not reached
 */
function shortened({ min, max }, value) {
  for (let digits = 3; digits < FLOAT; digits++) {
    const short = Number(value.toPrecision(digits));
    if (short === value || (short !== min && short !== max)) return short;
  }
  return Number(value.toPrecision(FLOAT));
}

/** @param {Outcome} outcome @returns {string} the lesson's words for how it came out */
export function outcomeText({ expectation, met, value, found }) {
  const { of } = expectation;
  const twin = twinTexts(expectation, found);
  const text = said(met ? expectation.met : expectation.missed);
  const told = text.replaceAll(/\{(value|a|b)\}/g, (_, name) => {
    if (name === 'value' || name === of) return figureText(expectation, value);
    return twin[/** @type {'a' | 'b'} */ (name)];
  });
  return bound(told);
}

/**
 * @param {Expectation} expectation
 * @param {Outcome['found']} found
 * @returns {{ a: string, b: string }} the twins' figures, numbers with as many decimals as each other
 */
function twinTexts(expectation, found) {
  const figures = /** @type {const} */ (['a', 'b']).map((of) => ({ ...expectation, of }));
  const values = judge(figures, found).map(({ value }) => value);
  const short = values.map((value) => shortened(expectation, value));
  const alike =
    figures.every((figure) => formOf(figure) === 'number') &&
    short.every((value) => Math.abs(value) >= 1e-3 && Math.abs(value) < 1e3);
  const decimals = Math.max(...short.map((value) => `${value}`.split('.')[1]?.length ?? 0));
  const [a = '', b = ''] = figures.map((figure, i) => {
    const value = values[i] ?? Number.NaN;
    return alike ? fixed(value, decimals) : figureText(figure, value);
  });
  return { a, b };
}
