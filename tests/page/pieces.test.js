import assert from 'node:assert/strict';
import { test } from 'node:test';
import { stock } from '../../web/engine/data/stock.js';
import { parseExperiment } from '../../web/engine/experiment/index.js';
import { loadData, loadEngine } from '../../web/engine/index.js';
import { takeMeasures } from '../../web/engine/lesson/measures.js';
import { encodeLink } from '../../web/engine/link.js';
import { press, until, untilSaid, violations } from './browser.js';
import { inEachBrowser } from './each-browser.js';
import { languages, networkLink, speak, toggle, untilTested } from './setups.js';

/** @typedef {import('./browser.js').Page} Page */

const linear = (/** @type {number} */ units) => ({ type: 'linear', units });
/** @param {string} name @param {number[]} units @param {number} outputs */
const stack = (name, units, outputs) => [
  ...units.flatMap((count) => [linear(count), { type: 'activation', name }]),
  linear(outputs),
];
const adam = { name: 'adam', lr: 0.01 };
const bump = (name = 'relu') => ({
  strata: 1,
  data: { name: 'bump' },
  layers: stack(name, [8], 1),
  optimizer: adam,
  epochs: 40,
});
const moons = { strata: 1, data: { name: 'moons' }, layers: stack('relu', [4], 2), epochs: 20 };
const deep = { ...moons, layers: stack('relu', [8, 8], 2), epochs: 1000 };
const small = { data: { name: 'mnist', train: 2000, test: 500 } };

const link = (/** @type {unknown} */ document) => `#e=${encodeLink(parseExperiment(document))}`;

/** @param {Page} page @param {'kinks' | 'regions'} name */
async function show(page, name) {
  await page.select('#view', name);
  await until(
    page,
    (wanted) => document.querySelector(`strata-${wanted} .view canvas[aria-label]`) !== null,
    name,
  );
}

/** @param {Page} page @param {string} selector @returns {Promise<number>} how many colours a canvas shows */
const coloursOf = (page, selector) =>
  page.evaluate((where) => {
    const canvas = document.querySelector(where);
    if (!(canvas instanceof HTMLCanvasElement)) return 0;
    const { width, height } = canvas;
    const data = canvas.getContext('2d')?.getImageData(0, 0, width, height).data;
    return new Set(new Uint32Array(data?.buffer ?? new ArrayBuffer(0))).size;
  }, selector);

/** What the engine itself measures after a run. @param {object} document @param {string} measure */
async function measured(document, measure) {
  const engine = await loadEngine();
  const experiment = parseExperiment(document);
  const store = stock(engine, await loadData(engine, experiment));
  const net = engine.createNetwork(experiment, { input: store.input });
  const { batch, seed, epochs } = experiment;
  const run = engine.createRun(net, store, { batch, seed, epochs });
  const end = epochs * run.stepsPerEpoch;
  while (run.step < end) run.advance(end - run.step);
  const subject = { net, run, store, diagnosis: engine.diagnose(net), nonFinite: null };
  return takeMeasures(subject, [{ measure }])[0] ?? Number.NaN;
}

