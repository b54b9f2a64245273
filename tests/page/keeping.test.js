import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  closeTab,
  endless,
  fingerprint,
  openTab,
  press,
  standing,
  until,
  untilComplete,
  untilKept,
  untilReady,
  untilWords,
} from './browser.js';
import { inEachBrowser } from './each-browser.js';
import { choose, typeInto } from './hands.js';

/**
 * In the page: the step of the run that this tab keeps in the browser's storage.
 *
 * @param {number} [after]
 * @returns {Promise<number>} 0 unless it is a later one
 */
function keptOf(after = 0) {
  return new Promise((resolve) => {
    const opened = indexedDB.open('strata');
    opened.onsuccess = () => {
      const database = opened.result;
      const none = !database.objectStoreNames.contains('run');
      const key = `run ${sessionStorage.getItem('strata tab')}`;
      const asked = none ? null : database.transaction('run').objectStore('run').get(key);
      database.close();
      if (!asked) return resolve(0);
      asked.onsuccess = () => {
        const step = asked.result?.memory.place.step ?? 0;
        resolve(step > after ? step : 0);
      };
    };
  });
}

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
    await untilReady(page);
    await page.reload();
    await untilReady(page);
    assert.equal((await standing(page)).step, 0);
    assert.deepEqual(faults, []);
    await closeTab(page);
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
    await closeTab(page);
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
    await closeTab(page);
  });

  test('where storage fails as it is used, the page works and says that it keeps nothing', async () => {
    /** @type {[string, () => void][]} */
    const failures = [
      [
        'it cannot be opened',
        () => {
          IDBFactory.prototype.open = () => {
            const error = new DOMException('An internal error.', 'UnknownError');
            const request = /** @type {any} */ ({ error });
            setTimeout(() => request.onerror?.(new Event('error')));
            return request;
          };
        },
      ],
      [
        'it has no room',
        () => {
          const { put } = IDBObjectStore.prototype;
          IDBObjectStore.prototype.put = function (...what) {
            const request = put.apply(this, what);
            this.transaction.abort();
            return request;
          };
        },
      ],
    ];
    for (const [what, fail] of failures) {
      const { page, faults } = await openTab(at.browser);
      await page.evaluateOnNewDocument(fail);
      await page.goto(at.server.url);
      await untilComplete(page);
      await press(page, 'Step');
      await untilWords(page, 'Paused at step 1.');
      await untilWords(page, 'The browser keeps nothing for this page');
      await press(page, 'Step');
      await untilWords(page, 'Paused at step 2.');
      assert.deepEqual(faults, [], what);
      await closeTab(page);
    }
  });

  test('a run that is going on when the page is reloaded goes on from close before', async () => {
    const { page, faults } = await openTab(at.browser);
    await page.goto(at.server.url + endless);
    await untilComplete(page);
    await press(page, 'Run');
    const kept = Number(await until(page, keptOf));
    await until(page, keptOf, kept);
    const before = await page.evaluate(() => ({
      running: document.querySelector('button.run')?.textContent?.trim() === 'Pause',
      trouble: document.querySelector('strata-progress-line .words')?.textContent,
    }));
    assert.equal(before.running, true, before.trouble ?? '');
    await page.reload();
    await untilWords(page, 'Went on from step');
    await untilWords(page, 'Paused at step');
    const { step } = await standing(page);
    assert.ok(step >= kept, `${step} of at least ${kept}`);
    await press(page, 'Run');
    await until(
      page,
      (start) => {
        const text = document.querySelector('[role=status]')?.textContent ?? '';
        return Number(/Step\s+([\d,]+)/.exec(text)?.[1]?.replaceAll(',', '')) > start;
      },
      step,
    );
    assert.deepEqual(faults, []);
    await closeTab(page);
  });
});
