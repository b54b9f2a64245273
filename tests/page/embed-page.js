import { until, untilOpen } from './browser.js';

/** @typedef {import('./browser.js').Page} Page */

/** Opens the page and leaves it open for other addresses. @param {string} hash */
export const visit = (hash) => ({ hash: `embed.html${hash}`, ready: untilOpen });

/**
 * Another address for the page that is open.
 *
 * @param {Page} page
 * @param {string} hash
 */
export async function go(page, hash) {
  await page.evaluate((to) => {
    location.hash = to;
  }, hash);
  await until(page, (to) => location.hash === to, hash);
  // What is drawn again is drawn with the next task at the latest.
  await page.evaluate(() => new Promise((resolve) => setTimeout(resolve)));
}
