import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import {
  browserNames,
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
        await page.goto(server.url);
        await untilComplete(page);
        const dark = await page.evaluate(() => matchMedia('(prefers-color-scheme: dark)').matches);
        assert.equal(dark, scheme === 'dark');
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
        await page.close();
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
        await page.close();
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
      const controls = [
        ...[
          'Run',
          'Step',
          'Reset',
          'Add layer',
          'Share',
          'Remove',
          'Move up',
          'Move down',
          'Duplicate',
        ].map((label) => `${label}"][role="button`),
        'Units"][role="spinbutton',
        'Activation"][role="combobox',
        'Layers"][role="list',
        'Layer 1"][role="group',
        'Layer 2"][role="group',
        'Output layer"][role="group',
        ...['Learning rate', 'Batch size', 'Optimiser', 'Loss', 'Seed', 'Draw a digit'],
      ];
      for (const control of controls) {
        const selector = control.includes('"')
          ? `::-p-aria([name="${control}"])`
          : `::-p-aria([name="${control}"])`;
        assert.ok(await page.$(selector), `no ${control}`);
      }
      assert.equal(
        await page.evaluate(() => document.querySelector('[aria-label="Draw a digit"]')?.tagName),
        'CANVAS',
      );
      const status = await page.evaluate(
        () => document.querySelector('[role=status]')?.textContent,
      );
      assert.match(status ?? '', /Epoch\s.*Step\s.*Train loss\s.*Test accuracy\s/s);
    } finally {
      await browser.close();
    }
  });
}
