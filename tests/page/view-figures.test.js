import assert from 'node:assert/strict';
import { test } from 'node:test';
import { press, until, untilSaid } from './browser.js';
import { inEachBrowser } from './each-browser.js';
import { choose } from './hands.js';
import { networkLink, toggle, untilTested } from './setups.js';

/** @typedef {import('./browser.js').Page} Page */

const small = { data: { name: 'mnist', train: 2000, test: 500 } };
const linear = (/** @type {number} */ units) => ({ type: 'linear', units });

/** @param {Page} page @param {string} name */
const show = (page, name) => page.select('#view', name);

/** @param {Page} page @param {string} selector */
const texts = (page, selector) =>
  page.evaluate(
    (where) =>
      [...document.querySelectorAll(where)].map((one) =>
        one.textContent?.replaceAll(/\s+/g, ' ').trim(),
      ),
    selector,
  );

inEachBrowser('figures of views', (at) => {
  test('a linear stack is its matrix but for rounding, also after training, and not once it bends', () =>
    at.onPage(
      async (page) => {
        await show(page, 'collapse');
        await untilSaid(page, 'strata-collapse', 'Over 500 test images.');
        await untilSaid(page, 'strata-collapse', 'rounding only');
        const [, rank, step] = await texts(page, 'strata-collapse .figure');
        assert.deepEqual([rank, step], ['8', '0']);
        const painted = await page.evaluate(() =>
          [...document.querySelectorAll('strata-collapse canvas')].map((canvas) =>
            canvas instanceof HTMLCanvasElement
              ? new Set(canvas.getContext('2d')?.getImageData(0, 0, 28, 28).data).size > 20
              : false,
          ),
        );
        assert.deepEqual(painted, Array(10).fill(true));
        await press(page, 'Epoch');
        await untilSaid(page, 'strata-collapse .view-figures > :last-child', '63');
        await untilSaid(page, 'strata-collapse', 'rounding only');
        await show(page, 'layers');
        await choose(page, 'Layer 1', 'Activation', 'relu');
        await show(page, 'collapse');
        await untilSaid(page, 'strata-collapse', 'the activations make this difference');
      },
      {
        hash: networkLink([], { ...small, layers: [linear(8), linear(10)] }),
        ready: untilTested,
      },
    ));

  test('dead units are counted, read out by keyboard, and listed', () =>
    at.onPage(
      async (page) => {
        await show(page, 'dead');
        await untilSaid(page, 'strata-dead h3', '16 of 16 dead, 100.0 %');
        await page.focus('strata-unit-map [role=slider]');
        for (const key of /** @type {const} */ (['End', 'ArrowLeft']))
          await page.keyboard.press(key);
        await until(
          page,
          () =>
            document.activeElement?.getAttribute('aria-valuetext') ===
            'Unit 15: dead from the start',
        );
        await page.evaluate(() => document.querySelector('strata-dead summary')?.scrollIntoView());
        await page.click('strata-dead summary');
        await until(page, () => document.querySelectorAll('strata-dead tbody tr').length === 16);
        const [row] = await texts(page, 'strata-dead tbody tr');
        assert.match(String(row), /relu.* 00$/);
        await page.select('#field-init', 'auto');
        await untilSaid(page, 'strata-dead h3', '0 of 16 dead');
      },
      {
        hash: networkLink([16], { ...small, init: { name: 'constant', val: -0.1 } }),
        ready: untilTested,
      },
    ));

  test('a batch of another size is the experiment’s, and its gradient the mean of its rows’', () =>
    at.onPage(
      async (page) => {
        await show(page, 'batch');
        await untilSaid(page, 'strata-batch-view', 'equal to the last bit');
        await page.focus('#microscope-size');
        for (let i = 0; i < 2; i++) await page.keyboard.press('ArrowLeft');
        await until(page, () => {
          const field = document.getElementById('field-batch');
          return field instanceof HTMLInputElement && field.value === '8';
        });
        await untilSaid(page, 'strata-batch-view', '8 of 8 rows of the batch, 16 of 16 units');
        await untilSaid(page, 'strata-batch-view', 'against the mean of 8 single ones');
        await untilSaid(page, 'strata-batch-view', 'equal to the last bit');
        const [x, w] = await page.evaluate(() =>
          [...document.querySelectorAll('strata-batch-view canvas')].map((one) =>
            one.getAttribute('aria-label'),
          ),
        );
        assert.match(String(x), /^X \[8, 784\]/);
        assert.match(String(w), /^Wᵀ \[784, 16\]/);
        const equation = await texts(page, 'strata-batch-view section:first-child td');
        assert.equal(equation.length, 12 + 6 + 8 + 8 + 8);
        assert.deepEqual(equation.slice(-8), [
          '2',
          '−2.5',
          '−0.5',
          '−2',
          '1.5',
          '−4',
          '3.5',
          '−0.5',
        ]);
      },
      { hash: networkLink([16], small), ready: untilTested },
    ));

  test('an initialiser is applied from its row, and marked', () =>
    at.onPage(
      async (page) => {
        await show(page, 'start');
        await until(
          page,
          () => document.querySelectorAll('strata-start th[scope=row]').length === 16,
        );
        const current = () => texts(page, 'strata-start tr[aria-current=true] th');
        assert.deepEqual(await current(), ['Automatic', 'Automatic']);
        const heads = await texts(page, 'strata-start :is([scope=rowgroup], [scope=col])');
        assert.deepEqual(heads, ['Signals', '1', 'output', 'Gradients', '1', 'output']);
        await press(page, 'Use Zeros');
        await until(page, () =>
          document
            .querySelector('strata-start tr[aria-current=true] th')
            ?.textContent?.includes('Zeros'),
        );
        const zeros = await texts(page, 'strata-start tr[aria-current=true] td');
        assert.deepEqual(zeros.slice(0, 2), ['0', '0']);
        const chosen = await page.evaluate(() => {
          const field = document.getElementById('field-init');
          return field instanceof HTMLSelectElement && field.value;
        });
        assert.equal(chosen, 'zeros');
      },
      { hash: networkLink([16], small), ready: untilTested },
    ));

  test('activations are compared beside a run, cancelled, sorted and applied', () =>
    at.onPage(
      async (page) => {
        await show(page, 'compare');
        await until(page, () => document.getElementById('compare-steps') !== null);
        await page.select('#compare-steps', '3000');
        await press(page, 'Run them all');
        await until(page, () => document.querySelectorAll('strata-compare tbody tr').length >= 1);
        await press(page, 'Cancel');
        await until(page, () => document.querySelector('strata-compare progress') === null);
        const before = await texts(page, 'strata-compare tbody th');
        assert.ok(before.length < 32);
        await page.select('#compare-steps', '100');
        await toggle(page);
        await press(page, 'Run them all');
        await until(page, () => document.querySelectorAll('strata-compare tbody tr').length === 32);
        await toggle(page);
        await press(page, 'ns/value');
        const sorted = await page.evaluate(() =>
          [...document.querySelectorAll('strata-compare tbody tr td:last-child')].map((cell) =>
            Number(cell.textContent?.replace(',', '')),
          ),
        );
        assert.deepEqual(
          sorted,
          sorted.toSorted((one, other) => one - other),
        );
        assert.equal(
          await page.evaluate(() =>
            document.querySelector('strata-compare [aria-sort=ascending]')?.textContent?.trim(),
          ),
          'ns/value ↑',
        );
        await press(page, 'Use Tanh in all layers');
        await until(page, () =>
          document
            .querySelector('strata-compare tr[aria-current=true] th')
            ?.textContent?.includes('Tanh'),
        );
        assert.equal((await texts(page, 'strata-compare tbody tr')).length, 32);
        await page.select('#field-init', 'zeros');
        await untilSaid(page, 'strata-compare', 'run them again');
      },
      { hash: networkLink([16], { ...small, epochs: 1000 }), ready: untilTested },
    ));
});
