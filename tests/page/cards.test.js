import assert from 'node:assert/strict';
import { test } from 'node:test';
import { until } from './browser.js';
import { inEachBrowser } from './each-browser.js';
import { languages, networkLink, untilTested } from './setups.js';

/** @typedef {import('./browser.js').Page} Page */

const WIDTHS = [1024, 1100, 1199, 1239, 1240, 1280, 1366, 1440, 1600, 1920];

/** Two frames, in which cards open or close and their tiles are laid out anew. @param {Page} page */
const settled = (page) =>
  page.evaluate(
    () =>
      new Promise((resolve) => {
        requestAnimationFrame(() => requestAnimationFrame(() => resolve(true)));
      }),
  );

/** @param {Page} page @param {number} width */
async function widen(page, width) {
  await page.setViewport({ width, height: 800 });
  await until(page, (wanted) => innerWidth === wanted, width);
  await settled(page);
}

/** What in open cards is cut off or sticks out, and how many are open. @param {Page} page */
function cramped(page) {
  return page.evaluate(() => {
    const cards = [...document.querySelectorAll('strata-stack li:not(.closed) > .card')];
    const context = document.createElement('canvas').getContext('2d');
    const wrong = cards.flatMap((card, i) => {
      const found = [];
      const inner = card.getBoundingClientRect();
      for (const input of card.querySelectorAll('input[role=spinbutton]')) {
        const { font, paddingLeft, paddingRight } = getComputedStyle(input);
        if (!(input instanceof HTMLInputElement) || !context) continue;
        context.font = font;
        const text = context.measureText(input.value).width;
        const room =
          input.clientWidth - Number.parseFloat(paddingLeft) - Number.parseFloat(paddingRight);
        if (room < text) found.push(`card ${i}: ${input.value} of ${text} in ${room}`);
      }
      for (const one of card.querySelectorAll('h3, button, input, dd')) {
        const { left, right, width } = one.getBoundingClientRect();
        if (width > 1 && (left < inner.left || right > inner.right)) {
          found.push(`card ${i}: ${one.outerHTML.slice(0, 60)} sticks out`);
        }
      }
      return found;
    });
    const stack = document.querySelector('strata-stack')?.getBoundingClientRect().right ?? 0;
    const last = document.querySelector('strata-stack li.last')?.getBoundingClientRect().right ?? 0;
    if (last > stack + 0.5) wrong.push(`cards end at ${last} of ${stack}`);
    return { wrong, open: cards.length - 1 };
  });
}

inEachBrowser('cards', (at) => {
  test('have room for their controls at all widths and depths, in each language', async () => {
    for (const layers of [1, 2, 3, 4, 5, 6, 7, 8]) {
      await at.onPage(
        async (page) => {
          for (const language of languages) {
            await page.select('.language', language);
            await until(page, (wanted) => document.documentElement.lang === wanted, language);
            for (const width of WIDTHS) {
              await widen(page, width);
              const { wrong, open } = await cramped(page);
              const place = `${layers} layers, ${width} wide, ${language}`;
              assert.deepEqual(wrong, [], place);
              assert.ok(open >= Math.min(layers, width < 1600 ? 1 : 2), `${open} of ${place}`);
              if (width >= 1024 && layers <= 2) assert.equal(open, layers, place);
            }
          }
        },
        {
          hash: networkLink(Array(layers).fill(1024), {
            data: { name: 'mnist', train: 64, test: 64 },
          }),
          ready: untilTested,
        },
      );
    }
  });

  test('tiles have their card’s shape again after the page was narrow', () =>
    at.onPage(
      async (page) => {
        for (const width of [1280, 360, 1280]) {
          await widen(page, width);
          await until(page, () => {
            const canvas = document.querySelector('strata-tiles canvas');
            if (!(canvas instanceof HTMLCanvasElement)) return false;
            const { width, height } = canvas.getBoundingClientRect();
            return Math.abs(canvas.width / canvas.height - width / height) < 0.03;
          });
        }
      },
      {
        hash: networkLink([128, 64, 64, 32, 32], { data: { name: 'mnist', train: 64, test: 64 } }),
        ready: untilTested,
      },
    ));
});
