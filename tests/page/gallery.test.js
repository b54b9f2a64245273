// Each way of embedding in the gallery is live, on a host that sends the page's policy with every file.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { examples, galleryFiles } from '../../scripts/docs/gallery.mjs';
import { openTab, until, untilWords } from './browser.js';
import { inEachBrowser } from './each-browser.js';

/** @typedef {import('./browser.js').Page} Page */
/** @typedef {import('puppeteer-core').Frame} Frame */

test('every file of the gallery belongs to an example', () => {
  const names = new Set(galleryFiles().map(({ name }) => name.replace(/\.\w+$/, '')));
  assert.deepEqual([...names].sort(), examples.map(({ name }) => name).sort());
});

inEachBrowser('the gallery', (at) => {
  test('shows each way of embedding, live', async () => {
    const { page, faults } = await openTab(at.browser);
    await page.goto(`${at.server.url}docs/gallery.html`);
    for (const { name } of examples) {
      await page.$eval(`#${name} ~ iframe`, (frame) => frame.scrollIntoView());
      const around = await page.waitForFrame((one) => one.url().endsWith(`/${name}.html`));
      const inside = await page.waitForFrame(
        (one) => one.parentFrame() === around && /\/(embed|strata)\.html/.test(one.url()),
      );
      await untilWords(/** @type {Page} */ (/** @type {unknown} */ (inside)), 'Ready');
      if (name === 'course') await runsCourse(around);
    }
    assert.deepEqual(faults, []);
    await page.close();
  });
});

/** @param {Frame} around the playground */
async function runsCourse(around) {
  const page = /** @type {Page} */ (/** @type {unknown} */ (around));
  await page.evaluate(() => document.querySelector('button')?.click());
  await until(page, () =>
    /^Small and good: (not )?met, score [01]\.\d\d\.$/.test(
      document.querySelector('output')?.textContent ?? '',
    ),
  );
}
