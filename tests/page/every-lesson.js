import assert from 'node:assert/strict';
import { test } from 'node:test';
import { lessons } from '../../web/lessons/index.js';
import { until, untilOpen, violations } from './browser.js';
import { inEachBrowser } from './each-browser.js';
import { sideways, widen } from './openings.js';

/** @typedef {import('./browser.js').Page} Page */

/** Presses something of the lesson. @param {Page} page @param {string} selector */
const pressOn = (page, selector) =>
  page.evaluate((wanted) => {
    const found = document.querySelector(`.lesson ${wanted}`);
    if (!(found instanceof HTMLElement)) throw new Error(`There is no ${wanted}.`);
    found.click();
  }, selector);

/** What is said of how it came out, within a part of the lesson. @param {Page} page @param {string} within */
const outcomes = (page, within) =>
  page.evaluate(
    (part) =>
      [...document.querySelectorAll(`.lesson ${part} .outcomes li`)].map((one) =>
        (one.textContent ?? '').replaceAll(/\s+/g, ' ').trim(),
      ),
    within,
  );

/** @param {readonly string[]} told @param {number} count */
function assertMet(told, count) {
  assert.equal(told.length, count);
  for (const one of told) {
    assert.match(one, /^As expected: /);
    assert.doesNotMatch(one, /[{}]|NaN|not a number/);
  }
}

/** The verdict, and why it is so. @param {Page} page @param {any} lesson */
async function findVerdict(page, { expect, why, predict, watch }) {
  assertMet(await outcomes(page, '.body >'), expect.length);
  const judged = await page.evaluate(() => document.querySelector('.judged')?.textContent?.trim());
  assert.match(
    judged ?? 'nothing',
    predict.sketch ? /^\d of \d near enough|^Right/ : /^(Right|Not this time)$/,
  );
  const formulas = why.filter((/** @type {object} */ one) => 'formula' in one).length;
  const seen = await page.evaluate(() => ({
    formulas: [...document.querySelectorAll('.lesson .formula')].map((one) => {
      const parts = [...one.querySelectorAll('math')];
      return parts.length > 0 && parts.every((math) => math.getBoundingClientRect().height > 0);
    }),
    paragraphs: document.querySelectorAll('.lesson .body > p:not([class])').length,
    ways: document.querySelectorAll('.lesson .watch button').length,
    none: [...document.querySelectorAll('#view option:disabled')].map(
      (one) => /** @type {HTMLOptionElement} */ (one).value,
    ),
  }));
  assert.deepEqual(seen.formulas, Array(formulas).fill(true));
  assert.ok(seen.paragraphs >= why.length - formulas, `${seen.paragraphs}`);
  // No way leads to what this network has nothing to show in.
  const some = watch.filter(
    (/** @type {{ view: string }} */ { view }) => !seen.none.includes(view),
  );
  assert.ok(some.length > 0);
  assert.equal(seen.ways, some.length);
}

/** The first thing to try comes to its own verdict. @param {Page} page @param {any} lesson */
async function tryFirst(page, { try: tries }) {
  await pressOn(page, '.steps li:last-child button');
  if (tries.length === 0) return;
  await pressOn(page, '.tries button');
  await until(page, () => document.querySelector('.lesson .tries li .outcomes') !== null);
  assertMet(await outcomes(page, '.tries li:first-child'), tries[0].expect.length);
}

/**
 * Lessons as a student meets them, from the prediction to what there is to try.
 *
 * @param {number} from
 * @param {number} [to]
 */
export function everyLesson(from, to) {
  inEachBrowser('each lesson', (at) => {
    for (const { name, load } of lessons.slice(from, to)) {
      test(`${name} comes to its verdict on the page`, async () => {
        const lesson = /** @type {any} */ ((await load()).default);
        await at.onPage(
          async (page) => {
            await until(page, () => document.querySelector('.lesson .act .main') !== null);
            await choose(page);
            await pressOn(page, '.act .main');
            await until(page, () => document.querySelector('.lesson .outcomes') !== null);
            await findVerdict(page, lesson);
            assert.deepEqual(await violations(page), []);
            await tryFirst(page, lesson);
            assert.deepEqual(await violations(page), []);
            await widen(page, 360);
            assert.deepEqual(await sideways(page), []);
            await pressOn(page, '.steps li:nth-child(3) button');
            assert.deepEqual(await sideways(page), []);
          },
          { hash: `#lesson=${name}`, ready: untilOpen },
        );
      });
    }
  });
}

/** The first choice, or the sketch as it is but for one key. @param {Page} page */
async function choose(page) {
  const sketch = await page.evaluate(() => {
    const choice = document.querySelector('.lesson input[type=radio]');
    if (choice instanceof HTMLElement) choice.click();
    return choice === null;
  });
  if (!sketch) return;
  await page.focus('.point input[type=range]');
  await page.keyboard.press('ArrowRight');
}
