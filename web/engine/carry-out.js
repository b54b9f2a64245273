import { loadData } from './data/load-data.js';
import { loadEngine } from './load.js';

/** @typedef {import('./experiment/index.js').Experiment} Experiment */
/** @typedef {import('./train.js').Progress} Progress */

/**
 * Carries out a whole experiment: its data, its network, its training.
 *
 * @param {Experiment} experiment a parsed one
 * @param {object} [options]
 * @param {import('./engine.js').Engine} [options.engine] a new one with strict kernels by default
 * @param {string | URL} [options.base] as `loadData`
 * @param {number} [options.steps] as `train`
 * @param {(progress: Progress, network: import('./network.js').Network) => void} [options.onProgress]
 * @param {AbortSignal} [options.signal] while data are loaded it rejects, afterwards the report says how far it came
 * @returns what the training came to; the caller disposes the network
 */
export async function carryOut(experiment, { engine, base, steps, onProgress, signal } = {}) {
  const running = engine ?? (await loadEngine());
  const data = await loadData(running, experiment, {
    ...(base !== undefined && { base }),
    ...(signal && { signal }),
  });
  const network = running.createNetwork(experiment, data);
  const { batch, epochs, seed, target_accuracy: targetAccuracy } = experiment;
  try {
    const report = await running.train(network, data, {
      ...{ batch, epochs, seed, targetAccuracy },
      ...(steps !== undefined && { steps }),
      ...(signal && { signal }),
      onProgress: (progress) => onProgress?.(progress, network),
    });
    return { network, report };
  } catch (error) {
    network.dispose();
    throw error;
  }
}
