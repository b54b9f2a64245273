import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import {
  browserNames,
  closeTab,
  launchBrowser,
  openTab,
  press,
  until,
  untilComplete,
  violations,
} from './browser.js';
import { exploding } from './links.js';
import { close, open, openings, prepare, sideways, widen } from './openings.js';
import { servePage } from './server.js';

/** @typedef {import('./browser.js').Scheme} Scheme */

/** @type {Awaited<ReturnType<typeof servePage>>} */
let server;
before(async () => {
  server = await servePage();
});
after(() => server.close());

for (const name of browserNames) {
  for (const scheme of /** @type {Scheme[]} */ (['light', 'dark'])) {
    describe(`what opens, in ${name}, ${scheme}`, () => {
      /** @type {import('./browser.js').Browser} */
      let browser;
      before(async () => {
        browser = await launchBrowser(name, { scheme });
      });
      after(() => browser?.close());

      test('is accessible, and fits a narrow window', async () => {
        const { page, faults } = await openTab(browser, { scheme });
        await page.goto(server.url);
        await untilComplete(page);
        await prepare(page);
        for (const opening of openings) {
          await widen(page, 1280);
          await open(page, opening);
          assert.deepEqual(await violations(page), [], opening.name);
          await close(page, opening);
          // Colours make nothing wider.
          for (const width of scheme === 'light' ? [360, 320] : []) {
            await widen(page, width);
            await open(page, opening);
            assert.deepEqual(await sideways(page), [], `${opening.name} at ${width}`);
            await close(page, opening);
          }
        }
        assert.deepEqual(faults, []);
        await closeTab(page);
      });

      test('an explosion is accessible, and fits a narrow window', async () => {
        const { page } = await openTab(browser, { scheme });
        await page.goto(server.url + exploding);
        await untilComplete(page);
        await press(page, 'Run');
        await until(page, () => document.querySelectorAll('.cures button').length === 4);
        for (const width of [1280, 320]) {
          await widen(page, width);
          assert.deepEqual(await sideways(page), []);
          assert.deepEqual(await violations(page), []);
        }
        await closeTab(page);
      });
    });
  }
}
