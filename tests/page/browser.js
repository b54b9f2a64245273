import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { launch } from 'puppeteer-core';
import { parseExperiment } from '../../web/engine/experiment/index.js';
import { encodeLink } from '../../web/engine/link.js';
import { firstExperiment } from '../../web/ui/state/first-experiment.js';
import { withControl } from './find-control.js';

/** @typedef {import('puppeteer-core').Browser} Browser */
/** @typedef {import('puppeteer-core').Page} Page */
/** @typedef {'chromium' | 'firefox'} BrowserName */
/** @typedef {'light' | 'dark'} Scheme */

/** @type {BrowserName[]} */
export const browserNames = ['chromium', 'firefox'];

/** The hash of an experiment that does not end meanwhile. */
export const endless = `#e=${encodeLink(parseExperiment({ ...firstExperiment, epochs: 1000 }))}`;

/** Milliseconds after which something that should happen is taken not to happen. */
const PATIENCE = 90_000;

const programs = { chromium: 'chromium', firefox: 'firefox-esr' };
const chromiumFlags = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/**
 * @param {BrowserName} name
 * @param {{ scheme?: Scheme, preferences?: Record<string, unknown>, flags?: string[] }} [options] `preferences` are
 *   Firefox's, `flags` Chromium's
 * @returns {Promise<Browser>}
 */
export function launchBrowser(name, { scheme = 'light', preferences = {}, flags = [] } = {}) {
  const executablePath = execFileSync('which', [programs[name]], { encoding: 'utf8' }).trim();
  const shared = { executablePath, headless: true, protocolTimeout: PATIENCE };
  if (name === 'chromium') {
    return launch({ ...shared, browser: 'chrome', args: [...chromiumFlags, ...flags] });
  }
  const extraPrefsFirefox = {
    'ui.systemUsesDarkTheme': scheme === 'dark' ? 1 : 0,
    // No process for a tab that may never come: making one is a large part of what a short visit takes.
    'dom.ipc.processPrelaunch.enabled': false,
    ...preferences,
  };
  return launch({ ...shared, browser: 'firefox', extraPrefsFirefox });
}

/**
 * A tab with storage of its own, that remembers what it was asked for and what went wrong in it.
 *
 * @param {Browser} browser
 * @param {{ width?: number, height?: number, scheme?: Scheme }} [look]
 */
export async function openTab(browser, { width = 1280, height = 800, scheme = 'light' } = {}) {
  const context = await browser.createBrowserContext();
  const page = await context.newPage();
  page.setDefaultTimeout(PATIENCE);
  await page.setViewport({ width, height });
  // Firefox takes its scheme from the launch.
  const chromium = (await browser.version()).startsWith('Chrome');
  if (chromium) await page.emulateMediaFeatures([{ name: 'prefers-color-scheme', value: scheme }]);
  /** @type {string[]} */
  const faults = [];
  /** @type {string[]} */
  const requests = [];
  page.on('console', (message) => {
    if (['error', 'warn'].includes(message.type())) faults.push(message.text());
  });
  page.on('pageerror', (error) => faults.push(String(error)));
  page.on('request', (request) => requests.push(request.url()));
  return { page, faults, requests };
}

/**
 * Closes a tab with its storage: a service worker that was left behind would go on fetching what the page needs.
 *
 * @param {Page} page
 */
export function closeTab(page) {
  return page.browserContext().close();
}

/**
 * Waits until a function gives something true in the page, which is the result.
 *
 * @template {unknown[]} Arguments
 * @param {Page} page
 * @param {import('puppeteer-core').EvaluateFunc<Arguments>} condition runs in the page
 * @param {Arguments} args
 */
export async function until(page, condition, ...args) {
  const end = Date.now() + PATIENCE;
  for (;;) {
    const start = Date.now();
    const found = await page.evaluate(condition, ...args);
    if (found) return found;
    if (Date.now() > end) {
      const state = await page.evaluate(() => document.body.innerText.slice(0, 600));
      throw new Error(`Never true: ${condition}\nThe page says: ${state}`);
    }
    // A busy browser is not to be kept busy with being asked.
    await sleep(Math.min(Math.max(50, 4 * (Date.now() - start)), 200));
  }
}

/**
 * @typedef {object} Standing what the status region says
 * @property {number} epoch
 * @property {number} step
 * @property {number} trainLoss
 * @property {number} testAccuracy in per cent
 */

/**
 * @param {Page} page
 * @returns {Promise<Standing>} NaN where nothing is known yet
 */
export async function standing(page) {
  const text = await page.evaluate(
    () => document.querySelector('[role=status]')?.textContent ?? '',
  );
  const number = (/** @type {string} */ name) =>
    Number(new RegExp(`${name}\\s+([\\d.,]+)`).exec(text)?.[1]?.replaceAll(',', '') ?? Number.NaN);
  return {
    epoch: number('Epoch'),
    step: number('Step'),
    trainLoss: number('Train loss'),
    testAccuracy: number('Test accuracy'),
  };
}

/**
 * Presses the control of that accessible name.
 *
 * @param {Page} page
 * @param {string} name
 */
export function press(page, name) {
  const use = async (/** @type {import('puppeteer-core').ElementHandle<Element>} */ control) => {
    // What is in the window may still lie under a bar that stays in sight.
    await control.evaluate((one) => one.scrollIntoView({ block: 'nearest' }));
    await control
      .asLocator()
      .setTimeout(PATIENCE / 6)
      .click();
  };
  return withControl(page, name, use, PATIENCE);
}

