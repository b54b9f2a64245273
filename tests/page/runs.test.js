import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  press,
  standing,
  until,
  untilComplete,
  untilStored,
  untilWords,
  violations,
} from './browser.js';
import { inked, names, openList, tableRows, train } from './curves.js';
import { inEachBrowser } from './each-browser.js';
import { typeInto } from './hands.js';

/** @typedef {import('./browser.js').Page} Page */

inEachBrowser('earlier runs', (at) => {
  test('earlier runs are kept, named, coloured, hidden, there after a reload, and restored', () =>
    at.onPage(async (page) => {
      await train(page, 'Step', 1);
      await page.select('#field-optimizer', 'adam');
      await press(page, 'Reset');
      await untilWords(page, 'Back at');
      await train(page, 'Step', 1);
      await page.evaluate(() => {
        const field = /** @type {HTMLInputElement} */ (document.querySelector('#field-seed'));
        field.focus();
      });
      await typeInto(page, '5');
      await untilWords(page, 'started anew from seed 5');
      await until(page, () => document.querySelector('.opener')?.textContent?.includes('2'));
      await openList(page, '2 earlier runs');
      const [second, first] = [
        '784-64-32-10 relu, adam, lr 0.001, seed 1',
        '784-64-32-10 relu, lr 0.1, seed 1',
      ];
      assert.deepEqual(await names(page), [second, first]);
      assert.equal(await inked(page, '--run-pink'), 0);

      await page.focus(`.earlier .name[aria-label="Name of ${first}"]`);
      await typeInto(page, 'plain');
      assert.deepEqual(await names(page), [second, 'plain']);
      await press(page, `Show ${second}`);
      await page.evaluate(() => {
        const swatches = document.querySelectorAll('.earlier li:last-child .swatches input');
        /** @type {HTMLElement} */ (swatches[4]).click();
      });
      assert.deepEqual(await violations(page), []);
      await untilStored(page, 'earlier', [
        ['plain', 4, true],
        [second, 0, false],
      ]);
      const beside = () =>
        page.evaluate(() => document.querySelector('.figure')?.getAttribute('aria-label'));
      assert.match((await beside()) ?? '', /; 1 earlier run beside it$/);

      await page.reload();
      await untilComplete(page);
      await until(page, () => document.querySelector('.opener')?.textContent?.includes('2'));
      await until(page, () => document.querySelector('strata-charts.labelled') !== null);
      assert.match((await beside()) ?? '', /; 1 earlier run beside it$/);
      assert.ok((await inked(page, '--run-pink')) > 0, 'its line or label is there');
      await openList(page, '2 earlier runs');
      assert.deepEqual(await names(page), [second, 'plain']);

      await press(page, `Restore ${second}`);
      await untilWords(page, `Restored ${second}`);
      const seed = (/** @type {string} */ wanted) =>
        until(
          page,
          (value) =>
            /** @type {HTMLInputElement} */ (document.querySelector('#field-seed')).value === value,
          wanted,
        );
      await seed('1');
      assert.equal((await standing(page)).step, 0);
      await press(page, 'Undo');
      await seed('5');

      await openList(page, '2 earlier runs');
      await press(page, 'Remove plain');
      assert.deepEqual(await names(page), [second]);
      await press(page, 'Put it back');
      assert.deepEqual(await names(page), [second, 'plain']);
    }));

  test('the curves of a run are there after a reload', () =>
    at.onPage(async (page) => {
      for (let step = 1; step <= 3; step++) await train(page, 'Step', step);
      const rows = await tableRows(page);
      assert.deepEqual(
        rows.map(([step]) => step),
        ['0', '1', '2', '3'],
      );
      await untilStored(page, 'run', 3);
      await page.reload();
      await untilWords(page, 'Went on from step 3');
      // Before all the test images are there again, the last test is of fewer.
      await untilComplete(page);
      assert.deepEqual(await tableRows(page), rows);
      await train(page, 'Step', 4);
      assert.deepEqual((await tableRows(page)).slice(0, 4), rows);
      assert.equal((await tableRows(page)).length, 5);
    }));
});
