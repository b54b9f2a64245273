import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import {
  browserNames,
  closeTab,
  endless,
  launchBrowser,
  openTab,
  press,
  until,
  untilComplete,
  violations,
} from './browser.js';
import { focusOn, typeInto } from './hands.js';
import { servePage } from './server.js';

/** @typedef {import('./browser.js').Scheme} Scheme */

/** The contract's names, with the elements that have them and, where it says so, their roles. */
const names = [
  ...['Run', 'Step', 'Reset', 'Add layer', 'Share'].map((label) => [label, 'button', 'button']),
  ...['Remove', 'Move up', 'Move down', 'Duplicate'].map((label) => [label, 'button', 'button']),
  ['Layers', 'ol', 'list'],
  ['Layer 1', 'section', 'group'],
  ['Layer 2', 'section', 'group'],
  ['Output layer', 'section', 'group'],
  ['Units', 'input', 'spinbutton'],
  ['Activation', 'select', 'combobox'],
  ['Learning rate', 'input', 'spinbutton'],
  ['Batch size', 'input', 'spinbutton'],
  ['Seed', 'input', 'spinbutton'],
  ['Optimiser', 'select', 'combobox'],
  ['Loss', 'select', 'combobox'],
  ['Draw a digit', 'canvas'],
];

/** @type {Awaited<ReturnType<typeof servePage>>} */
let server;
before(async () => {
  server = await servePage();
});
after(() => server.close());

for (const name of browserNames) {
  for (const scheme of /** @type {Scheme[]} */ (['light', 'dark'])) {
    describe(`accessibility in ${name}, ${scheme}`, () => {
      /** @type {import('./browser.js').Browser} */
      let browser;
      before(async () => {
        browser = await launchBrowser(name, { scheme });
      });
      after(() => browser?.close());

      test('axe finds nothing: at rest, while training, with a mistake', async () => {
        const { page } = await openTab(browser, { scheme });
        await page.goto(server.url + endless);
        await untilComplete(page);
        const dark = await page.evaluate(() => matchMedia('(prefers-color-scheme: dark)').matches);
        assert.equal(dark, scheme === 'dark');
        assert.deepEqual(await violations(page), []);
        // Adam has an epsilon, whose values have exponents.
        await page.select('#field-optimizer', 'adam');
        await until(page, () => document.querySelector('#field-optimizer-eps') !== null);
        assert.deepEqual(await violations(page), []);
        await press(page, 'Run');
        await until(
          page,
          () => document.querySelector('button.run')?.textContent?.trim() === 'Pause',
        );
        assert.deepEqual(await violations(page), []);
        await press(page, 'Pause');
        await focusOn(page, 'Units', 'Layer 1');
        await typeInto(page, 'none');
        await until(page, () => document.activeElement?.getAttribute('aria-invalid') === 'true');
        assert.deepEqual(await violations(page), []);
        await closeTab(page);
      });

      test('axe finds nothing in what opens, on a wide window and a narrow one', async () => {
        const { page } = await openTab(browser, { scheme });
        await page.goto(server.url);
        await untilComplete(page);
        for (const width of [1280, 360]) {
          await page.setViewport({ width, height: 800 });
          for (const name of ['pick one', 'Enlarge the units of Layer 1', 'Mistakes as a list']) {
            await press(page, name);
            await until(page, () => document.querySelector('dialog[open]') !== null);
            assert.deepEqual(await violations(page), [], `${name} at ${width}`);
            await page.keyboard.press('Escape');
            await until(page, () => document.querySelector('dialog[open]') === null);
          }
          assert.deepEqual(await violations(page), []);
        }
        await closeTab(page);
      });

      test('nothing scrolls sideways at any width', async () => {
        const { page } = await openTab(browser, { scheme });
        await page.goto(server.url);
        await untilComplete(page);
        for (const width of [1920, 1280, 1024, 768, 600, 360, 320]) {
          await page.setViewport({ width, height: 800 });
          await until(page, (wanted) => innerWidth === wanted, width);
          const [content, window] = await page.evaluate(() => [
            document.documentElement.scrollWidth,
            document.documentElement.clientWidth,
          ]);
          assert.ok((content ?? 0) <= (window ?? 0), `${content} px of content at ${width}`);
        }
        await closeTab(page);
      });
    });
  }
}

for (const name of browserNames) {
  test(`the contract's names are there in ${name}`, async () => {
    const browser = await launchBrowser(name);
    try {
      const { page } = await openTab(browser);
      await page.goto(server.url);
      await untilComplete(page);
      for (const [label, tag, role] of names) {
        const found = await page.$(`::-p-aria([name="${label}"]${role ? `[role="${role}"]` : ''})`);
        assert.equal(await found?.evaluate((element) => element.localName), tag, label);
      }
      const status = await page.evaluate(
        () => document.querySelector('[role=status]')?.textContent,
      );
      assert.match(status ?? '', /Epoch\s.*Step\s.*Train loss\s.*Test accuracy\s/s);
    } finally {
      await browser.close();
    }
  });
}
