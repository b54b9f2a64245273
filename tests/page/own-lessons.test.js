import assert from 'node:assert/strict';
import { test } from 'node:test';
import { until, untilOpen, violations } from './browser.js';
import { inEachBrowser } from './each-browser.js';
import { tabTo } from './hands.js';
import { openList, paste, pressIn, untilMarked, untilSays, written } from './lesson-hands.js';
import { sideways, widen } from './openings.js';
import { languages, speak, untilTested } from './setups.js';

/** @typedef {import('./browser.js').Page} Page */

/** The names of one's own lessons in the list. @param {Page} page */
const titles = (page) =>
  page.evaluate(() =>
    [...document.querySelectorAll('dialog.lessons .own .title b')].map((one) => one.textContent),
  );

/** @param {Page} page @param {number} count */
const untilOwn = (page, count) =>
  until(
    page,
    (wanted) => document.querySelectorAll('dialog.lessons .own li').length === wanted,
    count,
  );

/** Opens a lesson that was pasted. @param {Page} page @param {object} change of what somebody might write */
async function open(page, change) {
  await openList(page);
  await paste(page, { ...(await written()), ...change });
  await until(page, () => document.querySelector('dialog[open]') === null);
  await untilSays(page, 'What <b>then</b>?');
}

/** Runs the lesson to its end, until its formulas are there too. @param {Page} page */
async function run(page) {
  await pressIn(page, 'Check by running');
  await until(page, () => document.querySelector('.lesson .outcomes') !== null);
  await until(page, () => document.querySelectorAll('.lesson math').length > 1);
}

/** @param {Page} page */
async function reload(page) {
  await page.reload();
  await untilOpen(page);
}

/** The page's storage throws, as in a frame with an origin of its own. @param {Page} page */
const refuseStorage = (page) =>
  page.evaluateOnNewDocument(() => {
    for (const storage of ['localStorage', 'sessionStorage']) {
      Object.defineProperty(window, storage, {
        get() {
          throw new DOMException('The operation is insecure.', 'SecurityError');
        },
      });
    }
  });

/** There is a file beside the page. @param {Page} page @param {string} name @param {string} text */
const putFile = (page, name, text) =>
  page.evaluateOnNewDocument(
    (end, body) => {
      const real = window.fetch.bind(window);
      window.fetch = async (what, ...rest) =>
        String(what).endsWith(end) ? new Response(body) : real(what, ...rest);
    },
    name,
    text,
  );

inEachBrowser('a lesson of one’s own', (at) => {
  test('is in the list after a reload, opened with what was done in it, and forgotten, from the keyboard', () =>
    at.onPage(async (page) => {
      await open(page, {});
      await tabTo(page, '.lesson input[type=radio]');
      await page.keyboard.press(' ');
      await run(page);
      await open(page, { name: 'mine-too', title: 'Another of mine' });
      await reload(page);
      await openList(page);
      await untilOwn(page, 2);
      assert.deepEqual(await titles(page), ['Another of mine', 'My own']);
      await untilMarked(page, 'My own', 'run to its end');
      await untilMarked(page, 'Another of mine', 'begun');
      await untilMarked(page, 'A batch is a matrix', 'not begun');
      await tabTo(page, 'dialog.lessons .own li:last-child .entry');
      await page.keyboard.press('Enter');
      await until(page, () => document.activeElement?.id === 'lesson-title');
      await untilSays(page, 'From your last run of this lesson');
      await openList(page);
      await untilOwn(page, 2);
      await tabTo(page, 'dialog.lessons .own li:first-child .forget');
      assert.equal(
        await page.evaluate(() => document.activeElement?.getAttribute('aria-label')),
        'Forget “My own”',
      );
      await page.keyboard.press('Enter');
      await untilOwn(page, 1);
      await until(page, () => document.activeElement?.matches('.forget'));
      await page.keyboard.press('Enter');
      await until(page, () => document.querySelector('dialog.lessons .own') === null);
      await until(page, () => document.activeElement?.matches('dialog.lessons summary'));
      await reload(page);
      await openList(page);
      assert.deepEqual(await titles(page), []);
    }));

  test('that is a file is at its link again, as it was left, and in the list', async () => {
    const text = JSON.stringify(await written());
    await at.onPage(
      async (page) => {
        await untilSays(page, 'What <b>then</b>?');
        await run(page);
        await reload(page);
        await untilSays(page, 'From your last run of this lesson');
        assert.equal(await page.evaluate(() => location.hash), '#lesson=mine.json');
        await openList(page);
        await untilMarked(page, 'My own', 'run to its end');
        await page.click('dialog.lessons .own .entry');
        await untilSays(page, 'From your last run of this lesson');
        await until(page, () => location.hash.endsWith('/mine.json'));
      },
      { hash: '#lesson=mine.json', prepare: (page) => putFile(page, 'mine.json', text) },
    );
  });

  test('is listed until the page is closed where nothing may be stored', () =>
    at.onPage(
      async (page) => {
        await open(page, {});
        await run(page);
        await openList(page);
        await untilMarked(page, 'My own', 'run to its end');
        await reload(page);
        await openList(page);
        assert.deepEqual(await titles(page), []);
      },
      { prepare: refuseStorage },
    ));

  for (const language of languages) {
    test(`fits every width in ${language}, however long its name`, () =>
      at.onPage(
        async (page) => {
          const long = 'Hyperparameteroptimierungsverfahrensvergleich '.repeat(3);
          const text = JSON.stringify({ ...(await written()), title: long });
          await page.evaluate(
            (stored) => localStorage.setItem('strata-own-lessons', stored),
            JSON.stringify([['*mine', text]]),
          );
          await page.click('[data-tip=lessons]');
          await until(page, () => document.querySelector('dialog.lessons li') !== null);
          await untilOwn(page, 1);
          for (const width of [1280, 768, 360]) {
            await widen(page, width);
            assert.deepEqual(await sideways(page), [], `${width}`);
            const small = await page.evaluate(() =>
              [...document.querySelectorAll('dialog.lessons .own button')]
                .map((one) => one.getBoundingClientRect())
                .filter(({ width: across, height }) => across < 43.9 || height < 43.9)
                .map((one) => JSON.stringify(one)),
            );
            assert.deepEqual(small, [], `${width}`);
          }
          await page.click('dialog.lessons .own .entry');
          await until(page, () => document.querySelector('.lesson .body') !== null);
          assert.deepEqual(await sideways(page), [], 'the lesson');
          await page.click('[data-tip=lessons]');
          await untilOwn(page, 1);
          for (const theme of ['light', 'dark']) {
            await page.evaluate((name) => {
              document.documentElement.dataset.theme = name;
            }, theme);
            assert.deepEqual(await violations(page), [], theme);
          }
        },
        { prepare: (page) => speak(page, language), ready: untilTested },
      ));
  }
});
