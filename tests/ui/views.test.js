import assert from 'node:assert/strict';
import { test } from 'node:test';
import { views } from '../../web/engine/lesson/views.js';
import { ExperimentStore } from '../../web/ui/state/experiment-store.js';
import { centreViews, ViewStore } from '../../web/ui/state/view-store.js';
import { Deaths } from '../../web/ui/views/deaths.js';
import { initsBeside, isSameInit } from '../../web/ui/views/inits.js';
import { repeatedRow, transposed } from '../../web/ui/views/matrices.js';
import { TINTS, tintColours, tintsOf } from '../../web/ui/views/region-tints.js';
import { RegionTrail } from '../../web/ui/views/region-trail.js';

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

test('a unit is dead since it was first found so, and no longer once it answers', () => {
  const deaths = new Deaths();
  const note = (/** @type {number} */ step, /** @type {number[]} */ counts, network = 'a') =>
    deaths.note(network, { step, layers: [{ layer: 1, counts: Uint32Array.from(counts) }] });
  note(10, [0, 5]);
  note(20, [0, 0]);
  assert.deepEqual([deaths.first(1, 0), deaths.first(1, 1), deaths.first(2, 0)], [10, 20, null]);
  note(30, [7, 0]);
  note(40, [0, 0]);
  assert.deepEqual([deaths.first(1, 0), deaths.first(1, 1)], [40, 20]);
  assert.deepEqual([deaths.lived(1, 0), deaths.lived(1, 1)], [30, 10]);
  note(5, [3, 0], 'another');
  assert.deepEqual([deaths.first(1, 0), deaths.first(1, 1)], [null, 5]);
  assert.deepEqual([deaths.lived(1, 0), deaths.lived(1, 1)], [5, 0]);
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
