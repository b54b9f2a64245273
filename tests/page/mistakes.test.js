import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  closeTab,
  endless,
  fingerprint,
  openTab,
  press,
  standing,
  until,
  untilComplete,
  untilOpen,
  untilReady,
  untilWords,
  violations,
} from './browser.js';
import { inEachBrowser } from './each-browser.js';
import { focusOn, typeInto } from './hands.js';

/** @typedef {import('./browser.js').Page} Page */

/** What somebody types, and what the page says to it. @type {[string, string, string | undefined, RegExp][]} */
const mistakes = [
  ['Units', '', 'Layer 1', /^Empty; give a whole number from 1 to 8,192\.$/],
  ['Units', 'many', 'Layer 1', /^“many” is not a number; give a whole number from 1 to 8,192\.$/],
  ['Units', '0', 'Layer 1', /^0 is too small; give a whole number from 1 to 8,192\.$/],
  ['Units', '1000000', 'Layer 1', /^1000000 is too large; give a whole number from 1 to 8,192\.$/],
  [
    'Units',
    '2.5',
    'Layer 1',
    /^2\.5 is not a whole number; give a whole number from 1 to 8,192\.$/,
  ],
  ['Learning rate', 'fast', undefined, /^“fast” is not a number; give a number from 0 to/],
  ['Batch size', '60001', undefined, /60001 is (more than|too large)/],
  ['Seed', '-1', undefined, /^-1 is too small; give a whole number from 0 to 4,294,967,295\.$/],
  ['Epochs', '0', undefined, /^0 is too small; give a whole number from 1 to 1,000\.$/],
];

inEachBrowser('mistakes', (at) => {
  test('are named beside the field, and the last valid network is kept', async () => {
    const { page, faults } = await openTab(at.browser);
    await page.goto(at.server.url);
    await untilComplete(page);
    const weights = await fingerprint(page);
    for (const [label, text, card, expected] of mistakes) {
      await focusOn(page, label, card);
      const right = await page.evaluate(() => /** @type {any} */ (document.activeElement).value);
      await typeInto(page, text);
      await until(page, () => document.activeElement?.getAttribute('aria-invalid') === 'true');
      const { value, sentence, run } = await about(page);
      assert.equal(value, text, 'what was typed stays');
      assert.match(sentence, expected);
      assert.equal(run, true, 'Run is disabled');
      assert.equal(await fingerprint(page), weights);
      await typeInto(page, right);
      await until(page, () => document.activeElement?.getAttribute('aria-invalid') === 'false');
      assert.deepEqual(await about(page), { value: right, sentence: '', run: false });
    }
    assert.deepEqual(faults, []);
    await closeTab(page);
  });

  test('do not stop a run, which goes on with the last valid network', async () => {
    const { page, faults } = await openTab(at.browser);
    await page.goto(at.server.url + endless);
    await untilComplete(page);
    await focusOn(page, 'Units', 'Layer 2');
    await page.evaluate(() =>
      document.querySelector('button.run')?.dispatchEvent(new MouseEvent('click')),
    );
    await typeInto(page, '0');
    await until(page, () => document.activeElement?.getAttribute('aria-invalid') === 'true');
    await until(page, () =>
      /Step\s+\d{2}/.test(document.querySelector('[role=status]')?.textContent ?? ''),
    );
    await focusOn(page, 'Pause');
    await page.keyboard.press('Enter');
    await untilWords(page, 'Paused');
    assert.ok((await standing(page)).step > 0);
    assert.equal(
      await page.evaluate(() => document.querySelector('button.run')?.textContent?.trim()),
      'Run',
    );
    assert.equal(
      await page.evaluate(() =>
        document.querySelector('button.run')?.matches('[aria-disabled=true]'),
      ),
      true,
    );
    assert.deepEqual(faults, []);
    await closeTab(page);
  });

  test('are not covered by the explanation of their field', () =>
    at.onPage(async (page) => {
      const explained = () =>
        page.evaluate(() => document.querySelector('#tip')?.matches(':popover-open') ?? false);
      await focusOn(page, 'Units', 'Layer 1');
      await until(page, () => document.querySelector('#tip')?.matches(':popover-open'));
      await page.keyboard.type('x');
      await until(page, () => document.activeElement?.getAttribute('aria-invalid') === 'true');
      assert.equal(await explained(), false);
      await page.keyboard.press('Backspace');
      await until(page, () => document.activeElement?.getAttribute('aria-invalid') === 'false');
      assert.deepEqual(await violations(page), []);
    }));

  test('about classes leave the last one on, and shown as it is', () =>
    at.onPage(async (page) => {
      const boxes = () =>
        page.evaluate(() =>
          [...document.querySelectorAll('.classes input')].map(
            (box) => /** @type {HTMLInputElement} */ (box).checked,
          ),
        );
      const click = (/** @type {number} */ digit) =>
        page.evaluate(async (at) => {
          const [...inputs] = document.querySelectorAll('.classes input');
          /** @type {HTMLElement} */ (inputs[at]).click();
          await /** @type {import('../../web/ui/element.js').PageElement | null} */ (
            document.querySelector('strata-data')
          )?.updateComplete;
        }, digit);
      for (let digit = 0; digit < 9; digit++) await click(digit);
      const only = [...Array(9).fill(false), true];
      assert.deepEqual(await boxes(), only);
      await click(9);
      await untilWords(page, 'One class at least is needed.');
      assert.deepEqual(await boxes(), only);
    }));

  test('in an address go with the address', () =>
    at.onPage(async (page) => {
      await page.evaluate(() => {
        location.hash = '#e=garbage';
      });
      await until(page, () => document.querySelector('.alarm') !== null);
      await page.evaluate(() => history.back());
      await until(page, () => document.querySelector('.alarm') === null);
    }));

  test('in a link are said, and the page keeps a network that works', async () => {
    const { page, faults } = await openTab(at.browser);
    await page.goto(`${at.server.url}#e=1AAAA`);
    await until(page, () =>
      document.querySelector('.alarm')?.textContent?.includes('cut off or altered'),
    );
    await untilOpen(page);
    await untilReady(page);
    await focusOn(page, 'Units', 'Layer 1');
    await typeInto(page, '0');
    await until(page, () => document.activeElement?.getAttribute('aria-invalid') === 'true');
    await press(page, 'Share');
    await untilWords(page, 'It opens the last valid network.');
    await until(page, () => document.querySelector('.alarm') === null);
    assert.deepEqual(faults, []);
    await closeTab(page);
  });
});

/** The focused field: its text, the sentence it is described by, and whether Run is disabled. @param {Page} page */
function about(page) {
  return page.evaluate(() => {
    const field = /** @type {HTMLInputElement} */ (document.activeElement);
    const described = document.getElementById(
      field.getAttribute('aria-describedby')?.split(' ')[0] ?? '',
    );
    return {
      value: field.value,
      sentence: described?.textContent?.trim() ?? '',
      run: document.querySelector('button.run')?.matches('[aria-disabled=true]') ?? false,
    };
  });
}
