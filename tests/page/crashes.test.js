import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parseExperiment } from '../../web/engine/experiment/index.js';
import { encodeLink } from '../../web/engine/link.js';
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
import { trap, trapped, untilPast } from './trap.js';

/** @typedef {import('./browser.js').Page} Page */

/** Trains, from a step on that is kept. @param {Page} page @param {string} url */
async function train(page, url) {
  await page.goto(url + endless);
  await untilComplete(page);
  await press(page, 'Step');
  await untilKept(page, 1);
  await press(page, 'Run');
  await untilPast(page, 500);
}

inEachBrowser('a worker that ends', (at) => {
  test('a worker that fails at rest is replaced by one that goes on', async () => {
    const { page } = await openTab(at.browser);
    await page.evaluateOnNewDocument(() => {
      const Real = globalThis.Worker;
      globalThis.Worker = class extends Real {
        /** @param {string | URL} url @param {WorkerOptions} [options] */
        constructor(url, options) {
          super(url, options);
          addEventListener('crash', () => this.dispatchEvent(new ErrorEvent('error')), {
            once: true,
          });
        }
      };
    });
    await page.goto(at.server.url);
    await untilComplete(page);
    for (let step = 0; step < 4; step++) await press(page, 'Step');
    await untilWords(page, 'Paused at step 4.');
    const weights = await fingerprint(page);
    await untilKept(page, 4);
    await page.evaluate(() => dispatchEvent(new Event('crash')));
    await untilWords(page, 'restarted from step 4');
    await untilWords(page, 'Paused at step 4.');
    assert.equal(await fingerprint(page), weights);
    // A second crash at once is not made good by itself.
    await page.evaluate(() => dispatchEvent(new Event('crash')));
    await until(page, () =>
      document.querySelector('.alarm')?.textContent?.includes('stopped unexpectedly'),
    );
    await press(page, 'Restart');
    await untilReady(page);
    await closeTab(page);
  });

  test('an engine that fails while it trains is replaced by one that goes on training', async () => {
    at.server.mischief.push({ path: /worker-[\w-]+\.js$/, alter: (text) => trapped + text });
    const { page } = await openTab(at.browser);
    try {
      await train(page, at.server.url);
      await trap(page);
      await untilWords(page, 'restarted from step');
      const { step } = await standing(page);
      await untilPast(page, step + 500);
      await untilWords(page, 'Training.');
      // At the second failure at once the student is told why, and decides.
      await until(page, () => {
        new BroadcastChannel('trap').postMessage('');
        const alarm = document.querySelector('.alarm')?.textContent;
        return alarm?.includes('memory access out of bounds');
      });
      await press(page, 'Restart');
      await untilReady(page);
    } finally {
      await closeTab(page);
      at.server.mischief.length = 0;
    }
  });

  test('a worker that draws weights for minutes makes way for another experiment', async () => {
    const { page, faults } = await openTab(at.browser);
    /** @param {string} init @param {number} units */
    const linkTo = (init, units) => {
      const layers = [units, units, 10].map((one) => ({ type: 'linear', units: one }));
      const data = { name: 'mnist', train: 1000, test: 500 };
      return `#e=${encodeLink(parseExperiment({ strata: 1, data, layers, init: { name: init } }))}`;
    };
    await page.goto(at.server.url + linkTo('orthogonal', 3500));
    await until(
      page,
      () => /** @type {any} */ (document.querySelector('strata-page'))?.session.silent === true,
    );
    await page.evaluate(
      (hash) => {
        location.hash = hash;
      },
      linkTo('xavier_uniform', 16),
    );
    await untilReady(page);
    assert.deepEqual(faults, []);
    await closeTab(page);
  });

  test('a worker that ends without a word while it trains is noticed, and replaced', async () => {
    const { page } = await openTab(at.browser);
    await page.evaluateOnNewDocument(() => {
      const Real = globalThis.Worker;
      globalThis.Worker = class extends Real {
        /** @param {string | URL} url @param {WorkerOptions} [options] */
        constructor(url, options) {
          super(url, options);
          addEventListener('kill', () => this.terminate(), { once: true });
        }
      };
    });
    await train(page, at.server.url);
    await page.evaluate(() => dispatchEvent(new Event('kill')));
    await untilWords(page, 'restarted from step');
    const { step } = await standing(page);
    await untilPast(page, step + 500);
    await closeTab(page);
  });
});
