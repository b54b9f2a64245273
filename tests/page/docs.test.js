import assert from 'node:assert/strict';
import { test } from 'node:test';
import { pages } from '../../scripts/docs/pages.mjs';
import { openTab, violations } from './browser.js';
import { inEachBrowser } from './each-browser.js';

inEachBrowser('the documentation', (at) => {
  for (const width of [1280, 360]) {
    test(`can be read by everybody, ${width} px wide, and is no wider`, async () => {
      const { page, faults } = await openTab(at.browser, { width });
      for (const { name } of pages) {
        await page.goto(`${at.server.url}docs/${name}.html`);
        assert.deepEqual(await violations(page), [], name);
        const room = await page.evaluate(() => document.documentElement.scrollWidth);
        assert.ok(room <= width, `${name} is ${room} px wide`);
      }
      assert.deepEqual(faults, []);
      await page.close();
    });
  }
});
