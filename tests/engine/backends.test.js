// One experiment, two backends: scalar and SIMD128 must agree in every bit, whatever the stack.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { loadEngine } from '../../web/engine/index.js';
import { tables } from '../../web/engine/tables.js';
import { at, bits, engine, labels, numbers, pixels, withNetwork } from './helpers.js';

/** @typedef {import('../../web/engine/tables.js').Param} Param */

const scalar = await loadEngine({ backend: 'scalar' });
const INPUT = 11;
const CLASSES = 5;

/**
 * A value between the bounds and near the default; a flag stays what it is, since nesterov needs a momentum.
 * @param {Param} param
 * @returns {fc.Arbitrary<number | string | boolean>}
 */
function someValue(param) {
  if (param.flag) return fc.constant(false);
  if (param.choices) return fc.constantFrom(...param.choices);
  const { min, max, default: usual } = param;
  const near = fc.double({ min: 0.5, max: 1.5, noNaN: true }).map((factor) => factor * usual);
  return near.map((value) => Math.min(max, Math.max(min, value)));
}

/**
 * A row's name with some of its parameters; `betas[0]` and the like are left to their defaults.
 * @param {{ name: string, rule?: string, params: readonly Param[] }} row
 */
function rowOf({ name, rule = 'ANY', params }) {
  const free = params.filter((param) => rule === 'ANY' && !param.name.includes('['));
  const fields = Object.fromEntries(free.map((param) => [param.name, someValue(param)]));
  return fc.record(fields, { requiredKeys: [] }).map((values) => ({ name, ...values }));
}

/** @param {Parameters<typeof rowOf>[0][]} rows */
function anyOf(rows) {
  return fc.oneof(...rows.map(rowOf));
}

const layer = fc.oneof(
  fc.record({
    type: fc.constant('linear'),
    units: fc.integer({ min: 1, max: 21 }),
    bias: fc.boolean(),
  }),
  anyOf([...tables.activations]).map((row) => ({ type: 'activation', ...row })),
);
const experiment = fc.record({
  document: fc.record({
    layers: fc
      .tuple(fc.array(layer, { maxLength: 6 }), fc.array(layer, { maxLength: 1 }))
      .map(([before, after]) => [
        ...before,
        { type: 'linear', units: CLASSES },
        ...after.filter(({ type }) => type === 'activation'),
      ]),
    loss: fc.constantFrom(...tables.losses.map(({ name }) => name)),
    optimizer: anyOf([...tables.optimizers]),
    init: anyOf([...tables.initializers]),
    seed: fc.nat(2 ** 32 - 1),
  }),
  rows: fc.oneof(fc.integer({ min: 1, max: 9 }), fc.integer({ min: 120, max: 140 })),
  bytes: fc.boolean(),
  data: fc.nat(1000),
});

/**
 * Everything a network tells, floats as bits.
 * @param {import('./helpers.js').Engine} on
 * @param {any} it
 */
function outcome(on, { document, rows, bytes, data }) {
  const x = bytes ? pixels(data, rows * INPUT) : numbers(data, rows * INPUT, 2);
  const classes = labels(data, rows, CLASSES);
  const words = (/** @type {import('./helpers.js').Parameter[]} */ list) =>
    list.map(({ data: floats }) => [
      ...bits(floats.map((v) => (Number.isNaN(v) ? Number.NaN : v))),
    ]);
  return withNetwork(
    document,
    INPUT,
    (net) => {
      const first = net.fingerprint();
      const steps = [1, 2, 3].map(() => net.trainBatch(x, classes));
      return {
        prints: [first, net.fingerprint()],
        steps,
        gradients: words(net.gradients()),
        predictions: words([{ name: '', shape: [], data: net.predict(x) }]),
        evaluation: net.evaluate(x, classes),
        views: on.diagnose(net).observe(x, { bins: 7 }),
      };
    },
    on,
  );
}

test('the engines under test are what they say', () => {
  assert.deepEqual([engine.backend, scalar.backend], ['simd128', 'scalar']);
});

test('random experiments give the same bits from scalar and SIMD128', () => {
  fc.assert(
    fc.property(experiment, (it) => {
      assert.deepEqual(outcome(scalar, it), outcome(engine, it));
    }),
    { numRuns: 300 },
  );
});

for (const [what, rows] of /** @type {[string, readonly { name: string }[]][]} */ (
  Object.entries({
    optimizer: tables.optimizers,
    init: tables.initializers,
    loss: tables.losses,
    activation: tables.activations,
  })
)) {
  test(`each ${what} gives the same bits at its defaults, at odd widths`, () => {
    for (const { name } of rows) {
      const it = { type: 'activation', name: what === 'activation' ? name : 'tanh' };
      const layers = [7, 13, 1, 3].flatMap((units) => [{ type: 'linear', units }, it]);
      const choice = what === 'loss' ? name : { name };
      const document = { layers: [...layers, { type: 'linear', units: CLASSES }], [what]: choice };
      if (what === 'activation') delete document[what];
      const experiment = { document, rows: 37, bytes: false, data: 4 };
      assert.deepEqual(outcome(scalar, experiment), outcome(engine, experiment), name);
    }
  });
}

test('values and derivatives of each activation, at every remainder of the vector width', () => {
  for (const { name } of tables.activations) {
    for (const count of [1, 2, 3, 4, 5, 7, 8, 63]) {
      const x = numbers(count, count, 20);
      for (const ask of /** @type {const} */ (['activate', 'activateGrad'])) {
        assert.deepEqual(bits(scalar[ask](name, {}, x)), bits(engine[ask](name, {}, x)), name);
      }
    }
  }
});

test('trainings of two epochs agree, streaming or not', async () => {
  const layers = [
    { type: 'linear', units: 31 },
    { type: 'activation', name: 'rrelu' },
    { type: 'linear', units: 17 },
    { type: 'activation', name: 'prelu' },
    { type: 'linear', units: CLASSES },
  ];
  const set = (/** @type {number} */ count) => ({
    images: pixels(3, count * INPUT),
    labels: labels(3, count, CLASSES),
  });
  const reports = await Promise.all(
    [scalar, engine].map(async (on) => {
      const net = on.createNetwork({ layers, optimizer: { name: 'adam' } }, { input: INPUT });
      const report = await on.train(net, { train: set(1001), test: set(99) }, { epochs: 2 });
      net.dispose();
      return { ...report, seconds: 0, imagesPerSecond: 0 };
    }),
  );
  assert.deepEqual(at(reports, 0), at(reports, 1));
});
