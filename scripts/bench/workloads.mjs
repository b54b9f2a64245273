import { BLOCK } from '../../web/engine/run.js';

/**
 * @typedef {{ units: number, activation: 'relu' | 'sigmoid' | null }} Layer a linear layer and what follows it
 *
 * @typedef {object} Workload training by plain SGD on softmax cross-entropy, mean over the batch; pixels are used as
 *   value / 255, and the 60,000 images are shuffled for every epoch
 * @property {string} id
 * @property {string} title
 * @property {readonly Layer[]} layers after the 784 inputs
 * @property {string} layersText as `strata train --layers` takes them
 * @property {number} batch
 * @property {number} lr
 * @property {number} block the epoch is shuffled within blocks of so many images, as Strata's first one is; only PyTorch,
 *   whose accuracies are compared with ours, does the same
 */

/** @param {string} layersText @returns {Layer[]} */
function parse(layersText) {
  /** @type {Layer[]} */
  const layers = [];
  for (const word of layersText.split(',')) {
    const last = layers.at(-1);
    if (word.startsWith('linear:')) layers.push({ units: Number(word.slice(7)), activation: null });
    else if (last) last.activation = /** @type {Layer['activation']} */ (word);
  }
  return layers;
}

/**
 * @param {string} id
 * @param {string} layersText
 * @param {number} batch
 * @returns {Workload}
 */
function workload(id, layersText, batch) {
  const layers = parse(layersText);
  const widths = layers.map(({ units, activation }) =>
    activation ? `${units}(${activation})` : `${units}`,
  );
  const title = `${id}: ${[784, ...widths].join('-')}, batch ${batch}`;
  return { id, title, layers, layersText, batch, lr: 0.1, block: BLOCK };
}

/** @type {readonly Workload[]} */
export const workloads = [
  workload('W1', 'linear:128,relu,linear:10', 32),
  workload('W2', 'linear:128,relu,linear:10', 128),
  workload('W3', 'linear:512,relu,linear:256,relu,linear:10', 128),
  workload('W4', 'linear:64,sigmoid,linear:64,sigmoid,linear:10', 32),
];
