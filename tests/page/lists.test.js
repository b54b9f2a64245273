import assert from 'node:assert/strict';
import { test } from 'node:test';
import { closeTab, openTab, press, until, untilComplete } from './browser.js';
import { inEachBrowser } from './each-browser.js';

inEachBrowser('small pictures at full size', (at) => {
  test('units are reached by keyboard, with their responses, and looked into', async () => {
    const { page, faults } = await openTab(at.browser);
    await page.goto(at.server.url);
    await untilComplete(page);
    await press(page, 'Enlarge the units of Layer 1');
    await until(page, () => document.querySelectorAll('.enlarge .units button').length === 64);
    await until(page, () =>
      [...document.querySelectorAll('.enlarge .units b')].every((one) =>
        /^[\d.×⁻⁰¹²³⁴-⁹]+$/.test(one.textContent ?? ''),
      ),
    );
    await page.focus('.enlarge .units button');
    await page.keyboard.press('ArrowRight');
    await page.keyboard.press('End');
    await page.keyboard.press('ArrowLeft');
    const focused = await page.evaluate(() => document.activeElement?.textContent);
    assert.match(focused ?? '', /Unit 63\b/);
    await page.keyboard.press('Enter');
    await until(page, () =>
      /unit 63\b/i.test(document.querySelector('strata-inspector')?.textContent ?? ''),
    );
    assert.deepEqual(faults, []);
    await closeTab(page);
  });

  test('raw weights differ from those times the spread, where no pixel varies', async () => {
    const { page } = await openTab(at.browser);
    await page.goto(at.server.url);
    await untilComplete(page);
    await press(page, 'Enlarge the units of Layer 1');
    await until(page, () => document.querySelectorAll('.enlarge .units button').length === 64);
    // The corner of every MNIST image is empty.
    const corner = (/** @type {boolean} */ grey) =>
      until(
        page,
        (even) => {
          const canvas = /** @type {HTMLCanvasElement | null} */ (
            document.querySelector('.enlarge canvas')
          );
          const { data } = canvas?.getContext('2d')?.getImageData(0, 0, 4, 1) ?? {};
          const colours = new Set();
          for (let i = 0; data && i < 16; i += 4) colours.add(data.slice(i, i + 4).join());
          return colours.size > 0 && (colours.size === 1) === even;
        },
        grey,
      );
    await corner(true);
    await page.evaluate(() => {
      const [, raw] = document.querySelectorAll('.enlarge .scale input');
      /** @type {HTMLElement} */ (raw).click();
    });
    await corner(false);
    await closeTab(page);
  });

  test('mistakes are a list, the most frequent first, and each opens its images', async () => {
    const { page, faults } = await openTab(at.browser);
    await page.goto(at.server.url);
    await untilComplete(page);
    await press(page, 'Mistakes as a list');
    const counts = await page.evaluate(() =>
      [...document.querySelectorAll('.mixups li b')].map((one) =>
        Number(one.textContent?.replaceAll(',', '')),
      ),
    );
    assert.deepEqual(
      counts,
      [...counts].sort((one, other) => other - one),
    );
    const right = await page.evaluate(() =>
      [...document.querySelectorAll('.mixups tbody td:nth-child(3)')]
        .map((one) => Number(one.textContent?.replaceAll(',', '')))
        .reduce((sum, one) => sum + one, 0),
    );
    const wrong = counts.reduce((sum, one) => sum + one, 0);
    assert.equal(wrong + right, 10_000, 'every test image is in the list or in the table');
    const first = await page.evaluate(
      () => document.querySelector('.mixups li span')?.textContent ?? '',
    );
    const [truth, answer] = first.match(/\d/g) ?? [];
    await page.focus('.mixups li button');
    await page.keyboard.press('Enter');
    await until(
      page,
      (pair) => {
        const shown = [...document.querySelectorAll('strata-mistakes li span')];
        return shown.length > 0 && shown.every((one) => one.textContent === pair);
      },
      `${truth}→${answer}`,
    );
    assert.deepEqual(faults, []);
    await closeTab(page);
  });
});
