// Whole training runs on the first real MNIST images against torch in float64: 20 steps of 32 images, in file order.
// Losses lie within 1e-6 relative; the first step's gradients and the final parameters within 1e-5 of their tensor's
// norm.
import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import { loadMnist } from '../../web/engine/index.js';
import { tables } from '../../web/engine/tables.js';
import { engines } from './engines.js';
import { filled, golden, relativeError } from './golden.js';

const LOSS_BOUND = 1e-6;
const BOUND = 1e-5;
const PIXELS = 784;
const file = golden('trajectories');

/** @typedef {{ name: string, shape: number[], data: Float32Array }} Tensor */
/** @typedef {{ norm: number, sum: number, entries: number[] }} Summary */

/** @type {Awaited<ReturnType<typeof loadMnist>>} */
let mnist;
before(async () => {
  mnist = await loadMnist();
});

/**
 * @param {Tensor[]} tensors
 * @param {Record<string, Summary>} expected
 * @param {string} what
 */
function assertSummaries(tensors, expected, what) {
  assert.deepEqual(
    tensors.map(({ name }) => name),
    Object.keys(expected),
  );
  for (const { name, data } of tensors) {
    const { norm, sum, entries } = expected[name] ?? { norm: 0, sum: 0, entries: [] };
    const label = `${what} ${name}`;
    const close = (
      /** @type {number} */ got,
      /** @type {number} */ value,
      /** @type {number} */ scale,
    ) => assert.ok(Math.abs(got - value) <= BOUND * scale, `${label}: ${got}, torch ${value}`);
    close(Math.hypot(...data), norm, norm);
    // A sum of n entries errs by up to sqrt(n) times the norm's share of each.
    close(
      data.reduce((total, value) => total + value, 0),
      sum,
      norm * Math.sqrt(data.length),
    );
    for (const [i, value] of entries.entries()) {
      const at = Math.floor((i * (data.length - 1)) / 5);
      close(data[at] ?? Number.NaN, value, norm);
    }
  }
}

/** @param {(number | string)[]} layers */
function describe(layers) {
  return layers.map((layer) =>
    typeof layer === 'number'
      ? { type: 'linear', units: layer }
      : { type: 'activation', name: layer },
  );
}

const combinations = engines.flatMap((engine) =>
  file.cases.map((/** @type {any} */ sample) => ({ engine, sample })),
);

for (const { engine, sample } of combinations) {
  const name = `${engine.backend}: 784-${sample.layers.join('-')}, ${sample.loss}, ${JSON.stringify(sample.optimizer)}`;
  test(`${name} trains as in torch ${file.torch}`, () => {
    const { layers, loss, optimizer } = sample;
    const doc = { layers: describe(layers), loss, optimizer };
    const net = engine.createNetwork(doc, { input: PIXELS });
    net.setParameters(filled(net.parameters(), 1, file.shift));
    for (let step = 0; step < file.steps; step++) {
      const [first, end] = [step * file.batch, (step + 1) * file.batch];
      const images = mnist.train.images.subarray(first * PIXELS, end * PIXELS);
      const got = net.trainBatch(images, mnist.train.labels.subarray(first, end)).loss;
      if (step === 0) assertSummaries(net.gradients(), sample.gradients, 'gradient of');
      const expected = sample.losses[step];
      assert.ok(
        relativeError(got, expected) <= LOSS_BOUND,
        `loss of step ${step} is ${got}, torch ${expected}`,
      );
    }
    assertSummaries(net.parameters(), sample.parameters, 'final');
    const { images, labels } = mnist.test;
    const tested = net.evaluate(
      images.subarray(0, file.tested * PIXELS),
      labels.subarray(0, file.tested),
    );
    net.dispose();
    assert.ok(
      relativeError(tested.loss, sample.tested.loss) <= LOSS_BOUND,
      `test loss ${tested.loss}`,
    );
    assert.equal(Math.round(tested.accuracy * file.tested), sample.tested.correct);
  });
}

test('the runs use every loss and every optimiser', () => {
  const used = new Set(file.cases.flatMap((/** @type {any} */ c) => [c.loss, c.optimizer.name]));
  for (const { name } of [...tables.losses, ...tables.optimizers]) assert.ok(used.has(name), name);
});
