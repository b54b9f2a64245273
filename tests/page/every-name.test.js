// Each name that the address of the embedded page can hide or lock does so, by itself.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { allNames, parts } from '../../web/ui/embed/parts.js';
import { press, until, untilWords } from './browser.js';
import { inEachBrowser } from './each-browser.js';
import { linkWith } from './embed-documents.js';
import { go, visit } from './embed-page.js';

/** @typedef {import('./browser.js').Page} Page */

/** What controls lead to: it stays when they are hidden. */
const RESULTS = [
  'strata-run-bar .readouts',
  'strata-progress-line > .progress',
  '.slider > output',
  '.own-points > .aside',
  'strata-batch',
  'strata-plane',
  'strata-answer',
  'strata-tiles',
  'strata-plot',
  'strata-flow',
  'strata-charts',
  'strata-confusion',
  'strata-mistakes',
  'strata-page > footer',
];
/** Parts in which nothing is for use. */
const BARE = ['title', 'readouts', 'progress', 'batch_images', 'curves', 'cost', 'goals'];
const CONTROLS = 'button, input, select, textarea, [role=application], [role=grid]';

/** What the student does until it is there. @type {Partial<Record<string, (page: Page) => Promise<unknown>>>} */
const ways = {
  async cures(page) {
    await press(page, 'Epoch');
    await until(page, () => document.querySelector('strata-explosion') !== null);
  },
  async earlier_runs(page) {
    await press(page, 'Step');
    await untilWords(page, 'Paused at step 1.');
    await press(page, 'Reset');
    await until(page, () => document.querySelector('strata-earlier button') !== null);
  },
};

/** @param {string} name @returns {string} selector of what it stands for */
function ownOf(name) {
  if (name === 'layers') return `[data-field^="layers."], ${parts.layer_editing}`;
  if (name in parts) return parts[/** @type {import('../../web/ui/embed/parts.js').Part} */ (name)];
  const section = name.replace(/[.]name$/, '');
  // A button that leads to this field alone goes with it.
  const way = `.more:has(+ .popover > [data-field="${name}"]:only-child)`;
  return `[data-field="${section}"], [data-field^="${name}."], ${way}`;
}

/**
 * What the style sheet hides: how much of that belongs to the name, how much does not, and results among it.
 *
 * @param {Page} page
 * @param {string} own selector of what the name stands for
 * @returns {Promise<{ hidden: number, strays: string[], lost: string[] }>}
 */
function hiddenBy(page, own) {
  return page.evaluate(
    (results, own) => {
      const sheet = /** @type {CSSStyleSheet} */ (document.adoptedStyleSheets.at(-1));
      const all = [...document.querySelectorAll('strata-page *')];
      const isHidden = (/** @type {Element} */ one) => getComputedStyle(one).display === 'none';
      const seen = () =>
        results
          .flatMap((one) => [...document.querySelectorAll(one)])
          .filter((one) => one.checkVisibility());
      const hidden = new Set(all.filter(isHidden));
      const after = new Set(seen());
      sheet.disabled = true;
      for (const one of all.filter(isHidden)) hidden.delete(one);
      const isOwn = (/** @type {Element} */ one) => one.closest(own) !== null;
      const lost = seen().filter((one) => !after.has(one) && !one.matches(own));
      sheet.disabled = false;
      const named = (/** @type {Element[]} */ list) =>
        list.map(({ localName, className }) => `${localName}.${className}`);
      return {
        hidden: hidden.size,
        strays: named([...hidden].filter((one) => !isOwn(one))),
        lost: named(lost.filter((one) => !isOwn(one) || one.matches('output, .aside'))),
      };
    },
    RESULTS,
    own,
  );
}

/** @param {string} name */
const linkOf = (name) => (name === 'lesson' ? '#lesson=sigmoid' : linkWith(name));

/**
 * An experiment that has it, and it alone hidden or locked.
 *
 * @param {Page} page
 * @param {string} name
 * @param {'hide' | 'lock'} option
 */
async function show(page, name, option) {
  await go(page, `${linkOf(name)}&${option}=${name}`);
  await ways[name]?.(page);
  await until(page, (own) => document.querySelector(own) !== null, ownOf(name));
}

/** @param {Page} page @returns {Promise<{ locked: number, unreachable: number, free: string[] }>} what is marked */
function lockedBy(page) {
  return page.evaluate((controls) => {
    const fixed = [...document.querySelectorAll('[data-fixed]')];
    const inside = fixed.flatMap((one) => [one, ...one.querySelectorAll(controls)]);
    // What is in a field may be of another place, to which the button beside it leads.
    const isOwn = (/** @type {Element} */ one) =>
      one.matches(`:is(${controls}):not(.more[popovertarget])`) &&
      one.closest('[data-field], [data-fixed]')?.matches('[data-fixed]');
    const all = new Set(inside.filter(isOwn));
    const isLocked = (/** @type {Element} */ one) =>
      one.matches('[readonly], [aria-disabled=true]');
    const locked = [...all].filter(isLocked);
    return {
      locked: locked.length,
      unreachable: locked.filter((one) => one.matches(':disabled')).length,
      free: [...all].filter((one) => !isLocked(one)).map((one) => one.outerHTML.slice(0, 200)),
    };
  }, CONTROLS);
}

inEachBrowser('every name of the embedded page', (at) => {
  const { onPage } = at;
  test('together they leave no control', async () => {
    await onPage(
      async (page) => {
        for (const name of ['check', 'lesson', 'data.points', 'data.test']) {
          await show(page, name, 'hide');
          const controls = () =>
            page.evaluate((kinds) => {
              const all = [...document.querySelectorAll(`strata-page :is(${kinds})`)];
              return all.filter((one) => one.checkVisibility()).map((one) => one.outerHTML);
            }, CONTROLS);
          assert.ok((await controls()).length > 10, 'there are some as long as one name is hidden');
          await go(page, `${linkOf(name)}&hide=${allNames.join()}`);
          await until(page, () => !document.querySelector('strata-run-bar h1')?.checkVisibility());
          assert.deepEqual(await controls(), [], name);
        }
      },
      visit(linkWith('')),
    );
  });

  test('each hides something, and no result', async () => {
    await onPage(
      async (page) => {
        for (const name of allNames) {
          await show(page, name, 'hide');
          const own = ownOf(name);
          const { hidden, strays, lost } = await hiddenBy(page, own);
          assert.ok(hidden > 0, `${name} hides nothing`);
          assert.deepEqual({ strays, lost }, { strays: [], lost: [] }, name);
        }
      },
      visit(linkWith('')),
    );
  });

  test('each locks something, which can be reached and says why', async () => {
    await onPage(
      async (page) => {
        for (const name of allNames) {
          await show(page, name, 'lock');
          await until(page, () => document.querySelector('[data-fixed]') !== null);
          const { locked, unreachable, free } = await lockedBy(page);
          assert.equal(locked > 0, !BARE.includes(name), `${name} locks ${locked} controls`);
          assert.deepEqual({ unreachable, free }, { unreachable: 0, free: [] }, name);
        }
        await go(page, linkWith(''));
        await until(page, () => document.querySelector('[data-fixed], input[readonly]') === null);
      },
      visit(linkWith('')),
    );
  });
});
