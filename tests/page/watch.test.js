import assert from 'node:assert/strict';
import { test } from 'node:test';
import { lessons } from '../../web/lessons/index.js';
import { press, until, untilOpen, violations } from './browser.js';
import { inEachBrowser } from './each-browser.js';
import { sideways, widen } from './openings.js';
import { languages, speak } from './setups.js';

/** @typedef {import('./browser.js').Page} Page */

/** Runs the lesson that is open to its verdict, in whatever language. @param {Page} page */
async function run(page) {
  await until(page, () => document.querySelector('.lesson .act .main') !== null);
  await page.evaluate(() =>
    /** @type {HTMLElement} */ (document.querySelector('.lesson .act .main')).click(),
  );
  await until(page, () => document.querySelector('.lesson .outcomes') !== null);
}

/** Follows one of the things to watch from the keyboard. @param {Page} page @param {number} number */
async function watch(page, number) {
  await page.focus(`.watch li:nth-child(${number}) button`);
  await page.keyboard.press('Enter');
}

/** @param {Page} page */
const state = (page) =>
  page.evaluate(() => ({
    view: /** @type {HTMLSelectElement} */ (document.querySelector('#view')).value,
    twin: document
      .querySelector('[name=twin-shown]:checked')
      ?.closest('label')
      ?.textContent?.trim(),
    current: [...document.querySelectorAll('.watch button')].map((one) => one.ariaCurrent),
    stage: document.querySelector('.steps [aria-current=step]')?.textContent?.trim(),
  }));

/** Until what has the focus is that, and in sight. @param {Page} page @param {string} selector */
const untilThere = (page, selector) =>
  until(
    page,
    (wanted) => {
      const { activeElement } = document;
      const { top = -1 } = activeElement?.getBoundingClientRect() ?? {};
      return activeElement?.matches(wanted) && top < innerHeight;
    },
    selector,
  );

/** Until that has the focus, and stands at the top of the window under what stays there. @param {Page} page @param {string} selector */
const untilOnTop = (page, selector) =>
  until(
    page,
    (wanted) => {
      const { activeElement } = document;
      const { top = -1 } = activeElement?.getBoundingClientRect() ?? {};
      const bar = Number.parseFloat(getComputedStyle(document.documentElement).scrollPaddingTop);
      return activeElement?.matches(wanted) && Math.abs(top - bar) < 2;
    },
    selector,
  );

