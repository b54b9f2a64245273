import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parseExperiment } from '../../web/engine/experiment/index.js';
import { encodeLink } from '../../web/engine/link.js';
import { press, standing, until, untilReady, untilWords, violations } from './browser.js';
import { inEachBrowser } from './each-browser.js';
import { focusOn } from './hands.js';

/** @typedef {import('./browser.js').Page} Page */

/** @param {object} parts of an experiment */
const linkTo = (parts) =>
  `#e=${encodeLink(parseExperiment({ strata: 1, data: { name: 'mnist' }, ...parts }))}`;

const linear = (/** @type {number} */ units) => ({ type: 'linear', units });
const act = (/** @type {string} */ name) => ({ type: 'activation', name });
const squares = linkTo({
  layers: [linear(32), act('square'), linear(16), act('square'), linear(10)],
  seed: 21,
});
const deep = linkTo({
  layers: [512, 64, 64, 64, 64, 64, 64, 64]
    .flatMap((units) => [linear(units), act('sigmoid')])
    .concat([linear(10)]),
});

/** The sum of the unit that is looked into is that of its parts. @param {Page} page @param {RegExp} which */
async function findSum(page, which) {
  const found = await page.evaluate(() => ({
    unit: document.querySelector('.inspector small')?.textContent,
    text:
      document
        .querySelector('.equation')
        ?.textContent?.replaceAll('−', '-')
        .replaceAll(/\s+/g, ' ') ?? '',
    listed: document.querySelectorAll('.inspector li').length,
  }));
  assert.match(found.unit ?? '', which);
  assert.equal(found.listed, 6);
  const [plus = 0, minus = 0, sign = '+', bias = 0, sum = 0] = (
    /= +([\d.]+) positive part +- ([\d.]+) negative part +([+-]) ([\d.]+) bias +=\s+(-?[\d.]+)/.exec(
      found.text,
    ) ?? []
  ).slice(1);
  const wanted = Number(plus) - Number(minus) + Number(`${sign}${bias}`);
  assert.ok(Math.abs(wanted - Number(sum)) <= 0.021, found.text);
}

/** The focused unit: its name, whether it is open, and what is said of it. @param {Page} page */
const unitState = (page) =>
  page.evaluate(() => ({
    focused: document.activeElement?.getAttribute('aria-label'),
    open: document.activeElement?.getAttribute('aria-expanded'),
    said: document.querySelector('strata-inspector [aria-live]')?.textContent?.trim(),
  }));

