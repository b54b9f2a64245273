import assert from 'node:assert/strict';
import { test } from 'node:test';
import { press, until, untilWords, violations } from './browser.js';
import { inEachBrowser } from './each-browser.js';
import { networkLink, untilTested } from './setups.js';

/** @typedef {import('./browser.js').Page} Page */

const small = { data: { name: 'mnist', train: 2000, test: 500 } };
const slider = '.card input[type=range][aria-label=negative_slope]';

/** The number in the field beside the slider. @param {Page} page */
const slope = (page) =>
  page.evaluate(
    () =>
      /** @type {HTMLInputElement} */ (document.querySelector('#field-layers-1-negative_slope'))
        .value,
  );

/** Until it is more than that. @param {Page} page @param {number} least */
const untilAbove = (page, least) =>
  until(
    page,
    (than) =>
      Number(
        /** @type {HTMLInputElement} */ (document.querySelector('#field-layers-1-negative_slope'))
          .value,
      ) > than,
    least,
  );

/** @param {Page} page @param {string} value */
const untilIs = (page, value) =>
  until(
    page,
    (wanted) =>
      /** @type {HTMLInputElement} */ (document.querySelector('#field-layers-1-negative_slope'))
        .value === wanted,
    value,
  );

inEachBrowser('slope', (at) => {
  test('a slider that is drawn changes the network on its way, and is one edit', () =>
    at.onPage(
      async (page) => {
        await press(page, 'Step');
        await untilWords(page, 'Paused at step 1.');
        assert.equal(await slope(page), '0.01');
        const { x, y, width, height } = (await (await page.$(slider))?.boundingBox()) ?? {
          x: 0,
          y: 0,
          width: 0,
          height: 0,
        };
        assert.ok(width > 60 && height >= 24, `${width} × ${height}`);
        await page.mouse.move(x + width / 3, y + height / 2);
        await page.mouse.down();
        await page.mouse.move(x + width / 2, y + height / 2, { steps: 4 });
        await untilAbove(page, 0.01);
        const half = Number(await slope(page));
        await page.mouse.move(x + width * 0.8, y + height / 2, { steps: 4 });
        await untilAbove(page, half);
        await page.mouse.up();
        await until(page, () => document.body.textContent?.includes('kept'));
        // The step that was taken has not been lost.
        await press(page, 'Step');
        await untilWords(page, 'Paused at step 2.');
        await press(page, 'Undo');
        await untilIs(page, '0.01');
        await page.focus(slider);
        await page.keyboard.press('ArrowRight');
        await untilAbove(page, 0.01);
        await press(page, 'Undo');
        await untilIs(page, '0.01');
        assert.deepEqual(await violations(page), []);
      },
      { hash: networkLink([12], small, 'leaky_relu'), ready: untilTested },
    ));

  test('two sliders that bound each other stop where they meet', () =>
    at.onPage(
      async (page) => {
        await page.focus('.card input[type=range][aria-label=min_val]');
        await page.keyboard.press('End');
        const found = await page.evaluate(() => ({
          low: Number(
            /** @type {HTMLInputElement} */ (
              document.querySelector('#field-layers-1-min_val')
            ).value.replace('−', '-'),
          ),
          mistakes: document.querySelectorAll('[data-wrong]').length,
        }));
        assert.deepEqual(found, { low: -1, mistakes: 0 });
      },
      { hash: networkLink([12], small, 'hardtanh'), ready: untilTested },
    ));

  test('the slope that PReLU learns is shown as it is', () =>
    at.onPage(
      async (page) => {
        const said = () =>
          page.evaluate(() => document.querySelector('strata-learnt b')?.textContent ?? '');
        await until(page, () => document.querySelector('strata-learnt b')?.textContent === '0.250');
        await press(page, 'Epoch');
        await until(page, () => document.querySelector('strata-learnt b')?.textContent !== '0.250');
        assert.ok(Math.abs(Number(await said())) < 2, await said());
      },
      { hash: networkLink([12], small, 'prelu'), ready: untilTested },
    ));
});
