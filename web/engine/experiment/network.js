import { sentence } from '../sentences.js';
import { tables } from '../tables.js';

/** @typedef {import('./index.js').Layer} Layer */
/** @typedef {import('./fields.js').Fault} Fault */

/**
 * Numbers that training changes: weights and biases of linear layers, and one for each learnt activation parameter.
 * @param {readonly Layer[]} layers checked layers
 * @param {number} input numbers per input row, 784 for MNIST
 *
 * @example
 * import { countParameters, parseExperiment } from 'strata';
 * const layers = [{ type: 'linear', units: 128 }, { type: 'linear', units: 10 }];
 * const experiment = parseExperiment({ strata: 1, data: { name: 'mnist' }, layers });
 * console.log(countParameters(experiment.layers, 784)); // 101770
 */
export function countParameters(layers, input) {
  let width = input;
  let count = 0;
  for (const layer of layers) {
    if (layer.type === 'linear') {
      count += layer.units * (width + (layer.bias ? 1 : 0));
      width = layer.units;
    } else {
      const row = tables.activations.find(({ name }) => name === layer.name);
      count += row?.kind === 'LEARNED' ? row.params.length : 0;
    }
  }
  return count;
}

/**
 * Floating-point operations of a training step for one image, multiplications and additions of the products alone, as if
 * no number were zero: forwards, the weights' gradients, and backwards but for the first linear layer.
 * @param {readonly Layer[]} layers checked layers
 * @param {number} input numbers per input row
 */
export function flopPerImage(layers, input) {
  let width = input;
  let flop = 0;
  let first = true;
  for (const layer of layers) {
    if (layer.type !== 'linear') continue;
    flop += (first ? 4 : 6) * layer.units * width;
    width = layer.units;
    first = false;
  }
  return flop;
}

/**
 * What is wrong with the layers as a network. An activation may stand anywhere, as in torch.nn.Sequential: it keeps the
 * width, so the last linear layer decides what comes out.
 * @param {readonly Layer[]} layers each without problems of its own
 * @param {{ input?: number | undefined, outputs?: number | undefined, name?: string }} data
 *   `outputs` is left out where any width will do
 * @returns {Fault[]}
 */
export function networkFaults(layers, { input = 1, outputs, name }) {
  /** @type {Fault[]} */
  const faults = [];
  const last = layers.findLastIndex(({ type }) => type === 'linear');
  const output = layers[last];
  if (output?.type !== 'linear') {
    faults.push({ keys: ['layers'], message: sentence('problem.no-linear') });
  } else if (outputs !== undefined && output.units !== outputs) {
    const values = { units: output.units, data: name ?? '', needed: outputs };
    const message =
      outputs === 1
        ? sentence('problem.output-unit', { units: output.units, data: name ?? '' })
        : sentence('problem.output-units', values);
    faults.push({ keys: ['layers', last, 'units'], message });
  }
  const count = countParameters(layers, input);
  if (count > tables.limits.parameters) {
    const values = { count, most: tables.limits.parameters };
    faults.push({ keys: ['layers'], message: sentence('problem.parameters', values) });
  }
  return faults;
}
