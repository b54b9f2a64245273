// A network in plain loops over typed arrays, as one writes it without a library: one image after the other.
import { PIXELS } from '../dataset.js';
import { accuracyOf, batchesOf, firstWeights, shuffledOrder, toFloats } from './common.js';

/**
 * A Float32Array; as `any`, because the types would have every element of it checked for being there.
 *
 * @typedef {any} Floats
 *
 * @typedef {object} PlainLayer
 * @property {number} inputs
 * @property {number} units
 * @property {import('../workloads.mjs').Layer['activation']} activation
 * @property {Floats} weight [units][inputs]
 * @property {Floats} bias
 * @property {Floats} weightGradient summed over the images of a batch
 * @property {Floats} biasGradient
 * @property {Floats} outputs for one image
 * @property {Floats} delta the gradient by what goes into the activation
 */

/**
 * @param {readonly import('../workloads.mjs').Layer[]} layers
 * @param {number} seed
 * @returns {PlainLayer[]}
 */
export function createLayers(layers, seed) {
  return firstWeights(layers, seed).map(({ inputs, units, weight }, i) => ({
    inputs,
    units,
    activation: layers[i]?.activation ?? null,
    weight,
    bias: new Float32Array(units),
    weightGradient: new Float32Array(weight.length),
    biasGradient: new Float32Array(units),
    outputs: new Float32Array(units),
    delta: new Float32Array(units),
  }));
}

/**
 * Four sums at a time, as an addition has to wait for the one before it; inputs are a multiple of 4.
 *
 * @param {Floats} weight
 * @param {number} start
 * @param {Floats} x
 * @param {number} inputs
 */
function dot(weight, start, x, inputs) {
  let a = 0;
  let b = 0;
  let c = 0;
  let d = 0;
  for (let i = 0; i < inputs; i += 4) {
    a += weight[start + i] * x[i];
    b += weight[start + i + 1] * x[i + 1];
    c += weight[start + i + 2] * x[i + 2];
    d += weight[start + i + 3] * x[i + 3];
  }
  return a + b + c + d;
}

/**
 * @param {PlainLayer[]} layers
 * @param {Floats} image
 * @returns {Floats} logits
 */
export function forward(layers, image) {
  let x = image;
  for (const { inputs, units, activation, weight, bias, outputs } of layers) {
    for (let unit = 0; unit < units; unit++) {
      const sum = bias[unit] + dot(weight, unit * inputs, x, inputs);
      if (activation === 'relu') outputs[unit] = sum > 0 ? sum : 0;
      else if (activation === 'sigmoid') outputs[unit] = 1 / (1 + Math.exp(-sum));
      else outputs[unit] = sum;
    }
    x = outputs;
  }
  return x;
}

/**
 * @param {Floats} logits
 * @param {number} label
 * @param {Floats} delta receives the gradient by the logits
 * @returns {number} the loss
 */
function crossEntropy(logits, label, delta) {
  const top = Math.max(...logits);
  let sum = 0;
  for (let c = 0; c < logits.length; c++) {
    delta[c] = Math.exp(logits[c] - top);
    sum += delta[c];
  }
  for (let c = 0; c < logits.length; c++) delta[c] /= sum;
  delta[label] -= 1;
  return Math.log(sum) + top - logits[label];
}

/**
 * @param {PlainLayer} layer whose `delta` is there
 * @param {PlainLayer} below whose `delta` is made
 */
function backward({ inputs, units, weight, delta }, below) {
  const { activation, outputs, delta: made } = below;
  made.fill(0);
  for (let unit = 0; unit < units; unit++) {
    const [d, start] = [delta[unit], unit * inputs];
    for (let i = 0; i < inputs; i++) made[i] += d * weight[start + i];
  }
  for (let i = 0; i < inputs; i++) {
    const y = outputs[i];
    if (activation === 'relu') made[i] = y > 0 ? made[i] : 0;
    else if (activation === 'sigmoid') made[i] *= y * (1 - y);
  }
}

/**
 * @param {PlainLayer} layer
 * @param {Floats} x what went into it
 */
function addGradient({ inputs, units, delta, weightGradient, biasGradient }, x) {
  for (let unit = 0; unit < units; unit++) {
    const [d, start] = [delta[unit], unit * inputs];
    biasGradient[unit] += d;
    if (d === 0) continue;
    for (let i = 0; i < inputs; i++) weightGradient[start + i] += d * x[i];
  }
}

/**
 * Adds an image's gradient to that of its batch.
 *
 * @param {PlainLayer[]} layers
 * @param {Floats} image
 * @param {number} label
 * @returns {number} its loss
 */
export function learn(layers, image, label) {
  const logits = forward(layers, image);
  const loss = crossEntropy(logits, label, layers.at(-1)?.delta);
  for (let i = layers.length - 1; i >= 0; i--) {
    const [layer, below] = [layers[i], layers[i - 1]];
    if (!layer) continue;
    if (below) backward(layer, below);
    addGradient(layer, below ? below.outputs : image);
  }
  return loss;
}

/**
 * @param {PlainLayer[]} layers
 * @param {number} rate learning rate / images in the batch
 */
export function step(layers, rate) {
  for (const { weight, bias, weightGradient, biasGradient } of layers) {
    descend(weight, weightGradient, rate);
    descend(bias, biasGradient, rate);
  }
}

/**
 * @param {Floats} parameters
 * @param {Floats} gradient is zeroed
 * @param {number} rate
 */
function descend(parameters, gradient, rate) {
  for (let i = 0; i < parameters.length; i++) parameters[i] -= rate * gradient[i];
  gradient.fill(0);
}

/**
 * @param {import('../host.js').Host} host
 * @returns {Promise<import('../host.js').Contestant>}
 */
export async function create({ data: { train, test } }) {
  const trainPixels = toFloats(train.images);
  const testPixels = toFloats(test.images);
  const image = (/** @type {Float32Array} */ all, /** @type {number} */ i) =>
    all.subarray(i * PIXELS, (i + 1) * PIXELS);
  const run = (/** @type {PlainLayer[]} */ layers, /** @type {number} */ images) => {
    const logits = new Float32Array(images * 10);
    for (let i = 0; i < images; i++) logits.set(forward(layers, image(testPixels, i)), i * 10);
    return logits;
  };
  return {
    version: 'loops over Float32Array',
    async train(workload, seed, images) {
      const layers = createLayers(workload.layers, seed);
      const start = performance.now();
      for (const batch of batchesOf(shuffledOrder(images, seed), workload.batch)) {
        for (const i of batch) learn(layers, image(trainPixels, i), train.labels[i] ?? 0);
        step(layers, workload.lr / batch.length);
      }
      const seconds = (performance.now() - start) / 1000;
      return {
        seconds,
        images,
        accuracy: accuracyOf(run(layers, test.labels.length), test.labels),
      };
    },
    async infer(workload, _batch, images) {
      const layers = createLayers(workload.layers, 1);
      const start = performance.now();
      run(layers, images);
      return { seconds: (performance.now() - start) / 1000, images };
    },
    dispose() {},
  };
}
