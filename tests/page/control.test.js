import assert from 'node:assert/strict';
import { test } from 'node:test';
import { tables } from '../../web/engine/tables.js';
import { press, standing, until, untilWords, violations } from './browser.js';
import { inEachBrowser } from './each-browser.js';
import { focusOn, typeInto } from './hands.js';

/** @typedef {import('./browser.js').Page} Page */

/** The activation of the first layer. @param {Page} page */
const activation = (page) =>
  page.evaluate(
    () =>
      /** @type {HTMLSelectElement | null} */ (document.querySelector('[data-card] select'))?.value,
  );

/** @param {Page} page @param {string} value that the first layer's activation is to lose */
async function untilNot(page, value) {
  await until(
    page,
    (before) =>
      /** @type {HTMLSelectElement | null} */ (document.querySelector('[data-card] select'))
        ?.value !== before,
    value,
  );
}

inEachBrowser('controls', (at) => {
  test('the picker is searched by keyboard, tries live, keeps with Enter and goes back with Escape', () =>
    at.onPage(async (page) => {
      await focusOn(page, 'Explore relu and others', 'Layer 1');
      await page.keyboard.press('Enter');
      await until(page, () => document.querySelector('dialog.picker[open]') !== null);
      await page.keyboard.type('shrink');
      await until(page, () => document.querySelectorAll('.function').length === 3);
      await page.keyboard.press('ArrowDown');
      await until(page, () => document.querySelector('strata-activation-details h3') !== null);
      assert.equal(await activation(page), 'tanhshrink');
      assert.deepEqual(await violations(page), []);
      await page.keyboard.press('Enter');
      await until(page, () => document.querySelector('dialog.picker[open]') === null);
      assert.equal(await activation(page), 'tanhshrink');
      const focused = await page.evaluate(() => document.activeElement?.getAttribute('aria-label'));
      assert.equal(focused, 'Explore tanhshrink and others');

      await page.keyboard.press('Enter');
      await until(page, () => document.querySelector('dialog.picker[open]') !== null);
      await page.keyboard.type('elu');
      await page.keyboard.press('ArrowDown');
      await untilNot(page, 'tanhshrink');
      await page.keyboard.press('Escape');
      await until(page, () => document.querySelector('dialog.picker[open]') === null);
      assert.equal(await activation(page), 'tanhshrink');
      await press(page, 'Undo');
      await untilNot(page, 'tanhshrink');
      assert.equal(await activation(page), 'relu');
    }));

  test('every function has a formula, a sentence and a curve in the picker', () =>
    at.onPage(async (page) => {
      await press(page, 'Explore relu and others');
      await until(page, () => document.querySelectorAll('.function').length > 10);
      const names = await page.evaluate(() =>
        [...document.querySelectorAll('.function span')].map((one) => one.textContent ?? ''),
      );
      assert.deepEqual([...names].sort(), tables.activations.map(({ name }) => name).sort());
      for (const wanted of names) {
        await page.evaluate((id) => document.getElementById(`function-${id}`)?.click(), wanted);
        await until(page, () => {
          const details = document.querySelector('strata-activation-details');
          return (
            (details?.querySelector('math')?.textContent?.length ?? 0) > 4 &&
            (details?.querySelector('.f')?.getAttribute('d')?.length ?? 0) > 50
          );
        });
      }
    }));

  test('edits are undone and redone one by one', () =>
    at.onPage(async (page) => {
      await focusOn(page, 'Units', 'Layer 1');
      await typeInto(page, '12');
      await focusOn(page, 'Learning rate');
      await typeInto(page, '0.25');
      const values = () =>
        page.evaluate(() =>
          ['field-layers-0-units', 'field-optimizer-lr'].map(
            (id) => /** @type {HTMLInputElement} */ (document.getElementById(id)).value,
          ),
        );
      assert.deepEqual(await values(), ['12', '0.25']);
      await press(page, 'Undo');
      assert.deepEqual(await values(), ['12', '0.1']);
      await press(page, 'Undo');
      assert.deepEqual(await values(), ['64', '0.1']);
      await press(page, 'Redo');
      await press(page, 'Redo');
      assert.deepEqual(await values(), ['12', '0.25']);
    }));

  test('letters run, step and undo outside of fields, and can be switched off', () =>
    at.onPage(async (page) => {
      await focusOn(page, 'Reset');
      await page.keyboard.press('s');
      await untilWords(page, 'Paused at step 1.');
      await focusOn(page, 'Units', 'Layer 1');
      await page.keyboard.press('s');
      await page.keyboard.press('Backspace');
      await focusOn(page, 'Keyboard and help');
      await page.keyboard.press('Enter');
      await until(page, () => document.querySelector('dialog.help[open]') !== null);
      await page.keyboard.press('s');
      await page.evaluate(() =>
        /** @type {HTMLElement} */ (document.querySelector('dialog.help input')).click(),
      );
      await page.keyboard.press('Escape');
      await focusOn(page, 'Reset');
      await page.keyboard.press('s');
      await page.keyboard.press('k');
      assert.equal((await standing(page)).step, 1);
    }));

  test('one Escape closes a popover together with the explanation of what is in it', () =>
    at.onPage(async (page) => {
      for (const id of ['more-optimizer', 'save-run']) {
        await page.focus(`[popovertarget=${id}]`);
        await page.keyboard.press('Enter');
        await until(page, (one) => document.querySelector(`#${one}:popover-open`) !== null, id);
        await page.keyboard.press('Tab');
        await until(page, () => document.querySelector('#tip:popover-open') !== null);
        await page.keyboard.press('Escape');
        await until(page, () => document.querySelector('[popover]:popover-open') === null);
      }
    }));

  test('explanations appear on focus and on hover, and Escape puts them away', () =>
    at.onPage(async (page) => {
      const shown = () =>
        page.evaluate(() => {
          const tip = document.getElementById('tip');
          return tip?.matches(':popover-open') ? tip.textContent : '';
        });
      await focusOn(page, 'Seed');
      await until(page, () => document.getElementById('tip')?.matches(':popover-open'));
      assert.match((await shown()) ?? '', /the same seed gives the same run/);
      const described = await page.evaluate(() =>
        document.activeElement?.getAttribute('aria-describedby')?.split(' ').includes('tip'),
      );
      assert.equal(described, true);
      await page.keyboard.press('Escape');
      assert.equal(await shown(), '');
      await page.hover('#field-loss');
      await until(page, () => {
        const tip = document.getElementById('tip');
        const formula = tip?.querySelector('math')?.textContent ?? '';
        return tip?.textContent?.includes('What is made smaller') && /log.*softmax/.test(formula);
      });
      await page.mouse.move(640, 700);
      await until(page, () => !document.getElementById('tip')?.matches(':popover-open'));
    }));

  test('settings fold into a line on a phone, and unfold by keyboard', () =>
    at.onPage(async (page) => {
      const folds = () =>
        page.evaluate(() =>
          [...document.querySelectorAll('details.fold')].map((one) => [
            /** @type {HTMLDetailsElement} */ (one).open,
            one.querySelector('summary small')?.textContent,
          ]),
        );
      assert.deepEqual(await folds(), [], 'not on a wide page');
      await page.setViewport({ width: 360, height: 740, hasTouch: true });
      await until(page, () => document.querySelectorAll('details.fold').length === 2);
      assert.deepEqual(await folds(), [
        [false, 'sgd, rate 0.1, batch 32, cross_entropy, seed 1, 10 epochs'],
        [false, '60,000 training images, no noise, all classes'],
      ]);
      await page.focus('strata-recipe summary');
      await page.keyboard.press('Enter');
      await until(page, () => document.querySelector('#field-optimizer-lr')?.checkVisibility());
      await page.focus('#field-optimizer-lr');
      await typeInto(page, '0.05');
      await until(page, () =>
        document.querySelector('strata-recipe summary')?.textContent?.includes('rate 0.05'),
      );
      assert.deepEqual(await violations(page), []);
      await page.setViewport({ width: 1280, height: 800 });
      await until(page, () => document.querySelectorAll('details.fold').length === 0);
    }));

  test('the page speaks German, remembers it, and computes the same', () =>
    at.onPage(async (page) => {
      await page.select('.language', 'de');
      await until(page, () => document.querySelector('button.run')?.textContent?.includes('Start'));
      const text = await page.evaluate(() => document.body.innerText);
      for (const english of ['Layer', 'Results', 'Optimiser', 'Draw', 'wrong', 'images']) {
        assert.ok(!text.includes(english), `${english} is still there`);
      }
      assert.deepEqual(await violations(page), []);
      await page.reload();
      await until(page, () => document.querySelector('button.run')?.textContent?.includes('Start'));
      assert.equal(await page.evaluate(() => document.documentElement.lang), 'de');
      // Notes are in the language of whoever reads them, whenever they were made.
      await press(page, 'Zurück');
      await untilWords(page, 'Zurück bei den Anfangsgewichten');
      await page.select('.language', 'en');
      await untilWords(page, 'Back at the starting weights');
    }));

  test('dark and light are chosen, and remembered', () =>
    at.onPage(async (page) => {
      const scheme = () => page.evaluate(() => document.documentElement.dataset.theme);
      assert.equal(await scheme(), 'light');
      await press(page, 'Colours: as the system has them');
      await press(page, 'Colours: light');
      assert.equal(await scheme(), 'dark');
      await page.reload();
      await until(page, () => document.querySelector('button.run') !== null);
      assert.equal(await scheme(), 'dark');
    }));

  test('slow steps: one a second is seen as it is taken', () =>
    at.onPage(async (page) => {
      await page.select('.speed select', '1');
      await press(page, 'Run');
      await until(page, () =>
        /Step\s+[12]\b/.test(document.querySelector('[role=status]')?.textContent ?? ''),
      );
      await press(page, 'Pause');
      await untilWords(page, 'Paused at step');
      assert.ok((await standing(page)).step < 20);
    }));
});
