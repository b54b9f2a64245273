import { until } from './browser.js';

/** Using the page: by keyboard alone where it matters. */

/** @typedef {import('puppeteer-core').Page} Page */

/**
 * Moves the focus, by Tab and Shift+Tab alone, to the control of a name, within a group if one is given.
 *
 * @param {Page} page
 * @param {string} name
 * @param {string} [group]
 */
export async function focusOn(page, name, group) {
  for (let tabs = 0; tabs < 200; tabs++) {
    const where = await page.evaluate(
      (wanted, within) => {
        const nameOf = (/** @type {Element} */ element) =>
          element.getAttribute('aria-label') ??
          document.querySelector(`label[for="${element.id || 'none'}"]`)?.textContent ??
          element.textContent;
        const cardOf = (/** @type {Element} */ element) =>
          element.closest('[role=group]')?.querySelector('h3')?.textContent;
        const target = [...document.querySelectorAll('button, input, select')].find(
          (element) =>
            nameOf(element)?.trim() === wanted && (within === null || cardOf(element) === within),
        );
        if (!target) throw new Error(`There is no ${wanted} in ${within}.`);
        const { activeElement } = document;
        // A closed card is opened first.
        const way = target.closest('.closed')?.querySelector('button.open') ?? target;
        if (way !== target && way === activeElement) return 'closed';
        if (target === activeElement) return 'there';
        const order = activeElement?.compareDocumentPosition(way) ?? 0;
        return order & Node.DOCUMENT_POSITION_PRECEDING ? 'before' : 'after';
      },
      name,
      group ?? null,
    );
    if (where === 'there') return;
    if (where === 'closed') {
      await page.keyboard.press('Enter');
      await page.waitForFunction(() => !document.activeElement?.closest('strata-spine'));
      continue;
    }
    // Round the end of the document the way would lead through the browser's own controls.
    if (where === 'before') await page.keyboard.down('Shift');
    await page.keyboard.press('Tab');
    if (where === 'before') await page.keyboard.up('Shift');
  }
  throw new Error(`Tab never reaches ${name}${group ? ` of ${group}` : ''}.`);
}

/**
 * Types into the field that has the focus, and Enter.
 *
 * @param {Page} page
 * @param {string} text replaces what the focused field holds
 */
export async function typeInto(page, text) {
  await typeOver(page, text);
  await page.keyboard.press('Enter');
}

/**
 * Types into the field that has the focus, in place of what it has, and leaves it there.
 *
 * @param {Page} page
 * @param {string} text
 */
export async function typeOver(page, text) {
  await page.evaluate(() => {
    if (document.activeElement instanceof HTMLInputElement) document.activeElement.select();
  });
  await page.keyboard.press('Backspace');
  await page.keyboard.type(text);
}

/**
 * Chooses from a menu of a card.
 *
 * @param {Page} page
 * @param {string} group
 * @param {string} label
 * @param {string} value
 */
export async function choose(page, group, label, value) {
  const id = await until(
    page,
    (card, name) => {
      const cards = [...document.querySelectorAll('[role=group]')];
      const own = cards.find((one) => one.querySelector('h3')?.textContent === card);
      const labels = [...(own?.querySelectorAll('label') ?? [])];
      return labels.find((one) => one.textContent === name)?.htmlFor;
    },
    group,
    label,
  );
  await page.select(`#${id}`, value);
}

/** Tab until what has the focus is that. @param {Page} page @param {string} selector */
export async function tabTo(page, selector) {
  for (let tabs = 0; tabs < 60; tabs++) {
    if (await page.evaluate((one) => document.activeElement?.matches(one), selector)) return;
    await page.keyboard.press('Tab');
  }
  throw new Error(`Tab never reaches ${selector}.`);
}
