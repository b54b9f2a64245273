import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { closeTab, launchBrowser, openTab, until } from './browser.js';
import { servePage } from './server.js';
import { networkLink, toggle, untilTested } from './setups.js';

/** @type {Awaited<ReturnType<typeof servePage>>} */
let server;
/** @type {import('./browser.js').Browser} */
let browser;
before(async () => {
  server = await servePage();
  browser = await launchBrowser('chromium');
});
after(async () => {
  await browser?.close();
  await server?.close();
});

test('with forced colours, what is told apart by colour still is', async () => {
  const { page } = await openTab(browser);
  const session = await page.createCDPSession();
  await session.send('Emulation.setEmulatedMedia', {
    features: [{ name: 'forced-colors', value: 'active' }],
  });
  await page.goto(server.url + networkLink([32], { optimizer: { name: 'sgd', lr: 0.1 } }));
  await untilTested(page);
  await toggle(page);
  await until(
    page,
    () => document.querySelector('.matrix [data-short]:not([data-short=""])') !== null,
  );
  await toggle(page);
  const looks = await page.evaluate(() => {
    const style = (/** @type {string} */ selector) =>
      getComputedStyle(/** @type {Element} */ (document.querySelector(selector)));
    const cells = [...document.querySelectorAll('.matrix button:not(:has(svg))')];
    const menu = /** @type {HTMLSelectElement} */ (document.getElementById('field-schedule'));
    const context = document.createElement('canvas').getContext('2d');
    if (context) context.font = style('#field-schedule').font;
    const { paddingLeft, paddingRight } = style('#field-schedule');
    return {
      legend: [style('.key .test').borderTopColor, style('.key .train').borderTopColor],
      shades: new Set(cells.map((cell) => getComputedStyle(cell).backgroundColor)).size,
      // The arrow takes about as much as a line is high.
      menu:
        menu.clientWidth -
        Number.parseFloat(paddingLeft) -
        Number.parseFloat(paddingRight) -
        20 -
        (context?.measureText('Constant').width ?? Number.POSITIVE_INFINITY),
    };
  });
  assert.notEqual(looks.legend[0], looks.legend[1]);
  assert.ok(looks.shades > 3, `${looks.shades} shades`);
  assert.ok(looks.menu >= 0, `${looks.menu} px left in the menu`);
  await page.evaluate(() =>
    /** @type {HTMLElement} */ (document.querySelector('strata-tiles button')).click(),
  );
  await until(page, () => document.querySelector('.inspector li i') !== null);
  const bar = await page.evaluate(
    () =>
      getComputedStyle(/** @type {Element} */ (document.querySelector('.inspector li i')))
        .backgroundColor,
  );
  assert.ok(['rgb(8, 119, 189)', 'rgb(245, 147, 34)'].includes(bar), bar);
  await page.keyboard.press('Escape');
  await page.evaluate(() =>
    /** @type {HTMLElement} */ (document.querySelector('[data-tip=picker]')).click(),
  );
  await until(page, () => document.querySelector('.function') !== null);
  const [option, surface] = await page.evaluate(() => {
    const other = /** @type {Element} */ (
      document.querySelector('.function:not([aria-selected=true])')
    );
    const list = /** @type {Element} */ (document.querySelector('dialog.picker'));
    return [getComputedStyle(other).borderLeftColor, getComputedStyle(list).backgroundColor];
  });
  assert.equal(option, surface, 'no bar beside what is not chosen');
  await closeTab(page);
});
