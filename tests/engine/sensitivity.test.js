import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import { loadEngine } from '../../web/engine/load.js';

const INPUT = 6;
const layers = [
  { type: 'linear', units: 5 },
  { type: 'activation', name: 'tanh' },
  { type: 'linear', units: 4 },
  { type: 'activation', name: 'softplus', beta: 2 },
  { type: 'linear', units: 3 },
];

/** @type {import('../../web/engine/engine.js').Engine} */
let engine;
/** @type {import('../../web/engine/network.js').Network} */
let net;
before(async () => {
  engine = await loadEngine();
  net = engine.createNetwork({ layers, seed: 5 }, { input: INPUT });
});

/** @param {number} rows */
function numbers(rows) {
  return Float32Array.from({ length: rows * INPUT }, (_, i) => Math.sin(1 + 7 * i));
}

/** @param {string} name */
function weight(name) {
  const { data, shape } = net.parameter(name);
  const [rows = 0, cols = 0] = shape;
  return Array.from({ length: rows }, (_, i) => [...data.subarray(i * cols, (i + 1) * cols)]);
}

/** @param {number[][]} a @param {number[][]} b */
function product(a, b) {
  return a.map((row) =>
    (b[0] ?? []).map((_, j) => row.reduce((sum, x, k) => sum + x * (b[k]?.[j] ?? 0), 0)),
  );
}

/** @param {number[][]} matrix @param {ArrayLike<number>} factors of its columns */
function scaled(matrix, factors) {
  return matrix.map((row) => row.map((x, j) => x * (factors[j] ?? 0)));
}

/** @param {Float32Array} found @param {number[][]} wanted */
function assertNear(found, wanted) {
  const flat = wanted.flat();
  assert.equal(found.length, flat.length);
  for (const [i, x] of flat.entries()) {
    assert.ok(Math.abs((found[i] ?? 0) - x) < 1e-6, `${i}: ${found[i]} against ${x}`);
  }
}

test('a trace holds what every layer puts out, for each image', () => {
  const x = numbers(130);
  const trace = engine.diagnose(net).trace(x);
  assert.deepEqual(
    trace.map(({ length }) => length / 130),
    [5, 5, 4, 4, 3],
  );
  assert.deepEqual(trace[4], net.forward(x));
  const [z = new Float32Array(), a] = trace;
  assert.deepEqual(a, engine.activate('tanh', {}, z));
});

test('without images, sensitivity is the product of the weights', () => {
  const wanted = product(product(weight('4.weight'), weight('2.weight')), weight('0.weight'));
  const diagnosis = engine.diagnose(net);
  assertNear(diagnosis.sensitivity(4, 0, 3), wanted);
  assertNear(diagnosis.sensitivity(4, 1, 1), wanted.slice(1, 2));
  assert.deepEqual(diagnosis.sensitivity(0, 0, 5), net.parameter('0.weight').data);
});

test('at one image, sensitivity is the derivative of the output there', () => {
  const x = numbers(1);
  const diagnosis = engine.diagnose(net);
  const [z1 = new Float32Array(), , z2 = new Float32Array()] = diagnosis.trace(x);
  const slopes1 = engine.activateGrad('tanh', {}, z1);
  const slopes2 = engine.activateGrad('softplus', { beta: 2 }, z2);
  const above = product(scaled(weight('4.weight'), slopes2), weight('2.weight'));
  const wanted = product(scaled(above, slopes1), weight('0.weight'));
  assertNear(diagnosis.sensitivity(4, 0, 3, x), wanted);
  const step = 1e-2;
  for (let i = 0; i < INPUT; i++) {
    const [up, down] = [step, -step].map((by) =>
      net.forward(x.map((value, j) => (j === i ? value + by : value))),
    );
    for (let unit = 0; unit < 3; unit++) {
      const slope = ((up?.[unit] ?? 0) - (down?.[unit] ?? 0)) / (2 * step);
      assert.ok(Math.abs(slope - (wanted[unit]?.[i] ?? 0)) < 1e-4, `output ${unit} by input ${i}`);
    }
  }
});

test('over several images, each slope is its mean', () => {
  const count = 150;
  const x = numbers(count);
  const diagnosis = engine.diagnose(net);
  const [z1 = new Float32Array()] = diagnosis.trace(x);
  const slopes = engine.activateGrad('tanh', {}, z1);
  const mean = Array.from({ length: 5 }, (_, unit) =>
    slopes.filter((__, i) => i % 5 === unit).reduce((sum, slope) => sum + slope / count, 0),
  );
  const wanted = product(scaled(weight('2.weight'), mean), weight('0.weight'));
  assertNear(diagnosis.sensitivity(2, 0, 4, x), wanted);
});

test('a look at the network leaves training as it was', () => {
  const labels = Uint8Array.from({ length: 8 }, (_, i) => i % 3);
  const [watched, alone] = [0, 1].map(() => engine.createNetwork({ layers }, { input: INPUT }));
  if (!watched || !alone) throw new Error('no networks');
  for (let step = 0; step < 5; step++) {
    for (const one of [watched, alone]) one.trainBatch(numbers(8), labels);
    engine.diagnose(watched).sensitivity(4, 0, 3, numbers(2));
    engine.diagnose(watched).trace(numbers(3));
  }
  assert.equal(watched.fingerprint(), alone.fingerprint());
  assert.deepEqual(watched.gradients(), alone.gradients());
});

test('outputs that are not there are refused', () => {
  const diagnosis = engine.diagnose(net);
  for (const [layer, first, count] of [
    [1, 0, 1],
    [9, 0, 1],
    [0, 4, 2],
    [0, -1, 1],
    [0, 0, 0],
  ]) {
    assert.throws(
      () => diagnosis.sensitivity(Number(layer), Number(first), Number(count)),
      { code: 'sensitivity-outputs' },
      `${layer} ${first} ${count}`,
    );
  }
  assert.throws(() => net.parameter('7.weight'), { code: 'parameter-unknown' });
});
