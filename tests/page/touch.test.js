import assert from 'node:assert/strict';
import { test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { standing, until, untilWords } from './browser.js';
import { inEachBrowser } from './each-browser.js';

/** @typedef {import('puppeteer-core').Page} Page */

/** Longer than it takes for a touch to be one that is held, in milliseconds. */
const LONG = 800;

/** The middle of an element. @param {Page} page @param {string} selector */
async function middle(page, selector) {
  const element = await page.waitForSelector(selector);
  await element?.evaluate((one) => one.scrollIntoView({ block: 'center' }));
  const box = await element?.boundingBox();
  assert.ok(box);
  return /** @type {const} */ ([box.x + box.width / 2, box.y + box.height / 2]);
}

/** What is explained, empty if nothing is. @param {Page} page */
function explained(page) {
  return page.evaluate(() => {
    const tip = document.getElementById('tip');
    return tip?.matches(':popover-open') ? tip.innerText : '';
  });
}

const STEP = '[data-tip=step]';

inEachBrowser('a touch screen', (at) => {
  // Puppeteer has no touch screen in Firefox.
  if (at.name === 'firefox') return;

  test('explains a control that is held, without pressing it, until the next touch', () =>
    at.onPage(async (page) => {
      await page.setViewport({ width: 360, height: 740, hasTouch: true });
      const [x, y] = await middle(page, STEP);
      await page.touchscreen.touchStart(x, y);
      await until(page, () => document.getElementById('tip')?.matches(':popover-open'));
      await page.touchscreen.touchEnd();
      // Other browsers press what is let go.
      await page.evaluate((button) => {
        /** @type {HTMLElement} */ (document.querySelector(button)).click();
      }, STEP);
      await sleep(LONG);
      assert.match(await explained(page), /^One step: the gradient over one batch/);
      assert.equal((await standing(page)).step, 0);
      await page.touchscreen.tap(...(await middle(page, 'strata-charts h2')));
      await until(page, () => !document.getElementById('tip')?.matches(':popover-open'));
      await page.touchscreen.tap(...(await middle(page, STEP)));
      await untilWords(page, 'Paused at step 1.');
      await sleep(LONG);
      assert.equal(await explained(page), '', 'a tap presses, and explains nothing');
    }));

  test('draws where a finger rests on the pad, and scrolls where it slips', () =>
    at.onPage(async (page) => {
      await page.setViewport({ width: 360, height: 740, hasTouch: true });
      const [x, y] = await middle(page, 'canvas.pad');
      await page.touchscreen.touchStart(x, y);
      await sleep(LONG);
      assert.equal(await explained(page), '');
      await page.touchscreen.touchEnd();
      const [left, top] = await middle(page, '[data-tip=confusion]');
      await page.touchscreen.touchStart(left, top);
      await page.touchscreen.touchMove(left, top - 60);
      await sleep(LONG);
      assert.equal(await explained(page), '');
      await page.touchscreen.touchEnd();
    }));
});
