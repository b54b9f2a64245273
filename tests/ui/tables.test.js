import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { svgOf } from '../../web/ui/charts/export/picture-svg.js';
import { layerTables, pointsOf } from '../../web/ui/tables/layer-tables.js';
import { confusionTable } from '../../web/ui/tables/other-tables.js';
import { confusionPicture, layerPicture } from '../../web/ui/tables/pictures.js';

const stage = /** @type {import('../../web/ui/stack/stages.js').Stage} */ ({
  linear: { index: 0, layer: { type: 'linear', units: 2 } },
  activations: [{ index: 1, layer: { type: 'activation', name: 'relu' } }],
});
const view = {
  ...{ low: -2, high: 2, counts: Uint32Array.of(1, 2, 3, 4), below: 5, above: 0 },
  ...{ left: 0.5, largest: 3, size: 1, dead: 0, flat: 0 },
};
const points = pointsOf(view);
const x = Float32Array.from({ length: points }, (_, i) => -2 + (4 * i) / (points - 1));
const curve = { f: x.map((one) => Math.max(0, one)), slope: x.map((one) => Number(one > 0)) };
const views = /** @type {any} */ ({
  layers: [{}, view],
  outputs: [Float32Array.of(1, -1), Float32Array.of(1, 0)],
  edges: [],
});
const look = /** @type {any} */ ({
  norms: {
    step: 7,
    layers: [{ outputGradient: 0.5, gradient: 2, weight: 4, update: 0.01 }],
  },
  gradients: () => ({ x: [1, 5, 7], y: [1, Number.NaN, 0.5] }),
});
const colour = () => '#123456';

describe('tables of a layer', () => {
  const [histogram, norms, gradients, responses] = layerTables({ look, views }, stage, curve);

  test('have each part of the histogram, what lies outside, and the curve in its middle', () => {
    assert.deepEqual(histogram?.rows, [
      [null, -2, 5, 1 / 3, null, null],
      [-2, -1, 1, 1 / 15, 0, 0],
      [-1, 0, 2, 2 / 15, 0, 0],
      [0, 1, 3, 3 / 15, 0.5, 1],
      [1, 2, 4, 4 / 15, 1.5, 1],
    ]);
  });

  test('have the norms, the gradients and the responses', () => {
    assert.deepEqual(
      norms?.rows.map(([, value]) => value),
      [0.5, 2, 4, 0.01, 0.0025],
    );
    assert.deepEqual(gradients?.rows, [
      [1, 1],
      [5, Number.NaN],
      [7, 0.5],
    ]);
    assert.deepEqual(responses?.rows, [
      [1, 1],
      [2, 0],
    ]);
  });

  test('are left out where there is nothing to put in', () => {
    const nothing = /** @type {any} */ ({ norms: null, gradients: () => undefined });
    assert.deepEqual(layerTables({ look: nothing, views: null }, stage, null), []);
  });
});

test('the table of mix-ups has the share that is right', () => {
  const cells = new Uint32Array(100);
  cells.set([3, 1], 0);
  const { rows } = confusionTable(cells);
  assert.deepEqual(rows[0], [0, 3, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0.75]);
  assert.equal(rows[1]?.at(-1), null, 'of no images there is no share');
});

describe('pictures', () => {
  test('of a layer are whole, with gradients that are not numbers and without an activation', () => {
    const captions = { curve: 'c', histogram: 'h', gradient: 'g', steps: 's' };
    const gradients = look.gradients();
    for (const activation of [{ view, curve }, null]) {
      const svg = svgOf(
        layerPicture({ title: 'Layer 1', activation, gradients }, captions, colour),
      );
      assert.doesNotMatch(svg, /NaN|undefined|Infinity/);
      assert.equal(svg.includes('>h</text>'), activation !== null);
    }
  });

  test('of mix-ups have every number', () => {
    const cells = Uint32Array.from({ length: 100 }, (_, i) => i + 100);
    const captions = { title: 't', what: 'w', right: 'r' };
    const svg = svgOf(confusionPicture(cells, captions, colour));
    for (const cell of cells) assert.ok(svg.includes(`>${cell}</text>`), String(cell));
  });
});
