// The embedded page, wherever it is shown: it opens and trains.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { parseExperiment } from '../../web/engine/experiment/index.js';
import { encodeLink } from '../../web/engine/link.js';
import { replay } from '../../web/engine/replay.js';
import { firstExperiment } from '../../web/ui/state/first-experiment.js';
import {
  closeTab,
  fingerprint,
  openTab,
  press,
  standing,
  until,
  untilOpen,
  untilReady,
  untilSaid,
  untilWords,
} from './browser.js';
import { inEachBrowser } from './each-browser.js';
import { frameOf, onHost } from './host-page.js';
import { servePage } from './server.js';

/** @typedef {import('./browser.js').Page} Page */

const small = { name: 'mnist', train: 1000, test: 1000 };
const experiment = parseExperiment({ ...firstExperiment, data: small, epochs: 2 });
const hash = `#e=${encodeLink(experiment)}`;
const steps = 2 * Math.ceil(1000 / 32);

/** @param {string} address @param {string} [attributes] */
const frame = (address, attributes = '') =>
  `<!doctype html><title>Host</title>
  <iframe title="Strata" width="1200" height="700" ${attributes} src="${address}"></iframe>`;

/** @param {string} address of a frame without an origin */
const sandboxed = (address) => frame(address, 'sandbox="allow-scripts"');

/** A host whose policy forbids workers from blobs. @type {Awaited<ReturnType<typeof servePage>>} */
let strict;
/** What the experiment comes to in Node. @type {import('../../web/engine/link.js').Claim} */
let result;
before(async () => {
  strict = await servePage({
    header: "default-src 'self'; script-src 'self' 'wasm-unsafe-eval'; worker-src 'self'",
  });
  const nothing = { testAccuracy: 0, fingerprint: '0'.repeat(16) };
  ({ found: result } = await replay(experiment, { ...nothing, steps }));
});
after(() => strict?.close());

/** Trains to the end, to the same weights everywhere. @param {Page} page */
async function trains(page) {
  await untilOpen(page);
  await untilReady(page);
  await press(page, 'Run');
  await untilWords(page, 'Finished');
  assert.equal(await fingerprint(page), result.fingerprint);
  assert.equal((await standing(page)).step, steps);
}

/** What is kept in the browser by a page of that origin. @param {Page} page */
const stored = (page) =>
  page.evaluate(async () => {
    const databases = await indexedDB.databases();
    const names = databases.map(({ name }) => `${name}`);
    return [...names, ...Object.keys(localStorage), ...Object.keys(sessionStorage)];
  });

