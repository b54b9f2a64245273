import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { layerName, layersOf, stagesOf } from '../../web/ui/stack/stages.js';

const linear = fc.record({
  type: fc.constant('linear'),
  units: fc.integer({ min: 1, max: 9 }),
  bias: fc.boolean(),
});
const activation = fc.record({
  type: fc.constant('activation'),
  name: fc.constantFrom('relu', 'tanh'),
});

test('cards and layers say the same, whatever the order', () => {
  const lists = fc.array(fc.oneof(linear, activation), { maxLength: 12 });
  fc.assert(
    fc.property(lists, linear, lists, (before, last, after) => {
      const layers = /** @type {any[]} */ ([...before, last, ...after]);
      const stages = stagesOf(layers);
      assert.deepEqual(layersOf(stages), layers);
      assert.equal(stages.hidden.length + 1, layers.filter(({ type }) => type === 'linear').length);
    }),
  );
});

test('layers are called what their cards are called', () => {
  const layers = /** @type {any[]} */ ([
    { type: 'linear', units: 4, bias: true },
    { type: 'activation', name: 'square' },
    { type: 'linear', units: 10, bias: true },
  ]);
  assert.deepEqual(
    [0, 1, 2].map((index) => layerName(layers, index)),
    ['layer 1', 'the square of layer 1', 'the output layer'],
  );
});
