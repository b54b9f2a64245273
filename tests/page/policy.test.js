import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { policy } from '../../scripts/page/policy.mjs';
import {
  browserNames,
  closeTab,
  endless,
  fingerprint,
  launchBrowser,
  openTab,
  press,
  until,
  untilComplete,
  untilReady,
  untilWords,
} from './browser.js';
import { serve, servePage } from './server.js';

/** @typedef {import('./browser.js').Page} Page */

/**
 * Sends no headers of its own: what the page says of itself has to do.
 *
 * @type {Awaited<ReturnType<typeof servePage>>}
 */
let server;
/** Another origin, which would answer anybody. @type {Awaited<ReturnType<typeof serve>>} */
let stranger;
/** @type {string[]} */
const strange = [];
before(async () => {
  server = await servePage({ header: false });
  stranger = await serve((request, response) => {
    if (request.url === '/frame') {
      response.writeHead(200, { 'Content-Type': 'text/html' });
      const icon = '<link rel="icon" href="data:,">';
      response.end(
        `<!doctype html>${icon}<iframe src="${server.url}" width="900" height="600"></iframe>`,
      );
      return;
    }
    strange.push(request.url ?? '');
    response.writeHead(200, { 'Access-Control-Allow-Origin': '*' }).end('42');
  });
});
after(() => Promise.all([server.close(), stranger.close()]));

test('the policy is strict, and says nothing of who may frame the page', () => {
  assert.match(policy, /default-src 'self'; script-src 'self' 'wasm-unsafe-eval'(;|$)/);
  assert.match(policy, /; worker-src 'self' blob:;/);
  assert.doesNotMatch(policy, /unsafe-inline|'unsafe-eval'|data:|blob:.*blob:|\*|frame-ancestors/);
});

test('the page carries the policy before anything that it is about', async () => {
  const html = await (await fetch(server.url)).text();
  const told = html.replaceAll('&#39;', "'");
  const place = told.indexOf(`<meta http-equiv="Content-Security-Policy" content="${policy}">`);
  assert.ok(place > 0);
  assert.ok(place < html.search(/<(script|link|style)/));
  assert.doesNotMatch(html, /<style|\sstyle=|\son\w+=|<script(?![^>]*\ssrc=)/);
});

/**
 * Tries in the page what the policy is to refuse.
 *
 * @param {Page} page
 * @param {string} elsewhere
 */
function mischief(page, elsewhere) {
  return page.evaluate(async (foreign) => {
    /** @type {string[]} */
    const refused = [];
    document.addEventListener('securitypolicyviolation', ({ effectiveDirective }) => {
      refused.push(effectiveDirective);
    });
    const script = document.createElement('script');
    script.textContent = 'document.title = "inline script";';
    const style = document.createElement('style');
    style.textContent = 'body { opacity: 0.5; }';
    document.head.append(script, style);
    document.body.setAttribute('style', 'margin-top: 77px');
    const image = new Image();
    image.src = `${foreign}image.png`;
    const fetched = await fetch(`${foreign}answer`).then(
      () => true,
      () => false,
    );
    // A task of its own: what is sent over the browser's protocol may evaluate.
    const evaluated = await new Promise((resolve) =>
      setTimeout(() => {
        try {
          resolve(new Function('return true')());
        } catch {
          resolve(false);
        }
      }),
    );
    await new Promise((resolve) => setTimeout(resolve, 200));
    const { opacity, marginTop } = getComputedStyle(document.body);
    return { refused, fetched, evaluated, title: document.title, opacity, marginTop };
  }, elsewhere);
}

for (const name of browserNames) {
  describe(`the policy in ${name}`, () => {
    /** @type {import('./browser.js').Browser} */
    let browser;
    before(async () => {
      browser = await launchBrowser(name);
    });
    after(() => browser?.close());

    test('what is put in or comes from elsewhere is refused', async () => {
      const { page } = await openTab(browser);
      await page.goto(server.url);
      await untilReady(page);
      const result = await mischief(page, `${stranger.origin}/`);
      for (const directive of ['script-src-elem', 'style-src-elem', 'style-src-attr', 'img-src']) {
        assert.ok(result.refused.includes(directive), `${directive} of ${result.refused}`);
      }
      assert.ok(result.refused.includes('connect-src'));
      assert.deepEqual(
        { ...result, refused: [] },
        {
          refused: [],
          fetched: false,
          evaluated: false,
          title: 'Strata: a neural network playground',
          opacity: '1',
          marginTop: '0px',
        },
      );
      assert.deepEqual(strange, []);
      await closeTab(page);
    });

    test('a page of another site may show it in a frame', async () => {
      const { page, faults } = await openTab(browser);
      await page.goto(`${stranger.origin.replace('127.0.0.1', 'localhost')}/frame`);
      const frame = await page.waitForFrame((one) => one.url() === server.url);
      const inside = /** @type {Page} */ (/** @type {unknown} */ (frame));
      await untilComplete(inside);
      await press(inside, 'Step');
      await untilWords(inside, 'Paused at step 1.');
      assert.deepEqual(
        faults.filter((fault) => !fault.includes('favicon')),
        [],
      );
      await closeTab(page);
    });

    test('a whole visit breaks no rule and asks no other origin', async () => {
      const { page, faults, requests } = await openTab(browser);
      await page.evaluateOnNewDocument(() => {
        /** @type {string[]} */
        const broken = [];
        Object.assign(globalThis, { broken });
        document.addEventListener('securitypolicyviolation', ({ effectiveDirective, blockedURI }) =>
          broken.push(`${effectiveDirective} ${blockedURI}`),
        );
      });
      await page.goto(server.url + endless);
      await untilWords(page, 'Works offline.');
      await press(page, 'Run');
      await untilWords(page, 'Training');
      await press(page, 'Pause');
      await untilWords(page, 'Paused');
      await page.select('select.language', 'de');
      await untilWords(page, 'Schritt');
      await press(page, 'Teilen');
      await until(page, () => document.querySelector('#share-text') !== null);
      await page.reload();
      await fingerprint(page);
      // @ts-expect-error put there above
      assert.deepEqual(await page.evaluate(() => globalThis.broken), []);
      const foreign = requests.filter((url) => !url.startsWith(new URL(server.url).origin));
      assert.deepEqual(foreign, []);
      assert.ok(requests.length > 5);
      assert.deepEqual(faults, []);
      await closeTab(page);
    });
  });
}
