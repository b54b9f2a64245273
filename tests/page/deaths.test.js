import assert from 'node:assert/strict';
import { test } from 'node:test';
import { press, until, violations } from './browser.js';
import { inEachBrowser } from './each-browser.js';
import { networkLink, untilTested } from './setups.js';

/** @typedef {import('./browser.js').Page} Page */

const small = { data: { name: 'mnist', train: 2000, test: 500 } };

/** Rows of the list. @param {Page} page */
const rows = (page) =>
  page.evaluate(() =>
    [...document.querySelectorAll('strata-dead tbody tr')].map((row) =>
      [...row.children].map((cell) => cell.textContent?.trim() ?? ''),
    ),
  );

inEachBrowser('deaths', (at) => {
  test('the update that killed a unit is named, with what it did', () =>
    at.onPage(
      async (page) => {
        await press(page, 'Epoch');
        await until(page, () => document.querySelector('.result')?.textContent?.includes('%'));
        await page.select('#view', 'dead');
        await until(page, () =>
          /of step 63\. *$/.test(document.querySelector('strata-dead p')?.textContent ?? ''),
        );
        await page.evaluate(() =>
          /** @type {HTMLElement} */ (document.querySelector('strata-dead summary')).click(),
        );
        await until(page, () => document.querySelector('strata-dead tbody tr') !== null);
        const [first = []] = await rows(page);
        assert.equal(first[2]?.replace(/\s/g, ' '), '0.0 %', 'some unit is dead');
        assert.equal(first[4], '–');
        await page.focus('strata-unit-map [role=slider]');
        await page.keyboard.press('Home');
        for (let unit = 1; unit < Number(first[1]); unit++) await page.keyboard.press('ArrowRight');
        await until(page, () => document.querySelector('.deed button') !== null);
        await page.focus('.deed button');
        await page.keyboard.press('Enter');
        await until(page, () => document.querySelector('.deed b') !== null);
        const said = await page.evaluate(() => document.querySelector('.deed')?.textContent ?? '');
        const [, step = '', rate = '', from = '', to = ''] =
          /step (\d+) killed it.*Learning rate (\S+),.*bias went from (\S+) to (\S+)\./s.exec(
            said,
          ) ?? [];
        assert.ok(Number(step) > 0 && Number(step) <= 63, said);
        assert.equal(rate, '2');
        assert.notEqual(from, to);
        await until(
          page,
          (wanted) =>
            document.querySelector('strata-dead tbody tr')?.lastElementChild?.textContent ===
            wanted,
          step,
        );
        assert.deepEqual(await violations(page), []);
        // From the start, no unit is dead.
        await press(page, 'Reset');
        await until(page, () => document.querySelector('.deed b') === null);
      },
      {
        hash: networkLink([16], { ...small, optimizer: { name: 'sgd', lr: 2 } }),
        ready: untilTested,
      },
    ));
});