inEachBrowser('views', (at) => {
  /** @param {string} hash @param {(page: Page) => Promise<void>} use */
  const onPage = (hash, use) =>
    at.onPage(use, {
      hash,
      ready: (page) => untilReady(page),
    });

  test('at 1280 × 800 nothing scrolls, and cards show images, histogram and figures', () =>
    onPage('', async (page) => {
      await press(page, 'Step');
      await untilWords(page, 'Paused at step 1.');
      await until(page, () => document.querySelectorAll('strata-plot .bars').length === 4);
      const seen = await page.evaluate(() => ({
        scrolls: [document.documentElement.scrollHeight, document.documentElement.scrollWidth],
        tiles: [...document.querySelectorAll('strata-tiles')].map(
          (tiles) => tiles.querySelectorAll('[role=gridcell]').length,
        ),
        inked: [...document.querySelectorAll('strata-tiles canvas')].map((canvas) => {
          const { width, height } = /** @type {HTMLCanvasElement} */ (canvas);
          const context = /** @type {HTMLCanvasElement} */ (canvas).getContext('2d');
          const data = context?.getImageData(0, 0, width, height).data ?? [];
          return new Set(data).size > 30;
        }),
        figures: [...document.querySelectorAll('.three dt')].map((term) =>
          term.textContent?.replace(/[ →↗↘]+$/, ''),
        ),
        edges: document.querySelectorAll('strata-edges path').length,
        gradients: document.querySelectorAll('strata-flow circle').length,
      }));
      assert.deepEqual(seen.scrolls, [800, 1280]);
      assert.deepEqual(seen.tiles, [64, 32]);
      assert.deepEqual(seen.inked, [true, true]);
      assert.deepEqual(seen.figures.slice(0, 3), ['dead', 'left of 0', 'gradient']);
      assert.equal(seen.edges, 2 * 28);
      assert.equal(seen.gradients, 3);
    }));

  test('a unit is found by keyboard, and its sum is that of its parts', () =>
    onPage('', async (page) => {
      await press(page, 'Step');
      await untilWords(page, 'Paused at step 1.');
      await focusOn(page, 'Unit 1', 'Layer 1');
      const keys = /** @type {const} */ ([
        'ArrowRight',
        'ArrowDown',
        'ArrowLeft',
        'End',
        'Home',
        'ArrowRight',
      ]);
      for (const key of keys) await page.keyboard.press(key);
      await page.keyboard.press('Enter');
      await until(page, () => document.querySelector('.equation') !== null);
      await findSum(page, /^layer 1, unit 2$/);
      assert.deepEqual(await unitState(page), {
        focused: 'Unit 2',
        open: 'true',
        said: 'Layer 1, unit 2 is shown beside the layers. Enter again leads into it, Escape closes it.',
      });
      await page.keyboard.press('Enter');
      await until(page, () => document.activeElement?.matches('.inspector') ?? false);
      assert.deepEqual(await violations(page), []);
      await page.keyboard.press('Escape');
      await until(page, () => document.querySelector('.equation') === null);
      assert.deepEqual(await unitState(page), { focused: 'Unit 2', open: 'false', said: '' });
      await page.keyboard.press('Enter');
      await until(page, () => document.querySelector('.equation') !== null);
      await page.keyboard.press('Escape');
      await until(page, () => document.querySelector('.equation') === null);
      await focusOn(page, 'Look into the unit for 0', 'Output layer');
      for (const key of /** @type {const} */ (['ArrowUp', 'ArrowDown', 'ArrowDown'])) {
        await page.keyboard.press(key);
      }
      await page.keyboard.press('Enter');
      await until(page, () => document.querySelector('.equation') !== null);
      await findSum(page, /^output for digit 2$/);
      await page.keyboard.press('Escape');
      const stays = await page.evaluate(() => document.activeElement?.getAttribute('aria-label'));
      assert.equal(stays, 'Look into the unit for 2');
    }));

  test('a cell of the confusion opens its images, and one of them flows through the network', () =>
    onPage('', async (page) => {
      await press(page, 'Epoch');
      await untilWords(page, 'Paused');
      await until(page, () => document.querySelectorAll('strata-mistakes li').length === 8);
      await page.focus('strata-mistakes [data-tip=mistakes-more]');
      await page.keyboard.press('Enter');
      await until(page, () => document.querySelectorAll('strata-mistakes li').length === 56);
      const further = await page.evaluate(() => {
        const buttons = [...document.querySelectorAll('strata-mistakes li button')];
        const heading = document.querySelector('strata-mistakes h3')?.textContent ?? '';
        const at = buttons.indexOf(/** @type {Element} */ (document.activeElement));
        return { at, counted: /56 of [\d,]+/.test(heading) };
      });
      assert.deepEqual(further, { at: 8, counted: true }, 'the first of them has the focus');
      const cell = await page.evaluate(() => {
        const cells = [...document.querySelectorAll('[data-cell]')];
        const counts = cells.map((one, i) =>
          i % 11 === 0 ? 0 : Number(/^[\d,]+/.exec(one.getAttribute('aria-label') ?? '')?.[0]),
        );
        const most = counts.indexOf(Math.max(...counts));
        /** @type {HTMLElement} */ (cells[most]).click();
        return { truth: Math.floor(most / 10), answer: most % 10 };
      });
      await until(
        page,
        ({ truth, answer }) => {
          // The last test may still have been under way.
          const cell = document.querySelector(`[data-cell="${10 * truth + answer}"]`);
          const count = Number(/^[\d,]+/.exec(cell?.getAttribute('aria-label') ?? '')?.[0]);
          const items = document.querySelectorAll('strata-mistakes li');
          const title = document.querySelector('strata-mistakes h3')?.textContent ?? '';
          return (
            title.includes(`${truth} taken for ${answer}`) &&
            title.includes(`${items.length} of ${count}, the surest first`) &&
            items.length === Math.min(24, count)
          );
        },
        cell,
      );
      await page.evaluate(() =>
        /** @type {HTMLElement} */ (document.querySelector('strata-mistakes li button')).click(),
      );
      await until(
        page,
        ({ truth, answer }) =>
          document
            .querySelector('.verdict')
            ?.textContent?.includes(`reads ${answer}, truly ${truth}`),
        cell,
      );
    }));

  test('an explosion is explained, its last steps are shown, and a cure that helps is applied', () =>
    onPage(squares, async (page) => {
      await press(page, 'Run');
      await until(page, () => document.querySelectorAll('strata-explosion tbody tr').length === 5);
      await until(page, () => {
        const verdicts = [...document.querySelectorAll('.cures small')];
        return (
          verdicts.length === 4 &&
          verdicts.every((one) => /reaches|stops at|finite/.test(one.textContent ?? ''))
        );
      });
      const seen = await page.evaluate(() => ({
        title: document.querySelector('strata-explosion h2')?.textContent ?? '',
        last: [...document.querySelectorAll('strata-explosion tr:last-child td')].map(
          (cell) => cell.textContent,
        ),
        cures: [...document.querySelectorAll('.cures button')].map((cure) => cure.textContent),
      }));
      const [, step] = /Stopped at step (\d+)/.exec(seen.title) ?? [];
      assert.ok(Number(step) > 5 && Number(step) < 50, seen.title);
      assert.equal(seen.last[0], 'NaN');
      assert.ok(seen.last.includes('∞'));
      assert.match(seen.cures[1] ?? '', /off → norm 1\s*reaches [89]\d/);
      assert.equal((await standing(page)).step, Number(step) - 1, 'the last finite state');
      assert.deepEqual(await violations(page), []);
      await page.evaluate(() =>
        /** @type {HTMLElement} */ (document.querySelectorAll('.cures button')[1]).click(),
      );
      await untilWords(page, 'Finished');
      assert.ok((await standing(page)).testAccuracy > 80);
      await press(page, 'Undo');
      await until(page, () =>
        [...document.querySelectorAll('select')].some(
          ({ id, value }) => id === 'field-clip' && value === 'none',
        ),
      );
    }));

  test('eight layers of up to 512 units: one is open, the others are spines, gradients vanish', () =>
    onPage(deep, async (page) => {
      await press(page, 'Step');
      await untilWords(page, 'Paused at step 1.');
      await until(page, () =>
        /Vanishing/.test(document.querySelector('.flow-verdict')?.textContent ?? ''),
      );
      const seen = await page.evaluate(() => ({
        width: document.documentElement.scrollWidth,
        spines: document.querySelectorAll('strata-spine').length,
        page: document.querySelector('strata-tiles .caption')?.textContent ?? '',
        groups: [...document.querySelectorAll('[data-card]')].map((one) =>
          one.getAttribute('aria-label'),
        ),
        stops: [...document.querySelectorAll('.closed :is(button, input, select)')].filter(
          (one) => /** @type {HTMLElement} */ (one).tabIndex >= 0,
        ).length,
      }));
      assert.deepEqual([seen.width, seen.spines], [1280, 7]);
      assert.match(seen.page, /units 1–\d+ of 512/);
      assert.equal(seen.groups.at(-1), 'Layer 8');
      assert.equal(seen.stops, 7, 'a closed layer is one stop');
      await focusOn(page, 'Layer 8: 64 units, sigmoid. Open');
      await page.keyboard.press('Enter');
      await until(
        page,
        () =>
          document.querySelectorAll('li:nth-child(8) strata-tiles').length === 1 &&
          document.activeElement?.id === 'field-layers-14-units',
      );
      assert.deepEqual(await violations(page), []);
    }));
});
