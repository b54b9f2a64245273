import { parseExperiment } from '../../web/engine/experiment/index.js';
import { encodeLink } from '../../web/engine/link.js';

const square = { type: 'activation', name: 'square' };
const linear = (/** @type {number} */ units) => ({ type: 'linear', units });

/** The hash of an experiment whose numbers stop being finite after some steps. */
export const exploding = `#e=${encodeLink(
  parseExperiment({
    strata: 1,
    data: { name: 'mnist' },
    layers: [linear(32), square, linear(16), square, linear(10)],
    seed: 21,
  }),
)}`;
