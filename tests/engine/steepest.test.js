import assert from 'node:assert/strict';
import { test } from 'node:test';
import { loadEngine } from '../../web/engine/load.js';
import { steepestSlope } from '../../web/engine/steepest.js';
import { tables } from '../../web/engine/tables.js';

const engine = await loadEngine();

/** Bounds that follow from the formulas. */
const bounds = {
  sigmoid: 1 / 4,
  tanh: 1,
  relu: 1,
  hardsigmoid: 1 / 6,
  hardswish: 3 / 2,
  selu: 1.0507009873554805 * 1.6732632423543772,
  gaussian: Math.sqrt(2 / Math.E),
  step: 0,
  square: Number.POSITIVE_INFINITY,
  cube: Number.POSITIVE_INFINITY,
  exp: Number.POSITIVE_INFINITY,
};

test('the largest slope is what the formula says', () => {
  for (const [name, bound] of Object.entries(bounds)) {
    const slope = steepestSlope(engine, name, {});
    assert.ok(slope === bound || Math.abs(slope - bound) < 1e-5, `${name}: ${slope}`);
  }
});

test('parameters move it, wherever they put the steep part', () => {
  const one = (/** @type {string} */ name, /** @type {Record<string, number>} */ parameters) =>
    steepestSlope(engine, name, parameters);
  assert.equal(one('leaky_relu', { negative_slope: -3 }), 3);
  assert.equal(one('elu', { alpha: 100 }), 100);
  assert.equal(one('hardtanh', { min_val: 50, max_val: 60 }), 1);
  assert.equal(one('threshold', { threshold: 90, value: 0 }), 1);
  assert.equal(one('scaled_sigmoid', { scale: 100 }), 25);
});

test('every activation has one, or is known to have no bound', () => {
  for (const { name, params } of tables.activations) {
    const usual = Object.fromEntries(
      params.map((param) => [param.name, /** @type {number | string} */ (param.default)]),
    );
    assert.ok(steepestSlope(engine, name, usual) >= 0, name);
  }
});
