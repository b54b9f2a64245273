import assert from 'node:assert/strict';
import { press, until } from './browser.js';

/** Using the charts and what is in their menus. */

/** @typedef {import('./browser.js').Page} Page */

/**
 * Trains and waits until the weights at the end are tested.
 *
 * @param {Page} page
 * @param {'Step' | 'Epoch'} how
 * @param {number} end the step then
 */
export async function train(page, how, end) {
  await press(page, how);
  await until(
    page,
    (wanted) => {
      const { session } = /** @type {import('../../web/ui/element.js').PageElement} */ (
        document.querySelector('strata-page')
      );
      const { snapshot, test } = session.run;
      return session.phase === 'paused' && snapshot?.step === wanted && test?.step === wanted;
    },
    end,
  );
}

/** Moves the focus to the crosshair, by keyboard. @param {Page} page */
export async function toCrosshair(page) {
  await page.focus('.scale input:checked');
  await page.keyboard.press('Tab');
  assert.equal(await page.evaluate(() => document.activeElement?.getAttribute('role')), 'slider');
}

/** What the crosshair says. @param {Page} page */
export const reading = (page) =>
  page.evaluate(() => {
    const slider = document.querySelector('.hair');
    const box = document.querySelector('.reading');
    return {
      step: Number(slider?.getAttribute('aria-valuenow')),
      words: slider?.getAttribute('aria-valuetext') ?? '',
      shown: [...(box?.querySelectorAll('tr') ?? [])].map((row) =>
        [...row.children].map((cell) => cell.textContent?.trim()),
      ),
      line: document.querySelector('.hairline path')?.getAttribute('d') ?? null,
      dots: [...document.querySelectorAll('.hairline circle')].map((dot) => [
        dot.getAttribute('class'),
        Number(dot.getAttribute('cx')),
        Number(dot.getAttribute('cy')),
      ]),
    };
  });

/** Steps whose weights were tested: how many depends on how fast the machine is. @param {Page} page */
export const testedSteps = (page) =>
  page.evaluate(
    () =>
      /** @type {import('../../web/ui/element.js').PageElement} */ (
        document.querySelector('strata-page')
      ).session.run.curves.testLosses.x,
  );

/** Rows of the data table, which it opens and closes. @param {Page} page */
export async function tableRows(page) {
  await openMenu(page, 'Show as table');
  const rows = await until(page, () => {
    const found = [...document.querySelectorAll('dialog.run-table[open] tbody tr')];
    return (
      found.length > 0 &&
      found.map((row) => [...row.children].map((cell) => cell.textContent?.trim() ?? ''))
    );
  });
  await page.keyboard.press('Escape');
  await until(page, () => document.querySelector('dialog.run-table') === null);
  return /** @type {string[][]} */ (rows);
}

/** @param {Page} page @param {string} item of the menu of the results */
export async function openMenu(page, item) {
  await press(page, 'Save the run, or show it as a table');
  await page.evaluate((wanted) => {
    const items = [...document.querySelectorAll('strata-save .popover button')];
    const found = items.find((one) => one.textContent === wanted);
    if (!(found instanceof HTMLElement)) throw new Error(`There is no ${wanted}.`);
    found.click();
  }, item);
}

/** Opens the list of earlier runs. @param {Page} page @param {string} title */
export async function openList(page, title) {
  await press(page, title);
  await until(page, () => document.querySelector('.popover.earlier:popover-open') !== null);
}

/** @param {Page} page */
export const names = (page) =>
  page.evaluate(() =>
    [...document.querySelectorAll('.earlier .name')].map(
      (field) => /** @type {HTMLInputElement} */ (field).value,
    ),
  );

/** How many pixels of the accuracy chart have about that colour. @param {Page} page @param {string} property */
export const inked = (page, property) =>
  page.evaluate((name) => {
    const colour = getComputedStyle(document.documentElement).getPropertyValue(name).trim();
    const wanted = [1, 3, 5].map((at) => Number.parseInt(colour.slice(at, at + 2), 16));
    const canvas = /** @type {HTMLCanvasElement} */ (
      document.querySelector('.chart.accuracies canvas')
    );
    const { width, height } = canvas;
    const data = canvas.getContext('2d')?.getImageData(0, 0, width, height).data ?? [];
    let found = 0;
    for (let at = 0; at < data.length; at += 4) {
      const near = wanted.every((part, i) => Math.abs(part - (data[at + i] ?? 0)) < 12);
      if (near && (data[at + 3] ?? 0) > 200) found++;
    }
    return found;
  }, property);

/**
 * The files that the page has handed to the browser.
 *
 * @param {Page} page
 * @param {number} count how many there will be
 * @returns {Promise<Map<string, Buffer>>}
 */
export async function saved(page, count) {
  const files = await until(
    page,
    (wanted) => {
      const { files } = /** @type {{ files: Record<string, string> }} */ (
        /** @type {unknown} */ (globalThis)
      );
      return Object.keys(files).length === wanted && files;
    },
    count,
  );
  const entries = Object.entries(/** @type {Record<string, string>} */ (files));
  return new Map(entries.map(([file, bytes]) => [file, Buffer.from(bytes, 'latin1')]));
}

/**
 * Before the page is there: what it hands over as files is there for `saved`, and not on any disk.
 *
 * @param {Page} page
 */
export function catchFiles(page) {
  return page.evaluateOnNewDocument(() => {
    /** @type {Map<string, Blob>} */
    const blobs = new Map();
    /** @type {Record<string, string>} */
    const files = {};
    Object.assign(globalThis, { files });
    const real = URL.createObjectURL.bind(URL);
    URL.createObjectURL = (/** @type {Blob} */ blob) => {
      const url = real(blob);
      blobs.set(url, blob);
      return url;
    };
    HTMLAnchorElement.prototype.click = async function () {
      const blob = blobs.get(this.href);
      if (!blob) return;
      const bytes = new Uint8Array(await blob.arrayBuffer());
      files[this.download] = Array.from(bytes, (byte) => String.fromCharCode(byte)).join('');
    };
  });
}
