// Networks for the tests of what is written and read back.
import { loadEngine, parseExperiment } from '../../web/engine/index.js';

export const engine = await loadEngine();

/** @param {Record<string, unknown>} [others] fields of the document beside data and layers */
export function experimentWith(others = {}) {
  return parseExperiment({
    strata: 1,
    data: { name: 'mnist' },
    layers: [
      { type: 'linear', units: 12 },
      { type: 'activation', name: 'prelu' },
      { type: 'linear', units: 10 },
    ],
    ...others,
  });
}

/** @param {ReturnType<typeof experimentWith>} experiment */
export function networkOf(experiment) {
  return engine.createNetwork(experiment, { input: 784 });
}
