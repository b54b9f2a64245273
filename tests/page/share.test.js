import assert from 'node:assert/strict';
import { test } from 'node:test';
import { decodeLink, encodeLink } from '../../web/engine/link.js';
import { replay } from '../../web/engine/replay.js';
import { press, until, untilOpen, untilReady, untilWords, violations } from './browser.js';
import { inEachBrowser } from './each-browser.js';
import { focusOn, typeInto } from './hands.js';
import { languages, speak } from './setups.js';

/** @typedef {import('./browser.js').Page} Page */

const layers = [
  { type: 'linear', units: 16 },
  { type: 'activation', name: 'tanh' },
  { type: 'linear', units: 10 },
];
const data = { name: 'mnist', train: 2000, test: 500 };
const hash = `#e=${encodeLink({ strata: 1, data, layers, epochs: 2, target_accuracy: 0.99 })}`;
const ready = (/** @type {Page} */ page) => untilReady(page);

/** @param {Page} page */
const shared = (page) =>
  page.evaluate(() => {
    const field = /** @type {HTMLTextAreaElement} */ (document.querySelector('#share-text'));
    return field.value;
  });

/** @param {Page} page @param {string} words */
const untilWhy = (page, words) =>
  until(
    page,
    (wanted) => document.querySelector('#share-why')?.textContent?.includes(wanted),
    words,
  );

/** From the button that has the focus first. @param {Page} page @param {string} selector */
async function back(page, selector) {
  await page.focus('[data-tip=share-copy]');
  for (let tabs = 0; tabs < 6; tabs++) {
    await page.keyboard.down('Shift');
    await page.keyboard.press('Tab');
    await page.keyboard.up('Shift');
    if (await page.evaluate((one) => document.activeElement?.matches(one), selector)) return;
  }
  throw new Error(`Shift and Tab never reach ${selector}.`);
}

inEachBrowser('sharing', (at) => {
  test('a result that Node finds identical, from the keyboard', () =>
    at.onPage(
      async (page) => {
        await press(page, 'Share');
        await untilWhy(page, 'Nothing has been trained yet.');
        assert.equal(await shared(page), page.url());
        await page.keyboard.press('Escape');
        await until(page, () => document.querySelector('dialog[open]') === null);
        await press(page, 'Run');
        await untilWords(page, 'Finished after step 126.');
        await press(page, 'Step');
        await untilWords(page, 'Finished after step 127.');
        await press(page, 'Share');
        await untilWhy(page, 'after 127 steps');
        await back(page, '[data-tip=share-claim]');
        await page.keyboard.press(' ');
        await until(page, () => {
          const field = /** @type {HTMLTextAreaElement} */ (document.querySelector('#share-text'));
          return field.value !== location.href;
        });
        const { experiment, claim } = decodeLink(await shared(page));
        assert.ok(claim);
        assert.deepEqual([experiment.epochs, experiment.target_accuracy], [3, 1]);
        assert.equal(claim.checkpoints?.length, 2);
        const { identical, found } = await replay(experiment, claim);
        assert.deepEqual([identical, found], [true, claim]);
        assert.deepEqual(await violations(page), []);
        await back(page, '[name=share-form]:checked');
        await page.keyboard.press('ArrowRight');
        await until(page, () => {
          const field = /** @type {HTMLTextAreaElement} */ (document.querySelector('#share-text'));
          return field.value.startsWith('[Strata: ');
        });
        for (let forms = 0; forms < 4; forms++) await page.keyboard.press('ArrowRight');
        await until(page, () => document.querySelector('dialog .symbol path.dark') !== null);
        assert.deepEqual(await violations(page), []);
      },
      { hash, ready },
    ));

  for (const language of languages) {
    test(`fits a narrow telephone in ${language}, with the button that closes it`, () =>
      at.onPage(
        async (page) => {
          await page.setViewport({ width: 320, height: 800 });
          await until(page, () => innerWidth === 320);
          await page.evaluate(() => {
            /** @type {HTMLElement | null} */ (document.querySelector('[data-tip=share]'))?.click();
          });
          await until(page, () => document.querySelector('dialog[open].share') !== null);
          const [right, end, width, room] = await page.$eval('dialog[open].share', (one) => [
            one.querySelector('[data-tip=close]')?.getBoundingClientRect().right ?? Number.NaN,
            one.getBoundingClientRect().right,
            one.scrollWidth,
            one.clientWidth,
          ]);
          assert.equal(width, room);
          assert.ok(Number(right) <= Number(end), `${right} in ${end}`);
        },
        { hash, prepare: (page) => speak(page, language), ready: untilOpen },
      ));
  }

  test('a run that was changed on the way has no result to share, and it is said why', () =>
    at.onPage(
      async (page) => {
        await press(page, 'Step');
        await untilWords(page, 'Paused at step 1.');
        await focusOn(page, 'Learning rate');
        await typeInto(page, '0.2');
        await untilWords(page, 'from the next step on');
        await press(page, 'Share');
        await untilWhy(page, 'Something was changed on the way');
        await back(page, '[data-tip=share-claim]');
        await page.keyboard.press(' ');
        assert.equal(
          await page.$eval('[data-tip=share-claim]', (one) => one.matches(':checked')),
          false,
        );
        assert.equal(decodeLink(await shared(page)).claim, undefined);
      },
      { hash, ready },
    ));
});
