// Every optimiser, with every hyper-parameter, over 20 steps of a small network against torch in float64: losses within
// 1e-5 relative, final parameters within 1e-5 relative plus 2e-6. torch's own float32 meets the same bounds.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { tables } from '../../web/engine/tables.js';
import { engines } from './engines.js';
import { filled, golden, goldenNames, relativeError, stream } from './golden.js';

const LOSS_BOUND = 1e-5;

/**
 * @param {import('./engines.js').Engine} engine
 * @param {{ sizes: number[], rows: number, steps: number }} setting
 * @param {Record<string, unknown>} optimizer
 */
function run(engine, { sizes, rows, steps }, optimizer) {
  const [input = 0, hidden = 0, output = 0] = sizes;
  const layers = [
    { type: 'linear', units: hidden },
    { type: 'activation', name: 'tanh' },
    { type: 'linear', units: output },
  ];
  const net = engine.createNetwork({ layers, loss: 'cross_entropy', optimizer }, { input });
  net.setParameters(filled(net.parameters(), 1, 0));
  const x = stream(9, rows * input, -1);
  const labels = Uint8Array.from({ length: rows }, (_, i) => (i * 5) % output);
  const losses = Array.from({ length: steps }, () => net.trainBatch(x, labels).loss);
  const parameters = net.parameters().flatMap(({ data }) => Array.from(data));
  net.dispose();
  return { losses, parameters };
}

/**
 * @param {number[]} got
 * @param {number[]} expected
 * @param {number} absolute
 * @param {string} what
 */
function assertClose(got, expected, absolute, what) {
  assert.equal(got.length, expected.length);
  for (const [i, value] of expected.entries()) {
    const off = Math.abs((got[i] ?? Number.NaN) - value);
    assert.ok(
      off <= LOSS_BOUND * Math.abs(value) + absolute,
      `${what} ${i} is ${got[i]}, torch ${value}`,
    );
  }
}

test('every optimiser row has a golden file, and every file a row', () => {
  const names = tables.optimizers.map((row) => row.name);
  assert.deepEqual(goldenNames('optimizers').sort(), names.sort());
});

for (const { name, params } of tables.optimizers) {
  const file = golden(`optimizers/${name}`);

  test(`${name}: the golden cases change every hyper-parameter`, () => {
    const used = new Set(file.cases.flatMap((/** @type {any} */ c) => Object.keys(c.params)));
    for (const { name: hyper } of params) assert.ok(used.has(hyper.replace(/\[\d\]$/, '')), hyper);
  });

  for (const sample of file.cases) {
    test(`${name} ${JSON.stringify(sample.params)} agrees with torch ${file.torch}`, () => {
      for (const engine of engines) {
        const { losses, parameters } = run(engine, file, { name, ...sample.params });
        assertClose(losses, sample.losses, 0, 'loss');
        assertClose(parameters, sample.parameters, 2e-6, 'parameter');
      }
      for (const [i, loss] of sample.torch_losses.entries()) {
        assert.ok(relativeError(loss, sample.losses[i]) <= LOSS_BOUND, 'torch in float32');
      }
    });
  }
}
