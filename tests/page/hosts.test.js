// Strata on another site than the page around it, and on hosts that send no header of their own.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { after, before, test } from 'node:test';
import { encodeLink } from '../../web/engine/link.js';
import { replay } from '../../web/engine/replay.js';
import { fingerprint, press, until, untilReady, untilWords } from './browser.js';
import { inEachBrowser } from './each-browser.js';
import { call, frameOf, host, listen, onHost, told, untilTold } from './host-page.js';
import { servePage } from './server.js';

/** @typedef {import('./browser.js').Page} Page */

const document_ = {
  strata: 1,
  data: { name: 'mnist', train: 2000, test: 500 },
  layers: [{ type: 'linear', units: 10 }],
};
const hash = `#e=${encodeLink(document_)}`;
const icon = '<link rel="icon" href="data:,">';

/** @param {string} url @param {string} [attributes] */
const frame = (url, attributes = '') =>
  `<!doctype html><title>Host</title>${icon}
  <iframe title="Strata" width="1200" height="700" ${attributes} src="${url}embed.html${hash}"></iframe>`;

/** Sends nothing but the files. @type {Awaited<ReturnType<typeof servePage>>} */
let plain;
/** Sends what the README asks for, and nothing else. @type {Awaited<ReturnType<typeof servePage>>} */
let open;
/** @type {import('../../web/engine/link.js').Claim} */
let expected;
before(async () => {
  plain = await servePage({ header: false, shared: false });
  open = await servePage({ header: false });
  const nothing = { steps: 63, testAccuracy: 0, fingerprint: '0'.repeat(16) };
  ({ found: expected } = await replay(document_, nothing));
});
after(() => Promise.all([plain?.close(), open?.close()]));

/** To the end, in pages that nothing isolates. @param {Page} page @param {Page} inside */
async function trains(page, inside) {
  await untilReady(inside);
  for (const one of [page, inside]) {
    assert.equal(await one.evaluate(() => crossOriginIsolated), false);
  }
  await press(inside, 'Run');
  await untilWords(inside, 'Finished');
  assert.equal(await fingerprint(inside), expected.fingerprint);
}

test('the host of files sends none of the headers that a page could need', async () => {
  const { headers } = await fetch(`${plain.url}embed.html`);
  const names = [...headers.keys()].filter((name) =>
    /^(cross-origin|access-control|content-security)/.test(name),
  );
  assert.deepEqual(names, []);
});

const [names = ''] =
  readFileSync(new URL('../../web/ui/embed/README.md', import.meta.url), 'utf8').match(
    /<iframe.*?<\/iframe>/s,
  ) ?? [];

inEachBrowser('Strata on another host', (at) => {
  test('hides and locks in a frame as the README of names shows', () =>
    onHost(
      at.browser,
      `<!doctype html><title>Host</title>${icon}${names.replace('https://strata.example/', open.url)}`,
      async (page, faults) => {
        const inside = await frameOf(page);
        await until(inside, () => document.querySelector('strata-lesson h2') !== null);
        await until(inside, () => document.querySelector('[data-field=seed] [readonly]') !== null);
        const seen = () =>
          ['help > button', 'run-bar [data-tip=lessons]', 'run-bar [data-tip=share]'].map((one) =>
            document.querySelector(`strata-${one}`)?.checkVisibility(),
          );
        assert.deepEqual(await inside.evaluate(seen), [true, false, false]);
        assert.deepEqual(faults, []);
      },
      { name: 'localhost' },
    ));

  test('trains in a frame of another site, without any header', () =>
    onHost(
      at.browser,
      frame(plain.url),
      async (page, faults) => {
        assert.equal(await page.evaluate(() => location.hostname), 'localhost');
        await trains(page, await frameOf(page));
        assert.deepEqual(faults, []);
      },
      { name: 'localhost' },
    ));

  test('trains as an element of another site, without any header', () =>
    onHost(
      at.browser,
      icon + host(`<strata-playground experiment="${hash}"></strata-playground>`, plain.url),
      async (page, faults) => {
        await untilTold(page, 'ready');
        await trains(page, await frameOf(page));
        await untilTold(page, 'done');
        const [done] = (await told(page)).filter(({ type }) => type === 'done');
        assert.equal(done.fingerprint, expected.fingerprint);
        assert.deepEqual(faults, []);
      },
      { name: 'localhost' },
    ));

  test('trains in a sandbox if its host sends the header that the README names', () =>
    onHost(
      at.browser,
      frame(open.url, 'sandbox="allow-scripts"'),
      async (page, faults) => {
        const inside = await frameOf(page);
        await trains(page, inside);
        assert.equal(await inside.evaluate(() => origin), 'null');
        assert.deepEqual(faults, []);
      },
      { name: 'localhost' },
    ));

  test('is an element of a page that is in a sandbox itself', () => {
    const inner = host(
      `<script>(${listen})()</script>${icon}<strata-playground experiment="${hash}"></strata-playground>`,
      open.url,
    );
    const outer = `<!doctype html><title>Outer</title>${icon}
      <iframe title="Course" width="1200" height="700" sandbox="allow-scripts" srcdoc="${inner.replaceAll('"', '&quot;')}"></iframe>`;
    return onHost(at.browser, outer, async (page, faults) => {
      const course = /** @type {Page} */ (
        /** @type {unknown} */ (await page.waitForFrame((one) => one.url() === 'about:srcdoc'))
      );
      assert.equal(await course.evaluate(() => origin), 'null');
      await untilTold(course, 'ready');
      assert.equal((await call(course, 'run')).type, 'state');
      await untilTold(course, 'done');
      const { steps, fingerprint: found } = await call(course, 'getState');
      assert.deepEqual([steps, found], [expected.steps, expected.fingerprint]);
      assert.deepEqual(faults, []);
    });
  });

  test('says which header its host does not send that a sandbox needs', () =>
    onHost(at.browser, frame(plain.url, 'sandbox="allow-scripts"'), async (page) => {
      await until(await frameOf(page), () => {
        const text = document.body?.innerText ?? '';
        return (
          text.includes('Strata could not be loaded.') &&
          text.includes('has to send “Access-Control-Allow-Origin: *”')
        );
      });
    }));

  test('says that it could not be loaded, where that is all there is to say', async () => {
    plain.mischief.push({ path: /assets.embed-[\w-]+\.js$/, status: 404 });
    try {
      await onHost(at.browser, frame(plain.url), async (page) => {
        const inside = await frameOf(page);
        await until(inside, () => document.body?.innerText.includes('Strata could not be loaded.'));
        assert.equal(
          await inside.evaluate(() => document.body.innerText.includes('sandbox')),
          false,
        );
      });
    } finally {
      plain.mischief.length = 0;
    }
  });
});
