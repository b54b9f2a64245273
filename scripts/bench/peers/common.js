// What the peers in JavaScript have in common: pseudo-random numbers, first weights, shuffled order, batches as floats.
import { PIXELS } from '../dataset.js';

/**
 * @typedef {import('../workloads.mjs').Layer} Layer
 * @typedef {{ inputs: number, units: number, weight: Float32Array }} FirstWeights `weight` is [inputs][units]
 */

const CLASSES = 10;

/**
 * @param {number} seed
 * @returns {() => number} uniform in [0, 1)
 */
export function randomNumbers(seed) {
  let state = seed | 0;
  return () => {
    state = (state + 0x9e3779b9) | 0;
    let bits = Math.imul(state ^ (state >>> 16), 0x21f0aaad);
    bits = Math.imul(bits ^ (bits >>> 15), 0x735a2d97);
    return ((bits ^ (bits >>> 15)) >>> 0) / 2 ** 32;
  };
}

/**
 * Kaiming before ReLU, Xavier otherwise, both uniform; biases start at 0.
 *
 * @param {readonly Layer[]} layers
 * @param {number} seed
 * @returns {FirstWeights[]}
 */
export function firstWeights(layers, seed) {
  const random = randomNumbers(seed);
  let inputs = PIXELS;
  return layers.map(({ units, activation }) => {
    const bound = Math.sqrt(6 / (activation === 'relu' ? inputs : inputs + units));
    const weight = Float32Array.from({ length: inputs * units }, () => bound * (2 * random() - 1));
    const first = { inputs, units, weight };
    inputs = units;
    return first;
  });
}

/**
 * @param {number} count
 * @param {number} seed
 * @returns {Int32Array} 0 to count - 1 in random order
 */
export function shuffledOrder(count, seed) {
  const random = randomNumbers(seed ^ 0x5bd1e995);
  const order = Int32Array.from({ length: count }, (_, i) => i);
  for (let i = count - 1; i > 0; i--) {
    const k = Math.floor(random() * (i + 1));
    const swapped = order[i];
    order[i] = order[k] ?? 0;
    order[k] = swapped ?? 0;
  }
  return order;
}

/**
 * @param {Uint8Array} images
 * @returns {Float32Array} pixel values / 255
 */
export function toFloats(images) {
  const floats = new Float32Array(images.length);
  for (let i = 0; i < images.length; i++) floats[i] = (images[i] ?? 0) / 255;
  return floats;
}

/**
 * Copies the images of a batch, one after the other.
 *
 * @param {Float32Array} from all images
 * @param {Int32Array} order
 * @param {Float32Array} to
 */
export function gather(from, order, to) {
  for (let row = 0; row < order.length; row++) {
    const start = (order[row] ?? 0) * PIXELS;
    to.set(from.subarray(start, start + PIXELS), row * PIXELS);
  }
}

/**
 * @param {Int32Array} order
 * @param {number} size
 * @returns {Int32Array[]} the order cut into batches, of which the last may be smaller
 */
export function batchesOf(order, size) {
  return Array.from({ length: Math.ceil(order.length / size) }, (_, i) =>
    order.subarray(i * size, (i + 1) * size),
  );
}

/**
 * @param {ArrayLike<number>} logits [rows][10]
 * @param {Uint8Array} labels
 * @returns {number} the share of rows whose largest logit is the label's
 */
export function accuracyOf(logits, labels) {
  let right = 0;
  for (let row = 0; row < labels.length; row++) {
    let best = 0;
    for (let c = 1; c < CLASSES; c++) {
      if (Number(logits[row * CLASSES + c]) > Number(logits[row * CLASSES + best])) best = c;
    }
    if (best === labels[row]) right++;
  }
  return right / labels.length;
}
