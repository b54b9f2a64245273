/**
 * Workers of the page in one file: they run the script that the page runs, which finds by their name what it is there
 * for. Takes the place of `web/worker/workers.js`.
 */

/** @typedef {import('../worker/workers.js').Make} Make */

import { FILES, files } from './files.js';

/** The page's script. */
const script = () => document.querySelector('script[type=module]')?.textContent ?? '';

export const fromText = true;

export const makers = Object.freeze({
  /** @type {Make} */
  trainer: (Kind) => new Kind('', { name: 'strata' }),
  /** @type {Make} */
  helper: (Kind) => new Kind('', { name: 'strata helper' }),
});

/** @returns {string} an expression: a promise that ends once the script has run */
export function codeOf() {
  return `(async () => {self.${FILES} = ${JSON.stringify(files)};\n${script()}\n})()`;
}
