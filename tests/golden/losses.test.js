// Every loss and its gradient by the logits against torch in float64.
//
// The logits of a batch of n are read out of a linear layer without hidden ones: its inputs are the rows of the unit
// matrix, its weight is the logits transposed, so its weight's gradient is the gradient by the logits, transposed.
//
// The loss may be off by a rounding to float, 1e-7 relative, and so may each gradient, plus 1e-7 of the largest
// possible one where softmax − target cancels. torch's own float32 is held to the same loss bound times ten.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { tables } from '../../web/engine/tables.js';
import { engines } from './engines.js';
import { floats, golden, goldenNames, relativeError } from './golden.js';

/**
 * @param {import('./engines.js').Engine} engine
 * @param {string} loss
 * @param {{ rows: number, outputs: number, logits: string, labels?: number[], targets?: string }} sample
 */
function lossAndGradient(engine, loss, { rows, outputs, logits, labels, targets = '' }) {
  const doc = {
    layers: [{ type: 'linear', units: outputs }],
    loss,
    optimizer: { name: 'sgd', lr: 0 },
  };
  const net = engine.createNetwork(doc, { input: rows });
  const values = floats(logits);
  const weight = Float32Array.from(values, (_, i) => {
    const [output, row] = [Math.floor(i / rows), i % rows];
    return values[row * outputs + output] ?? Number.NaN;
  });
  net.setParameters([
    { name: '0.weight', shape: [outputs, rows], data: weight },
    { name: '0.bias', shape: [outputs], data: new Float32Array(outputs) },
  ]);
  const unit = new Float32Array(rows * rows);
  for (let i = 0; i < rows; i++) unit[i * rows + i] = 1;
  const result = net.trainBatch(unit, labels ? Uint8Array.from(labels) : floats(targets));
  const [{ data } = { data: new Float32Array() }] = net.gradients();
  net.dispose();
  const gradient = Array.from(values, (_, i) => {
    const [row, output] = [Math.floor(i / outputs), i % outputs];
    return data[output * rows + row] ?? Number.NaN;
  });
  return { loss: result.loss, gradient };
}

/**
 * @param {{ loss: number, gradient: number[] }} got
 * @param {{ loss: number, gradient: string, torch_loss: number }} sample
 */
function assertAgrees(got, sample) {
  assert.ok(relativeError(got.loss, sample.loss) <= 1e-7, `loss ${got.loss}, torch ${sample.loss}`);
  assert.ok(relativeError(sample.torch_loss, sample.loss) <= 1e-6, 'torch in float32');
  const expected = floats(sample.gradient);
  const largest = Math.max(...expected.map(Math.abs));
  for (const [i, gradient] of got.gradient.entries()) {
    const exact = expected[i] ?? Number.NaN;
    const bound = 1e-7 * (Math.abs(exact) + largest);
    assert.ok(Math.abs(gradient - exact) <= bound, `gradient[${i}] is ${gradient}, torch ${exact}`);
  }
}

test('every loss row has a golden file, and every file a row', () => {
  const names = tables.losses.map((row) => row.name);
  assert.deepEqual(goldenNames('losses').sort(), names.sort());
});

for (const { name } of tables.losses) {
  const file = golden(`losses/${name}`);
  for (const [index, sample] of file.cases.entries()) {
    const what = sample.labels ? 'class labels' : 'float targets';
    test(`${name} ${index}: ${sample.rows}×${sample.outputs}, ${what}`, () => {
      for (const engine of engines) assertAgrees(lossAndGradient(engine, name, sample), sample);
    });
  }
}
