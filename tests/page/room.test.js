import assert from 'node:assert/strict';
import { test } from 'node:test';
import de from '../../web/ui/words/de.json' with { type: 'json' };
import en from '../../web/ui/words/en.json' with { type: 'json' };
import { until, untilOpen } from './browser.js';
import { inEachBrowser } from './each-browser.js';
import { languages, networkLink, speak, toggle, untilTested, untilTrained } from './setups.js';

/** @typedef {import('./browser.js').Page} Page */

const explosive = networkLink([32, 16], { optimizer: { name: 'sgd', lr: 0.5 } }, 'square');
/** One class: every answer is right. */
const certain = networkLink([16], { data: { name: 'mnist', classes: [0] }, epochs: 1000 });

const sentences = { en, de };

/** What scrolls, is cut off or breaks into more lines than there is room for. @param {Page} page */
function overflowing(page) {
  return page.evaluate(() => {
    const root = document.documentElement;
    const found = [];
    if (root.scrollHeight > innerHeight) found.push(`page ${root.scrollHeight} > ${innerHeight}`);
    if (root.scrollWidth > innerWidth) found.push(`page is ${root.scrollWidth} wide`);
    const right = /** @type {HTMLElement} */ (document.querySelector('.right'));
    if (right.scrollHeight > right.clientHeight) {
      found.push(`results ${right.scrollHeight} > ${right.clientHeight}`);
    }
    for (const selector of ['strata-mistakes ul', '.cures button', '.result', 'strata-explosion']) {
      for (const one of document.querySelectorAll(selector)) {
        if (one.scrollWidth > one.clientWidth || one.getBoundingClientRect().bottom > innerHeight) {
          found.push(`${selector}: ${one.scrollWidth} in ${one.clientWidth}`);
        }
      }
    }
    for (const [selector, lines] of /** @type {const} */ ([
      ['strata-run-bar', 52],
      ['strata-progress-line', 28],
      ['.result', 44],
      ['strata-confusion h3', 26],
      ['strata-page > footer', 29],
    ])) {
      const height = document.querySelector(selector)?.getBoundingClientRect().height ?? 0;
      if (height > lines) found.push(`${selector} is ${height} high`);
    }
    return found;
  });
}

/**
 * Writes into what the page shows, which goes on to write there itself: the text nodes stay.
 *
 * @param {Page} page
 * @param {Record<string, string>} texts by selector
 */
const write = (page, texts) =>
  page.evaluate((wanted) => {
    for (const [selector, text] of Object.entries(wanted)) {
      for (const one of document.querySelectorAll(selector)) {
        const nodes = [...one.childNodes].filter(
          (node) => node instanceof Text && node.data.trim(),
        );
        const last = nodes.at(-1);
        if (!(last instanceof Text)) throw new Error(`There is no text in ${selector}.`);
        last.data = text;
      }
    }
  }, texts);

/** Figures as long as they become. @param {Page} page */
const writeLongest = (page) =>
  write(page, { '.result .accuracy b': '100.0', '.result dd': '12.345' });

