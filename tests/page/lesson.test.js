import assert from 'node:assert/strict';
import { test } from 'node:test';
import { press, until, untilWords, violations } from './browser.js';
import { inEachBrowser } from './each-browser.js';
import { focusOn, tabTo, typeInto } from './hands.js';
import { openList, paste, pressIn, untilMarked, untilSays, written } from './lesson-hands.js';
import { sideways, widen } from './openings.js';
import { languages, speak, untilTested } from './setups.js';

/** @typedef {import('./browser.js').Page} Page */

/** @param {Page} page */
const hash = (page) => page.evaluate(() => location.hash);

inEachBrowser('a lesson', (at) => {
  test('is opened, predicted and run to its verdict from the keyboard, and remembered', () =>
    at.onPage(async (page) => {
      await focusOn(page, 'Units', 'Layer 1');
      await typeInto(page, '24');
      await openList(page);
      await untilMarked(page, 'A batch is a matrix', 'not begun');
      await tabTo(page, 'dialog.lessons li:first-child button');
      await page.keyboard.press('Enter');
      await until(page, () => document.activeElement?.id === 'lesson-title');
      assert.equal(await hash(page), '#lesson=batch-is-a-matrix');
      await tabTo(page, '.lesson input[type=radio]');
      await page.keyboard.press(' ');
      await focusOn(page, 'Check by running');
      await page.keyboard.press('Enter');
      await until(page, () => document.querySelector('.lesson .outcomes') !== null);
      await untilSays(page, 'the mean of the 64 images’ own gradients');
      await untilSays(page, 'Right');
      await untilSays(page, 'the largest difference is 0. The same to the last bit.');
      const told = await page.evaluate(
        () => document.querySelector('strata-lesson [role=status]')?.textContent ?? '',
      );
      assert.match(told, /^The lesson’s run is over\. Right\. Before the first step/);
      assert.ok(
        await page.evaluate(() => document.querySelector('.lesson .formula math') !== null),
      );
      assert.deepEqual(await violations(page), []);
      await page.reload();
      await untilSays(page, 'A batch is a matrix');
      assert.equal(await page.evaluate(() => document.activeElement?.id), '');
      await openList(page);
      await untilMarked(page, 'A batch is a matrix', 'run to its end');
      await untilMarked(page, 'x² explodes', 'not begun');
      await page.keyboard.press('Escape');
      await until(page, () => document.querySelector('dialog[open]') === null);
      await press(page, 'Close the lesson');
      await untilWords(page, 'Your network is back');
      assert.deepEqual(
        await page.evaluate(() =>
          [...document.querySelectorAll('[data-card] input[id$=units]')].map(
            (field) => /** @type {HTMLInputElement} */ (field).value,
          ),
        ),
        ['24', '32'],
      );
      assert.match(await hash(page), /^#e=/);
      assert.equal(
        await page.evaluate(() => document.activeElement?.textContent?.trim()),
        'Lessons',
      );
    }));

  test('is opened by its link, sketched, and drawn beside what was measured', () =>
    at.onPage(
      async (page) => {
        await page.focus('#sketch-0');
        await typeInto(page, 'many');
        await until(page, () => document.querySelector('#sketch-mistake') !== null);
        assert.deepEqual(await violations(page), []);
        await page.focus('#sketch-0');
        await typeInto(page, '10');
        await until(page, () => document.querySelector('#sketch-mistake') === null);
        await page.focus('.point:last-of-type input[type=range]');
        for (let i = 0; i < 42; i++) await page.keyboard.press('ArrowRight');
        await until(
          page,
          () =>
            /** @type {HTMLInputElement} */ (document.querySelector('#sketch-3')).value === '92',
        );
        await press(page, 'Check by running');
        await until(page, () => document.querySelector('.lesson .outcomes') !== null);
        await untilSays(page, 'of 4 near enough');
        const rows = await page.evaluate(() =>
          [...document.querySelectorAll('.lesson tbody tr')].map((row) =>
            [...row.children].map((cell) => cell.textContent?.trim() ?? ''),
          ),
        );
        assert.deepEqual(
          rows.map(([name, drawn]) => [name, drawn]),
          [
            ['at the start', '10.0 %'],
            ['100 steps', '50.0 %'],
            ['one epoch', '50.0 %'],
            ['five epochs', '92.0 %'],
          ],
        );
        const measured = rows.map(([, , figure]) => Number.parseFloat(figure ?? ''));
        assert.ok((measured[0] ?? 100) < 30 && (measured[3] ?? 0) > 90, `${measured}`);
        assert.equal(
          await page.evaluate(() => document.querySelectorAll('.lesson .measured circle').length),
          4,
        );
        assert.deepEqual(await violations(page), []);
      },
      { hash: '#lesson=one-layer' },
    ));

  test('that there is not is answered with those that there are', () =>
    at.onPage(
      async (page) => {
        await until(page, () =>
          document.querySelector('.alarm')?.textContent?.includes('start-right'),
        );
        assert.ok(await page.evaluate(() => document.querySelector('.lesson') === null));
        await page.evaluate(() => {
          location.hash = '#lesson=linear-stack';
        });
        await untilSays(page, 'Stacking linear layers gains nothing');
        await until(page, () => document.querySelector('.alarm') === null);
        await until(page, () => document.querySelector('strata-beside') !== null);
        await press(page, 'Close the lesson');
        await until(page, () => document.querySelector('strata-beside') === null);
      },
      { hash: '#lesson=two-layers' },
    ));

  test('may be pasted; what does not fit is named with its place', () =>
    at.onPage(async (page) => {
      await openList(page);
      const lesson = await written();
      await paste(page, { ...lesson, until: { steps: 0 }, expect: [] });
      await until(page, () => document.querySelectorAll('.problems li').length > 1);
      const told = await page.evaluate(
        () => document.querySelector('.problems')?.textContent ?? '',
      );
      assert.match(told, /until\.steps: 0/);
      assert.match(told, /expect: /);
      assert.deepEqual(await violations(page), []);
      await page.evaluate(() => {
        /** @type {HTMLTextAreaElement} */ (document.querySelector('#lesson-text')).value = ' ';
      });
      await page.evaluate(() =>
        /** @type {HTMLElement | null} */ (
          document.querySelector('[data-tip=lessons-read]')
        )?.click(),
      );
      await until(page, () =>
        document.querySelector('.problems')?.textContent?.includes('Nothing has been pasted.'),
      );
      await paste(page, lesson);
      await untilSays(page, 'What <b>then</b>?');
      assert.match(await hash(page), /^#e=/);
      await pressIn(page, 'Check by running');
      await until(page, () => document.querySelector('.lesson .outcomes') !== null);
      await until(page, () => document.querySelectorAll('.lesson math').length > 1);
      await untilSays(page, '\\frac{');
      assert.ok(await page.evaluate(() => document.querySelector('.lesson [style]') === null));
      await openList(page);
      await page.evaluate(() => {
        const field = /** @type {HTMLInputElement} */ (document.querySelector('#lesson-path'));
        field.closest('details')?.setAttribute('open', '');
        field.value = 'https://elsewhere.example/lesson.json';
        field.form?.requestSubmit();
      });
      await until(
        page,
        () =>
          document.querySelector('.problems')?.nextElementSibling === null ||
          [...document.querySelectorAll('.problems')].some((one) =>
            one.textContent?.includes('elsewhere.example'),
          ),
      );
    }));

  test('says nothing of another network, and leads back to its own', () =>
    at.onPage(
      async (page) => {
        await pressIn(page, 'Check by running');
        await until(page, () => document.querySelector('.lesson .outcomes') !== null);
        await pressIn(page, 'Now try');
        await pressIn(page, 'Batch size 256');
        await until(page, () => document.querySelector('.tries .outcomes') !== null);
        await until(
          page,
          () =>
            /** @type {HTMLInputElement} */ (document.querySelector('#field-batch')).value ===
            '256',
        );
        await page.focus('#field-optimizer-lr');
        await typeInto(page, '0.2');
        await untilSays(page, 'no longer the lesson’s run');
        await pressIn(page, 'Back to the lesson’s network');
        await until(
          page,
          () =>
            document.querySelector('.strayed') === null &&
            /** @type {HTMLInputElement} */ (document.querySelector('#field-batch')).value === '64',
        );
      },
      { hash: '#lesson=batch-is-a-matrix' },
    ));

  test('says of which seed its figures are once another is chosen, and runs with that', () =>
    at.onPage(
      async (page) => {
        await pressIn(page, 'Check by running');
        await until(page, () => document.querySelector('.lesson .outcomes') !== null);
        assert.equal(await page.evaluate(() => document.querySelector('.strayed')), null);
        await page.focus('#field-seed');
        await typeInto(page, '1234');
        await untilSays(page, 'These figures are of seed 1. With 1234, the present one,');
        await page.click('.folder');
        await untilSays(page, 'With seed 1, no longer the present one: Before the first step');
        await page.click('.folder');
        await untilSays(page, 'These figures are of seed 1.');
        await pressIn(page, 'Run again');
        await until(page, () => document.querySelector('.strayed') === null);
        assert.ok(await page.evaluate(() => document.querySelector('.lesson .outcomes') !== null));
      },
      { hash: '#lesson=batch-is-a-matrix' },
    ));

  for (const language of languages) {
    test(`fits every width, as a panel and as a strip, in ${language}`, () =>
      at.onPage(
        async (page) => {
          await until(page, () => document.querySelector('.lesson') !== null);
          for (const folded of [false, true]) {
            if (folded) {
              await page.focus('.folder');
              await page.keyboard.press('Enter');
              await until(page, () => document.querySelector('.lesson.strip') !== null);
              assert.ok(await page.evaluate(() => document.activeElement?.matches('.folder')));
            }
            for (const width of [1280, 768, 360]) {
              await widen(page, width);
              assert.deepEqual(await sideways(page), [], `${folded} ${width}`);
              if (width === 1280) assert.deepEqual(await tall(page), [], `${folded}`);
            }
            await widen(page, 1280);
            for (const theme of ['light', 'dark']) {
              await page.evaluate((name) => {
                document.documentElement.dataset.theme = name;
              }, theme);
              assert.deepEqual(await violations(page), [], `${folded} ${theme}`);
            }
          }
        },
        {
          hash: '#lesson=linear-stack',
          prepare: (page) => speak(page, language),
          ready: untilTested,
        },
      ));
  }
});

/** What makes the page scroll where all is to be in sight. @param {Page} page */
function tall(page) {
  return page.evaluate(() => {
    const { scrollHeight } = document.documentElement;
    return scrollHeight > innerHeight ? [`${scrollHeight} of ${innerHeight}`] : [];
  });
}
