import assert from 'node:assert/strict';
import { test } from 'node:test';
import { closeTab, named, openTab, press, until, untilComplete, untilWords } from './browser.js';
import { inEachBrowser } from './each-browser.js';

/** @typedef {import('./browser.js').Page} Page */

/** Draws an upright stroke with the keyboard alone. @param {Page} page */
async function drawOne(page) {
  const pad = await named(page, 'Draw a digit');
  await pad.focus();
  await page.keyboard.down('Shift');
  for (let i = 0; i < 12; i++) await page.keyboard.press('ArrowDown');
  await page.keyboard.up('Shift');
  await untilSeen(page, 'your drawing');
  // The last of the strokes has been painted then.
  await page.evaluate(
    () => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve))),
  );
}

/** @param {Page} page @param {string} what */
const untilSeen = (page, what) =>
  until(
    page,
    (wanted) =>
      document.querySelector('canvas.seen')?.getAttribute('aria-label') ===
      `What the network sees: ${wanted}`,
    what,
  );

/**
 * Waits until so much ink, or another amount, is in what the network sees.
 *
 * @param {Page} page @param {number} amount @param {boolean} same
 * @returns {Promise<number>}
 */
const untilInk = (page, amount, same) =>
  until(
    page,
    (wanted, alike) => {
      const seen = /** @type {HTMLCanvasElement} */ (document.querySelector('canvas.seen'));
      const all = seen.getContext('2d')?.getImageData(0, 0, seen.width, seen.height).data ?? [];
      const ink = [...all].filter((_, i) => i % 4 === 3).reduce((sum, alpha) => sum + alpha, 0);
      return (ink === wanted) === alike && `${ink}`;
    },
    amount,
    same,
  ).then(Number);

/** @param {Page} page @param {string} text */
const untilText = (page, text) =>
  until(page, (wanted) => document.body.innerText.includes(wanted), text);

/** @param {Page} page */
const kept = (page) =>
  page.evaluate(() =>
    [...document.querySelectorAll('strata-own [role=gridcell]')].map((cell) =>
      cell.getAttribute('aria-label'),
    ),
  );

inEachBrowser("digits of one's own", (at) => {
  test('are kept and judged by keyboard alone, survive a reload, and go', async () => {
    const { page, faults } = await openTab(at.browser);
    await page.goto(at.server.url);
    await untilComplete(page);
    await drawOne(page);
    await press(page, 'Keep this digit');
    await until(page, () => document.activeElement?.matches('.which:popover-open'));
    await page.keyboard.press('1');
    await untilWords(page, 'Kept as a 1: 1 of 20.');
    await untilSeen(page, 'a 1 that you keep');
    await until(page, () => /[01] of 1 right/.test(document.body.innerText));
    await page.reload();
    await untilComplete(page);
    await until(page, () => /[01] of 1 right/.test(document.body.innerText));
    const [label] = await kept(page);
    assert.match(label ?? '', /^a 1, read (right|as \d)$/);
    await page.focus('strata-own [role=gridcell]');
    await page.keyboard.press('Enter');
    await untilSeen(page, 'a 1 that you keep');
    await page.keyboard.press('Delete');
    await until(page, () => !document.querySelector('strata-own [role=gridcell]'));
    await untilText(page, 'Draw one and keep it as a test.');
    assert.deepEqual(faults, []);
    await closeTab(page);
  });

  test('a stroke is taken back, and what is cropped is outlined', async () => {
    const { page } = await openTab(at.browser);
    await page.goto(at.server.url);
    await untilComplete(page);
    await drawOne(page);
    const one = await untilInk(page, 0, false);
    await page.keyboard.press('ArrowRight');
    await page.keyboard.press('ArrowRight');
    await page.keyboard.press(' ');
    const two = await untilInk(page, one, false);
    await page.keyboard.press('Backspace');
    assert.notEqual(one, two);
    await untilInk(page, one, true);
    await untilSeen(page, 'your drawing');
    await page.keyboard.press('Backspace');
    await untilSeen(page, 'nothing');
    await closeTab(page);
  });

  test('a test digit is picked from those of one class, by keyboard', async () => {
    const { page, faults } = await openTab(at.browser);
    await page.goto(at.server.url);
    await untilComplete(page);
    await press(page, 'pick one');
    await until(page, () => document.querySelectorAll('.pick [role=gridcell]').length === 60);
    await page.evaluate(() => {
      const radios = [...document.querySelectorAll('.pick .wanted label')];
      const four = radios.find((label) => label.textContent?.trim() === '4');
      four?.querySelector('input')?.focus();
    });
    await page.keyboard.press(' ');
    await until(page, () =>
      [...document.querySelectorAll('.pick [role=gridcell]')].every((cell) =>
        cell.getAttribute('aria-label')?.startsWith('a 4, test image'),
      ),
    );
    await untilText(page, '1 to 60 of 982');
    await page.keyboard.press('Tab');
    await page.keyboard.press('PageDown');
    await untilText(page, '61 to 120 of 982');
    await page.keyboard.press('ArrowRight');
    await page.keyboard.press('Enter');
    await untilSeen(page, 'test image of a 4');
    assert.equal(await page.evaluate(() => document.querySelector('dialog[open]')), null);
    assert.deepEqual(faults, []);
    await closeTab(page);
  });
});
