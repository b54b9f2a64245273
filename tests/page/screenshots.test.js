import assert from 'node:assert/strict';
import { mkdir } from 'node:fs/promises';
import { after, before, describe, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { parseExperiment } from '../../web/engine/experiment/index.js';
import { encodeLink } from '../../web/engine/link.js';
import {
  browserNames,
  endless,
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

/** @typedef {import('./browser.js').Page} Page */

const square = { type: 'activation', name: 'square' };
const linear = (/** @type {number} */ units) => ({ type: 'linear', units });
const exploding = `#e=${encodeLink(
  parseExperiment({
    strata: 1,
    data: { name: 'mnist' },
    layers: [linear(32), square, linear(16), square, linear(10)],
    seed: 21,
  }),
)}`;

/** The main states of the page, and how it comes to them from a fresh visit. */
const states = [
  {
    name: 'trained',
    hash: endless,
    async reach(/** @type {Page} */ page) {
      await press(page, 'Run');
      await until(page, () =>
        /Epoch\s+([2-9]|\d\d)/.test(document.querySelector('[role=status]')?.textContent ?? ''),
      );
      await press(page, 'Pause');
      await untilWords(page, 'Paused');
      assert.equal((await page.$$('.uplot canvas')).length, 2, 'both charts are there');
    },
  },
  {
    name: 'exploded',
    hash: exploding,
    async reach(/** @type {Page} */ page) {
      await press(page, 'Run');
      await until(page, () => document.querySelectorAll('strata-explosion button').length >= 3);
    },
  },
  {
    name: 'picker',
    hash: '',
    async reach(/** @type {Page} */ page) {
      await press(page, 'Explore relu and others');
      await until(page, () => document.querySelector('dialog.picker[open] math') !== null);
    },
  },
  {
    name: 'units',
    hash: '',
    async reach(/** @type {Page} */ page) {
      await press(page, 'Enlarge the units of Layer 1');
      await until(page, () => document.querySelectorAll('.enlarge .units button').length === 64);
    },
  },
];

describe('pictures of the main states go to build/screenshots', () => {
  for (const name of browserNames) {
    for (const scheme of /** @type {import('./browser.js').Scheme[]} */ (['light', 'dark'])) {
      test(`${name}, ${scheme}`, async () => {
        const browser = await launchBrowser(name, { scheme });
        try {
          for (const { name: state, hash, reach } of states) {
            const { page, faults } = await openTab(browser, { scheme });
            await page.goto(server.url + hash);
            await untilComplete(page);
            await reach(page);
            for (const width of [1280, 768, 360]) {
              await page.setViewport({ width, height: 800 });
              await until(page, (wanted) => innerWidth === wanted, width);
              const path = `${folder}${name}-${state}-${width}-${scheme}.png`;
              const fullPage = width < 1280 && !(await page.$('dialog[open]'));
              const picture = await page.screenshot({ path, fullPage });
              assert.ok(picture.length > 10_000);
            }
            assert.deepEqual(faults, []);
            await page.close();
          }
        } finally {
          await browser.close();
        }
      });
    }
  }
});
