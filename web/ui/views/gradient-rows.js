import { stagesOf } from '../stack/stages.js';

/** @typedef {import('../../engine/experiment/index.js').Layer} Layer */
/** @typedef {import('../../worker/protocol.js').LayerNorms} LayerNorms */
/** @typedef {'output' | 'weights'} By of the loss's gradient: by what a layer puts out, or by its weights and biases */

/**
 * @typedef {object} Row a linear layer
 * @property {number} index in the document
 * @property {readonly string[]} activations behind it, before the next linear layer
 * @property {number} value norm of its gradient; NaN where it is not known
 * @property {number} ratio to the next layer's; NaN for the last
 * @property {number} limit what the activations behind it leave at most of a gradient; 1 for the last, Infinity: no bound
 * @property {number} law the last layer's value times the limits on the way back
 */

/**
 * @param {readonly Layer[]} layers
 * @param {readonly LayerNorms[] | null} norms by layer
 * @param {readonly number[]} steepest slope of each layer
 * @param {By} by
 * @returns {Row[]} from the first layer to the output
 */
export function gradientRows(layers, norms, steepest, by) {
  const { hidden, output } = stagesOf(layers);
  const stages = [...hidden, output];
  /** @type {Row[]} */
  const rows = [];
  for (const stage of stages.toReversed()) {
    const { index } = stage.linear;
    const norm = norms?.[index];
    const value = (by === 'output' ? norm?.outputGradient : norm?.gradient) ?? Number.NaN;
    const next = rows[0];
    const between = next ? stage.activations : [];
    const limit = between.reduce((product, { index: at }) => product * (steepest[at] ?? 1), 1);
    rows.unshift({
      index,
      activations: between.map(({ layer }) => (layer.type === 'activation' ? layer.name : '')),
      value,
      ratio: next ? value / next.value : Number.NaN,
      limit,
      law: next ? next.law * limit : value,
    });
  }
  return rows;
}

/**
 * @param {readonly Row[]} rows
 * @returns {{ arrives: number, passed: number, base: number | null, product: number }} `arrives`: the first
 *   layer's part of the last one's gradient; `base`: the limit, where all have the same; `product` of the limits
 */
export function passage(rows) {
  const passed = rows.length - 1;
  const arrives = (rows[0]?.value ?? Number.NaN) / (rows.at(-1)?.value ?? Number.NaN);
  const limits = rows.slice(0, -1).map(({ limit }) => limit);
  const [base = null] = limits;
  return {
    arrives,
    passed,
    base: limits.every((one) => one === base) ? base : null,
    product: limits.reduce((product, one) => product * one, 1),
  };
}
