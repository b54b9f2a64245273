import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parseExperiment } from '../../web/engine/experiment/index.js';
import { encodeLink } from '../../web/engine/link.js';
import {
  closeTab,
  fingerprint,
  openTab,
  press,
  standing,
  until,
  untilComplete,
  untilReady,
  untilWords,
} from './browser.js';
import { inEachBrowser } from './each-browser.js';
import { choose, focusOn, typeInto } from './hands.js';
import { servePage } from './server.js';

/** @typedef {import('./browser.js').Page} Page */

/** @param {object} parts of an experiment */
const linkTo = (parts) =>
  `#e=${encodeLink(parseExperiment({ strata: 1, data: { name: 'mnist' }, ...parts }))}`;

const square = /** @type {const} */ ({ type: 'activation', name: 'square' });
const explosive = linkTo({
  layers: [
    { type: 'linear', units: 32 },
    square,
    { type: 'linear', units: 16 },
    square,
    { type: 'linear', units: 10 },
  ],
  optimizer: { name: 'sgd', lr: 0.5 },
});
/** One step takes most of a minute. */
const slow = linkTo({
  data: { name: 'mnist', train: 20_000, test: 100 },
  layers: [
    { type: 'linear', units: 2048 },
    { type: 'activation', name: 'relu' },
    { type: 'linear', units: 2048 },
    { type: 'activation', name: 'relu' },
    { type: 'linear', units: 10 },
  ],
  batch: 20_000,
});

inEachBrowser('trouble', (at) => {
  /** @param {string} hash @param {(page: Page) => Promise<void>} use */
  const onPage = (hash, use) =>
    at.onPage(use, {
      hash,
      ready: (page) => untilReady(page),
    });

  test('without SIMD the engine computes the same, and the page says that it is slower', async () => {
    const old = await servePage();
    const { page, faults } = await openTab(at.browser);
    try {
      await page.goto(old.url);
      await untilReady(page);
      for (let step = 0; step < 3; step++) await press(page, 'Step');
      await untilWords(page, 'Paused at step 3.');
      const weights = await fingerprint(page);
      await press(page, 'Reset');
      await untilReady(page);
      // What the worker would find in an old browser.
      old.mischief.push({
        path: /worker-[\w-]+\.js$/,
        alter: (text) => `WebAssembly.validate = () => false;${text}`,
      });
      const { page: plain } = await openTab(at.browser);
      await plain.goto(old.url);
      await untilReady(plain);
      await untilWords(plain, 'This browser computes without SIMD');
      for (let step = 0; step < 3; step++) await press(plain, 'Step');
      await untilWords(plain, 'Paused at step 3.');
      assert.equal(await fingerprint(plain), weights);
      assert.ok(old.requests.some((path) => path.includes('strata-scalar')));
      await closeTab(plain);
      assert.deepEqual(faults, []);
    } finally {
      await closeTab(page);
      await old.close();
    }
  });

  test('a damaged file is fetched again, and after five attempts only when asked to', async () => {
    const server = await servePage();
    const [once, always] = [{ path: /train-12000-images/ }, { path: /train-30000-images/ }];
    server.mischief.push({ ...once, damaged: 1 }, { ...always, damaged: 5 });
    const { page, faults } = await openTab(at.browser);
    try {
      await page.goto(server.url);
      await until(page, () =>
        document
          .querySelector('.alarm')
          ?.textContent?.includes('are here; Retry goes on from there.'),
      );
      const alarm = await page.evaluate(() => document.querySelector('.alarm')?.textContent ?? '');
      assert.match(alarm, /a file is damaged/);
      // What the network learns from meanwhile is whole.
      await press(page, 'Step');
      await untilWords(page, 'Paused at step 1.');
      await press(page, 'Retry');
      await untilComplete(page);
      await until(page, () => document.querySelector('.alarm') === null);
      // What follows the service worker is kept for later.
      const all = server.requests
        .join(' ')
        .replace(/service-worker.*/, '')
        .split(' ');
      const images = all.filter((path) => path.includes('-images-'));
      const times = (/** @type {RegExp} */ file) => images.filter((path) => file.test(path)).length;
      assert.deepEqual([times(once.path), times(always.path)], [2, 6]);
      // The next one was on its way.
      const others = images.filter((path) => !/train-(12|30|36)000/.test(path));
      assert.deepEqual(others, [...new Set(others)], 'what has arrived is not fetched again');
      assert.deepEqual(faults, []);
    } finally {
      await closeTab(page);
      await server.close();
    }
  });

  test('every press of Step counts, even three at once', () =>
    onPage('', async (page) => {
      await page.evaluate(() => {
        const buttons = [...document.querySelectorAll('button')];
        const step = buttons.find((one) => one.textContent?.trim() === 'Step');
        for (let press = 0; press < 3; press++) step?.click();
      });
      await untilWords(page, 'Paused at step 3.');
    }));

  test('an explosion is an alarm, keeps the focus, and shows no figure of before', () =>
    onPage(explosive, async (page) => {
      await focusOn(page, 'Run');
      await page.keyboard.press('Enter');
      await untilWords(page, 'is no longer a finite number');
      await until(page, () => document.querySelector('.words.stopped svg') !== null);
      await until(page, () =>
        /Test accuracy\s+–/.test(document.querySelector('[role=status]')?.textContent ?? ''),
      );
      const run = await page.evaluate(() => ({
        focused: document.activeElement?.matches('button.run'),
        disabled: document.activeElement?.getAttribute('aria-disabled'),
      }));
      assert.deepEqual(run, { focused: true, disabled: 'true' });
      await page.keyboard.press('Enter');
      await untilWords(page, 'is no longer a finite number');
      await focusOn(page, 'Reset');
      await page.keyboard.press('Enter');
      await untilReady(page);
      await until(page, () => document.querySelector('.words.stopped') === null);
    }));

  test('a step that takes very long is said, and Reset does not wait for it', () =>
    onPage(slow, async (page) => {
      const weights = await fingerprint(page);
      await until(page, () => document.body.innerText.includes('20,000 + 100 images'));
      await focusOn(page, 'Step');
      await page.keyboard.press('Enter');
      await untilWords(page, 'Training. One step takes long here.');
      await focusOn(page, 'Pause');
      await page.keyboard.press('Enter');
      await untilWords(page, 'Pausing.');
      await focusOn(page, 'Reset');
      await page.keyboard.press('Enter');
      await untilWords(page, 'Restarted from the starting weights.');
      await untilReady(page);
      assert.equal((await standing(page)).step, 0);
      assert.equal(await fingerprint(page), weights, 'the same network');
    }));

  test('the address of a link follows the changes, so that a reload keeps them', () =>
    onPage(explosive, async (page) => {
      await choose(page, 'Layer 1', 'Activation', 'gelu');
      await focusOn(page, 'Units', 'Layer 2');
      await typeInto(page, '17');
      await untilReady(page);
      const weights = await fingerprint(page);
      await page.reload();
      await untilWords(page, 'Opened the experiment of this link');
      await untilReady(page);
      assert.equal(await fingerprint(page), weights);
    }));
});