inEachBrowser('kinks and regions', (at) => {
  test('as many kinks as the lesson measures, and hinges that are added by keyboard', () =>
    at.onPage(
      async (page) => {
        await show(page, 'kinks');
        await toggle(page);
        await untilSaid(page, 'strata-kinks', 'Weights of step 640.');
        const kinks = await measured(bump(), 'kinks');
        assert.ok(kinks >= 2 && kinks <= 8, `${kinks}`);
        await untilSaid(
          page,
          'strata-kinks',
          `8 units, ${kinks} kinks in sight, ${kinks + 1} straight pieces.`,
        );
        const colours = await coloursOf(page, '.kinks-picture');
        assert.ok(colours > 5, `${colours}`);
        await page.focus('#kinks-added');
        await page.keyboard.press('Home');
        await untilSaid(page, '.kinks-bar output', '0 of 8');
        await untilSaid(page, '.kinks-key', 'the sum so far');
        await page.keyboard.press('ArrowRight');
        await untilSaid(page, '.kinks-bar output', '1 of 8');
        await untilSaid(page, '.kinks-unit', 'w = ');
        await page.focus('.kinks-units');
        await page.keyboard.press('End');
        await until(
          page,
          () => document.querySelector('.kinks-units i:last-child.current') !== null,
        );
        const said = await page.evaluate(() => [
          document.querySelector('.kinks-units')?.getAttribute('aria-valuetext'),
          document.querySelector('.kinks-unit')?.textContent,
        ]);
        assert.equal(said[0], said[1]);
      },
      { hash: link(bump()), ready: untilTested },
    ));

  test('the units are added one after the other until all of them are', () =>
    at.onPage(
      async (page) => {
        await show(page, 'kinks');
        await press(page, 'Add one unit after the other');
        await untilSaid(page, '.kinks-bar output', '2 of 8');
        await press(page, 'Stop adding');
        const stopped = await page.evaluate(
          () => document.querySelector('.kinks-bar output')?.textContent,
        );
        assert.notEqual(stopped, '8 of 8');
        await press(page, 'Add one unit after the other');
        await untilSaid(page, '.kinks-bar output', '8 of 8');
        await until(
          page,
          () =>
            document.querySelector('.kinks-bar button')?.getAttribute('aria-label') ===
            'Add one unit after the other',
        );
      },
      { hash: link(bump()), ready: untilTested },
    ));

  test('a smooth activation has no kinks, but bends', () =>
    at.onPage(
      async (page) => {
        await show(page, 'kinks');
        await untilSaid(page, 'strata-kinks', 'No kinks: Tanh bends everywhere.');
        const off = await page.evaluate(() =>
          [...document.querySelectorAll('#view option:disabled')].map((one) => one.textContent),
        );
        assert.deepEqual(off, ['Twins', 'Regions']);
      },
      { hash: link(bump('tanh')), ready: untilTested },
    ));

  test('as many regions as the lesson measures, and units that are on, by keyboard', () =>
    at.onPage(
      async (page) => {
        await show(page, 'regions');
        await toggle(page);
        await untilSaid(page, 'strata-regions', 'On 201 × 201 points, weights of step 320.');
        const regions = await measured(moons, 'regions');
        await untilSaid(page, '.region-facts .count', `${regions} regions`);
        await untilSaid(page, 'strata-regions', '4 lines make at most 11.');
        assert.ok((await coloursOf(page, '.region-picture canvas')) > 5);
        await page.focus('.region-picture canvas');
        await page.keyboard.press('ArrowRight');
        await untilSaid(page, '.region-place', 'of 4 on');
        const before = await page.evaluate(
          () => document.querySelector('.region-place b')?.textContent,
        );
        await page.keyboard.down('Shift');
        await page.keyboard.press('ArrowUp');
        await page.keyboard.up('Shift');
        await until(
          page,
          (was) => document.querySelector('.region-place b')?.textContent !== was,
          before,
        );
      },
      { hash: link(moons), ready: untilTested },
    ));

  test('of another network, nothing is shown of the one before', () =>
    at.onPage(
      async (page) => {
        await show(page, 'regions');
        await untilSaid(page, 'strata-regions', 'On 201 × 201 points');
        const shown = await page.evaluate(async (document_) => {
          const view = /** @type {import('../../web/ui/element.js').PageElement} */ (
            document.querySelector('strata-regions')
          );
          view.session.experiment.load(document_);
          const facts = () => view.querySelector('.region-facts')?.textContent ?? '';
          const seen = new Set();
          while (!facts().includes('after layers 1–2')) {
            await new Promise(requestAnimationFrame);
            seen.add(facts().includes('after layers 1–2') ? 'new' : facts());
          }
          return [...seen];
        }, parseExperiment(deep));
        assert.deepEqual(shown, ['', 'new']);
      },
      { hash: link(moons), ready: untilTested },
    ));

  test('while training goes on the grid is coarser, and the count goes on with the steps', () =>
    at.onPage(
      async (page) => {
        await show(page, 'regions');
        await toggle(page);
        await untilSaid(page, 'strata-regions', 'On 101 × 101 points');
        await untilSaid(page, '.region-facts', 'after layers 1–2');
        await until(page, () => document.querySelector('.region-trail') !== null);
        await toggle(page);
        await untilSaid(page, 'strata-regions', 'On 201 × 201 points');
      },
      { hash: link(deep), ready: untilTested },
    ));

  test('a plane goes through three test images, each of which can be another', () =>
    at.onPage(
      async (page) => {
        await show(page, 'regions');
        await untilSaid(page, 'strata-regions', 'On 201 × 201 points');
        const images = () =>
          page.evaluate(() =>
            [...document.querySelectorAll('.slice-images canvas')].map((canvas) => ({
              name: canvas.getAttribute('aria-label'),
              pixels: canvas instanceof HTMLCanvasElement ? canvas.toDataURL() : '',
            })),
          );
        const before = await images();
        assert.equal(new Set(before.map(({ pixels }) => pixels)).size, 3);
        assert.equal(before[0]?.name, 'Image A: a 4');
        await page.select('.slice-images select', '3');
        await press(page, 'Another image B');
        await until(
          page,
          (b) => {
            const [first, second] = document.querySelectorAll('.slice-images canvas');
            return (
              first?.getAttribute('aria-label') === 'Image A: a 3' &&
              second instanceof HTMLCanvasElement &&
              second.toDataURL() !== b
            );
          },
          before[1]?.pixels ?? '',
        );
        await page.hover('.region-picture canvas');
        await untilSaid(page, '.region-place', 'answer');
      },
      { hash: networkLink([16, 8], small), ready: untilTested },
    ));

  for (const language of languages) {
    for (const scheme of ['light', 'dark']) {
      test(`have room and keep the rules in ${language}, ${scheme}`, async () => {
        for (const [name, hash] of /** @type {const} */ ([
          ['kinks', link(bump())],
          ['regions', link(moons)],
          ['regions', networkLink([16, 8], small)],
        ])) {
          await at.onPage(
            async (page) => {
              await show(page, name);
              assert.deepEqual(await violations(page), [], name);
              for (const width of [1280, 768, 360]) {
                await page.setViewport({ width, height: 800 });
                await until(page, (wanted) => innerWidth === wanted, width);
                const [across, down] = await page.evaluate(() => [
                  document.documentElement.scrollWidth - innerWidth,
                  document.documentElement.scrollHeight - innerHeight,
                ]);
                assert.ok((across ?? 1) <= 0, `${name} sticks out by ${across} at ${width}`);
                if (width === 1280) assert.ok((down ?? 1) <= 0, `${name} scrolls by ${down}`);
              }
            },
            {
              hash,
              ready: untilTested,
              prepare: async (page) => {
                await speak(page, language);
                await page.evaluateOnNewDocument(
                  (wanted) => localStorage.setItem('strata-theme', wanted),
                  scheme,
                );
              },
            },
          );
        }
      });
    }
  }
});
