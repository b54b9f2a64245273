import assert from 'node:assert/strict';
import { test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import {
  endless,
  fingerprint,
  openTab,
  press,
  standing,
  toFront,
  until,
  untilComplete,
  untilKept,
  untilReady,
  untilWords,
} from './browser.js';
import { inEachBrowser } from './each-browser.js';

inEachBrowser('several tabs', (at) => {
  test('two tabs train each its own run, and go on with it after a reload', async () => {
    const { page: first, faults } = await openTab(at.browser);
    await first.goto(at.server.url);
    await untilComplete(first);
    const second = await first.browserContext().newPage();
    await second.goto(at.server.url);
    await untilComplete(second);

    await toFront(first);
    for (let step = 0; step < 4; step++) await press(first, 'Step');
    await untilWords(first, 'Paused at step 4.');
    await untilKept(first, 4);
    await toFront(second);
    for (let step = 0; step < 2; step++) await press(second, 'Step');
    await untilWords(second, 'Paused at step 2.');
    await untilKept(second, 2);

    for (const [page, step] of /** @type {const} */ ([
      [first, 4],
      [second, 2],
    ])) {
      await toFront(page);
      const weights = await fingerprint(page);
      await page.reload();
      await untilWords(page, `Went on from step ${step}`);
      await untilWords(page, `Paused at step ${step}.`);
      assert.equal(await fingerprint(page), weights);
    }
    assert.deepEqual(faults, []);
    await second.close();
    await first.close();
  });

  test('a new tab goes on with the run of one that was closed, and not with an open one', async () => {
    const { page: first } = await openTab(at.browser);
    const context = first.browserContext();
    await first.goto(at.server.url);
    await untilComplete(first);
    await press(first, 'Step');
    await untilKept(first, 1);
    const second = await context.newPage();
    await second.goto(at.server.url);
    await untilComplete(second);
    assert.equal((await standing(second)).step, 0);
    await first.close();
    await second.reload();
    await untilWords(second, 'Went on from step 1');
    // What goes on is this tab's now: reset, it is gone.
    await untilWords(second, 'Paused at step 1.');
    await press(second, 'Reset');
    await untilReady(second);
    await second.close();
    const third = await context.newPage();
    await third.goto(at.server.url);
    await untilComplete(third);
    assert.equal((await standing(third)).step, 0);
    await third.close();
  });

  test('both tabs may train at once', async () => {
    const { page: first } = await openTab(at.browser);
    const second = await first.browserContext().newPage();
    for (const page of [first, second]) {
      await toFront(page);
      await page.goto(at.server.url + endless);
      await untilComplete(page);
      // At full speed two of them would leave a small machine nothing for the pages.
      await page.select('.speed select', '100');
      await press(page, 'Run');
    }
    let last = 0;
    for (const page of [first, second]) {
      await toFront(page);
      await until(page, () => {
        const text = document.querySelector('[role=status]')?.textContent ?? '';
        return Number(/Step\s+([\d,]+)/.exec(text)?.[1]?.replaceAll(',', '')) >= 50;
      });
      await press(page, 'Pause');
      await untilWords(page, 'Paused at step');
      last = (await standing(page)).step;
    }
    await untilKept(second, last);
    await second.reload();
    await untilWords(second, 'Went on from step');
    await second.close();
    await first.close();
  });

  test('a tab in the background goes on', async () => {
    const { page } = await openTab(at.browser);
    await page.goto(at.server.url + endless);
    await untilComplete(page);
    await press(page, 'Run');
    await until(page, () =>
      /Step\s+[1-9]/.test(document.querySelector('[role=status]')?.textContent ?? ''),
    );
    const other = await page.browserContext().newPage();
    await toFront(other);
    await until(page, () => document.hidden);
    const before = (await standing(page)).step;
    await sleep(3000);
    const shown = (await standing(page)).step;
    await toFront(page);
    await until(page, () => !document.hidden);
    const back = await until(
      page,
      (seen) => {
        const text = document.querySelector('[role=status]')?.textContent ?? '';
        const step = Number(/Step\s+([\d,]+)/.exec(text)?.[1]?.replaceAll(',', ''));
        return step > seen && step;
      },
      shown,
    );
    // At once on its return, the page shows what has been done meanwhile.
    assert.ok(Number(back) > before + 500, `${before} steps, ${shown} while hidden, then ${back}`);
    await other.close();
    await page.close();
  });
});
