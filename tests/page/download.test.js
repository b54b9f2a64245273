import assert from 'node:assert/strict';
import { test } from 'node:test';
import { encodeLink } from '../../web/engine/link.js';
import {
  closeTab,
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

const aimed = encodeLink({
  strata: 1,
  data: { name: 'mnist', train: 2000, test: 500 },
  layers: [{ type: 'linear', units: 10 }],
  epochs: 2,
  goals: [{ test_accuracy: 0.5 }],
});

inEachBrowser(
  'downloads',
  (at) => {
    test('training begins with the first shard, and a reload in the middle goes on', async () => {
      at.server.mischief.push({ path: /train-\d*[1-9]\d*-images/, bytesPerSecond: 100_000 });
      const { page, faults } = await openTab(at.browser);
      await page.goto(at.server.url);
      await press(page, 'Run');
      await untilWords(page, 'Waiting for the next images: 2,000 are here.');
      assert.equal((await standing(page)).step, 62, '2,000 images are 62 whole batches of 32');
      await until(page, () => document.body.innerText.includes('3,000 of 70,000 images'));

      await press(page, 'Pause');
      await untilKept(page, 62);
      await page.reload();
      await untilWords(page, 'Went on from step 62');
      await untilWords(page, 'Paused at step 62.');
      at.server.mischief.length = 0;
      await page.reload();
      await untilComplete(page);
      await untilWords(page, 'Paused at step 62.');
      assert.deepEqual(faults, []);
      await closeTab(page);
    });

    test('a failed download is said, and goes on with Retry', async () => {
      at.server.mischief.push({ path: /train-12000-images/, status: 404 });
      const { page } = await openTab(at.browser);
      await page.goto(at.server.url);
      await untilWords(page, 'The download is slow or broken; trying again (');
      await until(page, () =>
        document
          .querySelector('.alarm')
          ?.textContent?.includes(
            'Some of the images could not be downloaded (the server answered 404).',
          ),
      );
      await press(page, 'Run');
      await untilWords(page, 'Waiting for the next images');
      at.server.mischief.length = 0;
      await press(page, 'Retry');
      assert.equal(
        await page.evaluate(() => document.activeElement?.matches('button.run')),
        true,
        'the focus stays in the page',
      );
      await untilComplete(page);
      await until(page, () => document.querySelector('.alarm') === null);
      await until(page, () =>
        /Epoch\s+[1-9]/.test(document.querySelector('[role=status]')?.textContent ?? ''),
      );
      await closeTab(page);
    });

    test('results whose script does not load are said to be missing, and Reload goes on with them', async () => {
      at.server.mischief.push({ path: /later-[^/]*\.js$/, status: 503 });
      const { page } = await openTab(at.browser);
      await page.goto(at.server.url);
      await until(page, () =>
        document
          .querySelector('#results')
          ?.textContent?.includes('The results could not be fetched.'),
      );
      await press(page, 'Step');
      await untilWords(page, 'Paused at step 1.');
      at.server.mischief.length = 0;
      await Promise.all([page.waitForNavigation(), press(page, 'Reload')]);
      await untilWords(page, 'Went on from step 1');
      await until(page, () => document.querySelector('strata-charts .accuracies canvas') !== null);
      await until(page, () => document.querySelector('strata-page > footer') !== null);
      await closeTab(page);
    });

    test('goals whose script does not load are asked for once, and all else is of use', async () => {
      at.server.mischief.push({ path: /goals-[^/]*\.js$/, status: 503 });
      const { page } = await openTab(at.browser);
      // Told by what Vite has around each import, whether the browser asks the server again or not.
      await page.evaluateOnNewDocument(() => {
        const missed = Object.assign(globalThis, { missed: 0 });
        window.addEventListener('vite:preloadError', () => missed.missed++);
      });
      await page.goto(`${at.server.url}#e=${aimed}`);
      await untilReady(page);
      await press(page, 'Run');
      await untilWords(page, 'Finished');
      await until(page, () => document.querySelector('strata-charts .accuracies canvas') !== null);
      assert.equal(await page.evaluate(() => Reflect.get(globalThis, 'missed')), 1);
      await closeTab(page);
    });

    test('an engine that does not load is said in a sentence, and Restart tries again', async () => {
      at.server.mischief.push({ path: /\.wasm$/, status: 404 });
      const { page } = await openTab(at.browser);
      await page.goto(at.server.url);
      await until(page, () =>
        document.querySelector('.alarm')?.textContent?.includes('could not be loaded'),
      );
      assert.equal(
        await page.evaluate(() =>
          document.querySelector('button.run')?.matches('[aria-disabled=true]'),
        ),
        true,
      );
      at.server.mischief.length = 0;
      await press(page, 'Restart');
      await untilComplete(page);
      await fingerprint(page);
      await closeTab(page);
    });

    test('a worker that does not start is said in a sentence', async () => {
      at.server.mischief.push({ path: /worker-[\w-]+\.js$/, status: 404 });
      const { page } = await openTab(at.browser);
      await page.goto(at.server.url);
      await until(page, () =>
        document.querySelector('.alarm')?.textContent?.includes('stopped unexpectedly'),
      );
      at.server.mischief.length = 0;
      await press(page, 'Restart');
      await untilComplete(page);
      await closeTab(page);
    });
  },
  { fresh: true },
);