/** What a reader of the screen calls so, once it is there. @param {Page} page @param {string} name */
export function named(page, name) {
  return withControl(page, name, async (control) => control, PATIENCE);
}

/**
 * Brings a tab to the front, until it is drawn there: what is pressed is looked for at every frame, and a busy browser
 * may be asked in vain.
 *
 * @param {Page} page
 */
export async function toFront(page) {
  const drawn = () =>
    page.evaluate(
      () =>
        new Promise((resolve) => {
          requestAnimationFrame(() => resolve(!document.hidden));
          setTimeout(resolve, 1000, false);
        }),
    );
  const end = Date.now() + PATIENCE;
  do {
    await page.bringToFront();
    if (await drawn()) return;
  } while (Date.now() < end);
  throw new Error('The tab never came to the front.');
}

/**
 * The words in the line under the run bar.
 *
 * @param {Page} page
 */
export function words(page) {
  return page.evaluate(
    () => document.querySelector('strata-progress-line .words')?.textContent ?? '',
  );
}

/**
 * Waits until that line says something.
 *
 * @param {Page} page
 * @param {string} text part of it
 */
export function untilWords(page, text) {
  return until(
    page,
    (wanted) =>
      document.querySelector('strata-progress-line .words')?.textContent?.includes(wanted),
    text,
  );
}

/** Until an element says something. @param {Page} page @param {string} selector @param {string} words */
export function untilSaid(page, selector, words) {
  return until(
    page,
    (where, wanted) =>
      document.querySelector(where)?.textContent?.replaceAll(/\s+/g, ' ').includes(wanted),
    selector,
    words,
  );
}

/** Waits until the whole page is open. @param {Page} page */
export function untilOpen(page) {
  return until(page, () => document.querySelector('strata-page > footer') !== null);
}

/** Waits until the page has opened as far as it will, if it is Strata's. @param {Page} page */
function untilWhole(page) {
  return until(page, () => {
    const whole = /** @type {(Element & { lacking: boolean }) | null} */ (
      document.querySelector('strata-page')
    );
    return !whole || whole.lacking || whole.querySelector(':scope > footer') !== null;
  });
}

/** Waits until the whole page is open and a run could begin. @param {Page} page */
export async function untilReady(page) {
  await untilWords(page, 'Ready');
  await untilWhole(page);
}

/** Waits until the whole page is open, every image has arrived and these weights have been tested. @param {Page} page */
export async function untilComplete(page) {
  await untilOpen(page);
  await until(
    page,
    () =>
      document.body.innerText.includes('60,000 + 10,000 images') &&
      document.body.innerText.includes('on 10,000 test images'),
  );
}

/**
 * Until the browser's storage holds that.
 *
 * @param {Page} page
 * @param {'run' | 'earlier'} what
 * @param {unknown} wanted the step of this tab's run, or name, colour and whether it is shown of each earlier one
 * @param {string} [part] of the run's experiment
 */
export function untilStored(page, what, wanted, part = '') {
  return until(
    page,
    (name, text, part) =>
      new Promise((resolve) => {
        const opened = indexedDB.open('strata');
        opened.onerror = () => resolve(false);
        opened.onsuccess = () => {
          const database = opened.result;
          if (!database.objectStoreNames.contains('run')) {
            database.close();
            resolve(false);
            return;
          }
          const key = name === 'run' ? `run ${sessionStorage.getItem('strata tab')}` : name;
          const asked = database.transaction('run').objectStore('run').get(key);
          asked.onsuccess = () => {
            database.close();
            const { result } = asked;
            const kept = Array.isArray(result)
              ? result.map((run) => [run.name, run.colour, run.shown])
              : result?.experiment.includes(part) && result.memory.place.step;
            resolve(JSON.stringify(kept) === text);
          };
        };
      }),
    what,
    JSON.stringify(wanted),
    part,
  );
}

/** Until the browser's storage holds the run at that step. @param {Page} page @param {number} step @param {string} [part] */
export const untilKept = (page, step, part) => untilStored(page, 'run', step, part);

/**
 * The fingerprint in the foot of the page, once the weights are at rest.
 *
 * @param {Page} page
 */
export async function fingerprint(page) {
  const shown = await until(page, () => {
    const text = document.querySelector('.fingerprint')?.textContent ?? '';
    return /^[0-9a-f ]{16,}$/.test(text) && text;
  });
  return String(shown).replaceAll(' ', '');
}

const axe = readFileSync(
  new URL('../../node_modules/axe-core/axe.min.js', import.meta.url),
  'utf8',
);

/**
 * What axe finds wrong, as `rule: elements`, once the page has opened as far as it will.
 *
 * @param {Page} page
 * @returns {Promise<string[]>}
 */
export async function violations(page) {
  await untilWhole(page);
  await page.evaluate(axe);
  return page.evaluate(async () => {
    // @ts-expect-error axe-core has put itself there
    const { violations } = await globalThis.axe.run(document, { resultTypes: ['violations'] });
    return violations.map(
      (
        /** @type {{ id: string, nodes: { html: string, failureSummary: string }[] }} */ {
          id,
          nodes,
        },
      ) =>
        `${id}: ${nodes.map(({ html, failureSummary }) => `${html} ${failureSummary}`).join('\n')}`,
    );
  });
}
