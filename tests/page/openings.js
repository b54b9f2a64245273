import { press, until, untilReady, untilWords } from './browser.js';

/** What opens in the page: windows, lists under a button, and what takes a place of its own. */

/** @typedef {import('./browser.js').Page} Page */
/**
 * @typedef {object} Opening
 * @property {string} name
 * @property {string} button selects what is pressed
 * @property {string} shows selects what is there then
 * @property {boolean} [stays] Escape does not put it away
 */

/** @type {Opening[]} */
export const openings = [
  { name: 'help', button: 'strata-help button', shows: 'dialog.help[open]' },
  {
    name: 'all activations',
    button: '[aria-label="Explore relu and others"]',
    shows: 'dialog.picker[open] math',
  },
  {
    name: 'units at full size',
    button: '[aria-label="Enlarge the units of Layer 1"]',
    shows: 'dialog.enlarge[open] .units button',
  },
  { name: 'lessons', button: '[data-tip=lessons]', shows: 'dialog.lessons[open] li' },
  { name: 'test images', button: '[data-tip=draw-pick]', shows: 'dialog.pick[open] canvas' },
  { name: 'mix-ups as a list', button: '[data-tip=mixups]', shows: 'dialog.mixups[open] li' },
  {
    name: 'numbers',
    button: 'strata-open-numbers button',
    shows: 'dialog.numbers[open] tbody tr',
  },
  { name: 'what is saved', button: '[data-tip=save]', shows: 'strata-save :popover-open' },
  {
    name: 'more settings of the optimiser',
    button: '[popovertarget=more-optimizer]',
    shows: '#more-optimizer:popover-open',
  },
  { name: 'earlier runs', button: '[data-tip=earlier]', shows: '.earlier:popover-open li' },
  {
    name: 'which digit is kept',
    button: 'strata-keep button',
    shows: '.which:popover-open',
  },
  {
    name: 'a unit that is looked into',
    button: 'strata-answer button',
    shows: '.inspector .equation',
  },
  {
    name: 'a cell of the mix-ups',
    button: '[data-cell="0"]',
    shows: 'strata-mistakes li',
    stays: true,
  },
];

/** A run, an earlier one and a drawing: what some of these show. @param {Page} page */
export async function prepare(page) {
  await press(page, 'Step');
  await untilWords(page, 'Paused at step 1.');
  await press(page, 'Reset');
  await untilReady(page);
  await until(page, () => document.querySelector('[data-tip=earlier]') !== null);
  await press(page, 'Step');
  await untilWords(page, 'Paused at step 1.');
  await page.focus('canvas.pad');
  await page.keyboard.down('Shift');
  for (let stroke = 0; stroke < 8; stroke++) await page.keyboard.press('ArrowDown');
  await page.keyboard.up('Shift');
}

/** @param {Page} page @param {Opening} opening */
export async function open(page, { button, shows }) {
  await page.evaluate((selector) => {
    // On a narrow page settings are folded.
    for (const fold of document.querySelectorAll('details.fold')) fold.setAttribute('open', '');
    const found = /** @type {HTMLElement | null} */ (document.querySelector(selector));
    if (!found) throw new Error(`There is no ${selector}.`);
    found.scrollIntoView({ block: 'center' });
    found.focus();
    found.click();
  }, button);
  await until(page, (selector) => document.querySelector(selector)?.checkVisibility(), shows);
}

/** @param {Page} page @param {Opening} opening */
export async function close(page, { shows, stays }) {
  if (stays) return;
  await page.keyboard.press('Escape');
  // The first puts only the explanation of what has the focus away.
  if (await page.evaluate((selector) => document.querySelector(selector) !== null, shows)) {
    await page.keyboard.press('Escape');
  }
  await until(page, (selector) => document.querySelector(selector) === null, shows);
}

/**
 * What makes the page scroll sideways, or is cut off by its edge.
 *
 * @param {Page} page
 * @returns {Promise<string[]>}
 */
export function sideways(page) {
  return page.evaluate(async () => {
    // What opens is put into its place in the next frame.
    await new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)));
    const { scrollWidth, clientWidth } = document.documentElement;
    const wide = scrollWidth > clientWidth ? [`the page: ${scrollWidth} of ${clientWidth}`] : [];
    for (const one of document.querySelectorAll('dialog[open], [popover]:popover-open')) {
      const { left, right } = one.getBoundingClientRect();
      const cut = left < 0 || right > clientWidth;
      if (cut || one.scrollWidth > one.clientWidth) {
        const place = `${left} to ${right} of ${clientWidth}, ${one.scrollWidth}`;
        wide.push(`${one.className || one.id}: ${place} of ${one.clientWidth}`);
      }
    }
    return wide;
  });
}

/** Makes the window so wide, and waits until the page is. @param {Page} page @param {number} width */
export async function widen(page, width) {
  await page.setViewport({ width, height: 800 });
  await until(page, (wanted) => innerWidth === wanted, width);
}
