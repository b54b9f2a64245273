// What the address of the embedded page hides and locks, and what that means to whoever uses it.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { press, standing, until, untilOpen, untilSaid, untilWords, violations } from './browser.js';
import { inEachBrowser } from './each-browser.js';
import { linkWith } from './embed-documents.js';
import { go, visit } from './embed-page.js';

/** @typedef {import('./browser.js').Page} Page */

/** The page's experiment. @param {Page} page @returns {Promise<import('puppeteer-core').JSHandle<any>>} */
function storeOf(page) {
  return page.evaluateHandle(
    () => /** @type {any} */ (document.querySelector('strata-page')).session.experiment,
  );
}

/** @param {Page} page @param {string} selector of a field or menu */
function textIn(page, selector) {
  return page.$eval(selector, (one) => /** @type {HTMLInputElement} */ (one).value);
}

inEachBrowser('names of the embedded page', (at) => {
  const { onPage } = at;
  test('what is locked cannot be changed by hand, by key or by undoing', async () => {
    await onPage(
      async (page) => {
        const store = await storeOf(page);
        const document = () => store.evaluate((one) => JSON.stringify(one.document));
        // There is something to undo.
        await store.evaluate((one) => one.set(['seed'], '7', 7));
        await go(page, `${new URL(page.url()).hash}&lock=optimizer,seed,layers,run`);
        const before = await document();

        const rate = '[data-field="optimizer.lr"] input';
        await page.keyboard.press('Tab');
        await page.focus(rate);
        await untilSaid(page, '#tip', 'Size of a step');
        await untilSaid(page, '#tip', 'Fixed by this page.');
        await page.keyboard.type('55');
        await page.keyboard.press('ArrowUp');
        await page.keyboard.press('Enter');
        assert.equal(await textIn(page, rate), '0.1');
        await untilWords(page, 'Fixed by this page');

        const menu = '[data-field="optimizer"] select';
        await page.focus(menu);
        await page.keyboard.press('ArrowDown');
        await page.keyboard.type('a');
        assert.equal(await textIn(page, menu), 'sgd');
        await page.keyboard.press('Escape');
        await page.click('[data-field="layers.bias"] input');
        for (const button of ['.add', '[aria-label=Duplicate]', '[aria-label="New seed"]']) {
          await page.click(`strata-page ${button}`);
        }
        await page.click('button.run');
        await page.click('strata-run-bar [data-tip=undo]');
        await page.keyboard.press('k');
        await page.keyboard.press('z');
        assert.equal(await document(), before);
        assert.equal((await standing(page)).step, 0);

        await page.focus('[data-field="batch"] input');
        await page.keyboard.press('ArrowUp');
        assert.equal(await store.evaluate((one) => one.document.batch), 3);
        await store.evaluate((one) => one.load({ ...one.document, seed: 9 }));
        assert.equal(await store.evaluate((one) => one.document.seed), 9);
        await go(page, new URL(page.url()).hash.replace(/&.*/, ''));
        await page.keyboard.press('Tab');
        await page.focus(rate);
        await page.keyboard.press('ArrowUp');
        assert.equal(await store.evaluate((one) => one.document.optimizer.lr), 0.2);
      },
      visit(linkWith('')),
    );
  });

  test('what the page switches while it is locked is so afterwards', async () => {
    await onPage(
      async (page) => {
        const store = await storeOf(page);
        const redo = 'strata-run-bar [data-tip=redo]';
        const off = () => page.$eval(redo, (one) => one.getAttribute('aria-disabled'));
        const untilOff = (/** @type {string} */ wanted) =>
          until(
            page,
            (one, value) => document.querySelector(one)?.getAttribute('aria-disabled') === value,
            redo,
            wanted,
          );
        const locks = (/** @type {string} */ names) =>
          page.evaluate(
            (to) =>
              new Promise((resolve) => {
                addEventListener('hashchange', resolve, { once: true });
                location.hash = to;
              }),
            names && `lock=${names}`,
          );
        assert.equal(await off(), 'true', 'there is nothing to redo');
        await store.evaluate((one) => one.set(['seed'], '7', 7));
        await locks('redo');
        await store.evaluate((one) => one.undo());
        assert.equal(await off(), 'true', 'locked');
        await locks('');
        await untilOff('false');
        await locks('redo');
        await untilOff('true');
        await store.evaluate((one) => one.set(['seed'], '8', 8));
        await locks('');
        assert.equal(await off(), 'true', 'there is nothing to redo again');
      },
      visit(linkWith('')),
    );
  });

  test('axe finds nothing in a page that locks and hides', async () => {
    await onPage(
      async (page) => {
        await until(page, () => document.querySelector('[readonly]') !== null);
        assert.deepEqual(await violations(page), []);
      },
      visit(`${linkWith('')}&lock=recipe,layers,draw,data,run&hide=share,lessons,charts`),
    );
  });

  test('a shortcut does nothing whose button is hidden', async () => {
    await onPage(
      async (page) => {
        await go(page, `${linkWith('')}&hide=step`);
        await page.keyboard.press('s');
        await page.keyboard.press('e');
        await untilWords(page, 'Finished');
        assert.equal((await standing(page)).step, 100);
        await page.keyboard.press('r');
        await untilWords(page, 'starting weights');
      },
      visit(linkWith('')),
    );
  });

  test('names that are not known are said with all that are, and the others apply', async () => {
    await onPage(
      async (page) => {
        await untilSaid(page, '.alarms', 'hide: "nothing" is not known; give one of title, run,');
        await untilSaid(
          page,
          '.alarms',
          'size: "size" is not known; give one of hide, lock, theme, lang.',
        );
        const alarm = await page.$eval('.alarms', (one) => one.textContent ?? '');
        assert.ok(!alarm.includes('The page keeps'));
        const hidden = (/** @type {string} */ one) =>
          page.$eval(one, (found) => getComputedStyle(found).display === 'none');
        assert.deepEqual([await hidden('.share'), await hidden('.lessons')], [true, false]);
        const store = await storeOf(page);
        assert.equal(await store.evaluate((one) => one.document.batch), 2);
        await press(page, 'Close');
        await until(page, () => document.querySelector('.alarm') === null);
        // A link that is damaged is said as well.
        await go(page, '#e=1nonsense&hide=nothing');
        await untilSaid(page, '.alarms', 'hide: "nothing" is not known');
        await untilSaid(page, '.alarms', 'The page keeps the experiment it had.');
      },
      visit(`${linkWith('')}&hide=nothing,share&size=3`),
    );
  });

  test('the address keeps what it says while the experiment changes, and links do without', async () => {
    await onPage(
      async (page) => {
        const store = await storeOf(page);
        await store.evaluate((one) => one.set(['seed'], '7', 7));
        const { hash } = new URL(page.url());
        assert.match(hash, /^#e=1[\w-]+&hide=seed&lang=en$/);
        await press(page, 'Share');
        await until(page, () => document.querySelector('dialog.share') !== null);
        assert.equal(new URL(page.url()).hash, hash);
        const link = await page.evaluate(
          () => /** @type {any} */ (document.querySelector('strata-page')).session.address.link,
        );
        assert.equal(link, at.server.url + hash.replace(/&.*/, ''), "Strata's own page");
        await page.reload();
        await untilOpen(page);
        const seed = await (await storeOf(page)).evaluate((one) => one.document.seed);
        assert.equal(seed, 7);
        assert.equal(new URL(page.url()).hash, hash);
      },
      visit(`${linkWith('')}&hide=seed&lang=en`),
    );
  });

  test('accuracy and loss stand in the bar where the column that has them is hidden', async () => {
    await onPage(
      async (page) => {
        const widths = () =>
          page.evaluate(() =>
            [...document.querySelectorAll('.readouts > .hidden')].map((one) =>
              Math.min(one.getBoundingClientRect().width, 50),
            ),
          );
        assert.deepEqual(await widths(), [1, 1]);
        for (const name of ['charts', 'results']) {
          await go(page, `${linkWith('')}&hide=${name}`);
          assert.deepEqual(await widths(), [50, 50], name);
        }
      },
      visit(linkWith('')),
    );
  });
});
