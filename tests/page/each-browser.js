import assert from 'node:assert/strict';
import { after, afterEach, before, beforeEach, describe } from 'node:test';
import { browserNames, closeTab, launchBrowser, openTab, untilComplete } from './browser.js';
import { servePage } from './server.js';

/**
 * @typedef {object} Setting there while tests run
 * @property {import('./browser.js').BrowserName} name
 * @property {import('./browser.js').Browser} browser
 * @property {Awaited<ReturnType<typeof servePage>>} server of the built page
 * @property {(use: (page: Page) => Promise<void>, visit?: Visit) => Promise<void>} onPage opens the page, and closes it
 *   again; no errors may show in the console, and nothing may come from elsewhere
 */

/** @typedef {import('./browser.js').Page} Page */
/**
 * @typedef {object} Visit
 * @property {string} [hash]
 * @property {(page: Page) => Promise<unknown>} [prepare] before the page is there
 * @property {(page: Page) => Promise<unknown>} [ready] all the images have arrived unless given
 */

/**
 * Tests in each browser, all on one server of the page.
 *
 * @param {string} title
 * @param {(at: Setting) => void} tests
 * @param {object} [options]
 * @param {boolean} [options.fresh] each test has a server of its own, and with it an origin
 * @param {Record<string, unknown>} [options.preferences] Firefox's
 */
export function inEachBrowser(title, tests, { fresh = false, preferences } = {}) {
  for (const name of browserNames) {
    describe(`${title} in ${name}`, () => {
      /** @type {Setting['server']} */
      let server;
      (fresh ? beforeEach : before)(async () => {
        server = await servePage();
      });
      (fresh ? afterEach : after)(() => server?.close());
      /** @type {Setting['browser']} */
      let browser;
      before(async () => {
        browser = await launchBrowser(name, { preferences });
      });
      after(() => browser?.close());
      tests({
        name,
        onPage: (use, visit) => visitPage(browser, server.url, use, visit),
        get browser() {
          return browser;
        },
        get server() {
          return server;
        },
      });
    });
  }
}

/**
 * @param {Setting['browser']} browser
 * @param {string} url
 * @param {(page: Page) => Promise<void>} use
 * @param {Visit} [visit]
 */
async function visitPage(browser, url, use, { hash = '', prepare, ready = untilComplete } = {}) {
  const { page, faults, requests } = await openTab(browser);
  try {
    await prepare?.(page);
    await page.goto(url + hash);
    await ready(page);
    await use(page);
    assert.deepEqual(faults, [], 'the console stays free of errors');
    // Firefox draws the bullets of lists with a typeface that it has itself.
    const own = [url, 'blob:', 'data:font/woff2;'];
    const foreign = requests.filter((one) => !own.some((start) => one.startsWith(start)));
    assert.deepEqual(foreign, [], 'everything comes from the own folder');
  } finally {
    await closeTab(page);
  }
}
