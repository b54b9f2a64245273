// The page in one file, opened by a double click, needs nothing but itself and comes to the same bits.
import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { pathToFileURL } from 'node:url';
import { encodeLink, loadData, loadEngine, parseExperiment } from '../../web/engine/index.js';
import {
  browserNames,
  closeTab,
  fingerprint,
  launchBrowser,
  openTab,
  press,
  until,
  untilReady,
  untilSaid,
  untilWords,
} from './browser.js';
import { onHost } from './host-page.js';

/** @typedef {import('./browser.js').Page} Page */

const oneFile = new URL('../../dist/page/strata.html', import.meta.url).href;

const experiment = parseExperiment({
  strata: 1,
  data: { name: 'mnist', train: 2500, test: 500 },
  layers: [
    { type: 'linear', units: 12 },
    { type: 'activation', name: 'gelu' },
    { type: 'linear', units: 10 },
  ],
  epochs: 2,
});
const hash = `#e=${encodeLink(experiment)}`;
const engine = await loadEngine();
const data = await loadData(engine, experiment);
const network = engine.createNetwork(experiment, data);
const report = await engine.train(network, data, experiment);
const claimed = encodeLink(experiment, {
  steps: report.steps,
  testAccuracy: report.testAccuracy,
  fingerprint: report.fingerprint,
});

/** @param {string} text in a quoted attribute */
const quoted = (text) => text.replaceAll('&', '&amp;').replaceAll('"', '&quot;');
const cell = `<!doctype html><title>Notebook</title>
  <iframe sandbox="allow-scripts" srcdoc="${quoted(readFileSync(new URL(oneFile), 'utf8'))}" title="Strata" width="900" height="700"></iframe>
  <script>
    const frame = document.querySelector('iframe');
    const say = (message) => frame.contentWindow.postMessage({ strata: 1, ...message }, '*');
    globalThis.heard = {};
    addEventListener('message', ({ source, origin, data }) => {
      if (source !== frame.contentWindow) return;
      heard.origin = origin;
      heard[data.type] = data;
      if (data.type === 'ready') say({ id: 1, type: 'setState', experiment: ${JSON.stringify(experiment)} });
      if (data.id === 1) say({ type: 'run' });
    });
  </script>`;

for (const name of browserNames) {
  describe(`one file in ${name}`, () => {
    /** @type {import('./browser.js').Browser} */
    let browser;
    before(async () => {
      browser = await launchBrowser(name);
    });
    after(() => browser?.close());

    /**
     * Opens the file from the disk. Nothing may go wrong there, and nothing may be asked for.
     *
     * @param {string} fragment
     * @param {(page: Page) => Promise<void>} use
     */
    async function onFile(fragment, use) {
      const { page, faults, requests } = await openTab(browser);
      try {
        await page.goto(oneFile + fragment);
        await use(page);
        assert.deepEqual(faults, []);
        const inside = (/** @type {string} */ url) =>
          /^(data|blob):/.test(url) || url.replace(/#.*/, '') === oneFile;
        assert.deepEqual(
          requests.filter((url) => !inside(url)),
          [],
        );
      } finally {
        await closeTab(page);
      }
    }

    test('trains to the same weights as elsewhere', () =>
      onFile(hash, async (page) => {
        await press(page, 'Run');
        await untilWords(page, 'Finished after step');
        assert.equal(await fingerprint(page), report.fingerprint);
      }));

    test('opens with as many images as it has', () =>
      onFile('', async (page) => {
        await untilSaid(page, 'strata-progress-line', '6,000 + 1,000 images');
        await until(
          page,
          () =>
            document
              .querySelector('[data-field="data.train"] input')
              ?.getAttribute('aria-valuetext') === '6,000',
        );
      }));

    test('says how many images a link needs, and takes those it has if asked to', () =>
      onFile('#lesson=one-layer', async (page) => {
        const sentence = 'The experiment asks for 60,000 training images; 6,000 of MNIST are here.';
        await untilSaid(page, '.alarms', sentence);
        await press(page, 'Use those');
        await untilSaid(page, 'strata-progress-line', '6,000 + 1,000 images');
        await until(page, () => document.querySelector('.alarm') === null);
      }));

    test('shares itself', () =>
      onFile(hash, async (page) => {
        await press(page, 'Share');
        await until(page, () => document.querySelector('#share-text') !== null);
        const found = await page.evaluate(() => ({
          link: /** @type {HTMLTextAreaElement} */ (document.querySelector('#share-text')).value,
          forms: document.querySelectorAll('dialog[open] input[type=radio]').length,
        }));
        assert.deepEqual(found, { link: oneFile + hash, forms: 4 });
      }));

    test('opens as one page where a browser has saved it as it stood', () =>
      onFile('', async (page) => {
        const saved = await page.evaluate(() => document.documentElement.outerHTML);
        const path = join(mkdtempSync(join(tmpdir(), 'strata-')), 'saved.html');
        writeFileSync(path, `<!doctype html>${saved}`);
        const { page: again } = await openTab(browser);
        try {
          await again.goto(pathToFileURL(path).href);
          await untilReady(again);
          await press(again, 'Step');
          await untilWords(again, 'Paused at step 1.');
          assert.equal((await again.$$('strata-page')).length, 1);
        } finally {
          await again.close();
          rmSync(dirname(path), { recursive: true });
        }
      }));

    test('checks a claim', () =>
      onFile(`#e=${claimed}`, async (page) => {
        await press(page, 'Replay and check');
        await untilSaid(page, '.claimed', 'Identical to the last bit.');
      }));

    test('runs in a cell of a notebook: text in a frame without an origin, driven by messages', () =>
      onHost(browser, cell, async (page) => {
        await until(page, () => Reflect.get(globalThis, 'heard').done !== undefined);
        const { origin, done } = await page.evaluate(() => Reflect.get(globalThis, 'heard'));
        assert.equal(origin, 'null');
        assert.equal(done.phase, 'finished');
        assert.equal(done.fingerprint, report.fingerprint);
        assert.equal(done.testAccuracy, report.testAccuracy);
      }));
  });
}
