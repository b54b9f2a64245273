import assert from 'node:assert/strict';
import { test } from 'node:test';
import { endless, until } from './browser.js';
import { inEachBrowser } from './each-browser.js';
import { languages, speak, toggle, untilLoaded, untilTested } from './setups.js';

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

    test(`of a card stay in their places as others begin to alarm in ${language}`, () =>
      at.onPage(
        async (page) => {
          for (const width of [1280, 768, 360]) {
            await page.setViewport({ width, height: 800 });
            await until(page, (wanted) => innerWidth === wanted, width);
            const { first, calm, alarmed } = await page.evaluate(() => {
              const figures = [...document.querySelectorAll('.three > div')];
              const places = () =>
                figures.map((one) => one.querySelector('dt')?.getBoundingClientRect().left);
              const sign = document.querySelector('.icon') ?? new Image();
              const first = places();
              // As long as they become.
              const texts = ['100 %', '8.64e−12', '8.64e−12'];
              for (const [i, one] of figures.entries()) {
                one.querySelector('dd')?.replaceChildren(texts[i % 3] ?? '');
              }
              const calm = places();
              for (const one of figures) {
                one.classList.add('alarming');
                one.querySelector('dd')?.prepend(sign.cloneNode(true));
              }
              return { first, calm, alarmed: places() };
            });
            assert.ok(calm.length > 2, `${calm.length} figures`);
            assert.deepEqual([calm, alarmed], [first, first], `${width}`);
            await page.evaluate(() => {
              for (const one of document.querySelectorAll('.three > div.alarming')) {
                one.classList.remove('alarming');
              }
            });
          }
        },
        { prepare: (page) => speak(page, language), ready: untilTested },
      ));
  }
});
