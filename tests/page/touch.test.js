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

/** How much is above the window, in pixels. @param {Page} page */
const scrolled = (page) => page.evaluate(() => Math.round(scrollY));

/** Until the network sees that. @param {Page} page @param {string} what */
const untilSeen = (page, what) =>
  until(
    page,
    (wanted) => document.querySelector('canvas.seen')?.getAttribute('aria-label')?.includes(wanted),
    what,
  );

/**
 * In the page: whether the pad has ink there.
 *
 * @param {number} place on its diagonal, from 0 to 1
 */
function inkAt(place) {
  const pad = /** @type {HTMLCanvasElement} */ (document.querySelector('canvas.pad'));
  const { width, height } = pad;
  const copy = new OffscreenCanvas(width, height).getContext('2d', { willReadFrequently: true });
  copy?.drawImage(pad, 0, 0);
  const { data } = copy?.getImageData(place * width, place * height, 1, 1) ?? { data: [] };
  return (data[3] ?? 0) > 0;
}

/** As wide as a telephone. @param {Page} page @param {import('./browser.js').BrowserName} name */
const onTelephone = (page, name) =>
  // Firefox has its touch screen from the launch.
  page.setViewport({ width: 360, height: 740, hasTouch: name === 'chromium' });

inEachBrowser(
  'a touch screen',
  (at) => {
    test('explains a control that is held, without pressing it, until the next touch', () =>
      at.onPage(async (page) => {
        await onTelephone(page, at.name);
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

    test('draws where a finger rests and goes on the pad, which stays where it is', () =>
      at.onPage(async (page) => {
        await onTelephone(page, at.name);
        // The page shows a test image of its own accord, which would come over the drawing.
        await untilSeen(page, 'test image');
        const [x, y] = await middle(page, 'canvas.pad');
        const place = await scrolled(page);
        await page.touchscreen.touchStart(x, y);
        await untilSeen(page, 'drawing');
        await sleep(LONG);
        assert.equal(await explained(page), '');
        await until(page, inkAt, 0.5);
        for (const place of [0.1, 0.75]) assert.equal(await page.evaluate(inkAt, place), false);
        for (let way = 10; way <= 60; way += 10) await page.touchscreen.touchMove(x + way, y + way);
        await page.touchscreen.touchEnd();
        await until(page, inkAt, 0.75);
        assert.equal(await page.evaluate(inkAt, 0.1), false);
        assert.equal(await scrolled(page), place);
      }));

    test('scrolls where a finger slips over what is explained, and explains nothing', () =>
      at.onPage(async (page) => {
        await onTelephone(page, at.name);
        const [x, y] = await middle(page, '[data-tip=confusion]');
        const place = await scrolled(page);
        await page.touchscreen.touchStart(x, y);
        for (let way = 20; way <= 160; way += 20) await page.touchscreen.touchMove(x, y + way);
        await sleep(LONG);
        assert.equal(await explained(page), '');
        await page.touchscreen.touchEnd();
        // What Firefox is told to touch never gets to what scrolls: there it only has to be allowed.
        if (at.name === 'chromium') assert.ok((await scrolled(page)) < place - 80);
        const allowed = await page.evaluate(() =>
          ['[data-tip=confusion]', 'canvas.pad'].map((selector) => {
            const element = document.querySelector(selector);
            return element && getComputedStyle(element).touchAction;
          }),
        );
        assert.deepEqual(allowed, ['auto', 'none']);
      }));
  },
  { preferences: { 'dom.w3c_touch_events.enabled': 1 } },
);
