import { setTimeout as sleep } from 'node:timers/promises';
import { closeTab, openTab, until } from './browser.js';
import { serve } from './server.js';

/** @typedef {import('./browser.js').Browser} Browser */
/** @typedef {import('./browser.js').Page} Page */
/** @typedef {HTMLElement & { [method: string]: any }} Element */

/** Milliseconds after which something that should happen is taken not to happen. */
const PATIENCE = 60_000;

/** Until a question is answered by yes. @param {() => unknown} question */
export async function eventually(question) {
  const end = Date.now() + PATIENCE;
  while (!(await question())) {
    if (Date.now() > end) throw new Error(`Never true: ${question}`);
    await sleep(50);
  }
}

/**
 * Opens a page of another origin that embeds Strata.
 *
 * @param {Browser} browser
 * @param {string} html
 * @param {(page: Page, faults: string[]) => Promise<void>} use
 * @param {{ policy?: string, name?: string }} [options] a content security policy, and what the host is called: another
 *   name is another site, not another origin alone
 */
export async function onHost(browser, html, use, { policy, name = '127.0.0.1' } = {}) {
  const { origin, close } = await serve((_, response) => {
    const headers = policy ? { 'Content-Security-Policy': policy } : {};
    response.writeHead(200, { 'Content-Type': 'text/html; charset=utf-8', ...headers }).end(html);
  });
  const { page, faults } = await openTab(browser);
  try {
    await page.evaluateOnNewDocument(listen);
    await page.goto(`${origin.replace('127.0.0.1', name)}/page`);
    await use(page, faults);
  } finally {
    await closeTab(page);
    await close();
  }
}

/** @param {string} body @param {string} url of Strata @param {string} [styles] */
export const host = (body, url, styles = '') =>
  `<!doctype html><title>Host</title>${styles && `<style>${styles}</style>`}
  <script src="${url}strata-playground.js"></script>${body}`;

/** @param {Page} page @returns {Promise<any[]>} */
export const told = (page) => page.evaluate(() => /** @type {any} */ (globalThis).told);

/** Until an event of that type has come. @param {Page} page @param {string} type @param {string} [at] of which element */
export const untilTold = (page, type, at) =>
  until(
    page,
    (wanted, id) =>
      /** @type {any} */ (globalThis).told?.some(
        (/** @type {any} */ one) => one.type === wanted && (!id || one.at === id),
      ),
    type,
    at,
  );

/**
 * Calls a method of the first playground.
 *
 * @param {Page} page
 * @param {string} method
 * @param {unknown[]} words
 * @returns {Promise<any>} the answer, or the error it was rejected with
 */
export const call = (page, method, ...words) =>
  page.evaluate(
    (name, args) => {
      const found = /** @type {Element} */ (document.querySelector('strata-playground'));
      return found[name](...args).catch((/** @type {any} */ { message, code, problems }) => ({
        message,
        code,
        problems,
      }));
    },
    method,
    words,
  );

/**
 * @param {Page} page that shows Strata
 * @returns {Promise<Page>} what is in its first frame, of which only what a frame can do may be used
 */
export async function frameOf(page) {
  const frame = await page.waitForFrame((one) => one.url().includes('embed.html'));
  return /** @type {Page} */ (/** @type {unknown} */ (frame));
}

/** Runs in the page: notes what each playground's events say. */
export function listen() {
  const kept = /** @type {any} */ (globalThis);
  kept.told = [];
  for (const type of ['ready', 'progress', 'done', 'goal', 'error']) {
    addEventListener(`strata-${type}`, (event) => {
      const { detail, target } = /** @type {CustomEvent} */ (event);
      kept.told.push({ ...detail, at: /** @type {HTMLElement} */ (target).id });
    });
  }
}
