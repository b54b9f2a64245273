import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { carryOut } from '../../web/engine/carry-out.js';
import { loadData } from '../../web/engine/data/load-data.js';
import { parseExperiment } from '../../web/engine/experiment/index.js';
import { formats } from '../../web/engine/export/formats.js';
import { writers } from '../../web/engine/export/writers.js';
import { encodeLink } from '../../web/engine/link.js';
import { loadEngine } from '../../web/engine/load.js';
import { fingerprint, press, until, untilReady, untilWords, violations } from './browser.js';
import { catchFiles, saved } from './curves.js';
import { inEachBrowser } from './each-browser.js';

/** @typedef {import('./browser.js').Page} Page */

const experiment = parseExperiment({
  strata: 1,
  data: { name: 'mnist', train: 2000, test: 500 },
  layers: [
    { type: 'linear', units: 16 },
    { type: 'activation', name: 'tanh' },
    { type: 'linear', units: 10 },
  ],
});
const hash = `#e=${encodeLink(experiment)}`;
/** Of another network. */
const other = `#e=${encodeLink({ ...experiment, layers: [{ type: 'linear', units: 10 }] })}`;
const ready = (/** @type {Page} */ page) => untilReady(page);

/** What Node writes of the same run, by format. @type {Map<string, string | Uint8Array>} */
const expected = new Map();
/** Of the trained weights. */
let trained = '';
let folder = '';
before(async () => {
  const engine = await loadEngine();
  const data = await loadData(engine, experiment);
  const { network } = await carryOut(experiment, { engine });
  trained = network.fingerprint();
  for (const { name } of formats) {
    const writer = writers[name];
    expected.set(
      name,
      'script' in writer
        ? writer.script(engine, experiment, data)
        : writer.network(network, experiment),
    );
  }
  folder = mkdtempSync(join(tmpdir(), 'strata-'));
});
after(() => rmSync(folder, { recursive: true, force: true }));

/** @param {string} name @param {string | Uint8Array} content @returns {string} its path */
function file(name, content) {
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
}

/** The trained weights as other programs write them: with nothing that is called `experiment`. */
function foreign() {
  const bytes = Buffer.from(expected.get('safetensors') ?? '');
  bytes.write('"Experiment"', bytes.indexOf('"experiment"'));
  return bytes;
}

/** Chooses a file of weights. @param {Page} page @param {string} path */
async function open(page, path) {
  await press(page, 'Share');
  await choose(page, path);
}

/** In the window that is open. @param {Page} page @param {string} path */
async function choose(page, path) {
  const field = await page.waitForSelector('strata-take-along input[type=file]');
  await /** @type {import('puppeteer-core').ElementHandle<HTMLInputElement>} */ (field).uploadFile(
    path,
  );
}

/** @param {Page} page @param {string} words */
const untilProblem = (page, words) =>
  until(
    page,
    (wanted) =>
      document.querySelector('strata-take-along [role=alert]')?.textContent?.includes(wanted),
    words,
  );

inEachBrowser('a network', (at) => {
  test('is written in every format as Node writes it', () =>
    at.onPage(
      async (page) => {
        await press(page, 'Epoch');
        await untilWords(page, 'Finished after step 63.');
        await press(page, 'Share');
        await page.waitForSelector('strata-take-along .formats button');
        for (const [i, { name, ending }] of formats.entries()) {
          const label = await page.evaluate((at) => {
            const button = /** @type {HTMLElement | undefined} */ (
              document.querySelectorAll('strata-take-along .formats button')[at]
            );
            button?.click();
            return button?.textContent?.trim() ?? '';
          }, i);
          assert.ok(label);
          await until(
            page,
            (told) =>
              document
                .querySelector('strata-take-along [role=status]')
                ?.textContent?.startsWith(told),
            `${label} is written.`,
          );
          const files = await saved(page, i + 1);
          const [found = ''] = [...files.keys()].slice(-1);
          assert.ok(found.endsWith(`.${ending}`), found);
          const content = expected.get(name) ?? '';
          assert.equal(Buffer.from(content).compare(files.get(found) ?? Buffer.alloc(0)), 0, name);
        }
        assert.deepEqual(await violations(page), []);
      },
      { hash, ready, prepare: catchFiles },
    ));

  test('has weights that come from a file, and gives them back at Reset', () =>
    at.onPage(
      async (page) => {
        const start = await fingerprint(page);
        for (const name of ['safetensors', 'json']) {
          await open(page, file(`mine.${name}`, expected.get(name) ?? ''));
          await untilWords(page, `The weights of mine.${name} are in the network.`);
          await until(page, () => document.querySelector('dialog[open]') === null);
          assert.equal(await fingerprint(page), trained);
          await press(page, 'Reset');
          await untilReady(page);
          assert.equal(await fingerprint(page), start);
        }
      },
      { hash, ready },
    ));

  test('brings its experiment along', () =>
    at.onPage(
      async (page) => {
        await open(page, file('mine.safetensors', expected.get('safetensors') ?? ''));
        await untilWords(page, 'The weights of mine.safetensors are in the network.');
        assert.equal(await fingerprint(page), trained);
      },
      { hash: other, ready },
    ));

  test('stays where a file cannot be read or written, and it is said why', () =>
    at.onPage(
      async (page) => {
        await page.evaluate(() => {
          Blob.prototype.arrayBuffer = async () => {
            throw new DOMException('The file has gone.', 'NotReadableError');
          };
        });
        await open(page, file('gone.json', '{}'));
        await untilProblem(page, 'It could not be opened. The file has gone.');
        await page.evaluate(() => {
          window.Worker = /** @type {any} */ (
            class {
              constructor() {
                throw new Error('No worker may be made here.');
              }
            }
          );
        });
        await press(page, 'CSV');
        await untilProblem(page, 'It could not be written. No worker may be made here.');
        const buttons = await page.$$eval('strata-take-along button', (all) =>
          all.map((one) => one.getAttribute('aria-disabled')),
        );
        assert.deepEqual(new Set(buttons), new Set(['false']));
      },
      { hash, ready },
    ));

  test('keeps its weights where a file does not fit, and every fault is listed', () =>
    at.onPage(
      async (page) => {
        const start = await fingerprint(page);
        await open(page, file('foreign.safetensors', foreign()));
        await untilProblem(page, '0.weight');
        await untilProblem(page, '2.weight');
        assert.deepEqual(await violations(page), []);
        await choose(page, file('none.json', '<script>alert(1)</script>'));
        await untilProblem(page, 'safetensors');
        await page.keyboard.press('Escape');
        await until(page, () => document.querySelector('dialog[open]') === null);
        assert.equal(await fingerprint(page), start);
      },
      { hash: other, ready },
    ));
});
