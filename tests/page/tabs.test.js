import assert from 'node:assert/strict';
import { test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import {
  endless,
  fingerprint,
  openTab,
  press,
  standing,
  until,
  untilComplete,
  untilKept,
  untilWords,
} from './browser.js';
import { inEachBrowser } from './each-browser.js';

inEachBrowser('several tabs', (at) => {
  test('two tabs train each its own run, and what is kept is whole: that of the last', async () => {
    const { page: first, faults } = await openTab(at.browser);
    await first.goto(at.server.url);
    await untilComplete(first);
    const second = await first.browserContext().newPage();
    await second.goto(at.server.url);
    await untilComplete(second);

    await first.bringToFront();
    for (let step = 0; step < 4; step++) await press(first, 'Step');
    await untilWords(first, 'Paused at step 4.');
    await untilKept(first, 4);
    await second.bringToFront();
    for (let step = 0; step < 2; step++) await press(second, 'Step');
    await untilWords(second, 'Paused at step 2.');
    await untilKept(second, 2);
    const weights = await fingerprint(second);

    await first.bringToFront();
    assert.equal((await standing(first)).step, 4);
    assert.notEqual(await fingerprint(first), weights);
    await first.reload();
    await untilWords(first, 'Went on from step 2');
    await untilWords(first, 'Paused at step 2.');
    assert.equal(await fingerprint(first), weights, 'the run that was kept last, whole');
    assert.deepEqual(faults, []);
    await second.close();
    await first.close();
  });

  test('both tabs may train at once', async () => {
    const { page: first } = await openTab(at.browser);
    const second = await first.browserContext().newPage();
    for (const page of [first, second]) {
      await page.bringToFront();
      await page.goto(at.server.url + endless);
      await untilComplete(page);
      // At full speed two of them would leave a small machine nothing for the pages.
      await page.select('.speed select', '100');
      await press(page, 'Run');
    }
    let last = 0;
    for (const page of [first, second]) {
      await page.bringToFront();
      await until(page, () => {
        const text = document.querySelector('[role=status]')?.textContent ?? '';
        return Number(/Step\s+([\d,]+)/.exec(text)?.[1]) >= 50;
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
    await other.bringToFront();
    await until(page, () => document.hidden);
    const before = (await standing(page)).step;
    await sleep(3000);
    const shown = (await standing(page)).step;
    await page.bringToFront();
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
