import assert from 'node:assert/strict';
import { mkdir } from 'node:fs/promises';
import { after, before, describe, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import {
  browserNames,
  launchBrowser,
  openTab,
  press,
  until,
  untilComplete,
  untilWords,
} from './browser.js';
import { servePage } from './server.js';

const folder = fileURLToPath(new URL('../../build/screenshots/', import.meta.url));

/** @type {Awaited<ReturnType<typeof servePage>>} */
let server;
before(async () => {
  await mkdir(folder, { recursive: true });
  server = await servePage();
});
after(() => server.close());

describe('pictures of a trained page go to build/screenshots', () => {
  for (const name of browserNames) {
    for (const scheme of /** @type {import('./browser.js').Scheme[]} */ (['light', 'dark'])) {
      test(`${name}, ${scheme}`, async () => {
        const browser = await launchBrowser(name, { scheme });
        try {
          const { page, faults } = await openTab(browser, { scheme });
          await page.goto(server.url);
          await untilComplete(page);
          await press(page, 'Run');
          await until(page, () =>
            /Epoch\s+[2-9]/.test(document.querySelector('[role=status]')?.textContent ?? ''),
          );
          await press(page, 'Pause');
          await untilWords(page, 'Paused');
          for (const width of [1280, 768, 360]) {
            await page.setViewport({ width, height: 800 });
            await until(page, (wanted) => innerWidth === wanted, width);
            const path = `${folder}${name}-${width}-${scheme}.png`;
            const picture = await page.screenshot({ path, fullPage: width < 1280 });
            assert.ok(picture.length > 10_000);
          }
          assert.equal((await page.$$('.uplot canvas')).length, 2, 'both charts are there');
          assert.deepEqual(faults, []);
        } finally {
          await browser.close();
        }
      });
    }
  }
});
