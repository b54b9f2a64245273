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

/** What is read out of the map. @param {Page} page */
const spoken = (page) =>
  page.evaluate(() =>
    document.querySelector('strata-unit-map [role=slider]')?.getAttribute('aria-valuetext'),
  );

/** @param {Page} page */
const key = (page) =>
  page.evaluate(() => document.querySelector('.unit-key')?.textContent?.trim() ?? '');

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
        assert.deepEqual(first.slice(2), ['0', '≤ 63'], 'some unit is dead');
        await page.focus('strata-unit-map [role=slider]');
        await page.keyboard.press('Home');
        for (let unit = 1; unit < Number(first[1]); unit++) await page.keyboard.press('ArrowRight');
        await until(page, () => document.querySelector('.deed button') !== null);
        assert.equal(
          await spoken(page),
          `Unit ${first[1]}: dead when first looked at, after step 63`,
        );
        assert.match(await key(page), /none: dead$/);
        await page.focus('.deed button');
        await page.keyboard.press('Enter');
        await until(page, () => document.querySelector('.deed b') !== null);
        const said = await page.evaluate(() => document.querySelector('.deed')?.textContent ?? '');
        const [, step = '', rate = '', from = '', to = ''] =
          /Step (\d+) killed it.*Learning rate (\S+),.*bias went from (\S+) to (\S+)\./s.exec(
            said,
          ) ?? [];
        assert.ok(Number(step) > 0 && Number(step) <= 63, said);
        assert.equal(rate, '2');
        assert.notEqual(from, to);
        assert.equal(await spoken(page), `Unit ${first[1]}: dead since step ${step}`);
        assert.match(await key(page), /with the step that killed it$/);
        // No look tells another step, of this unit or of the others that are dead.
        const known = (await rows(page)).filter(([, , active]) => active === '0');
        assert.equal(known[0]?.[3], step);
        assert.ok(known.length > 1 && known.every(([, , , when]) => /^\d+$/.test(when ?? '')));
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
