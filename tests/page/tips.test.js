import assert from 'node:assert/strict';
import { test } from 'node:test';
import { until } from './browser.js';
import { inEachBrowser } from './each-browser.js';
import { focusOn } from './hands.js';

inEachBrowser(
  'explanations',
  (at) => {
    test('have no formula of a control that the focus has left before it came', () => {
      at.server.mischief.push({ path: /formulas\.gen-[\w-]+\.js$/, bytesPerSecond: 10_000 });
      return at.onPage(async (page) => {
        await focusOn(page, 'Loss');
        await page.keyboard.press('Tab');
        await until(page, () => document.getElementById('tip')?.matches(':popover-open'));
        await until(page, () =>
          performance
            .getEntriesByType('resource')
            .some(
              (one) => one.name.includes('formulas.gen') && Reflect.get(one, 'responseEnd') > 0,
            ),
        );
        // What came is evaluated, and would be shown, in the next tasks.
        await page.evaluate(() => new Promise((resolve) => setTimeout(resolve, 200)));
        const shown = await page.evaluate(() => document.getElementById('tip')?.innerHTML ?? '');
        assert.ok(shown.length > 20);
        assert.doesNotMatch(shown, /<math/);
      });
    });

    test('leave the scroll bar of a narrow page free', () =>
      at.onPage(async (page) => {
        await page.setViewport({ width: 360, height: 800 });
        await until(page, () => innerWidth === 360);
        await page.focus('button.run');
        await page.keyboard.press('Tab');
        await page.evaluate(() => {
          const explained = [...document.querySelectorAll('button[data-tip]')].filter((one) =>
            one.checkVisibility(),
          );
          const right = (/** @type {Element} */ one) => one.getBoundingClientRect().right;
          explained.sort((one, other) => right(other) - right(one));
          /** @type {HTMLElement} */ (explained[0]).focus();
        });
        await until(page, () => document.getElementById('tip')?.matches(':popover-open'));
        const [right = 0, width = 0] = await page.evaluate(() => [
          document.getElementById('tip')?.getBoundingClientRect().right ?? 0,
          document.documentElement.clientWidth,
        ]);
        assert.ok(right > 0 && right <= width, `${right} of ${width}`);
      }));

    test('go with what they explain', () =>
      at.onPage(
        async (page) => {
          await until(page, () => document.querySelector('.point input[type=range]') !== null);
          await page.focus('.point input[type=range]');
          await page.keyboard.press('ArrowRight');
          await until(page, () => document.getElementById('tip')?.matches(':popover-open'));
          await page.evaluate(() =>
            /** @type {HTMLElement} */ (document.querySelector('.lesson .act .main')).click(),
          );
          await until(page, () => document.querySelector('.point input[type=range]') === null);
          await until(page, () => !document.getElementById('tip')?.matches(':popover-open'));
        },
        { hash: '#lesson=one-layer' },
      ));
  },
  { fresh: true },
);
