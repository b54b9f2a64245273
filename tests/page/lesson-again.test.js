import assert from 'node:assert/strict';
import { test } from 'node:test';
import { press, until, untilOpen, violations } from './browser.js';
import { inEachBrowser } from './each-browser.js';
import { typeInto, typeOver } from './hands.js';

/** @typedef {import('./browser.js').Page} Page */

/** What the panel says came out. @param {Page} page */
const outcomes = (page) =>
  page.evaluate(() =>
    [...document.querySelectorAll('.lesson .outcomes li')].map((one) => one.textContent?.trim()),
  );

/** @param {Page} page */
async function reload(page) {
  await page.reload();
  await until(page, () => document.querySelector('.lesson .body') !== null);
}

inEachBrowser('a lesson on another visit', (at) => {
  test('has the prediction, and after its run the verdict, as they were', () =>
    at.onPage(
      async (page) => {
        await page.evaluate(() => {
          /** @type {HTMLElement | undefined} */ (
            [...document.querySelectorAll('.lesson [type=radio]')].at(1)
          )?.click();
        });
        await reload(page);
        const chosen = () =>
          [...document.querySelectorAll('.lesson [type=radio]')].findIndex(
            (one) => /** @type {HTMLInputElement} */ (one).checked,
          );
        assert.equal(await page.evaluate(chosen), 1);
        assert.equal(await page.evaluate(() => document.querySelector('.lesson .kept')), null);
        await press(page, 'Check by running');
        await until(page, () => document.querySelector('.lesson .outcomes') !== null);
        const before = await outcomes(page);
        const predicted = () => document.querySelector('.lesson .predicted')?.textContent;
        const said = await page.evaluate(predicted);
        await reload(page);
        assert.deepEqual(await outcomes(page), before);
        assert.equal(await page.evaluate(predicted), said);
        assert.match(
          await page.evaluate(() => document.querySelector('.lesson .kept')?.textContent ?? ''),
          /last run of this lesson, which went to its end/,
        );
        assert.deepEqual(await violations(page), []);
        await press(page, 'Run again');
        await until(
          page,
          () =>
            document.querySelector('.lesson .outcomes') !== null &&
            document.querySelector('.lesson .kept') === null,
        );
        assert.deepEqual(await outcomes(page), before, 'of the same seed');
      },
      { hash: '#lesson=batch-is-a-matrix' },
    ));
});

/** @param {Page} page */
const strayed = (page) =>
  page.evaluate(() => document.querySelector('.lesson .strayed')?.textContent ?? '');

/** @param {Page} page @param {string} field */
const fieldValue = (page, field) =>
  page.evaluate(
    (id) => /** @type {HTMLInputElement} */ (document.getElementById(id)).value,
    `field-${field}`,
  );

inEachBrowser('settings that are changed before a lesson is run', (at) => {
  test('are said not to be the lesson’s at once, and the seed is kept', () =>
    at.onPage(
      async (page) => {
        await page.focus('#field-seed');
        await typeInto(page, '7');
        assert.equal(await strayed(page), '', 'the lesson is about any seed');
        await page.focus('#field-batch');
        await typeInto(page, '16');
        await until(page, () => document.querySelector('.lesson .strayed') !== null);
        assert.match(await strayed(page), /runs with its own settings, not with yours/);
        await press(page, 'Back to the lesson’s network');
        await until(page, () => document.querySelector('.lesson .strayed') === null);
        assert.deepEqual(
          [await fieldValue(page, 'batch'), await fieldValue(page, 'seed')],
          ['64', '7'],
        );
        // Lest the note that comes back under it shows its tip, which lies over the next button.
        await page.mouse.move(0, 0);
        await page.focus('#field-batch');
        await typeInto(page, '16');
        await until(page, () => document.querySelector('.lesson .strayed') !== null);
        await press(page, 'Check by running');
        await until(page, () => document.querySelector('.lesson .outcomes') !== null);
        assert.equal(await strayed(page), '');
        assert.deepEqual(
          [await fieldValue(page, 'batch'), await fieldValue(page, 'seed')],
          ['64', '7'],
        );
      },
      { hash: '#lesson=batch-is-a-matrix' },
    ));
});

