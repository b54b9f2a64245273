import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  fingerprint,
  openTab,
  press,
  standing,
  untilComplete,
  untilKept,
  untilWords,
} from './browser.js';
import { inEachBrowser } from './each-browser.js';
import { choose, typeInto } from './hands.js';

inEachBrowser('what is kept', (at) => {
  test('a run goes on after a reload, with the same weights', async () => {
    const { page, faults } = await openTab(at.browser);
    await page.goto(at.server.url);
    await untilComplete(page);
    await choose(page, 'Layer 1', 'Activation', 'tanh');
    for (let step = 0; step < 3; step++) await press(page, 'Step');
    await untilWords(page, 'Paused at step 3.');
    const weights = await fingerprint(page);
    await untilKept(page, 3);
    await page.reload();
    await untilWords(page, 'Went on from step 3');
    await untilWords(page, 'Paused at step 3.');
    assert.equal((await standing(page)).step, 3);
    assert.equal(await fingerprint(page), weights);
    await press(page, 'Reset');
    await untilWords(page, 'Ready');
    await page.reload();
    await untilWords(page, 'Ready');
    assert.equal((await standing(page)).step, 0);
    assert.deepEqual(faults, []);
    await page.close();
  });

  test('a short run is kept at once, and so is what is edited at rest', async () => {
    const { page } = await openTab(at.browser);
    // The looks at a run that goes on do not come.
    await page.evaluateOnNewDocument(() => {
      globalThis.setInterval = /** @type {any} */ (() => 0);
    });
    await page.goto(at.server.url);
    await untilComplete(page);
    await press(page, 'Step');
    await untilKept(page, 1);
    await press(page, 'Step');
    await untilKept(page, 2);
    await page.focus('#field-optimizer-lr');
    await typeInto(page, '0.05');
    await untilWords(page, 'new settings hold');
    await untilKept(page, 2, '"lr":0.05');
    await page.reload();
    await untilWords(page, 'Went on from step 2');
    await page.close();
  });

  test('where nothing may be stored, the page works all the same', async () => {
    const { page, faults } = await openTab(at.browser);
    await page.evaluateOnNewDocument(() => {
      for (const storage of ['indexedDB', 'localStorage', 'sessionStorage']) {
        Object.defineProperty(globalThis, storage, {
          get() {
            throw new DOMException('The operation is insecure.', 'SecurityError');
          },
        });
      }
    });
    await page.goto(at.server.url);
    await untilComplete(page);
    await press(page, 'Step');
    await untilWords(page, 'Paused at step 1.');
    assert.deepEqual(faults, []);
    await page.close();
  });
});
