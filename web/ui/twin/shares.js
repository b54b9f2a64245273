import { stagesOf } from '../stack/stages.js';

/** @typedef {import('./sides.js').Side} Side */

/**
 * @param {Pick<Side, 'document' | 'views' | 'run'>} side
 * @returns {number | undefined} the first linear layer's gradient (of the loss by its output, as a norm) by the last one's,
 *   in the last step that was measured, or the last with a finite one where the network ended; undefined if not known
 */
export function gradientShare({ document, views, run }) {
  const { nonFinite, aftermath } = run.snapshot ?? {};
  // Which step was measured while it ran depends on the moment.
  const measured = nonFinite ? aftermath?.steps.map(({ norms }) => norms) : [views?.norms?.layers];
  return measured?.map((norms) => shareOf(document, norms)).findLast(Number.isFinite);
}

/**
 * @param {Side['document']} document
 * @param {readonly import('../../worker/protocol.js').LayerNorms[]} [norms] of every layer
 */
function shareOf({ layers }, norms) {
  if (norms?.length !== layers.length) return undefined;
  const { hidden, output } = stagesOf(layers);
  const first = (hidden[0] ?? output).linear.index;
  const [from, to] = [norms[output.linear.index], norms[first]].map((one) => one?.outputGradient);
  return Number.isFinite(from) ? Number(to) / Number(from) : undefined;
}

/**
 * @param {Pick<Side, 'document' | 'views'>} side
 * @returns {{ dead: number, flat: number, inputs: number } | null} of all activations: the share of units without a slope for any of the `inputs`
 *   that were looked at, and of units and inputs with hardly any; null if nothing is known, or there are none
 */
export function slopeShares({ document, views }) {
  let [units, dead, flat, before, sums] = [0, 0, 0, 0, 0];
  if (!views || views.layers.length !== document.layers.length) return null;
  for (const [i, layer] of document.layers.entries()) {
    if (layer.type === 'linear') before = layer.units;
    const view = views.layers[i];
    if (layer.type === 'linear' || !view || before === 0) continue;
    units += before;
    dead += before * view.dead;
    flat += before * view.flat;
    sums += view.counts.reduce((sum, one) => sum + one, view.below + view.above);
  }
  return units === 0
    ? null
    : { dead: dead / units, flat: flat / units, inputs: Math.round(sums / units) };
}
