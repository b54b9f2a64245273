// Contestants in browsers: one page per browser, a worker each.
import { execFileSync } from 'node:child_process';
import { launch } from 'puppeteer-core';

/** @typedef {'chromium' | 'firefox'} BrowserName */
/** @typedef {import('./browser-worker.js').Setup} Setup */
/** @typedef {import('./lines.mjs').Channel} Channel */

/** Milliseconds after which an answer is taken never to come. */
const PATIENCE = 600_000;

const programs = { chromium: 'chromium', firefox: 'firefox-esr' };
const chromiumFlags = [
  '--no-sandbox',
  '--disable-gpu',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];
/** Firefox rounds clocks to a millisecond unless told not to. */
const firefoxPreferences = { 'privacy.reduceTimerPrecision': false };

/**
 * @param {BrowserName} name
 * @param {string} url of the repository's server
 */
export async function openBrowser(name, url) {
  const executablePath = execFileSync('which', [programs[name]], { encoding: 'utf8' }).trim();
  const shared = { executablePath, headless: true, protocolTimeout: PATIENCE };
  const browser = await launch(
    name === 'chromium'
      ? { ...shared, browser: 'chrome', args: chromiumFlags }
      : { ...shared, browser: 'firefox', extraPrefsFirefox: firefoxPreferences },
  );
  const page = await browser.newPage();
  await page.goto(url);
  return {
    version: (await browser.version()).replace('/', ' '),
    /** @param {Setup} setup @returns {Promise<Channel>} a worker in the page all share */
    open: (setup) => openWorker(page, `${url}/scripts/bench/browser-worker.js`, setup),
    /** @param {Setup} setup @returns {Promise<Channel>} a worker in a context of its own, where nothing is cached */
    async openFresh(setup) {
      const context = await browser.createBrowserContext();
      const fresh = await context.newPage();
      await fresh.goto(url);
      const channel = await openWorker(fresh, `${url}/scripts/bench/browser-worker.js`, setup);
      return { ...channel, close: () => context.close() };
    },
    /** A page of its own, with nothing in it and nothing cached. */
    async visit() {
      const context = await browser.createBrowserContext();
      return context.newPage();
    },
    close: () => browser.close(),
  };
}

/**
 * @param {import('puppeteer-core').Page} page
 * @param {string} script address
 * @param {Setup} setup
 * @returns {Promise<Channel>}
 */
async function openWorker(page, script, setup) {
  const worker = await page.evaluateHandle(startWorker, script);
  const ask = async (/** @type {unknown} */ message) => {
    const reply = await worker.evaluate((made, words) => made.ask(words), message);
    if (typeof reply?.error === 'string') throw new Error(reply.error);
    return reply;
  };
  const { version } = await ask({ setup });
  return {
    version,
    ask,
    async close() {
      await worker.evaluate((made) => made.terminate());
      await worker.dispose();
    },
  };
}

/**
 * Runs in the page.
 *
 * @param {string} script
 */
function startWorker(script) {
  const worker = new Worker(script, { type: 'module' });
  const { port1, port2 } = new MessageChannel();
  return {
    /** @param {any} message the setup first, then requests @returns {Promise<any>} */
    ask: (message) =>
      new Promise((resolve) => {
        port1.onmessage = ({ data }) => resolve(data);
        worker.onerror = (event) => resolve({ error: event.message || 'The worker failed.' });
        if (message.setup) worker.postMessage(message.setup, [port2]);
        else port1.postMessage(message);
      }),
    terminate: () => worker.terminate(),
  };
}
