// The address of the embedded page, as it is opened and as it changes.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { press, until, untilOpen, untilSaid } from './browser.js';
import { inEachBrowser } from './each-browser.js';
import { linkWith } from './embed-documents.js';
import { speak } from './setups.js';

/** @typedef {import('./browser.js').Page} Page */

const link = linkWith('');

/** @param {string} hash @param {import('./each-browser.js').Visit} [options] */
const visit = (hash, options) => ({ hash: `embed.html${hash}`, ready: untilOpen, ...options });

/** Another address for the page that is open. @param {Page} page @param {string} hash */
async function go(page, hash) {
  await page.evaluate(
    (to) =>
      new Promise((resolve) => {
        addEventListener('hashchange', resolve, { once: true });
        location.hash = to;
      }),
    hash,
  );
}

/** What the page looks like and speaks. @param {Page} page */
const look = (page) =>
  page.evaluate(() => [document.documentElement.dataset.theme, document.documentElement.lang]);

/** Notes the page's language as it comes into the document. @param {Page} page */
const noteLanguage = (page) =>
  page.evaluateOnNewDocument(() => {
    new MutationObserver((_, observer) => {
      if (!document.querySelector('strata-page')) return;
      observer.disconnect();
      Object.assign(globalThis, { first: document.documentElement.lang });
    }).observe(document, { childList: true, subtree: true });
  });

/** @param {Page} page */
const firstLanguage = (page) => page.evaluate(() => Reflect.get(globalThis, 'first'));

inEachBrowser('the address of the embedded page', (at) => {
  test('says what is wrong with it beside a lesson too, in the language of the page', () =>
    at.onPage(async (page) => {
      await until(page, () => document.querySelector('strata-lesson') !== null);
      await untilSaid(page, '.alarms', 'hide: "nothing" is not known');
      await page.select('select.language', 'de');
      await untilSaid(page, '.alarms', 'hide: "nothing" ist unbekannt');
      await go(page, '#lesson=nothing&hide=nothing');
      await untilSaid(page, '.alarms', 'hide: "nothing" ist unbekannt');
      await untilSaid(page, '.alarms', 'Die Seite behält das Experiment, das sie hatte.');
      await go(page, '#lesson=nothing');
      await untilSaid(page, '.alarms', 'Die Seite behält das Experiment, das sie hatte.');
      const alarm = await page.$eval('.alarms', (one) => one.textContent ?? '');
      assert.doesNotMatch(alarm, /hide/);
    }, visit('#lesson=relu&hide=nothing')));

  test('chooses the language, whatever the reader speaks, before anything is to be read', async () => {
    at.server.mischief.push({ path: /\/de-[^/]*[.]js$/, bytesPerSecond: 200_000 });
    try {
      for (const [own, wanted] of /** @type {const} */ ([
        ['de', 'en'],
        ['en', 'de'],
      ])) {
        const prepare = async (/** @type {Page} */ page) => {
          await speak(page, own);
          await noteLanguage(page);
        };
        await at.onPage(
          async (page) => assert.equal(await firstLanguage(page), wanted),
          visit(`${link}&lang=${wanted}`, { prepare }),
        );
      }
    } finally {
      at.server.mischief.pop();
    }
  });

  test('chooses theme and language until the reader does, or it says otherwise', () =>
    at.onPage(
      async (page) => {
        const german = () => until(page, () => document.documentElement.lang === 'de');
        await german();
        assert.deepEqual(await look(page), ['dark', 'de']);
        // The one after dark is the system's, which is light.
        await page.click('strata-run-bar [data-tip=theme]');
        await page.select('select.language', 'en');
        await go(page, `${link}&theme=dark&lang=de&hide=share`);
        assert.deepEqual(await look(page), ['light', 'en'], 'the reader has chosen since');
        await go(page, `${link}&theme=light`);
        await go(page, `${link}&theme=dark&lang=de`);
        await german();
        assert.deepEqual(await look(page), ['dark', 'de']);
        await go(page, link);
        assert.deepEqual(await look(page), ['light', 'en'], 'as the reader had it');
      },
      visit(`${link}&theme=dark&lang=de`),
    ));

  test('without a link leaves the experiment as it is, and leads to it', () =>
    at.onPage(async (page) => {
      const seed = () =>
        page.evaluate(
          () =>
            /** @type {any} */ (document.querySelector('strata-page')).session.experiment.document
              .seed,
        );
      await page.evaluate(() =>
        /** @type {any} */ (document.querySelector('strata-page')).session.experiment.set(
          ['seed'],
          '7',
          7,
        ),
      );
      const edited = new URL(page.url()).hash;
      await go(page, '#theme=dark');
      assert.deepEqual([(await look(page))[0], await seed()], ['dark', 7]);
      assert.equal(new URL(page.url()).hash, `${edited}&theme=dark`);
      await page.reload();
      await untilOpen(page);
      assert.equal(await seed(), 7);
      await press(page, 'Share');
      const shared = await until(
        page,
        () =>
          /** @type {HTMLTextAreaElement | null} */ (document.querySelector('#share-text'))?.value,
      );
      assert.equal(shared, at.server.url + edited, "Strata's own page");
    }, visit(link)));
});
