import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import {
  browserNames,
  endless,
  launchBrowser,
  openTab,
  press,
  until,
  untilComplete,
} from './browser.js';
import { open, openings, sideways } from './openings.js';
import { coloursOf, pictureOf } from './picture.js';
import { servePage } from './server.js';

/** What somebody has asked the browser for: the page does not stand in the way. */

/** @typedef {import('./browser.js').Page} Page */

/** The wishes, as Firefox's preferences. Chromium is told once it runs. */
const wishes = {
  'forced-colors': { 'browser.display.document_color_use': 2 },
  'prefers-reduced-motion': { 'ui.prefersReducedMotion': 1 },
};
const values = { 'forced-colors': 'active', 'prefers-reduced-motion': 'reduce' };

/** @type {Awaited<ReturnType<typeof servePage>>} */
let server;
before(async () => {
  server = await servePage();
});
after(() => server.close());

/**
 * Opens the page as somebody sees it who has that wish.
 *
 * @param {import('./browser.js').BrowserName} name
 * @param {keyof typeof wishes} wish
 * @param {(page: Page) => Promise<void>} use
 * @param {string} [hash]
 */
async function withWish(name, wish, use, hash = '') {
  const browser = await launchBrowser(name, { preferences: wishes[wish] });
  try {
    const { page, faults } = await openTab(browser);
    const value = values[wish];
    if (name === 'chromium') {
      const session = await page.createCDPSession();
      await session.send('Emulation.setEmulatedMedia', { features: [{ name: wish, value }] });
    }
    await page.goto(server.url + hash);
    await untilComplete(page);
    assert.ok(await page.evaluate((query) => matchMedia(query).matches, `(${wish}: ${value})`));
    await use(page);
    assert.deepEqual(faults, []);
  } finally {
    await browser.close();
  }
}

/** Whether anything can be told from what is behind it. @param {Page} page @param {string} selector */
async function seen(page, selector) {
  return (await coloursOf(page, await pictureOf(page, selector, 2))).colours > 1;
}

/** Whether the focus is to be seen on an element. @param {Page} page @param {string} selector */
async function focusSeen(page, selector) {
  await page.evaluate(() => new Promise((resolve) => requestAnimationFrame(resolve)));
  const before = await pictureOf(page, selector, 4);
  // A busy machine may paint some frames later, or take the focus for a pointer's.
  let seen = false;
  for (let tries = 0; tries < 20 && !seen; tries++) {
    // From a key on, browsers show where the focus is.
    await page.keyboard.press('Shift');
    await page.focus(selector);
    await page.evaluate(() => new Promise((resolve) => requestAnimationFrame(resolve)));
    seen = !Buffer.from(before).equals(Buffer.from(await pictureOf(page, selector, 4)));
  }
  await page.evaluate(() => /** @type {HTMLElement} */ (document.activeElement).blur());
  return seen;
}

/**
 * How many milliseconds pass between the status's first change and its seventh.
 *
 * @param {Page} page
 * @returns {Promise<number>}
 */
const sixChanges = (page) =>
  page.evaluate(
    () =>
      new Promise((resolve) => {
        /** @type {number[]} */
        const times = [];
        const status = /** @type {Element} */ (document.querySelector('[role=status]'));
        const observer = new MutationObserver(() => {
          times.push(performance.now());
          if (times.length < 7) return;
          observer.disconnect();
          resolve((times[6] ?? 0) - (times[0] ?? 0));
        });
        observer.observe(status, { childList: true, characterData: true, subtree: true });
      }),
  );

/** In the page: what Tab is to lead to, each with a number, which it carries from then on. */
function stops() {
  const all = /** @type {HTMLElement[]} */ ([
    ...document.querySelectorAll('a[href], button, input, select, summary, [tabindex="0"]'),
  ]);
  return all
    .filter((one) => one.tabIndex >= 0 && one.checkVisibility({ visibilityProperty: true }))
    .filter((one) => !one.matches('[type=radio]:not(:checked)') && !one.closest('[popover]'))
    .map((one, at) => {
      one.dataset.stop = `${at} ${one.getAttribute('aria-label') ?? one.textContent?.trim()}`;
      return one.dataset.stop;
    });
}

