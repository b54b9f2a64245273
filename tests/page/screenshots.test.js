import assert from 'node:assert/strict';
import { mkdir } from 'node:fs/promises';
import { after, before, describe, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import {
  browserNames,
  closeTab,
  endless,
  launchBrowser,
  openTab,
  press,
  until,
  untilComplete,
  untilWords,
} from './browser.js';
import { exploding } from './links.js';
import { open, openings, sideways } from './openings.js';
import { coloursOf } from './picture.js';
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

/** Those that are seen as a tablet has them, too. */
const main = ['trained', 'exploded', 'picker', 'units'];

/** @param {string} name of the picture @param {string} what opens */
function opened(name, what) {
  const opening = openings.find((one) => one.name === what);
  assert.ok(opening, what);
  return { name, hash: '', reach: (/** @type {Page} */ page) => open(page, opening) };
}

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
      await until(page, () => {
        const cures = [...document.querySelectorAll('.cures button')];
        const tried = (/** @type {Element} */ one) =>
          !/to be tried|trying/.test(one.textContent ?? '');
        return (
          document.querySelector('strata-explosion td') !== null &&
          cures.length === 4 &&
          cures.every(tried)
        );
      });
    },
  },
  opened('picker', 'all activations'),
  opened('units', 'units at full size'),
  opened('mistakes', 'mix-ups as a list'),
  opened('inspector', 'a unit that is looked into'),
  opened('help', 'help'),
  {
    name: 'german',
    hash: '',
    async reach(/** @type {Page} */ page) {
      await page.select('.language', 'de');
      await until(page, () => document.querySelector('button.run')?.textContent?.includes('Start'));
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
            for (const width of main.includes(state) ? [1280, 768, 360] : [1280, 360]) {
              await page.setViewport({ width, height: 800 });
              await until(page, (wanted) => innerWidth === wanted, width);
              const path = `${folder}${name}-${state}-${width}-${scheme}.png`;
              const fullPage = width < 1280 && !(await page.$('dialog[open]'));
              const picture = await page.screenshot({ path, fullPage });
              assert.deepEqual(await sideways(page), [], path);
              const { colours, most } = await coloursOf(page, picture);
              assert.ok(colours > 100 && most < 0.95, `${colours} colours, ${most} one: ${path}`);
            }
            assert.deepEqual(faults, []);
            await closeTab(page);
          }
        } finally {
          await browser.close();
        }
      });
    }
  }
});
