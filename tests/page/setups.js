import { parseExperiment } from '../../web/engine/experiment/index.js';
import { encodeLink } from '../../web/engine/link.js';
import { until, untilOpen } from './browser.js';

/** @typedef {import('./browser.js').Page} Page */

/** That the page speaks. */
export const languages = /** @type {const} */ (['en', 'de']);

/**
 * @param {number[]} units of the hidden layers
 * @param {object} [parts] of the experiment
 * @param {string} [name] of the activation
 */
export const networkLink = (units, parts = {}, name = 'relu') =>
  `#e=${encodeLink(
    parseExperiment({
      strata: 1,
      data: { name: 'mnist' },
      layers: [
        ...units.flatMap((count) => [
          { type: 'linear', units: count },
          { type: 'activation', name },
        ]),
        { type: 'linear', units: 10 },
      ],
      ...parts,
    }),
  )}`;

/** Before the page is there. @param {Page} page @param {string} language */
export const speak = (page, language) =>
  page.evaluateOnNewDocument((code) => localStorage.setItem('strata-language', code), language);

/** Until the weights are tested and all of the page is open, in whatever language. @param {Page} page */
export async function untilTested(page) {
  await untilOpen(page);
  await until(page, () => document.querySelector('.result .accuracy b')?.textContent !== '–');
}

/** Until all images are here too. @param {Page} page */
export async function untilLoaded(page) {
  await untilTested(page);
  await until(page, () => {
    const bar = document.querySelector('.progress.data progress');
    return bar instanceof HTMLProgressElement && bar.value === 1;
  });
}

/** Starts or stops training, in whatever language. @param {Page} page */
export const toggle = (page) =>
  page.evaluate(() => /** @type {HTMLElement} */ (document.querySelector('button.run')).click());

/** Until a step has been taken, in whatever language: what the page showed before it does not count. @param {Page} page */
export const untilTrained = (page) =>
  until(
    page,
    () =>
      document.querySelector('strata-charts') !== null &&
      document.querySelector('strata-charts .empty') === null,
  );
