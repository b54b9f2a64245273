import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  closeTab,
  endless,
  fingerprint,
  openTab,
  press,
  standing,
  toFront,
  until,
  untilComplete,
  untilKept,
  untilWords,
} from './browser.js';
import { inEachBrowser } from './each-browser.js';

/** @typedef {import('./browser.js').Page} Page */

/** The page and its service worker as a later build would have them. */
const newer = [
  {
    path: /folder\/$/,
    alter: (/** @type {string} */ text) => text.replace('<head>', '<head><meta name="newer" />'),
  },
  {
    path: /service-worker\.js$/,
    alter: (/** @type {string} */ text) => text.replace(/(version\W+)\w+/, '$1newer'),
  },
];

/** Whether the page is the later one. @param {Page} page */
function isNewer(page) {
  return page.evaluate(() => document.querySelector('meta[name=newer]') !== null);
}

/** Until the page says that a later version is there. @param {Page} page */
function untilTold(page) {
  return until(page, () =>
    document.querySelector('.version')?.textContent?.includes('A new version is ready.'),
  );
}

/**
 * A second visit, after which a later version is there.
 *
 * @param {import('./each-browser.js').Setting} at
 */
async function toldOfNewer(at) {
  const { page } = await openTab(at.browser);
  await page.goto(at.server.url);
  await untilWords(page, 'Works offline.');
  at.server.mischief.push(...newer);
  await page.reload();
  await untilTold(page);
  return page;
}

/** @param {Page} page */
async function takeOver(page) {
  await Promise.all([page.waitForNavigation(), press(page, 'Reload')]);
}

