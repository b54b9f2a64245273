// The embedded page, wherever it is shown: it opens and trains.
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { parseExperiment } from '../../web/engine/experiment/index.js';
import { encodeLink } from '../../web/engine/link.js';
import { firstExperiment } from '../../web/ui/state/first-experiment.js';
import {
  browserNames,
  launchBrowser,
  openTab,
  press,
  standing,
  until,
  untilOpen,
  untilWords,
} from './browser.js';
import { frameOf, serveHosts } from './embed-hosts.js';
import { servePage } from './server.js';

/** @typedef {import('./browser.js').Page} Page */

const small = { name: 'mnist', train: 1000, test: 1000 };
const experiment = parseExperiment({ ...firstExperiment, data: small, epochs: 2 });
const hash = `#e=${encodeLink(experiment)}`;

/** @param {string} address @param {string} [attributes] */
const frame = (address, attributes = '') =>
  `<iframe title="Strata" width="1200" height="700" ${attributes} src="${address}"></iframe>`;

/** Trains to the end. @param {Page} page @returns {Promise<string>} the weights' fingerprint */
async function trains(page) {
  await untilOpen(page);
  await untilWords(page, 'Ready');
  await press(page, 'Run');
  await untilWords(page, 'Finished');
  await until(page, () =>
    /^[0-9a-f ]{19}$/.test(document.querySelector('.fingerprint')?.textContent ?? ''),
  );
  assert.equal((await standing(page)).step, 2 * Math.ceil(1000 / 32));
  return page.evaluate(() => document.querySelector('.fingerprint')?.textContent ?? '');
}

/** @type {Awaited<ReturnType<typeof servePage>>} */
let server;
/** A host whose policy forbids workers from blobs. @type {typeof server} */
let strict;
/** @type {Awaited<ReturnType<typeof serveHosts>>} */
let hosts;
before(async () => {
  server = await servePage();
  strict = await servePage({
    header: "default-src 'self'; script-src 'self' 'wasm-unsafe-eval'; worker-src 'self'",
  });
  hosts = await serveHosts();
});
after(() => Promise.all([server.close(), strict.close(), hosts.close()]));

/** What is kept in the browser by a page of that origin. @param {Page} page */
const stored = (page) =>
  page.evaluate(() => [...Object.keys(localStorage), ...Object.keys(sessionStorage)]);

for (const name of browserNames) {
  describe(`the embedded page in ${name}`, () => {
    /** @type {Awaited<ReturnType<typeof launchBrowser>>} */
    let browser;
    before(async () => {
      browser = await launchBrowser(name);
    });
    after(() => browser?.close());
    /** The same everywhere. */
    let weights = '';

    /**
     * @param {string} address of the host
     * @param {(frame: Page) => Promise<void>} use
     * @param {RegExp} [expected] what the console may say
     */
    async function shown(address, use, expected) {
      const { page, faults } = await openTab(browser);
      await page.goto(address);
      await use(await frameOf(page));
      const others = faults.filter((one) => !expected?.test(one));
      assert.deepEqual(others, [], 'the console stays free of errors');
      await page.close();
    }

    test('trains by itself', async () => {
      const { page, faults } = await openTab(browser);
      await page.goto(`${server.url}embed.html${hash}`);
      weights = await trains(page);
      assert.deepEqual(faults, []);
      await page.close();
    });

    test('looks and speaks as its address says, which is not kept, nor are runs', async () => {
      server.mischief.push({
        path: /^\/deep\/folder\/$/,
        alter: () =>
          `<!doctype html><link rel="icon" href="embed.html" /><title>Host</title>${frame(`embed.html${hash}&theme=dark&lang=de`)}`,
      });
      await shown(server.url, async (page) => {
        await untilOpen(page);
        await until(page, () => document.documentElement.lang === 'de');
        assert.equal(await page.evaluate(() => document.documentElement.dataset.theme), 'dark');
        await press(page, 'Start');
        await untilWords(page, 'Schritt 64');
        assert.deepEqual(await stored(page), []);
      });
      server.mischief.pop();
    });

    test('trains in a frame of another origin, whatever policy is around it', async () => {
      const policy = `default-src 'none'; frame-src ${new URL(server.url).origin}`;
      const address = hosts.show(frame(`${server.url}embed.html${hash}`), policy);
      await shown(
        address,
        async (page) => {
          assert.equal(await trains(page), weights);
        },
        /favicon|img-src/,
      );
    });

    test('trains in a sandbox where it has no origin and no storage, in a worker', async () => {
      server.requests.length = 0;
      const address = hosts.show(
        frame(`${server.url}embed.html${hash}`, 'sandbox="allow-scripts"'),
      );
      await shown(address, async (page) => {
        assert.equal(await trains(page), weights);
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
      const fetched = server.requests.map((one) => one.replace(/-[^-]+$/, '').replace(/.*\//, ''));
      assert.ok(fetched.includes('worker') && !fetched.includes('stand'), `${fetched}`);
    });

    test('trains in a sandbox whose policy forbids that worker, on the thread of the page', async () => {
      strict.requests.length = 0;
      const address = hosts.show(
        frame(`${strict.url}embed.html${hash}`, 'sandbox="allow-scripts"'),
      );
      await shown(
        address,
        async (page) => {
          assert.equal(await trains(page), weights);
          await press(page, 'Reset');
          await untilWords(page, 'starting weights');
        },
        /worker-src/,
      );
      assert.ok(strict.requests.some((one) => one.includes('/stand-')));
    });

    test('checks what a link claims in a sandbox too, by its other worker', async () => {
      const { page: own } = await openTab(browser);
      await own.goto(`${server.url}embed.html${hash}`);
      await trains(own);
      const claim = { steps: 64, testAccuracy: 0.5, fingerprint: weights.replaceAll(' ', '') };
      await own.close();
      const link = encodeLink(experiment, claim);
      const address = hosts.show(
        frame(`${server.url}embed.html#e=${link}`, 'sandbox="allow-scripts"'),
      );
      await shown(address, async (page) => {
        await press(page, 'Replay and check');
        await until(page, () =>
          document
            .querySelector('strata-claimed')
            ?.textContent?.includes('the weights are the same'),
        );
      });
    });
  });
}