/**
 * In the page: what has the focus, and what hides it, at which place, if that stays so for a second.
 * A browser whose layout is interrupted may scroll to what has the focus a frame later.
 */
async function focused() {
  const one = /** @type {HTMLElement} */ (document.activeElement);
  /** What lies over the middle of its part in the window, if not the element. */
  const hiding = () => {
    const { left, right, top, bottom } = one.getBoundingClientRect();
    const [first, last] = [Math.max(0, top), Math.min(innerHeight, bottom)];
    const over = document.elementFromPoint((left + right) / 2, (first + last) / 2);
    const same =
      one === document.body || one.contains(over) || one.closest('label')?.contains(over ?? null);
    const place = `at ${[left, right, top, bottom]} of ${[innerWidth, innerHeight]}, ${scrollY} down`;
    return same ? '' : `${over?.localName ?? 'outside'} ${over?.className ?? ''} ${place}`;
  };
  const until = performance.now() + 1000;
  while (hiding() && performance.now() < until) {
    await new Promise((resolve) => requestAnimationFrame(resolve));
  }
  return { stop: one.dataset.stop ?? '', hidden: hiding() };
}

for (const name of browserNames) {
  describe(`what is wished for in ${name}`, () => {
    test('with few colours of their own, people still tell things apart', () =>
      withWish(name, 'forced-colors', async (page) => {
        for (const line of ['.key i.test', '.key i.train']) {
          assert.ok(await seen(page, line), `the legend: ${line}`);
        }
        for (const control of ['button.run', '.scale input:checked', '#field-loss']) {
          assert.ok(await focusSeen(page, control), `the focus on ${control}`);
        }
        const picker = openings.find((one) => one.name === 'all activations');
        assert.ok(picker);
        await open(page, picker);
        assert.ok(await seen(page, '.function[aria-selected=true] > svg'), 'which one is chosen');
      }));

    test('with little motion nothing glides, and figures change twice a second at most', () =>
      withWish(
        name,
        'prefers-reduced-motion',
        async (page) => {
          await press(page, 'Run');
          // Before that, what is asked for is shown at once.
          await until(page, () =>
            /Step\s+[1-9]/.test(document.querySelector('[role=status]')?.textContent ?? ''),
          );
          const took = await sixChanges(page);
          // One of them may tell of another phase.
          assert.ok(took >= 5 * 490, `six changes within ${took} ms`);
          const gliding = await page.evaluate(() =>
            [...document.querySelectorAll('body, body *')]
              .filter((one) => {
                const { transitionDuration, animationName, scrollBehavior } = getComputedStyle(one);
                const still = /^0s(, 0s)*$/.test(transitionDuration) && animationName === 'none';
                return !still || scrollBehavior === 'smooth';
              })
              .map((one) => one.className || one.localName),
          );
          assert.deepEqual(gliding, []);
        },
        endless,
      ));

    test('at twice the size all that Tab leads to is in sight, and nothing scrolls sideways', async () => {
      const browser = await launchBrowser(name);
      try {
        const { page } = await openTab(browser);
        await page.setViewport({ width: 640, height: 400, deviceScaleFactor: 2 });
        await page.goto(server.url);
        await untilComplete(page);
        assert.deepEqual(await sideways(page), []);
        const wanted = await page.evaluate(stops);
        assert.ok(wanted.length > 40, `${wanted.length} stops`);
        /** @type {Set<string>} */
        const reached = new Set();
        for (let tabs = 0; tabs < 150 && !wanted.every((stop) => reached.has(stop)); tabs++) {
          await page.keyboard.press('Tab');
          const { stop, hidden } = await page.evaluate(focused);
          assert.equal(hidden, '', `${stop} is in sight`);
          reached.add(stop);
        }
        assert.deepEqual(
          wanted.filter((stop) => !reached.has(stop)),
          [],
        );
      } finally {
        await browser.close();
      }
    });
  });
}
