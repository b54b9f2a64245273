// TensorFlow.js with the training step written around its kernels. Products with a transposed factor are many times
// slower than others, and the right factor is repacked by every product it is new to. So activations are kept as
// [units][batch] and weights as [units][inputs]: then weights are left factors, and what is transposed is small.
import { PIXELS } from '../dataset.js';
import { accuracyOf, batchesOf, firstWeights, gather, shuffledOrder, toFloats } from './common.js';
import { openTensorFlow } from './tfjs-backend.js';

/**
 * @typedef {import('../workloads.mjs').Layer['activation']} Activation
 * @typedef {{ weight: any, bias: any, activation: Activation }} Dense variables [units][inputs] and [units]
 */

/**
 * @param {any} tf
 * @param {import('../workloads.mjs').Workload} workload
 * @param {number} seed
 * @returns {Dense[]}
 */
function createLayers(tf, { layers }, seed) {
  return firstWeights(layers, seed).map(({ inputs, units, weight }, i) => ({
    weight: tf.variable(tf.tensor2d(weight, [units, inputs])),
    bias: tf.variable(tf.zeros([units])),
    activation: layers[i]?.activation ?? null,
  }));
}

/**
 * @param {any} tf
 * @param {Dense[]} layers
 * @param {any} x [inputs][batch]
 * @returns {any[]} what comes out of each layer, [units][batch]
 */
function forward(tf, layers, x) {
  let inputs = x;
  return layers.map(({ weight, bias, activation }) => {
    const sums = tf.add(tf.matMul(weight, inputs), tf.expandDims(bias, 1));
    inputs = activation ? tf[activation](sums) : sums;
    return inputs;
  });
}

/**
 * @param {any} tf
 * @param {Activation} activation
 * @param {any} y
 * @param {any} gradient by y
 */
function throughActivation(tf, activation, y, gradient) {
  if (activation === 'relu') return tf.mul(gradient, tf.step(y));
  return tf.mul(gradient, tf.sub(y, tf.square(y)));
}

/**
 * A step of SGD; the learning rate is in the gradient from the start, which spares the weights a product.
 *
 * @param {any} tf
 * @param {Dense[]} layers
 * @param {any} x [batch][inputs]
 * @param {any} target one-hot, [batch][10]
 * @param {number} rate learning rate / images in the batch
 */
function step(tf, layers, x, target, rate) {
  const outputs = forward(tf, layers, tf.transpose(x));
  const probabilities = tf.softmax(tf.transpose(outputs.at(-1)));
  let delta = tf.transpose(tf.mul(tf.sub(probabilities, target), rate));
  for (let i = layers.length - 1; i >= 0; i--) {
    const { weight, bias } = /** @type {Dense} */ (layers[i]);
    const below = layers[i - 1];
    const input = below ? tf.transpose(outputs[i - 1]) : x;
    const change = tf.matMul(delta, input);
    const biasChange = tf.sum(delta, 1);
    if (below) {
      const gradient = tf.matMul(tf.transpose(weight), delta);
      delta = throughActivation(tf, below.activation, outputs[i - 1], gradient);
    }
    weight.assign(tf.sub(weight, change));
    bias.assign(tf.sub(bias, biasChange));
  }
}

/** @param {any} tf @param {Dense[]} layers */
function predictor(tf, layers) {
  // Weights that stay are packed once, as right factors too; so bias and activation can be fused into the product.
  const fixed = layers.map(({ weight, bias, activation }) => ({
    b: tf.transpose(weight),
    bias,
    activation: activation ?? 'linear',
  }));
  return {
    /** @param {Float32Array} images @param {number} rows @returns {Float32Array} logits */
    predict: (images, rows) =>
      tf.tidy(() => {
        let a = tf.tensor2d(images, [rows, PIXELS]);
        for (const layer of fixed) a = tf.fused.matMul({ a, ...layer });
        return a.dataSync();
      }),
    dispose: () => tf.dispose([fixed.map(({ b }) => b), layers]),
  };
}

/**
 * @param {import('../host.js').Host} host
 * @returns {Promise<import('../host.js').Contestant>}
 */
export async function create(host) {
  const { train, test } = host.data;
  const tf = await openTensorFlow(host);
  const trainPixels = toFloats(train.images);
  const testPixels = toFloats(test.images);
  return {
    version: `TensorFlow.js ${tf.version_core}, wasm`,
    async train(workload, seed, images) {
      const layers = createLayers(tf, workload, seed);
      const start = performance.now();
      for (const batch of batchesOf(shuffledOrder(images, seed), workload.batch)) {
        const rows = batch.length;
        const pixels = new Float32Array(rows * PIXELS);
        gather(trainPixels, batch, pixels);
        const target = new Float32Array(rows * 10);
        batch.forEach((i, row) => {
          target[row * 10 + (train.labels[i] ?? 0)] = 1;
        });
        tf.tidy(() => {
          const x = tf.tensor2d(pixels, [rows, PIXELS]);
          step(tf, layers, x, tf.tensor2d(target, [rows, 10]), workload.lr / rows);
        });
      }
      const seconds = (performance.now() - start) / 1000;
      const { predict, dispose } = predictor(tf, layers);
      const accuracy = accuracyOf(predict(testPixels, test.labels.length), test.labels);
      dispose();
      return { seconds, images, accuracy };
    },
    async infer(workload, batch, images) {
      const { predict, dispose } = predictor(tf, createLayers(tf, workload, 1));
      const start = performance.now();
      for (let first = 0; first < images; first += batch) {
        const rows = Math.min(batch, images - first);
        predict(testPixels.subarray(first * PIXELS, (first + rows) * PIXELS), rows);
      }
      const seconds = (performance.now() - start) / 1000;
      dispose();
      return { seconds, images };
    },
    dispose() {},
  };
}
