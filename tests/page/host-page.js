import { createServer } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { openTab } from './browser.js';

/** @typedef {import('./browser.js').Browser} Browser */
/** @typedef {import('./browser.js').Page} Page */

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
 * @param {{ policy?: string }} [options] a content security policy
 */
export async function onHost(browser, html, use, { policy } = {}) {
  const server = createServer((_, response) => {
    const headers = policy ? { 'Content-Security-Policy': policy } : {};
    response.writeHead(200, { 'Content-Type': 'text/html; charset=utf-8', ...headers }).end(html);
  });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', () => resolve(undefined)));
  const address = server.address();
  const port = typeof address === 'object' ? address?.port : 0;
  const { page, faults } = await openTab(browser);
  try {
    await page.goto(`http://127.0.0.1:${port}/page`);
    await use(page, faults);
  } finally {
    await page.close();
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  }
}
