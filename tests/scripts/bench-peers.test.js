import assert from 'node:assert/strict';
import { test } from 'node:test';
import { accuracyOf, batchesOf, shuffledOrder } from '../../scripts/bench/peers/common.js';
import { writeOnnx } from '../../scripts/bench/peers/onnx.js';
import { createLayers, forward, learn, step } from '../../scripts/bench/peers/plain-js.js';

const PIXELS = 784;

/** @typedef {import('../../scripts/bench/workloads.mjs').Layer} Layer */
/** @typedef {Record<number, (number | Uint8Array)[]>} Fields values by field number */

/** @param {Uint8Array} bytes @returns {Fields} */
function parse(bytes) {
  /** @type {Fields} */
  const fields = {};
  let at = 0;
  const varint = () => {
    let [value, scale, byte] = [0, 1, 128];
    while (byte >= 128) {
      byte = bytes[at++] ?? 0;
      value += (byte % 128) * scale;
      scale *= 128;
    }
    return value;
  };
  while (at < bytes.length) {
    const key = varint();
    /** @type {number | Uint8Array} */
    let value = varint();
    if (key % 8 === 2) {
      at += value;
      value = bytes.subarray(at - value, at);
    } else {
      assert.equal(key % 8, 0, 'a varint or bytes');
    }
    fields[key >> 3] = [...(fields[key >> 3] ?? []), value];
  }
  assert.equal(at, bytes.length);
  return fields;
}

/** @param {Fields} fields @param {number} field @returns {Fields[]} */
const messages = (fields, field) =>
  (fields[field] ?? []).map((bytes) => parse(/** @type {Uint8Array} */ (bytes)));

/** @param {Fields} fields @param {number} field @returns {string[]} */
const texts = (fields, field) =>
  (fields[field] ?? []).map((bytes) => new TextDecoder().decode(/** @type {Uint8Array} */ (bytes)));

/** @param {Fields} fields @param {number[]} path @returns {Fields | undefined} the first message at each field */
const inside = (fields, path) =>
  path.reduce(
    (/** @type {Fields | undefined} */ at, field) => at && messages(at, field)[0],
    fields,
  );

/** @param {Fields} tensor @returns {Float32Array} */
const floatsOf = (tensor) => {
  const raw = tensor[9]?.[0];
  assert.ok(raw instanceof Uint8Array);
  return new Float32Array(raw.slice().buffer);
};

test('an ONNX model parses back to its nodes and parameters', () => {
  /** @type {Layer[]} */
  const layers = [
    { units: 12, activation: 'relu' },
    { units: 10, activation: null },
  ];
  const parameters = [
    { weight: new Float32Array(PIXELS * 12).map((_, i) => i / 7), bias: new Float32Array(12) },
    { weight: new Float32Array(120).map((_, i) => -i), bias: new Float32Array(10).fill(0.5) },
  ];
  const model = parse(writeOnnx(layers, parameters));
  assert.deepEqual(model[1], [8]);
  assert.deepEqual(messages(model, 8), [{ 2: [13] }]);
  const graph = /** @type {Fields} */ (messages(model, 7)[0]);
  const nodes = messages(graph, 1).map((node) => [
    texts(node, 4)[0],
    texts(node, 1),
    texts(node, 2),
  ]);
  assert.deepEqual(nodes, [
    ['Gemm', ['images', 'weight0', 'bias0'], ['sums0']],
    ['Relu', ['sums0'], ['outputs0']],
    ['Gemm', ['outputs0', 'weight1', 'bias1'], ['logits']],
  ]);
  const tensors = messages(graph, 5).map((tensor) => ({
    name: texts(tensor, 8)[0],
    type: tensor[2],
    dims: tensor[1],
    data: floatsOf(tensor),
  }));
  const [first, second] = parameters;
  assert.deepEqual(tensors, [
    { name: 'weight0', type: [1], dims: [PIXELS, 12], data: first?.weight },
    { name: 'bias0', type: [1], dims: [12], data: first?.bias },
    { name: 'weight1', type: [1], dims: [12, 10], data: second?.weight },
    { name: 'bias1', type: [1], dims: [10], data: second?.bias },
  ]);
  for (const [field, name, width] of /** @type {const} */ ([
    [11, 'images', PIXELS],
    [12, 'logits', 10],
  ])) {
    const value = /** @type {Fields} */ (messages(graph, field)[0]);
    assert.deepEqual(texts(value, 1), [name]);
    const type = /** @type {Fields} */ (inside(value, [2, 1]));
    assert.deepEqual(type[1], [1]);
    const [batch, columns] = messages(/** @type {Fields} */ (messages(type, 2)[0]), 1);
    assert.deepEqual(texts(/** @type {Fields} */ (batch), 2), ['batch']);
    assert.deepEqual(columns, { 1: [width] });
  }
});

