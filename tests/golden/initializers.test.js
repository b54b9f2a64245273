// Every initialiser: bounds and first four moments of what it draws, against torch.nn.init's formulas, over several
// seeds. A statistic of N draws may lie 5 of its standard deviations from its expectation; seeds are fixed, so a test
// that passes once always passes.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { loadEngine } from '../../web/engine/index.js';
import { tables } from '../../web/engine/tables.js';
import { golden } from './golden.js';

const SEEDS = [1, 2, 4294967295];
const FLOAT_ROUNDING = 2 ** -24;
const engine = await loadEngine();

/**
 * Parameters of a fresh network.
 * @param {any[]} layers
 * @param {number} input
 * @param {Record<string, unknown>} init
 * @param {number} seed
 */
function drawn(layers, input, init, seed) {
  const net = engine.createNetwork({ layers, init, seed }, { input });
  const parameters = net.parameters();
  net.dispose();
  return Object.fromEntries(parameters.map(({ name, data }) => [name, data]));
}

/**
 * @param {Record<string, unknown>} init
 * @param {number[]} shape [out, in]
 * @param {number} seed
 */
function weightAndBias(init, [units = 0, input = 0], seed) {
  const tensors = drawn([{ type: 'linear', units }], input, init, seed);
  return { weight: tensors['0.weight'] ?? new Float32Array(), bias: tensors['0.bias'] };
}

/** @param {Float32Array} x */
function moments(x) {
  const mean = x.reduce((sum, v) => sum + v, 0) / x.length;
  const central = (/** @type {number} */ power) =>
    x.reduce((sum, v) => sum + (v - mean) ** power, 0) / x.length;
  const std = Math.sqrt(central(2));
  const follows = x.subarray(1).reduce((sum, v, i) => sum + (v - mean) * ((x[i] ?? 0) - mean), 0);
  return {
    mean,
    std,
    skewness: central(3) / std ** 3,
    kurtosis: central(4) / std ** 4,
    correlation: follows / x.length / std ** 2,
    min: x.reduce((low, v) => Math.min(low, v)),
    max: x.reduce((high, v) => Math.max(high, v)),
  };
}

/**
 * @param {string} what
 * @param {number} got
 * @param {number} expected
 * @param {number} bound
 */
function assertNear(what, got, expected, bound) {
  assert.ok(
    Math.abs(got - expected) <= bound,
    `${what} is ${got}, expected ${expected} ± ${bound}`,
  );
}

/**
 * @param {Float32Array} x
 * @param {{ mean: number, std: number, low?: number, high?: number }} expected
 */
function assertDistribution(x, { mean, std, low, high }) {
  if (std === 0) {
    assert.ok(x.every((v) => v === mean));
    return;
  }
  const uniform = low !== undefined && high !== undefined;
  const m = moments(x);
  const kurtosis = uniform ? 1.8 : 3;
  const five = (/** @type {number} */ variance) => 5 * Math.sqrt(variance / x.length);
  assertNear('mean', m.mean, mean, five(std ** 2));
  assertNear('std', m.std, std, std * five((kurtosis - 1) / 4));
  assertNear('skewness', m.skewness, 0, five(6));
  assertNear('kurtosis', m.kurtosis, kurtosis, five(24));
  assertNear('correlation of neighbours', m.correlation, 0, five(1));
  if (uniform) {
    const slack = FLOAT_ROUNDING * Math.max(Math.abs(low), Math.abs(high));
    assert.ok(m.min >= low - slack && m.max <= high + slack, `${m.min} to ${m.max}`);
    assertNear('smallest', m.min, low, (20 * (high - low)) / x.length);
    assertNear('largest', m.max, high, (20 * (high - low)) / x.length);
  }
}

const file = golden('initializers');
const OTHERWISE_TESTED = ['auto', 'orthogonal'];

test('every initialiser row has golden cases, and every case a row', () => {
  const names = new Set(file.cases.map((/** @type {any} */ c) => c.name));
  const rows = tables.initializers.map(({ name }) => name);
  assert.deepEqual([...names, ...OTHERWISE_TESTED].sort(), rows.sort());
});

for (const { name, params, shape, ...expected } of file.cases) {
  test(`${name} ${JSON.stringify(params)} of ${shape.join('×')}`, () => {
    for (const seed of SEEDS) {
      const { weight, bias } = weightAndBias({ name, ...params }, shape, seed);
      assert.equal(weight.length, shape[0] * shape[1]);
      assertDistribution(weight, expected);
      assert.ok(
        bias?.every((v) => v === 0),
        'biases start at zero',
      );
    }
  });
}

test('auto draws as Kaiming before rectifiers and as Xavier, with the gain of what follows, elsewhere', () => {
  const [input, hidden, output] = [400, 100, 200];
  const symmetric = (/** @type {number} */ high) => ({
    ...{ low: -high, high, mean: 0, std: high / Math.sqrt(3) },
  });
  const xavier = (/** @type {number} */ gain, /** @type {number} */ fans) =>
    symmetric(gain * Math.sqrt(6 / fans));
  const gains = { sigmoid: 1, tanh: 5 / 3, identity: 1 };
  for (const [name, bounds] of [
    ['relu', symmetric(Math.sqrt(6 / input))],
    ['leaky_relu', symmetric(Math.sqrt(6 / 1.0001 / input))],
    ...Object.entries(gains).map(([key, gain]) => [key, xavier(gain, input + hidden)]),
  ]) {
    const layers = [
      { type: 'linear', units: hidden },
      { type: 'activation', name },
      { type: 'linear', units: output },
    ];
    for (const seed of SEEDS) {
      const tensors = drawn(layers, input, { name: 'auto' }, seed);
      assertDistribution(tensors['0.weight'] ?? new Float32Array(), /** @type {any} */ (bounds));
      assertDistribution(tensors['2.weight'] ?? new Float32Array(), xavier(1, hidden + output));
    }
  }
});

for (const shape of [
  [64, 784],
  [300, 40],
  [50, 50],
]) {
  test(`orthogonal of ${shape.join('×')} has orthonormal rows or columns, times its gain`, () => {
    const [rows = 0, columns = 0] = shape;
    const few = Math.min(rows, columns);
    const many = Math.max(rows, columns);
    for (const gain of [1, 2.5]) {
      const { weight } = weightAndBias({ name: 'orthogonal', gain }, shape, 3);
      const entry = (/** @type {number} */ i, /** @type {number} */ k) =>
        (rows <= columns ? weight[i * columns + k] : weight[k * columns + i]) ?? Number.NaN;
      for (let i = 0; i < few; i++) {
        for (let j = 0; j <= i; j++) {
          let dot = 0;
          for (let k = 0; k < many; k++) dot += entry(i, k) * entry(j, k);
          assertNear(`row ${i} by row ${j}`, dot, i === j ? gain ** 2 : 0, 1e-6 * gain ** 2);
        }
      }
    }
  });
}

test('the same seed draws the same numbers; other seeds and other layers draw others', () => {
  const layers = [20, 20, 20].map((units) => ({ type: 'linear', units }));
  const init = { name: 'normal' };
  const first = drawn(layers, 20, init, 7);
  assert.deepEqual(drawn(layers, 20, init, 7), first);
  assert.notDeepEqual(drawn(layers, 20, init, 8), first);
  assert.notDeepEqual(first['0.weight'], first['1.weight']);
  assert.notDeepEqual(first['1.weight'], first['2.weight']);
});