inEachBrowser('room', (at) => {
  for (const language of languages) {
    /** @param {string} hash @param {(page: Page) => Promise<void>} use @param {(page: Page) => Promise<unknown>} [ready] */
    const inLanguage = (hash, use, ready = untilTested) =>
      at.onPage(use, { hash, prepare: (page) => speak(page, language), ready });

    test(`nothing scrolls in ${language}: fresh, trained, with the longest figures`, () =>
      inLanguage('', async (page) => {
        for (const [width, height] of [
          [1280, 800],
          [1366, 768],
        ]) {
          await page.setViewport({ width: width ?? 0, height: height ?? 0 });
          await until(page, (wanted) => innerWidth === wanted, width);
          assert.deepEqual(await overflowing(page), [], `fresh, ${width}`);
        }
        await page.setViewport({ width: 1280, height: 800 });
        await toggle(page);
        await untilTrained(page);
        await until(page, () => document.querySelectorAll('strata-mistakes li').length >= 8);
        assert.deepEqual(await overflowing(page), [], 'running');
        await toggle(page);
        await until(page, () =>
          /[0-9a-f]{4} /.test(document.querySelector('.fingerprint')?.textContent ?? ''),
        );
        assert.deepEqual(await overflowing(page), [], 'trained');
        await writeLongest(page);
        assert.deepEqual(await overflowing(page), [], 'the longest figures');
      }));

    test(`the images that arrive fit a narrow window in ${language}`, () =>
      inLanguage('', async (page) => {
        await page.setViewport({ width: 340, height: 800 });
        await until(page, () => innerWidth === 340);
        await write(page, {
          '.progress.data span': {
            en: '65,500 of 70,000 images, 10.5 of 11.2 MB',
            de: '65.500 von 70.000 Bildern, 10,5 von 11,2 MB',
          }[language],
        });
        const { scrollWidth, clientWidth } = await page.evaluate(() => {
          const { scrollWidth, clientWidth } = document.documentElement;
          return { scrollWidth, clientWidth };
        });
        assert.equal(scrollWidth, clientWidth);
      }));

    test(`nothing scrolls in ${language} when all answers are right`, () =>
      inLanguage(certain, async (page) => {
        await toggle(page);
        await until(page, () =>
          /^100/.test(document.querySelector('.result b')?.textContent ?? ''),
        );
        assert.deepEqual(await overflowing(page), []);
      }));

    test(`nothing scrolls in ${language} after an explosion, nor when it is cured in a field`, () =>
      inLanguage(explosive, async (page) => {
        await toggle(page);
        await until(page, () => document.querySelectorAll('.cures button').length === 4);
        await until(page, () => document.querySelector('strata-explosion td') !== null);
        assert.deepEqual(await overflowing(page), []);
        await page.focus('#field-optimizer-lr');
        await page.keyboard.press('ArrowDown');
        await until(
          page,
          () => document.querySelector('[data-tip=undo]:not([aria-disabled=true])') !== null,
        );
        assert.deepEqual(await overflowing(page), [], 'edited');
      }));

    test(`a loss that is no number has room in ${language} beside what is not tested yet`, () =>
      inLanguage('', async (page) => {
        await write(page, {
          '.result dd': sentences[language]['number.nan'],
          '.result p:not(.accuracy)': sentences[language]['results.untested'],
        });
        assert.deepEqual(await overflowing(page), []);
      }));

    test(`the alarm of a damaged link does not make the page scroll in ${language}`, () =>
      inLanguage('#e=garbage', async (page) => {
        await until(page, () => document.querySelector('.alarm') !== null);
        const heights = await page.evaluate(() => [
          document.documentElement.scrollHeight,
          document.documentElement.clientWidth,
        ]);
        assert.deepEqual(heights, [800, 1280]);
      }));

    test(`the gradients of a lesson do not make the page scroll, nor are its neighbours cut, in ${language}`, () =>
      inLanguage(
        '#lesson=vanishing-gradients',
        async (page) => {
          await until(page, () => document.querySelector('#view') !== null);
          await page.select('#view', 'gradients');
          await toggle(page);
          await until(page, () => document.querySelector('.gradients .alarming') !== null);
          assert.deepEqual(await overflowing(page), []);
          const neighbours = await page.evaluate(() =>
            [...document.querySelectorAll('.lesson nav button > span')].map(
              ({ scrollWidth, clientWidth }) => scrollWidth <= clientWidth,
            ),
          );
          assert.deepEqual(neighbours, [true, true], 'whole');
        },
        untilOpen,
      ));

    test(`what a menu shows does not lie under its arrow in ${language}`, () =>
      inLanguage(networkLink([32, 16]), async (page) => {
        for (const width of [1280, 768]) {
          await page.setViewport({ width, height: 800 });
          await until(page, (wanted) => innerWidth === wanted, width);
          const narrow = await page.evaluate(() => {
            const pen = document.createElement('canvas').getContext('2d');
            const wanted = /** @type {const} */ ([
              ['#field-layers-1-activation', 'hardsigmoid'],
              ['strata-set-choice select', 'age'],
            ]);
            return wanted.flatMap(([selector, name]) => {
              const menu = /** @type {HTMLSelectElement} */ (document.querySelector(selector));
              const style = getComputedStyle(menu);
              if (!pen) return ['no canvas'];
              pen.font = `${style.fontWeight} ${style.fontSize} ${style.fontFamily}`;
              const text = menu.querySelector(`[value=${name}]`)?.textContent ?? '';
              // The arrow is the browser's own, in no padding, or the page's.
              const right = Math.max(16, Number.parseFloat(style.paddingRight));
              const room = menu.clientWidth - Number.parseFloat(style.paddingLeft) - right;
              const { width } = pen.measureText(text);
              return width > 0 && width <= room ? [] : [`${text}: ${width} in ${room}`];
            });
          });
          assert.deepEqual(narrow, [], `${width}`);
        }
      }));

    test(`the table of starts scrolls by itself in a narrow window in ${language}, its names staying`, () =>
      inLanguage(
        '#lesson=start-right',
        async (page) => {
          await page.setViewport({ width: 360, height: 800 });
          await page.select('#view', 'start');
          await until(
            page,
            () => document.querySelectorAll('strata-start th[scope=row]').length === 16,
          );
          const [start, end, name, value, sideways] = await page.evaluate(() => {
            const table = /** @type {HTMLElement} */ (
              document.querySelector('strata-start .view-table')
            );
            const row = /** @type {Element} */ (table.querySelector('tr[aria-current=true]'));
            table.scrollLeft = table.scrollWidth;
            const [box, head, last] = [
              table,
              row.querySelector('th'),
              row.querySelector('td:nth-last-child(2)'),
            ].map((one) => /** @type {Element} */ (one).getBoundingClientRect());
            const { scrollWidth, clientWidth } = document.documentElement;
            return [box?.left, box?.right, head?.left, last?.right, scrollWidth - clientWidth];
          });
          assert.equal(name, start);
          assert.ok((value ?? 0) <= (end ?? 0) && (end ?? 0) <= 360, `${value} ${end}`);
          assert.equal(sideways, 0);
        },
        untilOpen,
      ));

    test(`what is said of an edit is not cut off in ${language}`, () =>
      inLanguage(networkLink([32, 16]), async (page) => {
        await toggle(page);
        await untilTrained(page);
        await toggle(page);
        await until(page, () =>
          /Paused|Angehalten/.test(document.querySelector('.words')?.textContent ?? ''),
        );
        await page.evaluate(() =>
          /** @type {HTMLElement} */ (document.querySelector('[data-tip=duplicate]')).click(),
        );
        await until(page, () => document.querySelector('.words.noted') !== null);
        const cut = await page.evaluate(() => {
          const said = /** @type {HTMLElement} */ (document.querySelector('.words span'));
          return [said.scrollWidth > said.clientWidth && said.clientWidth > 0, said.textContent];
        });
        assert.equal(cut[0], false, `${cut[1]}`);
      }));

    test(`the steps before an explosion fit beside one another in ${language}`, () =>
      inLanguage(
        networkLink([32, 24, 20, 16, 12], { optimizer: { name: 'sgd', lr: 0.5 } }, 'square'),
        async (page) => {
          await toggle(page);
          await until(page, () => document.querySelector('strata-explosion td') !== null);
          for (const width of [360, 768, 1100, 1280]) {
            await page.setViewport({ width, height: 800 });
            await until(page, (wanted) => innerWidth === wanted, width);
            const [table, room, whole] = await page.evaluate(() => [
              document.querySelector('strata-explosion table')?.scrollWidth ?? 0,
              document.querySelector('strata-explosion')?.clientWidth ?? 0,
              document.documentElement.scrollWidth,
            ]);
            assert.ok((table ?? 0) <= (room ?? 0), `${table} in ${room} at ${width}`);
            assert.ok((whole ?? 0) <= width, `${whole} at ${width}`);
          }
        },
      ));
  }

  test('mistakes do not scroll sideways on a narrow telephone', () =>
    at.onPage(async (page) => {
      await toggle(page);
      await untilTrained(page);
      await until(page, () => document.querySelectorAll('strata-mistakes li').length >= 8);
      await toggle(page);
      await page.setViewport({ width: 320, height: 800 });
      await until(page, () => innerWidth === 320);
      const [list, room] = await page.evaluate(() => {
        const one = document.querySelector('strata-mistakes ul');
        return [one?.scrollWidth, one?.clientWidth];
      });
      assert.equal(list, room);
    }));
});
