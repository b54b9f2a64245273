import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import {
  browserNames,
  launchBrowser,
  named,
  openTab,
  press,
  until,
  untilComplete,
} from './browser.js';
import { servePage } from './server.js';

/** @type {Awaited<ReturnType<typeof servePage>>} */
let server;
before(async () => {
  server = await servePage();
});
after(() => server.close());

for (const name of browserNames) {
  test(`a digit drawn with pointer or keys gets an answer in ${name}`, async () => {
    const browser = await launchBrowser(name);
    try {
      const { page, faults } = await openTab(browser);
      await page.goto(server.url);
      await untilComplete(page);
      await until(page, () => document.querySelector('.verdict')?.textContent?.includes('truly 7'));

      const pad = await named(page, 'Draw a digit');
      const { x, y, width, height } =
        (await pad.boundingBox()) ?? assert.fail('the pad has no place');
      await page.mouse.move(x + 0.5 * width, y + 0.2 * height);
      await page.mouse.down();
      await page.mouse.move(x + 0.5 * width, y + 0.8 * height, { steps: 8 });
      await page.mouse.up();
      await until(page, seenAs, 'your drawing');
      await until(page, answered);
      const drawn = await inked(page);
      // An upright stroke as of a 1: 20 rows, in the middle columns.
      assert.deepEqual([drawn.rows, drawn.first], [20, 4]);
      assert.ok(drawn.columns >= 2 && drawn.columns <= 5);

      await press(page, 'Clear');
      await until(page, seenAs, 'nothing');
      await pad.focus();
      await page.keyboard.down('Shift');
      for (let step = 0; step < 10; step++) await page.keyboard.press('ArrowDown');
      await page.keyboard.up('Shift');
      await until(page, seenAs, 'your drawing');
      await until(page, answered);
      assert.equal((await inked(page)).rows, 20);
      await page.keyboard.press('Delete');
      await until(page, seenAs, 'nothing');
      assert.deepEqual(faults, []);
    } finally {
      await browser.close();
    }
  });
}

/** Runs in the page. @param {string} what */
function seenAs(what) {
  return document.querySelector('canvas.seen')?.getAttribute('aria-label')?.endsWith(what) ?? false;
}

/** Runs in the page: whether ten probabilities are there that add up to one. */
function answered() {
  const shares = [...document.querySelectorAll('strata-answer li')].map((row) =>
    Number.parseFloat(row.lastElementChild?.textContent ?? ''),
  );
  return shares.length === 10 && Math.abs(shares.reduce((sum, share) => sum + share) - 100) < 1;
}

/** Where the image that the network sees has ink. @param {import('./browser.js').Page} page */
function inked(page) {
  return page.evaluate(() => {
    const seen = /** @type {HTMLCanvasElement} */ (document.querySelector('canvas.seen'));
    const copy = new OffscreenCanvas(28, 28).getContext('2d', { willReadFrequently: true });
    copy?.drawImage(seen, 0, 0);
    const { data } = copy?.getImageData(0, 0, 28, 28) ?? { data: [] };
    const at = Array.from({ length: 784 }, (_, i) => i).filter((i) => (data[4 * i + 3] ?? 0) > 60);
    const rows = new Set(at.map((i) => Math.floor(i / 28)));
    return {
      rows: rows.size,
      first: Math.min(...rows),
      columns: new Set(at.map((i) => i % 28)).size,
    };
  });
}