inEachBrowser('what to watch', (at) => {
  test('shows its view of its twin, is marked, and goes with the lesson', () =>
    at.onPage(
      async (page) => {
        await run(page);
        await page.evaluate(() =>
          /** @type {HTMLElement} */ (document.querySelectorAll('.steps button')[1]).click(),
        );
        const before = await state(page);
        assert.deepEqual(before, { view: 'twins', twin: 'A', current: ['false'], stage: 'Run' });
        await watch(page, 1);
        await untilThere(page, '#layers');
        await until(page, () =>
          document.querySelector('strata-dead h3')?.textContent?.includes('of 64 dead'),
        );
        const after = await state(page);
        assert.deepEqual(after, { view: 'dead', twin: 'B', current: ['true'], stage: 'Run' });
        await press(page, 'Close the lesson');
        await until(page, () => document.querySelector('.lesson') === null);
        await until(page, () => document.querySelector('strata-dead') === null);
      },
      { hash: '#lesson=dead-units', ready: untilOpen },
    ));

  for (const [name, own, tried] of /** @type {const} */ ([
    ['leaky-relu', 3, 0],
    ['bound-the-output', 2, 0],
    ['one-layer', 2, 1],
  ])) {
    test(`${name} says nothing of its own networks beside another that is tried`, () =>
      at.onPage(
        async (page) => {
          const ways = (/** @type {number} */ count) =>
            until(
              page,
              (wanted) =>
                document.querySelectorAll('.lesson [data-tip=lessons-watch]:not(.to-view)')
                  .length === wanted,
              count,
            );
          await until(page, () => document.querySelectorAll('.steps button').length === 4);
          const step = (/** @type {number} */ number) =>
            page.evaluate(
              (i) =>
                /** @type {HTMLElement} */ (document.querySelectorAll('.steps button')[i]).click(),
              number,
            );
          await step(3);
          await ways(own);
          await page.click('.tries .main');
          await ways(tried);
          await step(1);
          await ways(tried);
          await page.click('.folder');
          await until(page, () => document.querySelector('.lesson.strip') !== null);
          await ways(Math.min(tried, 1));
          await page.click('.folder');
          await until(page, () => document.querySelector('.lesson.strip') === null);
          await step(3);
          await until(page, () => document.querySelector('.tries') !== null);
          // With the keyboard: a result that arrives moves the button down, from under a pointer.
          await page.focus('.lesson [data-tip=lessons-restore]');
          await page.keyboard.press('Enter');
          await ways(own);
        },
        { hash: `#lesson=${name}`, ready: untilOpen },
      ));
  }

  test('leads to what is no view, on a narrow page too', () =>
    at.onPage(
      async (page) => {
        await run(page);
        await watch(page, 2);
        await untilThere(page, '#results');
        // They were in sight before: what is led to is outlined for a moment.
        const outlined = await page.evaluate(() =>
          document.getAnimations().map((one) => {
            const { target } = /** @type {KeyframeEffect} */ (one.effect);
            return [target?.id, target && getComputedStyle(target).outlineStyle];
          }),
        );
        assert.deepEqual(outlined, [['results', 'solid']]);
        for (const width of [768, 360]) {
          await widen(page, width);
          await watch(page, 2);
          await untilThere(page, '#results');
          await watch(page, 1);
          await untilOnTop(page, '#layers');
        }
      },
      { hash: '#lesson=one-layer', ready: untilOpen },
    ));

  test('opens the window in which activations are explored, and comes back from it', () =>
    at.onPage(
      async (page) => {
        await run(page);
        await watch(page, 2);
        await until(page, () => document.querySelector('dialog.picker')?.matches('[open]'));
        await until(page, () => document.querySelector('.function[aria-selected=true]') !== null);
        const told = await page.evaluate(
          () => document.querySelector('strata-activation-details')?.textContent ?? '',
        );
        assert.match(told, /Softplus/);
        await page.keyboard.press('Escape');
        await untilThere(page, '[data-tip=picker]');
        assert.ok(await page.evaluate(() => document.querySelector('.lesson .outcomes') !== null));
      },
      { hash: '#lesson=other-shapes', ready: untilOpen },
    ));

  test('shows what something to try is to be seen in: regions of the plane, and between digits', () =>
    at.onPage(
      async (page) => {
        await until(page, () => document.querySelectorAll('.steps button').length === 4);
        await page.evaluate(() =>
          /** @type {HTMLElement} */ (document.querySelectorAll('.steps button')[3]).click(),
        );
        await until(page, () => document.querySelectorAll('.tries .main').length === 5);
        for (const [number, pictures] of [
          [0, 0],
          [4, 3],
        ]) {
          await page.evaluate(
            (i) =>
              /** @type {HTMLElement} */ (
                document.querySelectorAll('.tries .main')[i ?? 0]
              ).click(),
            number,
          );
          await until(
            page,
            (i) =>
              document.querySelector(`.tries > li:nth-child(${(i ?? 0) + 1}) .outcomes`) !== null,
            number,
          );
          assert.equal((await state(page)).view, 'regions');
          await until(page, () => document.querySelector('.region-picture canvas') !== null);
          // The lesson counts what the view shows.
          await until(
            page,
            (i) => {
              const told = document.querySelectorAll('.tries > li')[i ?? 0];
              const [count = 'none'] =
                /\d+(?= regions)/.exec(told?.querySelector('.outcomes')?.textContent ?? '') ?? [];
              const shown = document.querySelector('.region-facts .count')?.textContent ?? '';
              return shown.includes(count);
            },
            number,
          );
          const images = await page.evaluate(
            () => document.querySelectorAll('.slice-images canvas').length,
          );
          assert.equal(images, pictures);
        }
      },
      { hash: '#lesson=piecewise-linear', ready: untilOpen },
    ));

  test('folds a lesson that stands in the way of the data', () =>
    at.onPage(
      async (page) => {
        const source = /** @type {any} */ ((await lessons[0]?.load())?.default);
        const lesson = { ...source, watch: [{ view: 'data', say: 'Look at the digit.' }] };
        await page.evaluate(
          (text) =>
            /** @type {any} */ (document.querySelector('strata-page')).session.lessons.read(text),
          JSON.stringify(lesson),
        );
        await run(page);
        await watch(page, 1);
        await untilThere(page, '.left');
        assert.ok(await page.evaluate(() => document.querySelector('.lesson.strip') !== null));
      },
      { ready: untilOpen },
    ));

  for (const language of languages) {
    for (const scheme of ['light', 'dark']) {
      test(`shows answers beside the truth, and slopes near the bound, in ${language}, ${scheme}`, () =>
        at.onPage(
          async (page) => {
            await run(page);
            const told = await page.evaluate(
              () => document.querySelector('.outcomes li')?.textContent ?? '',
            );
            const [negative = 'none'] = /\d+/.exec(told) ?? [];
            for (const [number, below] of /** @type {const} */ ([
              [1, negative],
              [2, '0'],
            ])) {
              await watch(page, number);
              await until(
                page,
                (wanted) =>
                  document.querySelector('strata-outputs .figure')?.textContent === wanted,
                below,
              );
              const dots = await page.evaluate(() =>
                [...document.querySelectorAll('strata-outputs .dots')].map(
                  (one) => one.getAttribute('d')?.split('M').length,
                ),
              );
              const count = Number(below);
              assert.deepEqual(dots, [501 - count, 1 + count, 501]);
              assert.deepEqual(await violations(page), []);
            }
            for (const width of [1280, 768, 360]) {
              await widen(page, width);
              assert.deepEqual(await sideways(page), [], `${width}`);
            }
          },
          {
            hash: '#lesson=bound-the-output',
            ready: untilOpen,
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