inEachBrowser('a press on a lesson’s button', (at) => {
  test('counts where it ends an edit, whose note would move the button', () =>
    at.onPage(
      async (page) => {
        await page.focus('#field-batch');
        await typeOver(page, '16');
        const button = await page.$('.lesson [data-tip=lessons-run]');
        const box = (await button?.boundingBox()) ?? assert.fail();
        await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2);
        await page.mouse.down();
        await until(page, () => {
          const field = document.getElementById('field-batch');
          return document.activeElement !== field;
        });
        await page.mouse.up();
        await until(page, () => document.querySelector('.lesson .outcomes') !== null);
        assert.equal(await fieldValue(page, 'batch'), '64');
      },
      { hash: '#lesson=batch-is-a-matrix' },
    ));
});

/** Notes, frame by frame, which of these parts the page had a link to before the part itself. @param {Page} page */
const watchSkips = (page) =>
  page.evaluateOnNewDocument(() => {
    /** @type {Set<string>} */
    const astray = new Set();
    Object.assign(globalThis, { astray });
    const look = () => {
      for (const part of ['#layers', '#results']) {
        if (document.querySelector(`.skip[href="${part}"]`) && !document.querySelector(part)) {
          astray.add(part);
        }
      }
      requestAnimationFrame(look);
    };
    requestAnimationFrame(look);
  });

inEachBrowser('a lesson’s panel', (at) => {
  test('and the page’s other parts are there when they can be skipped to', () =>
    at.onPage(
      async (page) => {
        const links = await page.$$eval('.skip', (all) =>
          all.map((one) => one.getAttribute('href')),
        );
        assert.deepEqual(links, ['#lesson-title', '#layers', '#results']);
        // @ts-expect-error the watch has put it there
        assert.deepEqual(await page.evaluate(() => [...globalThis.astray]), []);
      },
      {
        hash: '#lesson=piecewise-linear',
        prepare: watchSkips,
        ready: async (page) => {
          await untilOpen(page);
          await until(page, () => document.getElementById('lesson-title') !== null);
        },
      },
    ));

  test('shows what came of a try, and is the first place to skip to', () =>
    at.onPage(
      async (page) => {
        await page.focus('.skip');
        assert.equal(
          await page.evaluate(() => document.activeElement?.textContent),
          'Skip to the lesson',
        );
        await page.keyboard.press('Enter');
        await until(page, () => document.activeElement?.id === 'lesson-title');
        assert.match(await page.evaluate(() => location.hash), /^#lesson=piecewise-linear$/);
        await press(page, 'Now try');
        await until(page, () => document.querySelector('.tries') !== null);
        await page.evaluate(() =>
          /** @type {HTMLElement | null} */ (
            document.querySelector('.tries > li:last-child button')
          )?.click(),
        );
        await page.evaluate(() => document.querySelector('.lesson .body')?.scrollTo({ top: 0 }));
        await until(page, () => document.querySelector('.tries .outcomes') !== null);
        await until(page, () => {
          const box = (/** @type {string} */ one) =>
            document.querySelector(one)?.getBoundingClientRect() ?? new DOMRect();
          const [inside, came] = [box('.lesson .body'), box('.tries .outcomes')];
          return came.height > 0 && came.top >= inside.top && came.bottom <= inside.bottom + 1;
        });
        const wide = () => document.querySelector('.to-view')?.checkVisibility();
        assert.equal(await page.evaluate(wide), false, 'the view is beside it');
        await page.setViewport({ width: 360, height: 740 });
        await until(page, () => document.querySelector('.to-view')?.checkVisibility());
        await press(page, 'See it: Regions');
        await until(page, () => document.activeElement?.id === 'layers');
      },
      {
        hash: '#lesson=piecewise-linear',
        ready: (page) => until(page, () => document.querySelector('.lesson .body') !== null),
      },
    ));
});
