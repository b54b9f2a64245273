import assert from 'node:assert/strict';
import { test } from 'node:test';
import { endless, until } from './browser.js';
import { inEachBrowser } from './each-browser.js';
import { languages, speak, toggle, untilLoaded } from './setups.js';

/** Left edges of these stay where they are while figures change; of the second kind, right edges. */
const LEFT = [
  '.three dt',
  '.three dd',
  '.progress',
  '.flow-verdict',
  '.readout b',
  '.result dt',
  '.result strong',
  'strata-mistakes li',
];
const RIGHT = ['strata-page > footer > span:nth-child(-n + 5)', '.result dd'];

inEachBrowser('figures', (at) => {
  for (const language of languages) {
    test(`stay in their places while they change in ${language}`, () =>
      at.onPage(
        async (page) => {
          await toggle(page);
          await until(page, () => document.querySelectorAll('strata-mistakes li').length >= 8);
          await page.evaluate(
            (left, right) => {
              const places = /** @type {Record<string, Set<number>>} */ ({});
              const texts = /** @type {Set<string>} */ (new Set());
              const note = (
                /** @type {string[]} */ selectors,
                /** @type {'left' | 'right'} */ side,
              ) => {
                for (const selector of selectors) {
                  for (const [i, one] of document.querySelectorAll(selector).entries()) {
                    const key = `${side} of ${selector} ${i}`;
                    places[key] ??= new Set();
                    places[key].add(one.getBoundingClientRect()[side]);
                    if (selector === '.three dd') texts.add(`${i} ${one.textContent}`);
                  }
                }
              };
              const look = () => {
                note(left, 'left');
                note(right, 'right');
                requestAnimationFrame(look);
              };
              look();
              Object.assign(globalThis, { places, texts });
            },
            LEFT,
            RIGHT,
          );
          // @ts-expect-error put there above
          await until(page, () => globalThis.texts.size > 25);
          await until(page, () =>
            /1[0-9][.,]/.test(document.querySelector('.readout b')?.textContent ?? ''),
          );
          await toggle(page);
          const moved = await page.evaluate(() =>
            // @ts-expect-error put there above
            Object.entries(/** @type {Record<string, Set<number>>} */ (globalThis.places))
              .filter(([, seen]) => Math.max(...seen) - Math.min(...seen) > 0.8)
              .map(([key, seen]) => `${key}: ${[...seen]}`),
          );
          assert.deepEqual(moved, []);
        },
        { hash: endless, prepare: (page) => speak(page, language), ready: untilLoaded },
      ));
  }
});
