// Weights that were trained elsewhere can be explored with every view of the menu.
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { carryOut } from '../../web/engine/carry-out.js';
import { parseExperiment } from '../../web/engine/experiment/index.js';
import { exportSafetensors } from '../../web/engine/index.js';
import { encodeLink } from '../../web/engine/link.js';
import { centreViews } from '../../web/ui/state/view-store.js';
import { first as words } from '../ui/english.js';
import { fingerprint, press, until, untilReady, untilWords } from './browser.js';
import { inEachBrowser } from './each-browser.js';
import { untilTested } from './setups.js';

/** @typedef {import('./browser.js').Page} Page */
/** @typedef {keyof typeof centreViews} ViewName */

const names = /** @type {ViewName[]} */ (Object.keys(centreViews));
/** Views of starts and runs of their own, whatever the weights are. */
const apart = ['start', 'compare'];

/** @param {object} data @param {number} outputs */
const experimentOn = (data, outputs) =>
  parseExperiment({
    strata: 1,
    data,
    layers: [
      { type: 'linear', units: 12 },
      { type: 'activation', name: 'relu' },
      { type: 'linear', units: outputs },
    ],
    optimizer: { name: 'adam', lr: 0.01 },
    epochs: 3,
  });
const experiments = [
  experimentOn({ name: 'mnist', train: 2000, test: 500 }, 10),
  experimentOn({ name: 'bump' }, 1),
];

/** The views that an experiment has, with a twin. @param {(typeof experiments)[number]} experiment */
const viewsOf = (experiment) => {
  const session = /** @type {any} */ ({ twin: { document: experiment } });
  return names.filter((name) => centreViews[name](experiment, session));
};

let folder = '';
before(async () => {
  folder = mkdtempSync(join(tmpdir(), 'strata-'));
  for (const [i, experiment] of experiments.entries()) {
    const { network } = await carryOut(experiment);
    writeFileSync(join(folder, `${i}.safetensors`), exportSafetensors(network, experiment));
    network.dispose();
  }
});
after(() => rmSync(folder, { recursive: true, force: true }));

/** What the middle of the page says and draws; nothing while a picture is blank or something is waited for. @param {Page} page */
const drawn = (page) =>
  page.evaluate(
    (waiting) => {
      const place = document.querySelector('strata-view-place > *');
      const view = place ?? document.querySelector('strata-stack ol');
      const text = view?.textContent?.replaceAll(/\s+/g, ' ') ?? '';
      if (!view || waiting.some((one) => text.includes(one))) return '';
      if (view.querySelector('progress')) return '';
      const curves = [...view.querySelectorAll('svg path, svg circle, svg rect')].map((one) =>
        ['d', 'cx', 'cy', 'x', 'y', 'width', 'height'].map((name) => one.getAttribute(name)).join(),
      );
      const copy = new OffscreenCanvas(1, 1);
      const context = copy.getContext('2d', { willReadFrequently: true });
      const pictures = [...view.querySelectorAll('canvas')].map((canvas) => {
        const { width, height } = Object.assign(copy, {
          width: canvas.width,
          height: canvas.height,
        });
        context?.drawImage(canvas, 0, 0);
        const bytes = context?.getImageData(0, 0, width, height).data;
        const pixels = new Uint32Array(bytes?.buffer ?? new ArrayBuffer(0));
        const sum = pixels.reduce((hash, pixel) => (Math.imul(hash, 31) + pixel) | 0, 0);
        return new Set(pixels).size > 1 ? sum : null;
      });
      const figures = view.querySelectorAll('td, dd').length;
      if (pictures.includes(null) || pictures.length + curves.length + figures === 0) return '';
      // Every measurement of time is another one.
      const times = [...view.querySelectorAll('td:nth-last-child(-n + 2)')];
      const words =
        view.localName === 'strata-compare'
          ? [...view.querySelectorAll('tbody th, td')].filter((one) => !times.includes(one))
          : [view];
      const texts = words.map((one) => one.textContent?.replaceAll(/\s+/g, ' '));
      return JSON.stringify([view.localName, texts, curves, pictures]);
    },
    [
      words['views.waiting'],
      words['views.untold'],
      words['views.fetching'],
      words['views.lacking'],
    ],
  );

/** What it says and draws once that stays. @param {Page} page @param {ViewName} name */
async function settled(page, name) {
  await page.select('#view', name);
  if (name === 'compare') {
    await page.waitForSelector('#compare-steps');
    await page.select('#compare-steps', '100');
    await page.click('.compare-bar button');
  }
  const wanted = name === 'layers' ? 'ol' : `strata-${name === 'batch' ? 'batch-view' : name}`;
  const end = Date.now() + 60_000;
  for (let last = '', same = 0; ; ) {
    const found = await drawn(page);
    same = found === last && found.startsWith(`["${wanted}"`) ? same + 1 : 0;
    if (same === 8) return found;
    if (Date.now() > end) throw new Error(`${name} never rests: ${last}\n${found}`);
    last = found;
    await sleep(50);
  }
}

/** @param {Page} page @param {readonly ViewName[]} views */
async function allOf(page, views) {
  /** @type {Map<ViewName, string>} */
  const found = new Map();
  for (const name of views) found.set(name, await settled(page, name));
  return found;
}

/** Opens a file of weights. @param {Page} page @param {string} file */
async function open(page, file) {
  await press(page, 'Share');
  const field = await page.waitForSelector('strata-take-along input[type=file]');
  await /** @type {import('puppeteer-core').ElementHandle<HTMLInputElement>} */ (field).uploadFile(
    join(folder, file),
  );
  await untilWords(page, `The weights of ${file} are in the network.`);
  await until(page, () => document.querySelector('dialog[open]') === null);
}

test('every view of the menu is one of an experiment here', () => {
  assert.deepEqual(new Set(experiments.flatMap(viewsOf)), new Set(names));
});

inEachBrowser('after an import', (at) => {
  for (const [i, experiment] of experiments.entries()) {
    const { data } = experiment;
    test(`every view of ${data.name} shows the weights of the file, and after Reset its own again`, () =>
      at.onPage(
        async (page) => {
          const views = viewsOf(experiment).filter((name) => name !== 'twins');
          const offered = await page.$$eval('#view option:not(:disabled)', (all) =>
            all.map((one) => /** @type {HTMLOptionElement} */ (one).value),
          );
          assert.deepEqual(offered, views);
          const start = await allOf(page, views);
          const own = await fingerprint(page);
          await open(page, `${i}.safetensors`);
          assert.notEqual(await fingerprint(page), own);
          const imported = await allOf(page, views);
          for (const name of views) {
            const same = imported.get(name) === start.get(name);
            assert.equal(same, apart.includes(name), `${name}: ${imported.get(name)}`);
          }
          await press(page, 'Reset');
          await untilReady(page);
          const again = await allOf(page, views);
          for (const name of views) assert.equal(again.get(name), start.get(name), name);
          await open(page, `${i}.safetensors`);
          await press(page, 'Twin');
          assert.notEqual(await settled(page, 'twins'), '');
        },
        { hash: `#e=${encodeLink(experiment)}`, ready: untilTested },
      ));
  }
});
