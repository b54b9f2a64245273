import assert from 'node:assert/strict';
import { test } from 'node:test';
import { press, until, violations } from './browser.js';
import { catchFiles, saved, train } from './curves.js';
import { inEachBrowser } from './each-browser.js';

/** @typedef {import('./browser.js').Page} Page */
/** @typedef {{ caption: string, head: string[], rows: string[][] }} Table */

/**
 * Opens the numbers of something.
 *
 * @param {Page} page
 * @param {string} what
 * @returns {Promise<Table[]>} all that is shown then
 */
async function tablesOf(page, what) {
  const value = await until(
    page,
    (name) =>
      [...document.querySelectorAll('dialog[open] #numbers-what option')]
        .find((one) => one.textContent === name)
        ?.getAttribute('value'),
    what,
  );
  await page.select('#numbers-what', String(value));
  const found = await until(
    page,
    (name) =>
      document.querySelector('.numbers .scroll')?.getAttribute('aria-label') === name &&
      [...document.querySelectorAll('.numbers table')].map((table) => ({
        caption: table.querySelector('caption')?.textContent ?? '',
        head: [...table.querySelectorAll('thead th')].map((cell) => cell.textContent ?? ''),
        rows: [...table.querySelectorAll('tbody tr')].map((row) =>
          [...row.children].map((cell) => cell.textContent ?? ''),
        ),
      })),
    what,
  );
  return /** @type {Table[]} */ (found);
}

/** @param {string[][]} rows @param {number} column */
const sum = (rows, column) =>
  rows.reduce((all, row) => all + Number(row[column]?.replaceAll(',', '')), 0);

inEachBrowser('the numbers behind the pictures', (at) => {
  test('are tables of each layer, of the mix-ups and of the digit', () =>
    at.onPage(async (page) => {
      await train(page, 'Epoch', 1875);
      await press(page, 'Numbers behind the pictures');
      const first = await tablesOf(page, 'Layer 1');
      assert.deepEqual(
        first.map(({ caption }) => caption.replace(/step \d[\d,]*\d|step \d/, 'step …')),
        [
          '19,200 pre-activations z, by size',
          'Norms at step …, the last that was measured',
          'Norm of the loss’s gradient by z, over the steps',
          'The units’ response to the digit',
        ],
      );
      assert.equal(sum(first[0]?.rows ?? [], 2), 300 * 64, 'of 300 images and 64 units');
      // relu: f is 0 on the left, and as steep as 1 on the right.
      const inside = first[0]?.rows.filter((row) => !row.includes('–')) ?? [];
      assert.equal(inside.length, 40);
      assert.deepEqual(inside[0]?.slice(4), ['0', '0']);
      assert.equal(inside.at(-1)?.[5], '1');
      assert.equal(first[3]?.rows.length, 64);

      const second = await tablesOf(page, 'Layer 2');
      const weights = second.find(({ caption }) => caption.startsWith('Strongest weights'));
      const sizes = weights?.rows.map((row) => Math.abs(Number(row[2]?.replace('−', '-')))) ?? [];
      assert.ok(sizes.length > 10);
      assert.deepEqual(
        sizes,
        [...sizes].sort((one, other) => other - one),
      );

      const [confusion] = await tablesOf(page, 'What it mixes up');
      const columns = [...Array(10).keys()].map((answer) => sum(confusion?.rows ?? [], answer + 1));
      assert.equal(
        columns.reduce((one, other) => one + other, 0),
        10_000,
      );
      const [digit] = await tablesOf(page, 'The digit');
      assert.equal(digit?.rows.length, 28);
      const ink = await page.evaluate(
        () =>
          [...document.querySelectorAll('.numbers td')].filter((cell) => cell.textContent !== '0')
            .length,
      );
      assert.ok(ink > 50 && ink < 400, `${ink} pixels have ink`);
      assert.deepEqual(await violations(page), []);
      await page.keyboard.press('Escape');
      await until(page, () => document.activeElement?.matches('strata-open-numbers button'));
      await press(page, 'Mistakes as a list');
      await until(page, () => document.querySelector('dialog.mixups[open]') !== null);
      await page.keyboard.press('Escape');
      await until(page, () => document.activeElement?.matches('strata-mixups button'));
    }));

  test('are saved as CSV, and the pictures as PNG and SVG', () =>
    at.onPage(
      async (page) => {
        await train(page, 'Step', 1);
        await press(page, 'Numbers behind the pictures');
        for (const what of ['Layer 2', 'What it mixes up']) {
          await tablesOf(page, what);
          await press(page, 'Save picture as PNG');
          await press(page, 'Save picture as SVG');
        }
        await press(page, 'Save as CSV: Test images by true digit (rows) and answer (columns)');
        const files = await saved(page, 5);
        const base = 'strata-784-64-32-10-relu-lr-0.1-seed-1';
        assert.deepEqual([...files.keys()].sort(), [
          `${base}-confusion.csv`,
          `${base}-confusion.png`,
          `${base}-confusion.svg`,
          `${base}-layer-2.png`,
          `${base}-layer-2.svg`,
        ]);
        const csv = String(files.get(`${base}-confusion.csv`))
          .trimEnd()
          .split('\r\n');
        assert.equal(csv[0], 'Digit,0,1,2,3,4,5,6,7,8,9,Right');
        const images = csv.slice(1).flatMap((line) => line.split(',').slice(1, 11).map(Number));
        assert.equal(
          images.reduce((one, other) => one + other, 0),
          10_000,
        );
        for (const name of ['confusion', 'layer-2']) {
          const png = files.get(`${base}-${name}.png`) ?? Buffer.alloc(0);
          assert.equal(png.toString('latin1', 1, 4), 'PNG');
          const svg = String(files.get(`${base}-${name}.svg`));
          const shapes = await page.evaluate((text) => {
            const picture = new DOMParser().parseFromString(text, 'image/svg+xml');
            return (
              picture.documentElement.localName === 'svg' && picture.querySelectorAll('*').length
            );
          }, svg);
          assert.ok(Number(shapes) > 50, `${shapes} shapes`);
          assert.doesNotMatch(svg, /NaN|undefined|null/);
        }
      },
      { prepare: catchFiles },
    ));
});
