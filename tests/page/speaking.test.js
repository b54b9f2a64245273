import assert from 'node:assert/strict';
import { test } from 'node:test';
import { endless, press, until, untilWords } from './browser.js';
import { inEachBrowser } from './each-browser.js';

/** @typedef {{ at: number, text: string, how: string }} Said */

/** Milliseconds between two sentences, less what a clock may be off. */
const PAUSE = 4900;

/** Notes what a screen reader is told, and when. @param {import('./browser.js').Page} page */
async function listen(page) {
  await page.evaluate(() => {
    /** @type {{ at: number, text: string, how: string }[]} */
    const said = [];
    Object.assign(globalThis, { said });
    new MutationObserver((changes) => {
      const regions = new Set(
        changes.map(({ target }) => {
          const element = target instanceof Element ? target : target.parentElement;
          return element?.closest('[aria-live], [role=status], [role=alert], [role=log]');
        }),
      );
      for (const region of regions) {
        const how = region?.getAttribute('aria-live') ?? region?.getAttribute('role') ?? 'off';
        if (how !== 'off')
          said.push({ at: performance.now(), text: region?.textContent ?? '', how });
      }
    }).observe(document.body, { childList: true, characterData: true, subtree: true });
  });
}

inEachBrowser('a screen reader', (at) => {
  test('is told of a run politely, and of nothing else, every five seconds at most', () =>
    at.onPage(
      async (page) => {
        await listen(page);
        await press(page, 'Run');
        await until(page, () => Reflect.get(globalThis, 'said').length >= 2);
        await press(page, 'Pause');
        await untilWords(page, 'Paused at step');
        await until(page, () =>
          Reflect.get(globalThis, 'said').at(-1).text.startsWith('Paused at step'),
        );
        const said = /** @type {Said[]} */ (
          await page.evaluate(() => Reflect.get(globalThis, 'said'))
        );
        assert.deepEqual([...new Set(said.map(({ how }) => how))], ['polite']);
        for (const [i, { at, text }] of said.slice(1).entries()) {
          const before = said[i]?.at ?? 0;
          assert.ok(at - before >= PAUSE, `“${text}” ${at - before} ms after the one before`);
        }
        assert.match(said.at(-2)?.text ?? '', /^Training\./);
        assert.match(said.at(-1)?.text ?? '', /Test accuracy [\d.]+ %\.$/);
      },
      { hash: endless },
    ));
});
