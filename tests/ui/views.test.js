import assert from 'node:assert/strict';
import { test } from 'node:test';
import { middleViews, views } from '../../web/engine/lesson/views.js';
import { ExperimentStore } from '../../web/ui/state/experiment-store.js';
import { centreViews, ViewStore } from '../../web/ui/state/view-store.js';
import { activeWords, spanText, unitWords } from '../../web/ui/views/dead-words.js';
import { Deaths, spanOf } from '../../web/ui/views/deaths.js';
import { initsBeside, isSameInit } from '../../web/ui/views/inits.js';
import { repeatedRow, transposed } from '../../web/ui/views/matrices.js';
import { TINTS, tintColours, tintsOf } from '../../web/ui/views/region-tints.js';
import { RegionTrail } from '../../web/ui/views/region-trail.js';
import '../../web/ui/words/views.js';

const linear = (/** @type {number} */ units) => ({ type: 'linear', units });
const relu = { type: 'activation', name: 'relu' };

/** @param {unknown[]} layers @param {string} [name] of the data */
function makeStore(layers, name = 'mnist') {
  const experiment = new ExperimentStore({ strata: 1, data: { name }, layers });
  return { experiment, view: new ViewStore(/** @type {any} */ ({ experiment })) };
}

test('views have the names that lessons point to', () => {
  for (const name of Object.keys(centreViews)) {
    assert.ok(/** @type {readonly string[]} */ (views).includes(name), name);
  }
  // Twins are two networks.
  assert.deepEqual(
    [...middleViews].sort(),
    Object.keys(centreViews)
      .filter((name) => name !== 'twins')
      .sort(),
  );
});

test('the layers are shown for what is unknown or has nothing to show', () => {
  const { view } = makeStore([linear(10)]);
  let told = 0;
  view.subscribe(() => told++);
  assert.equal(view.name, 'layers');
  for (const name of ['dead', 'compare', 'surface', 'toString', '']) {
    view.show(name);
    assert.equal(view.name, 'layers', name);
  }
  for (const name of /** @type {const} */ (['collapse', 'batch', 'start'])) {
    view.show(name);
    assert.equal(view.name, name);
  }
  assert.equal(told, 8);
});

test('a view whose subject goes comes back with it', () => {
  const { experiment, view } = makeStore([linear(4), relu, linear(10)]);
  view.show('dead');
  assert.equal(view.name, 'dead');
  experiment.arrange(experiment.document.layers.filter(({ type }) => type === 'linear'));
  assert.equal(view.name, 'layers');
  experiment.undo();
  assert.equal(view.name, 'dead');
});

test('a first layer that is no product has no batch to be multiplied', () => {
  const { view } = makeStore([relu, linear(10)]);
  view.show('batch');
  assert.equal(view.name, 'layers');
});

test('kinks are shown over a line, regions over a plane or through images', () => {
  for (const [name, outputs, fits] of /** @type {const} */ ([
    ['bump', 1, 'kinks'],
    ['moons', 2, 'regions'],
    ['mnist', 10, 'regions'],
    ['age', 1, ''],
  ])) {
    const { view } = makeStore([linear(4), relu, linear(outputs)], name);
    const shown = /** @type {const} */ (['kinks', 'regions']).filter((one) => view.applies(one));
    assert.deepEqual(shown, fits ? [fits] : [], name);
    const straight = makeStore([linear(outputs)], name);
    assert.ok(!straight.view.applies('kinks') && !straight.view.applies('regions'), name);
  }
  const { view } = makeStore([relu, linear(10)]);
  assert.ok(!view.applies('regions'), 'a first layer that is no product');
});

test('neighbouring regions have different colours, and each keeps its own', () => {
  const side = 40;
  // Stripes of 3 and 4 points, which make a chequer of regions.
  const places = Array.from({ length: side * side }, (_, i) =>
    [Math.floor((i % side) / 3), Math.floor(i / side / 4)].join(),
  );
  const names = [...new Set(places)];
  const regions = Uint32Array.from(places, (place) => names.indexOf(place));
  const marks = names.map((_, i) => (i * 2_654_435_761) >>> 0);
  const tints = tintsOf(regions, marks, side);
  for (const [i, region] of regions.entries()) {
    for (const next of [(i + 1) % side === 0 ? -1 : i + 1, i + side]) {
      const other = regions[next];
      if (other !== undefined && other !== region) assert.notEqual(tints[region], tints[other]);
    }
  }
  assert.ok(Math.max(...tints) < TINTS);
  assert.deepEqual(tintsOf(Uint32Array.of(0, 0, 0, 0), [5], 2), Uint8Array.of(5));
  const colours = tintColours((name) => (name === '--surface' ? '#fff' : '#14838a'));
  assert.equal(new Set(colours).size, 3, 'of one hue, its three strengths');
});

