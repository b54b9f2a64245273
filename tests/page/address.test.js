import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parseExperiment } from '../../web/engine/experiment/index.js';
import { encodeLink } from '../../web/engine/link.js';
import { firstExperiment } from '../../web/ui/state/first-experiment.js';
import { endless, press, until, untilWords } from './browser.js';
import { inEachBrowser } from './each-browser.js';
import { typeInto } from './hands.js';

/** @typedef {import('./browser.js').Page} Page */

const linear = (/** @type {number} */ units) => ({ type: 'linear', units });
const relu = { type: 'activation', name: 'relu' };
/** A network of one layer, which does not end meanwhile either. */
const narrow = `#e=${encodeLink(
  parseExperiment({ ...firstExperiment, layers: [linear(24), relu, linear(10)], epochs: 1000 }),
)}`;

/** Until the page shows hidden layers of so many units. @param {Page} page @param {string[]} units */
const untilUnits = (page, units) =>
  until(
    page,
    (wanted) =>
      JSON.stringify(
        [...document.querySelectorAll('[data-card] input[id$=units]')].map(
          (field) => /** @type {HTMLInputElement} */ (field).value,
        ),
      ) === wanted,
    JSON.stringify(units),
  );

/** Until this network has been trained for a step more than it has. @param {Page} page */
async function untilTrains(page) {
  const step = () =>
    page.evaluate(
      () =>
        /** @type {import('../../web/ui/element.js').PageElement} */ (
          document.querySelector('strata-page')
        ).session.run.snapshot?.step ?? 0,
    );
  const before = await step();
  await until(
    page,
    (past) => {
      const { session } = /** @type {import('../../web/ui/element.js').PageElement} */ (
        document.querySelector('strata-page')
      );
      return session.running && session.current && session.run.snapshot?.step !== past;
    },
    before,
  );
}

/** Goes back or forward in the tab's history. @param {Page} page @param {number} by */
const go = (page, by) => page.evaluate((steps) => history.go(steps), by);

inEachBrowser('the address', (at) => {
  test('opens another experiment while one is trained, and goes back and forward between them', () =>
    at.onPage(
      async (page) => {
        await press(page, 'Run');
        await untilTrains(page);
        await page.evaluate((hash) => {
          location.hash = hash;
        }, narrow);
        await untilUnits(page, ['24']);
        await untilTrains(page);
        await go(page, -1);
        await untilUnits(page, ['64', '32']);
        await untilTrains(page);
        await go(page, 1);
        await untilUnits(page, ['24']);
        await untilTrains(page);
        await press(page, 'Pause');
        await untilWords(page, 'Paused at step');
        assert.equal(await page.evaluate(() => location.hash), narrow);
      },
      { hash: endless },
    ));

  test('follows edits while one is trained, and has them when it comes back', () =>
    at.onPage(
      async (page) => {
        await press(page, 'Run');
        await untilTrains(page);
        await page.evaluate((hash) => {
          location.hash = hash;
        }, narrow);
        await untilUnits(page, ['24']);
        await page.focus('[data-card] input[id$=units]');
        await typeInto(page, '17');
        await untilTrains(page);
        await go(page, -1);
        await untilUnits(page, ['64', '32']);
        await go(page, 1);
        await untilUnits(page, ['17']);
        await untilTrains(page);
        await page.evaluate(() => {
          location.hash = '#e=1AAAA';
        });
        await until(page, () =>
          document.querySelector('.alarm')?.textContent?.includes('cut off or altered'),
        );
        await untilUnits(page, ['17']);
        await untilTrains(page);
      },
      { hash: endless },
    ));
});
