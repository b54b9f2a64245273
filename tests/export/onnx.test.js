// ONNX Runtime computes what the engine computes.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import * as ort from 'onnxruntime-web';
import { exportOnnx, loadMnist } from '../../web/engine/index.js';
import { tables } from '../../web/engine/tables.js';
import { engine } from './networks.js';

ort.env.wasm.numThreads = 1;

const DIGITS = 1000;
const { train, test: digits } = await loadMnist({ train: 3200, test: DIGITS });
const pixels = Float32Array.from(digits.images, (value) => value / 255);

/**
 * @param {import('../../web/engine/network.js').Network} network
 * @returns {Promise<Record<string, Float32Array>>} outputs by name
 */
async function run(network) {
  const session = await ort.InferenceSession.create(exportOnnx(network));
  const input = new ort.Tensor('float32', pixels, [DIGITS, network.input]);
  const found = await session.run({ input });
  await session.release();
  return Object.fromEntries(
    Object.entries(found).map(([name, { data }]) => [name, /** @type {Float32Array} */ (data)]),
  );
}

/** @param {Float32Array} a @param {Float32Array | undefined} b */
function furthest(a, b) {
  assert.equal(a.length, b?.length);
  return a.reduce((most, value, i) => Math.max(most, Math.abs(value - (b?.[i] ?? Number.NaN))), 0);
}

let worst = 0;

for (const { name } of tables.activations) {
  test(`${name}: ONNX Runtime predicts as the engine does on ${DIGITS} digits`, async () => {
    const layers = [
      { type: 'linear', units: 24 },
      { type: 'activation', name },
      { type: 'linear', units: 10 },
    ];
    const document = { layers, optimizer: { name: 'adam' }, seed: 3 };
    const network = engine.createNetwork(document, { input: 784 });
    await engine.train(network, { train, test: digits }, { batch: 32 });
    const predicted = network.predict(digits.images);
    const { probabilities } = await run(network);
    network.dispose();
    const distance = furthest(predicted, probabilities);
    worst = Math.max(worst, distance);
    assert.ok(distance <= 1e-5, `${distance}`);
  });
}

test('the largest difference over all activations', (context) => {
  context.diagnostic(`${worst}`);
  assert.ok(worst > 0 && worst <= 1e-5);
});

for (const { name: loss } of tables.losses) {
  test(`${loss}: what predict gives is an output of the model`, async () => {
    const layers = [{ type: 'linear', units: 10, bias: false }];
    const network = engine.createNetwork({ layers, loss, seed: 3 }, { input: 784 });
    const [logits, predicted] = [network.forward(digits.images), network.predict(digits.images)];
    const found = await run(network);
    network.dispose();
    assert.ok(furthest(logits, found.logits) <= 1e-5);
    assert.ok(furthest(predicted, found.probabilities ?? found.logits) <= 1e-5);
  });
}

test('a model has no number that no node takes, of which the runtime warns', () => {
  const layers = [
    { type: 'activation', name: 'relu' },
    { type: 'linear', units: 1 },
  ];
  const network = engine.createNetwork({ layers }, { input: 2 });
  const text = new TextDecoder('latin1').decode(exportOnnx(network));
  network.dispose();
  assert.doesNotMatch(text, /number/);
});