inEachBrowser(
  'without a network',
  (at) => {
    test('the page works after the first visit, and says once that it does', async () => {
      const { page, faults } = await openTab(at.browser);
      await page.goto(at.server.url);
      await untilWords(page, 'Works offline.');
      const weights = await fingerprint(page);
      await at.server.close();
      await page.reload();
      await untilComplete(page);
      assert.equal(await fingerprint(page), weights);
      await press(page, 'Step');
      await untilWords(page, 'Paused at step 1.');
      const said = await page.evaluate(
        () => document.querySelector('strata-progress-line .words')?.textContent,
      );
      assert.doesNotMatch(said ?? '', /Works offline/);
      // The other language's words were not asked for before.
      await page.select('select.language', 'de');
      await untilWords(page, 'Schritt 1');
      assert.deepEqual(faults, []);
      await closeTab(page);
    });

    test('a new version waits until it is taken over, and the run goes on in it', async () => {
      const page = await toldOfNewer(at);
      assert.equal(await isNewer(page), false, 'what was kept comes first');
      for (let step = 0; step < 3; step++) await press(page, 'Step');
      await untilWords(page, 'Paused at step 3.');
      await takeOver(page);
      await untilWords(page, 'Went on from step 3');
      await untilWords(page, 'Paused at step 3.');
      assert.equal(await isNewer(page), true);
      assert.equal(await page.$('.version'), null);
      await closeTab(page);
    });

    test('a run that goes on is paused and kept when a new version is taken over', async () => {
      const { page } = await openTab(at.browser);
      await page.goto(at.server.url + endless);
      await untilWords(page, 'Works offline.');
      at.server.mischief.push(...newer);
      await page.reload();
      await untilComplete(page);
      await press(page, 'Run');
      await untilTold(page);
      await until(page, () =>
        /Epoch\s+[1-9]/.test(document.querySelector('[role=status]')?.textContent ?? ''),
      );
      await takeOver(page);
      await untilWords(page, 'Went on from step');
      await untilWords(page, 'Paused at step');
      assert.equal(await isNewer(page), true);
      assert.ok((await standing(page)).step > 1000);
      await closeTab(page);
    });

    test('a new version is taken over while the one before is still asked for files', async () => {
      const page = await toldOfNewer(at);
      await page.evaluate(() => {
        /** @returns {Promise<void>} */
        const ask = () =>
          fetch('mnist/manifest.json')
            .catch(() => {})
            .then(ask);
        ask();
      });
      await takeOver(page);
      assert.equal(await isNewer(page), true);
      await closeTab(page);
    });

    test('another tab stays as it is when a new version is taken over', async () => {
      const { page } = await openTab(at.browser);
      await page.goto(at.server.url);
      await untilWords(page, 'Works offline.');
      const other = await page.browserContext().newPage();
      await other.goto(at.server.url);
      await untilComplete(other);
      await press(other, 'Step');
      at.server.mischief.push(...newer);
      await toFront(page);
      await page.reload();
      await untilTold(page);
      await takeOver(page);
      assert.equal(await isNewer(page), true);
      await untilComplete(page);
      assert.equal(await isNewer(other), false);
      await untilTold(other);
      await toFront(other);
      await press(other, 'Step');
      await untilWords(other, 'Paused at step 2.');
      await takeOver(other);
      assert.equal(await isNewer(other), true);
      await untilWords(other, 'Paused at step 2.');
      await closeTab(page);
    });

    test('images are counted as they arrive through the service worker', async () => {
      const { page } = await openTab(at.browser);
      // A first visit of which only the page itself is kept.
      await page.goto(at.server.url);
      await untilWords(page, 'Works offline.');
      await page.evaluate(async () => {
        for (const cache of await caches.keys()) {
          if (cache.endsWith('files')) await caches.delete(cache);
        }
      });
      at.server.requests.length = 0;
      at.server.mischief.push({ path: /train-02000-images/, bytesPerSecond: 100_000 });
      await page.reload();
      await until(page, () => /\b[1-9]\d*\.\d of 11[.\d]* MB/.test(document.body.innerText));
      assert.ok(at.server.requests.some((path) => path.includes('train-02000-images')));
      at.server.mischief.length = 0;
      await page.reload();
      await untilComplete(page);
      await closeTab(page);
    });

    test('where there is no service worker, nothing is said', async () => {
      const { page, faults } = await openTab(at.browser);
      await page.evaluateOnNewDocument(() => {
        Object.defineProperty(Navigator.prototype, 'serviceWorker', {
          get() {
            throw new DOMException('The operation is insecure.', 'SecurityError');
          },
        });
      });
      await page.goto(at.server.url);
      await untilComplete(page);
      await press(page, 'Step');
      await untilWords(page, 'Paused at step 1.');
      assert.ok(!at.server.requests.some((path) => path.includes('service-worker')));
      assert.deepEqual(faults, []);
      await closeTab(page);
    });

    test('where nothing can be kept for later, the page works and does not promise it', async () => {
      const refusal = `new DOMException('The operation is insecure.', 'SecurityError')`;
      const register = `ServiceWorkerContainer.prototype.register = () => Promise.reject(${refusal});`;
      const caches = `Object.defineProperty(globalThis, 'caches', { get() { throw ${refusal}; } });`;
      for (const [what, file, code] of /** @type {[string, RegExp, string][]} */ ([
        ['no service worker may be registered', /assets\/index-[\w-]+\.js$/, register],
        ['the service worker may not use caches', /service-worker\.js$/, caches],
      ])) {
        const trouble = { path: file, alter: (/** @type {string} */ text) => code + text };
        at.server.mischief.splice(0, 1, trouble);
        const { page, faults } = await openTab(at.browser);
        await page.evaluateOnNewDocument(() => {
          const noted = { promised: false };
          Object.assign(globalThis, { noted });
          new MutationObserver(() => {
            const words = document.querySelector('strata-progress-line .words')?.textContent ?? '';
            noted.promised ||= words.includes('Works offline');
          }).observe(document, { childList: true, characterData: true, subtree: true });
        });
        await page.goto(at.server.url);
        await untilComplete(page);
        await press(page, 'Step');
        await untilWords(page, 'Paused at step 1.');
        await untilKept(page, 1);
        await page.reload();
        await untilWords(page, 'Went on from step 1');
        await untilComplete(page);
        assert.equal(await page.evaluate(() => Reflect.get(globalThis, 'noted').promised), false);
        // One that fails is there until it has.
        await until(page, async () => {
          const registered = await navigator.serviceWorker.getRegistrations();
          return registered.length === 0;
        });
        assert.deepEqual(faults, [], what);
        await closeTab(page);
      }
    });
  },
  { fresh: true },
);
