import assert from 'node:assert/strict';
import { test } from 'node:test';
import { until, violations } from './browser.js';
import { inEachBrowser } from './each-browser.js';
import { focusOn } from './hands.js';
import { languages, networkLink, speak, untilTested } from './setups.js';

/** @typedef {import('./browser.js').Page} Page */

const names = ['collapse', 'dead', 'batch', 'gradients', 'start', 'compare'];
const small = { data: { name: 'mnist', train: 2000, test: 500 } };

/** @param {Page} page @param {string} name */
const show = (page, name) => page.select('#view', name);

/** Until the view is there with its figures, in whatever language. @param {Page} page @param {string} name */
const untilShown = (page, name) =>
  until(
    page,
    (wanted) => {
      const element = { batch: 'batch-view' }[wanted] ?? wanted;
      const view = document.querySelector(`strata-${element} .view`);
      const inside = {
        collapse: 'dd',
        dead: 'canvas',
        batch: 'section + section table',
        gradients: '.waterfall .value',
        start: 'tbody tr:nth-child(8)',
      };
      const part = inside[/** @type {keyof typeof inside} */ (wanted)] ?? 'button';
      // Not the element itself, which Firefox would not tell of.
      return Boolean(view?.querySelector(part));
    },
    name,
  );

/** What sticks out of the window, and whether the page scrolls downwards. @param {Page} page */
const overflow = (page) =>
  page.evaluate(() => ({
    across: document.documentElement.scrollWidth - innerWidth,
    down: document.documentElement.scrollHeight - innerHeight,
  }));

inEachBrowser('views', (at) => {
  test('are chosen by keyboard, and what was typed in the cards stays', () =>
    at.onPage(
      async (page) => {
        await focusOn(page, 'Units', 'Layer 1');
        await page.keyboard.type('x');
        await focusOn(page, 'View');
        await page.keyboard.type('Mat');
        await untilShown(page, 'collapse');
        const now = await page.evaluate(() => ({
          focus: document.activeElement?.id,
          heading: document.querySelector('strata-stack h2')?.textContent,
          cards: document.querySelector('strata-stack ol')?.checkVisibility(),
        }));
        assert.deepEqual(now, { focus: 'view', heading: 'One matrix', cards: false });
        await page.keyboard.press('Home');
        await until(page, () => document.querySelector('strata-stack ol')?.checkVisibility());
        const units = await page.evaluate(() => {
          const field = document.querySelector('strata-stack [role=spinbutton]');
          return field instanceof HTMLInputElement && [field.value, field.ariaInvalid];
        });
        assert.ok(units && String(units[0]).includes('x'), String(units));
        assert.equal(await page.evaluate(() => document.querySelectorAll('li.closed').length), 0);
      },
      { hash: networkLink([16, 12], small), ready: untilTested },
    ));

  test('that have nothing to show are not offered', () =>
    at.onPage(
      async (page) => {
        const off = await page.evaluate(() =>
          [...document.querySelectorAll('#view option:disabled')].map((one) => one.textContent),
        );
        assert.deepEqual(off, ['Twins', 'Units', 'Compare', 'Outputs', 'Kinks', 'Regions']);
      },
      { hash: networkLink([], small), ready: untilTested },
    ));

  for (const language of languages) {
    for (const scheme of ['light', 'dark']) {
      test(`have room and keep the rules in ${language}, ${scheme}`, () =>
        at.onPage(
          async (page) => {
            for (const name of names) {
              await show(page, name);
              await untilShown(page, name);
              assert.deepEqual(await violations(page), [], name);
              for (const width of [1280, 768, 360]) {
                await page.setViewport({ width, height: 800 });
                await until(page, (wanted) => innerWidth === wanted, width);
                const { across, down } = await overflow(page);
                assert.ok(across <= 0, `${name} sticks out by ${across} at ${width}`);
                if (width === 1280) assert.ok(down <= 0, `${name} scrolls by ${down}`);
              }
              await page.setViewport({ width: 1280, height: 800 });
            }
          },
          {
            hash: networkLink([64, 32], small),
            ready: untilTested,
            prepare: async (page) => {
              await speak(page, language);
              await page.evaluateOnNewDocument(
                (wanted) => localStorage.setItem('strata-theme', wanted),
                scheme,
              );
            },
          },
        ));
    }
  }
});
