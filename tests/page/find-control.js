import { setTimeout as sleep } from 'node:timers/promises';

/** Controls as a screen reader finds them: by the name that the browser itself makes of what they bear. */

/** @typedef {import('puppeteer-core').Page} Page */
/** @typedef {import('puppeteer-core').ElementHandle<Element>} Handle */

/** In the page: what is directly around elements that bear these words. @param {string} words @returns {Element[]} */
function around(words) {
  const plain = (/** @type {string | null} */ text) => text?.replaceAll(/\s+/g, ' ').trim();
  const bearers = [
    ...document.querySelectorAll('a, button, input, select, summary, label, [role], [aria-label]'),
  ].filter((one) => [one.getAttribute('aria-label'), one.textContent].map(plain).includes(words));
  const controls = bearers.map((one) => (one instanceof HTMLLabelElement && one.control) || one);
  return [...new Set(controls.flatMap((one) => one.parentElement ?? []))];
}

/** @param {Page} page @param {string} name @returns {Promise<Handle | null>} the first of that name */
async function find(page, name) {
  const selector = `::-p-aria(${name})`;
  // Firefox takes more than a second to make the names of all that a page holds.
  const scopes = await (await page.evaluateHandle(around, name)).getProperties();
  for (const scope of scopes.values()) {
    const found = await scope.asElement()?.$(selector);
    if (found) return /** @type {Handle} */ (found);
  }
  return page.$(selector);
}

/**
 * Uses the control of that accessible name as soon as it is there, and anew if it was replaced meanwhile.
 *
 * @template Result
 * @param {Page} page
 * @param {string} name
 * @param {(control: Handle) => Promise<Result>} use
 * @param {number} patience milliseconds
 */
export async function withControl(page, name, use, patience) {
  const end = Date.now() + patience;
  for (;;) {
    try {
      const found = await find(page, name);
      if (found) return await use(found);
      if (Date.now() > end) throw new Error(`There is no control named ${name}.`);
    } catch (error) {
      if (Date.now() > end) throw error;
    }
    await sleep(50);
  }
}
