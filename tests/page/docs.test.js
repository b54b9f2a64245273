import assert from 'node:assert/strict';
import { test } from 'node:test';
import { pages } from '../../scripts/docs/pages.mjs';
import { closeTab, openTab, violations } from './browser.js';
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
        const [small, wrapped] = await page.evaluate(() => {
          const size = (/** @type {Element} */ one) =>
            Number.parseFloat(getComputedStyle(one).fontSize);
          const heads = [
            ...document.querySelectorAll(':is(h1, h2, h3, h4), :is(h1, h2, h3, h4) code'),
          ];
          const broken = [...document.querySelectorAll('pre')].filter((block) => {
            const tall = () => block.querySelector('code')?.getBoundingClientRect().height;
            const now = tall();
            block.style.width = '9999px';
            const changed = tall() !== now;
            block.style.width = '';
            return changed;
          });
          const least = size(document.body);
          return [heads.filter((head) => size(head) <= least).length, broken.length];
        });
        assert.deepEqual(
          [small, wrapped],
          [0, 0],
          `${name}: small headings, code with broken lines`,
        );
      }
      assert.deepEqual(faults, []);
      await closeTab(page);
    });
  }
});