/** @param {number} count @returns {Float32Array[]} images that differ, four fifths of each 0 */
const imagesOf = (count) =>
  Array.from({ length: count }, (_, k) =>
    new Float32Array(PIXELS).map((_, i) => Math.max(0, ((i * 7 + k * 131) % 101) / 20 - 4)),
  );

for (const activation of /** @type {const} */ (['relu', 'sigmoid'])) {
  /** @type {Layer[]} */
  const stack = [
    { units: 8, activation },
    { units: 12, activation },
    { units: 10, activation: null },
  ];

  test(`plain loops: gradients with ${activation} are those of finite differences`, () => {
    const layers = createLayers(stack, 3);
    const [image] = imagesOf(1);
    learn(layers, image, 4);
    const gradients = layers.map(({ weightGradient, biasGradient }) => ({
      weight: weightGradient.slice(),
      bias: biasGradient.slice(),
    }));
    const lossAt = (/** @type {Float32Array} */ values, /** @type {number} */ i, change = 0) => {
      const kept = values[i] ?? 0;
      values[i] = kept + change;
      const loss = learn(layers, image, 4);
      values[i] = kept;
      return loss;
    };
    layers.forEach((layer, l) => {
      for (const part of /** @type {const} */ (['weight', 'bias'])) {
        for (let i = 0; i < layer[part].length; i += Math.ceil(layer[part].length / 9)) {
          const slope = (lossAt(layer[part], i, 1e-3) - lossAt(layer[part], i, -1e-3)) / 2e-3;
          const gradient = gradients[l]?.[part][i];
          assert.ok(
            Math.abs(gradient - slope) < 1e-3 + 1e-2 * Math.abs(slope),
            `layer ${l} ${part}[${i}]: ${gradient}, by differences ${slope}`,
          );
        }
      }
    });
  });

  test(`plain loops: the loss falls with ${activation}`, () => {
    const layers = createLayers(stack, 1);
    const images = imagesOf(10);
    const epoch = () => {
      const loss = images.reduce((sum, image, k) => sum + learn(layers, image, k), 0);
      step(layers, 0.2 / images.length);
      return loss / images.length;
    };
    const before = epoch();
    for (let i = 0; i < 300; i++) epoch();
    assert.ok(epoch() < before / 2);
    assert.equal(forward(layers, images[0]).length, 10);
  });
}

test('batches hold every image once, in an order the seed decides', () => {
  const order = shuffledOrder(70, 5);
  const batches = batchesOf(order, 32);
  assert.deepEqual(
    batches.map((batch) => batch.length),
    [32, 32, 6],
  );
  const seen = batches.flatMap((batch) => [...batch]).sort((a, b) => a - b);
  assert.deepEqual(
    seen,
    Array.from({ length: 70 }, (_, i) => i),
  );
  assert.deepEqual(shuffledOrder(70, 5), order);
  assert.notDeepEqual(shuffledOrder(70, 6), order);
});

test('accuracy is the share of rows whose largest logit is the label', () => {
  const logits = new Float32Array(30);
  logits[3] = logits[10 + 7] = logits[20 + 1] = 1;
  assert.equal(accuracyOf(logits, Uint8Array.of(3, 7, 2)), 2 / 3);
});
