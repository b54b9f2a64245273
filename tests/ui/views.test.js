import assert from 'node:assert/strict';
import { test } from 'node:test';
import { views } from '../../web/engine/lesson/views.js';
import { ExperimentStore } from '../../web/ui/state/experiment-store.js';
import { centreViews, ViewStore } from '../../web/ui/state/view-store.js';
import { Deaths } from '../../web/ui/views/deaths.js';
import { initsBeside, isSameInit } from '../../web/ui/views/inits.js';
import { repeatedRow, transposed } from '../../web/ui/views/matrices.js';

const linear = (/** @type {number} */ units) => ({ type: 'linear', units });
const relu = { type: 'activation', name: 'relu' };

/** @param {unknown[]} layers */
function makeStore(layers) {
  const experiment = new ExperimentStore({ strata: 1, data: { name: 'mnist' }, layers });
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
  note(5, [3, 0], 'another');
  assert.deepEqual([deaths.first(1, 0), deaths.first(1, 1)], [null, 5]);
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
