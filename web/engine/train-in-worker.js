import { parseExperiment } from './experiment/index.js';
import { inThread } from './thread.js';

/** Milliseconds that a thread has to report after it was stopped: one step of all but the largest networks. */
const PATIENCE = 2000;

/**
 * @typedef {object} WorkerOptions
 * @property {import('./load.js').Kernels} [kernels] `strict` by default
 * @property {number} [steps] training ends after so many steps, if it has not before
 * @property {(progress: import('./train.js').Progress) => void} [onProgress] as of `engine.train`
 * @property {AbortSignal} [signal] stops the training, and the report says how far it came; while data are loaded, and where
 *   a step takes longer than two seconds, it rejects with its reason
 *
 * @typedef {import('./train.js').Report & { parameters: import('./network.js').Parameter[] }} Trained the parameters as
 *   `network.parameters()` gives them
 */

/**
 * Carries out a whole experiment in a thread of its own (Node's worker_threads), so that the program goes on meanwhile, and
 * several can be under way at once. The numbers are those of `engine.train` and of the page.
 *
 * @param {unknown} document an experiment document
 * @param {WorkerOptions} [options]
 * @returns {Promise<Trained>}
 * @throws {StrataError} `experiment-invalid`; `kernels-unknown`, `run-options`; as `loadData`; `worker-ended` where the
 *   thread broke down; `worker-threads` in a browser
 *
 * @example
 * import { trainInWorker } from 'strata';
 * const layers = [{ type: 'linear', units: 16 }, { type: 'activation', name: 'tanh' }, { type: 'linear', units: 2 }];
 * const optimizer = { name: 'adam', lr: 0.01 };
 * const document = { strata: 1, data: { name: 'moons' }, layers, optimizer, epochs: 50 };
 * const { testAccuracy, parameters } = await trainInWorker(document, { signal: AbortSignal.timeout(60_000) });
 * console.log(testAccuracy > 0.95, parameters[0].name, parameters[0].shape.join('×')); // true 0.weight 16×2
 */
export async function trainInWorker(document, options = {}) {
  const { kernels = 'strict', steps, onProgress, signal } = options;
  const experiment = parseExperiment(document);
  const { report, parameters } = await inThread(
    { experiment, kernels, steps },
    {
      onTold: (told) => 'progress' in told && onProgress?.(told.progress),
      signal,
      patience: PATIENCE,
    },
  );
  return { ...report, parameters };
}
