import assert from 'node:assert/strict';
import { test } from 'node:test';
import german from '../../web/ui/words/de.json' with { type: 'json' };
import { all as english } from '../ui/english.js';
import { press, until, untilWords } from './browser.js';
import { inEachBrowser } from './each-browser.js';
import { focusOn, typeInto } from './hands.js';

/** @typedef {import('puppeteer-core').Page} Page */

/** What can be pressed, chosen or moved; an option of a list is explained beside the list as soon as it is chosen. */
const CONTROLS =
  'a, button, input, select, summary, [role=button], [role=tab], [role=checkbox], [role=switch], [role=slider], [role=application], [role=option]';

/**
 * Opens one thing after the other, and says what it is. What is open stays so while it is looked at.
 *
 * @param {Page} page
 * @yields {string}
 */
async function* rooms(page) {
  yield 'the page';
  const windows = ['pick one', 'Enlarge the units of Layer 1', 'Mistakes as a list'];
  const others = ['Numbers behind the pictures', 'Lessons', 'Share'];
  for (const name of [...windows, ...others, 'Keyboard and help', 'Explore relu and others']) {
    await press(page, name);
    await until(page, () => document.querySelector('dialog[open]') !== null);
    if (name.startsWith('Explore')) {
      await page.locator('#function-leaky_relu').click();
      await until(page, () => document.querySelector('dialog .parameter') !== null);
    }
    yield name;
    await page.evaluate(() => document.querySelector('dialog')?.blur());
    await page.keyboard.press('Escape');
    await until(page, () => document.querySelector('dialog[open]') === null);
  }
  for (const id of ['more-optimizer', 'save-run', 'earlier-runs']) {
    await page.evaluate((one) => document.getElementById(one)?.showPopover(), id);
    yield id;
    await page.evaluate((one) => document.getElementById(one)?.hidePopover(), id);
  }
  await page.focus('strata-tiles [tabindex="0"]');
  await page.keyboard.press('Enter');
  await until(page, () => document.querySelector('.inspector') !== null);
  yield 'Inspect';
  await page.keyboard.press('Escape');
}

/** What a first run, started and given up, leaves behind. @param {Page} page */
async function used(page) {
  await press(page, 'Step');
  await untilWords(page, 'Paused at step 1.');
  await press(page, 'Reset');
  await until(page, () => document.querySelector('strata-earlier button') !== null);
  await press(page, 'Step');
  await untilWords(page, 'Paused at step 1.');
}

/**
 * Controls in sight with no room for a finger: WCAG 2.5.8, of which the cells of a grid are exempt, as one walks there
 * with the keyboard, or enlarges it.
 *
 * @param {Page} page
 */
function cramped(page) {
  return page.evaluate((selector) => {
    const top = document.querySelector('dialog[open]') ?? document.body;
    const roomy = (/** @type {Element} */ one) => {
      const { width, height } = one.getBoundingClientRect();
      return width > 23.9 && height > 23.9;
    };
    return [...top.querySelectorAll(selector)]
      .filter((one) => one.checkVisibility({ visibilityProperty: true }) && !one.matches('.skip'))
      .filter((one) => !one.closest('[role=grid], .hidden'))
      .filter((one) => {
        const labels = one instanceof HTMLInputElement ? [...(one.labels ?? [])] : [];
        return ![one, ...labels].some(roomy);
      })
      .map((one) => {
        const { width, height } = one.getBoundingClientRect();
        return `${one.outerHTML.slice(0, 120)} ${width} × ${height}`;
      });
  }, CONTROLS);
}

/** Menus of the run bar that are narrower than they would like to be. @param {Page} page */
function cutMenus(page) {
  return page.evaluate(() =>
    [...document.querySelectorAll('strata-run-bar select')].flatMap((one) => {
      const menu = /** @type {HTMLElement} */ (one);
      const width = menu.getBoundingClientRect().width;
      menu.style.cssText = 'width: max-content; flex: none; max-width: none';
      const wanted = menu.getBoundingClientRect().width;
      menu.style.cssText = '';
      return width < wanted - 0.5 ? [`${menu.textContent}: ${width} of ${wanted}`] : [];
    }),
  );
}

/** Controls in sight that nothing explains. @param {Page} page */
function unexplained(page) {
  return page.evaluate((selector) => {
    const top = document.querySelector('dialog[open]') ?? document.body;
    const described = (/** @type {Element} */ one) =>
      one.closest('[data-tip]:not([data-tip=""])') ||
      one.matches('[role=option], [title]:not([title=""]), [placeholder]');
    return [...top.querySelectorAll(selector)]
      .filter((one) => one.checkVisibility({ visibilityProperty: true }) && !described(one))
      .map((one) => one.outerHTML.slice(0, 160));
  }, CONTROLS);
}

/** Keys of all explanations there are in the document. @param {Page} page @returns {Promise<string[]>} */
function explanations(page) {
  return page.evaluate(() => [
    ...new Set(
      [...document.querySelectorAll('[data-tip]')].map((one) => one.getAttribute('data-tip') ?? ''),
    ),
  ]);
}

inEachBrowser('controls', (at) => {
  test('all have room for a finger, at every width', () =>
    at.onPage(async (page) => {
      await used(page);
      for (const width of [1280, 768, 360]) {
        await page.setViewport({ width, height: 800 });
        await until(page, (wanted) => innerWidth === wanted, width);
        for await (const room of rooms(page)) {
          assert.deepEqual(await cramped(page), [], `${room} at ${width}`);
        }
      }
    }));

  test('the menus of the run bar are as wide as their longest line', () =>
    at.onPage(async (page) => {
      for (const language of ['en', 'de']) {
        await page.select('.language', language);
        for (const width of [1280, 768, 360]) {
          await page.setViewport({ width, height: 800 });
          await until(page, (wanted) => innerWidth === wanted, width);
          assert.deepEqual(await cutMenus(page), [], `${language} at ${width}`);
        }
      }
    }));

  test('a number of four digits has room, and cards one below the other are all open', () =>
    at.onPage(async (page) => {
      await press(page, 'Add layer');
      await focusOn(page, 'Units', 'Layer 1');
      await typeInto(page, '1024');
      for (const width of [1280, 768, 640, 360]) {
        await page.setViewport({ width, height: 800 });
        await until(page, (wanted) => innerWidth === wanted, width);
        const cut = await page.evaluate(() => {
          const field = /** @type {HTMLInputElement} */ (
            document.querySelector('#field-layers-0-units')
          );
          return field.scrollWidth > field.clientWidth;
        });
        assert.equal(cut, false, `${width}`);
        if (width < 700) await until(page, () => document.querySelector('.closed') === null);
      }
    }));

  test('all are explained, in each language', () =>
    at.onPage(async (page) => {
      await used(page);
      for await (const room of rooms(page)) {
        assert.deepEqual(await unexplained(page), [], room);
        for (const key of await explanations(page)) {
          for (const sentences of [english, german]) assert.ok(`tip.${key}` in sentences, key);
        }
      }
    }));

  test('a focus that comes and goes before explanations are drawn does no harm', () =>
    at.onPage(async (page) => {
      await page.keyboard.press('Tab');
      await page.evaluate(() => {
        const button = /** @type {HTMLElement} */ (document.querySelector('button[data-tip]'));
        document.body.append(document.createElement('strata-tip'));
        button.focus();
        button.blur();
      });
      await until(page, () => document.querySelectorAll('#tip').length === 2);
    }));
});
