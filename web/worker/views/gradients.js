import { flopPerImage } from '../../engine/experiment/index.js';
import { steepestSlope } from '../../engine/steepest.js';

/** @typedef {import('../../engine/diagnosis.js').LayerNorms} LayerNorms */
/** @typedef {import('../session.js').Session} Session */

/** Floating-point operations of a step that is not worth waiting for. */
const LONG = 2e9;

/**
 * @typedef {object} GradientsView
 * @property {LayerNorms[] | null} first norms of the step from the starting weights, by layer; null if it takes too long
 * @property {number[]} steepest by layer, the largest slope an activation has; 1 for linear layers, Infinity without bound
 */

/**
 * What training does not change about gradients.
 *
 * @param {Session} session
 * @returns {import('./work.js').Work<GradientsView>}
 */
export function* gradients({ net, store, batch }) {
  const { layers, seed } = net.sections;
  /** @type {number[]} */
  const steepest = [];
  for (const [i, layer] of layers.entries()) {
    const { type, name = '', ...parameters } = /** @type {any} */ (layer);
    // What is learnt is what it is now.
    const learnt = net.tensors.find((tensor) => tensor.name === `${i}.weight`);
    if (name === 'prelu' && learnt) parameters.init = net.parameter(learnt.name).data[0];
    steepest.push(type === 'linear' ? 1 : steepestSlope(net.engine, name, parameters));
    yield { share: steepest.length / (layers.length + 1), found: null };
  }
  if (batch * flopPerImage(layers, net.input) > LONG) {
    yield { share: 1, found: { first: null, steepest } };
    return;
  }
  const start = net.engine.createNetwork(net.sections, { input: net.input });
  try {
    const run = net.engine.createRun(start, store, { batch, seed, epochs: 1 });
    try {
      const diagnosis = net.engine.diagnose(start);
      diagnosis.watch(true);
      const { reason } = run.advance(1);
      // Images that have not arrived yet are worth waiting for.
      if (reason === 'data') return;
      yield { share: 1, found: { first: diagnosis.norms(), steepest } };
    } finally {
      run.dispose();
    }
  } finally {
    start.dispose();
  }
}
