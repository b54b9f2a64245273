import { mnistCredit } from '../../engine/data/credit.js';
import { isGrouped, render, textOf } from '../../engine/sentences.js';
import { count, localised } from '../numbers.js';
import { words } from './words.js';

/**
 * What the engine has words for, said in the page's language. English is the engine's own; other languages have the same
 * keys for sentences, and keys made of the tables' names for labels.
 */

/** @typedef {import('../../engine/sentences.js').Sentence} Sentence */

/** How the page writes what stands in a sentence's places. */
const way = {
  number: (/** @type {number} */ value) =>
    isGrouped(value) ? count(value) : localised(`${value}`),
  written: (/** @type {number} */ value) => localised(`${value}`),
  sentence: told,
};

/**
 * @param {Sentence} parts
 * @returns {string}
 */
export function told(parts) {
  const said = Object.entries(parts.values).map(([place, value]) => [place, render(value, way)]);
  return words.translated(parts.key, Object.fromEntries(said)) ?? textOf(parts);
}

/**
 * @param {{ message: string, sentence?: Sentence | undefined }} fault an error or a problem of a document
 * @returns {string} what only programmers meet, in English
 */
export function faultWords({ message, sentence: parts }) {
  return parts ? told(parts) : message;
}

/**
 * @param {'activation' | 'schedule' | 'clip' | 'init' | 'data'} section of the document
 * @param {{ name: string, label: string }} row of its table
 */
export function labelOf(section, { name, label }) {
  return words.translated(`label.${section}-${name}`) ?? label;
}

/** @param {{ name: string, text: string }} row of the data sets @returns {string} a sentence about it */
export function setWords({ name, text }) {
  return words.translated(`set.${name}`) ?? text;
}

/** @param {string} what a quantity of a data set, or its unit */
export function quantityWords(what) {
  return words.translated(`quantity.${what.replaceAll(' ', '-')}`) ?? what;
}

/** @param {'authors' | 'terms'} what of the data's credit */
export function creditWords(what) {
  return words.translated(`credit.${what}`) ?? mnistCredit[what];
}

/**
 * @param {string} math MathML from the engine's tables
 * @returns {string} with the words in it, which are ours, translated
 */
export function formulaWords(math) {
  return math.replaceAll(/<mtext>([^<]*)<\/mtext>/g, (_, text) => {
    const key = `formula.${text.toLowerCase().replaceAll(/\W+/g, '-')}`;
    return `<mtext>${words.translated(key) ?? text}</mtext>`;
  });
}
