// What the address of the embedded page hides and locks: each name by itself.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { hideable, lockable, parts } from '../../web/ui/embed/parts.js';
import { press, standing, until, untilOpen, untilSaid, untilWords, violations } from './browser.js';
import { inEachBrowser } from './each-browser.js';
import { linkWith } from './embed-documents.js';

/** @typedef {import('./browser.js').Page} Page */

/** What controls lead to: it stays when they are hidden. */
const RESULTS = [
  'strata-run-bar .readouts',
  'strata-progress-line > .progress',
  '.slider > output',
  '.own-points > .aside',
  'strata-batch',
  'strata-plane',
  'strata-answer',
  'strata-tiles',
  'strata-plot',
  'strata-flow',
  'strata-charts',
  'strata-confusion',
  'strata-mistakes',
  'strata-page > footer',
];
/** Only there when a number is not finite, or when there are earlier runs. */
const SELDOM = ['cures', 'earlier_runs'];

/** @param {string} name @returns {string} an address that has it */
const linkOf = (name) => linkWith(name === 'points' ? 'data.points' : name);

/** @param {string} name @returns {string} selector of what it stands for */
function ownOf(name) {
  if (name === 'layers') return `[data-field^="layers."], ${parts.layer_editing}`;
  if (name in parts) return parts[/** @type {import('../../web/ui/embed/parts.js').Part} */ (name)];
  const section = name.replace(/[.]name$/, '');
  // A button that leads to this field alone goes with it.
  const way = `.more:has(+ .popover > [data-field="${name}"]:only-child)`;
  return `[data-field="${section}"], [data-field^="${name}."], ${way}`;
}

/** Opens the page and leaves it open for other addresses. @param {string} hash */
const visit = (hash) => ({ hash: `embed.html${hash}`, ready: untilOpen });

/**
 * Another address for the page that is open.
 *
 * @param {Page} page
 * @param {string} hash
 */
async function go(page, hash) {
  await page.evaluate((to) => {
    location.hash = to;
  }, hash);
  await until(page, (to) => location.hash === to, hash);
  // What is drawn again is drawn with the next task at the latest.
  await page.evaluate(() => new Promise((resolve) => setTimeout(resolve)));
}

/**
 * What the style sheet hides: how much of that belongs to the name, how much does not, and results among it.
 *
 * @param {Page} page
 * @param {string} own selector of what the name stands for
 * @returns {Promise<{ hidden: number, strays: string[], lost: string[] }>}
 */
function hiddenBy(page, own) {
  return page.evaluate(
    (results, own) => {
      const sheet = /** @type {CSSStyleSheet} */ (document.adoptedStyleSheets.at(-1));
      const all = [...document.querySelectorAll('strata-page *')];
      const isHidden = (/** @type {Element} */ one) => getComputedStyle(one).display === 'none';
      const seen = () =>
        results
          .flatMap((one) => [...document.querySelectorAll(one)])
          .filter((one) => one.checkVisibility());
      const hidden = new Set(all.filter(isHidden));
      const after = new Set(seen());
      sheet.disabled = true;
      for (const one of all.filter(isHidden)) hidden.delete(one);
      const isOwn = (/** @type {Element} */ one) => one.closest(own) !== null;
      const lost = seen().filter((one) => !after.has(one) && !one.matches(own));
      sheet.disabled = false;
      const named = (/** @type {Element[]} */ list) =>
        list.map(({ localName, className }) => `${localName}.${className}`);
      return {
        hidden: hidden.size,
        strays: named([...hidden].filter((one) => !isOwn(one))),
        lost: named(lost.filter((one) => !isOwn(one) || one.matches('output, .aside'))),
      };
    },
    RESULTS,
    own,
  );
}

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
  test('each hides something, and no result', async () => {
    await onPage(
      async (page) => {
        for (const name of hideable.filter((one) => !SELDOM.includes(one))) {
          const own = ownOf(name);
          await go(page, `${linkOf(name)}&hide=${name}`);
          await until(page, (own) => document.querySelector(own) !== null, own);
          const { hidden, strays, lost } = await hiddenBy(page, own);
          assert.ok(hidden > 0, `${name} hides nothing`);
          assert.deepEqual({ strays, lost }, { strays: [], lost: [] }, name);
        }
      },
      visit(linkWith('')),
    );
  });

  test('each locks something, which can be reached and says why', async () => {
    await onPage(
      async (page) => {
        const bare = [
          'title',
          'readouts',
          'progress',
          'batch_images',
          'curves',
          'cost',
          'goals',
          ...SELDOM,
        ];
        for (const name of lockable.filter((one) => !bare.includes(one))) {
          await go(page, `${linkOf(name)}&lock=${name}`);
          const wrong = await until(page, () => {
            const fixed = [...document.querySelectorAll('[data-fixed]')];
            const controls = fixed.flatMap((one) => [
              one,
              ...one.querySelectorAll('button, input, select, canvas, [role=grid]'),
            ]);
            const locked = controls.filter((one) =>
              one.matches('[readonly], [aria-disabled=true]'),
            );
            const unreachable = locked.filter((one) => one.matches(':disabled'));
            return locked.length > 0 && { unreachable: unreachable.length };
          }).catch(() => assert.fail(`${name} locks nothing`));
          assert.deepEqual(wrong, { unreachable: 0 }, name);
        }
        await go(page, linkWith(''));
        await until(page, () => document.querySelector('[data-fixed], input[readonly]') === null);
      },
      visit(linkWith('')),
    );
  });

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
});