inEachBrowser('the embedded page', (at) => {
  /**
   * @param {string} html of a host
   * @param {(frame: Page) => Promise<void>} use
   * @param {{ policy?: string, expected?: RegExp }} [options] `expected`: what the console may say
   */
  const shown = (html, use, { policy, expected } = {}) =>
    onHost(
      at.browser,
      html,
      async (page, faults) => {
        await use(await frameOf(page));
        const others = faults.filter((one) => !expected?.test(one));
        assert.deepEqual(others, [], 'the console stays free of errors');
      },
      policy === undefined ? {} : { policy },
    );

  /**
   * Shows the embedded page in a page of its own origin.
   *
   * @param {string} address
   * @param {(frame: Page) => Promise<void>} use
   */
  async function shownByItsOwn(address, use) {
    const icon = '<link rel="icon" href="embed.html">';
    const alter = () => frame(address).replace('<title>', `${icon}<title>`);
    at.server.mischief.push({ path: /^\/deep\/folder\/$/, alter });
    const { page, faults } = await openTab(at.browser);
    try {
      await page.goto(at.server.url);
      await use(await frameOf(page));
      assert.deepEqual(faults, []);
    } finally {
      await closeTab(page);
      at.server.mischief.pop();
    }
  }

  test('trains by itself', () =>
    at.onPage(trains, { hash: `embed.html${hash}`, ready: untilOpen }));

  test('looks and speaks as its address says, and stores nothing', () =>
    shownByItsOwn(`embed.html${hash}&theme=dark&lang=de`, async (page) => {
      await untilOpen(page);
      await until(page, () => document.documentElement.lang === 'de');
      assert.equal(await page.evaluate(() => document.documentElement.dataset.theme), 'dark');
      await press(page, 'Start');
      await untilWords(page, `Schritt ${steps}`);
      await press(page, 'Zurück');
      await untilSaid(page, 'strata-earlier', 'Dieser Browser speichert hier nichts');
      await page.select('select.language', 'en');
      await until(page, () => document.documentElement.lang === 'en');
      await page.evaluate(() => {
        location.hash = '#lesson=relu';
      });
      await until(page, () => document.querySelector('strata-lesson') !== null);
      assert.deepEqual(await stored(page), []);
    }));

  test('trains in a frame of another origin, whatever policy is around it', () => {
    const policy = `default-src 'none'; frame-src ${new URL(at.server.url).origin}`;
    const expected = /favicon|img-src/;
    return shown(frame(`${at.server.url}embed.html${hash}`), trains, { policy, expected });
  });

  test('trains in a sandbox where it has no origin and no storage, in a worker', async () => {
    at.server.requests.length = 0;
    await shown(sandboxed(`${at.server.url}embed.html${hash}`), async (page) => {
      await trains(page);
      assert.equal(await page.evaluate(() => origin), 'null');
      // The address follows the experiment.
      await page.evaluate(() =>
        /** @type {any} */ (document.querySelector('strata-page')).session.experiment.set(
          ['seed'],
          '5',
          5,
        ),
      );
      await until(
        page,
        (before) => location.hash.startsWith('#e=1') && location.hash !== before,
        hash,
      );
    });
    const fetched = (/** @type {string} */ name) =>
      at.server.requests.some((one) => one.includes(`/assets/${name}-`));
    assert.deepEqual([fetched('worker'), fetched('stand')], [true, false]);
  });

  test('says in a sandbox that a download may be dropped', () =>
    shown(
      sandboxed(`${at.server.url}embed.html${hash}`),
      async (page) => {
        await untilOpen(page);
        await untilReady(page);
        await press(page, 'Share');
        await press(page, 'JSON');
        await untilSaid(page, 'strata-take-along', 'the page around this one allows none');
      },
      { expected: /[Dd]ownload|Clipboard|autofocus/ },
    ));

  test('trains in a sandbox whose policy forbids that worker, on the thread of the page', async () => {
    strict.requests.length = 0;
    await shown(
      sandboxed(`${strict.url}embed.html${hash}`),
      async (page) => {
        await trains(page);
        await press(page, 'Reset');
        await untilWords(page, 'starting weights');
      },
      { expected: /worker-src/ },
    );
    assert.ok(strict.requests.some((one) => one.includes('/stand-')));
  });

  test('checks what a link claims in a sandbox too, by its other worker', () => {
    const link = encodeLink(experiment, result);
    return shown(sandboxed(`${at.server.url}embed.html#e=${link}`), async (page) => {
      await press(page, 'Replay and check');
      await untilSaid(page, 'strata-claimed', 'Identical to the last bit');
    });
  });

  test('checks it on the thread of the page where a policy forbids that worker', () => {
    const link = encodeLink(experiment, result);
    return shown(
      sandboxed(`${strict.url}embed.html#e=${link}`),
      async (page) => {
        await press(page, 'Replay and check');
        await untilSaid(page, 'strata-claimed', 'Identical to the last bit');
      },
      { expected: /worker-src/ },
    );
  });

  test('and its host understand each other where it has no origin', () => {
    const listening = `<script>
      const heard = [];
      addEventListener('message', ({ origin, data }) => heard.push({ ...data, origin }));
    </script>`;
    const html = listening + sandboxed(`${at.server.url}embed.html${hash}`);
    return onHost(at.browser, html, async (page, faults) => {
      /** @param {string} type @returns {Promise<any>} */
      const heard = (type) =>
        until(
          page,
          (wanted) =>
            // @ts-expect-error of the script above
            heard.find((/** @type {{ type: string }} */ one) => one.type === wanted),
          type,
        );
      assert.equal((await heard('ready')).origin, 'null');
      await page.evaluate(() => {
        const to = document.querySelector('iframe')?.contentWindow;
        to?.postMessage({ strata: 1, id: 7, type: 'step', n: 2 }, '*');
      });
      const { origin, id, steps } = await heard('state');
      assert.deepEqual({ origin, id, steps }, { origin: 'null', id: 7, steps: 2 });
      assert.deepEqual(faults, []);
    });
  });
});