test('regions are remembered by step, anew for another network or after a reset', () => {
  const trail = new RegionTrail();
  for (const step of [0, 10, 20, 5]) trail.note('a', step, 100 + step);
  assert.deepEqual(
    trail.moments.map(({ step }) => step),
    [0, 5],
  );
  trail.note('b', 7, 3);
  assert.deepEqual(trail.moments, [{ step: 7, count: 3 }]);
});

test('a unit died between the last look that found it alive and the first that did not', () => {
  const deaths = new Deaths();
  /** @param {number} step @param {number[]} counts @param {{ network?: string, images?: number }} [more] */
  const note = (step, counts, { network = 'a', images = 100 } = {}) =>
    deaths.note(network, {
      step,
      images,
      layers: [{ layer: 1, counts: Uint32Array.from(counts) }],
    });
  const spans = () => [deaths.span(1, 0), deaths.span(1, 1)];
  note(10, [0, 5]);
  note(20, [0, 0]);
  assert.deepEqual(spans(), [
    { from: null, to: 10 },
    { from: 11, to: 20 },
  ]);
  assert.equal(deaths.span(2, 0), null);
  note(30, [7, 0]);
  note(40, [0, 0]);
  assert.deepEqual(spans(), [
    { from: 31, to: 40 },
    { from: 11, to: 20 },
  ]);
  // That all of many images leave it asleep is known later than that few do.
  note(50, [0, 0], { images: 1000 });
  note(60, [0, 0], { images: 100 });
  assert.deepEqual(spans(), [
    { from: 31, to: 50 },
    { from: 11, to: 50 },
  ]);
  note(5, [3, 0], { network: 'another' });
  assert.deepEqual(spans(), [null, { from: null, to: 5 }]);
  note(0, [0, 0], { network: 'at its start' });
  assert.deepEqual(spans(), [
    { from: 0, to: 0 },
    { from: 0, to: 0 },
  ]);
});

test('the step that killed a unit is the only one that may have', () => {
  const deed = { rate: 1, gradient: 1, moved: 1, weight: 1, bias: null };
  assert.deepEqual(spanOf({ ...deed, step: 7, before: false }), { from: 7, to: 7 });
  assert.deepEqual(spanOf({ ...deed, step: 0, before: true }), { from: 0, to: 0 });
  assert.deepEqual(spanOf({ ...deed, step: 7, before: true }), { from: null, to: 7 });
});

test('of a unit that few images wake these are counted, and of a dead one it is said when it died', () => {
  /** @param {number} active @param {import('../../web/ui/views/deaths.js').Span | null} [span] */
  const said = (active, span = null) => unitWords(4, active, 60_000, span).replace(/\s/g, ' ');
  assert.equal(said(1), 'Unit 5: active for 1 of the 60,000 images');
  assert.equal(said(599), 'Unit 5: active for 599 of the 60,000 images');
  assert.equal(said(600), 'Unit 5: active for 1.0 % of the images');
  assert.equal(activeWords(12, 60_000), '12 of 60,000');
  assert.equal(activeWords(0, 60_000), '0');
  for (const [from, to, words, cell] of /** @type {const} */ ([
    [0, 0, 'dead from the start', '0'],
    [1, 1, 'dead since step 1', '1'],
    [null, 1800, 'dead when first looked at, after step 1,800', '≤ 1,800'],
    [101, 300, 'dead, since one of the steps 101 to 300', '101–300'],
  ])) {
    assert.equal(said(0, { from, to }), `Unit 5: ${words}`);
    assert.equal(spanText({ from, to }), cell);
  }
  assert.equal(spanText(null), '–');
});

test('the present initialiser is among those compared, once', () => {
  const same = (/** @type {any} */ init) =>
    initsBeside(init).filter((one) => isSameInit(one, init)).length;
  const usual = { mean: 0, std: 0.01 };
  for (const init of [
    { name: 'auto' },
    { name: 'normal', ...usual },
    { name: 'orthogonal', gain: 2 },
  ]) {
    assert.equal(same(init), 1, init.name);
  }
  assert.ok(isSameInit({ name: 'normal', std: 1 }, { name: 'normal', mean: 0, std: 1 }));
  assert.ok(!isSameInit({ name: 'normal', std: 1 }, { name: 'normal', std: 2 }));
});

test('a row is repeated, and columns become rows', () => {
  assert.deepEqual([...repeatedRow(Float32Array.of(1, 2), 3)], [1, 2, 1, 2, 1, 2]);
  assert.deepEqual([...transposed(Float32Array.of(1, 2, 3, 4, 5, 6), 2, 3)], [1, 4, 2, 5, 3, 6]);
});
