// What a thread of trainInWorker runs: carries out the experiment it was opened with, and says what came of it.
import { parentPort, workerData } from 'node:worker_threads';
import { carryOut } from './carry-out.js';
import { StrataError } from './errors.js';
import { loadEngine } from './load.js';

/**
 * @typedef {{ experiment: import('./experiment/index.js').Experiment, kernels: import('./load.js').Kernels, steps: number | undefined }} Order
 * @typedef {{ progress: import('./train.js').Progress }
 *   | { report: import('./train.js').Report, parameters: import('./network.js').Parameter[] }
 *   | { failure: { code?: string, message: string, path?: string } }} Message
 */

/** @type {Order} */
const { experiment, kernels, steps } = workerData;
const control = new AbortController();
parentPort?.once('message', () => control.abort());

/** @param {Message} message @param {ArrayBuffer[]} [transfer] */
const tell = (message, transfer = []) => parentPort?.postMessage(message, transfer);

try {
  const { network, report } = await carryOut(experiment, {
    engine: await loadEngine({ kernels }),
    ...(steps !== undefined && { steps }),
    signal: control.signal,
    onProgress: (progress) => tell({ progress }),
  });
  const parameters = network.parameters();
  tell(
    { report, parameters },
    parameters.map(({ data }) => /** @type {ArrayBuffer} */ (data.buffer)),
  );
} catch (error) {
  const { message } = /** @type {Error} */ (error);
  const known = error instanceof StrataError ? { code: error.code, path: error.path } : {};
  tell({ failure: { ...known, message } });
}
parentPort?.close();
