// What a thread is opened with: it carries out an experiment, or replays it where there is a claim, and says what came of it.
import { parentPort, workerData } from 'node:worker_threads';
import { carryOut } from './carry-out.js';
import { StrataError } from './errors.js';
import { loadEngine } from './load.js';
import { replay } from './replay.js';

/**
 * @typedef {{ experiment: import('./experiment/index.js').Experiment, kernels: import('./load.js').Kernels, steps: number | undefined }} Training
 * @typedef {{ experiment: import('./experiment/index.js').Experiment, claim: import('./link.js').Claim }} Replay
 * @typedef {Training | Replay} Order
 * @typedef {{ progress: import('./train.js').Progress }
 *   | { epoch: import('./replay.js').ReplayedEpoch }
 *   | { answer: unknown }
 *   | { failure: { code?: string, message: string, path?: string } }} Message
 */

/** @param {Message} message @param {ArrayBuffer[]} [transfer] */
const tell = (message, transfer = []) => parentPort?.postMessage(message, transfer);

/** @param {Training} order */
async function train({ experiment, kernels, steps }) {
  const control = new AbortController();
  parentPort?.once('message', () => control.abort());
  const { network, report } = await carryOut(experiment, {
    engine: await loadEngine({ kernels }),
    ...(steps !== undefined && { steps }),
    signal: control.signal,
    onProgress: (progress) => tell({ progress }),
  });
  const parameters = network.parameters();
  tell(
    { answer: { report, parameters } },
    parameters.map(({ data }) => /** @type {ArrayBuffer} */ (data.buffer)),
  );
}

/** @param {Replay} order */
async function check({ experiment, claim }) {
  const answer = await replay(experiment, claim, {
    onEpoch: (epoch) => tell({ epoch }),
    onProgress: (progress) => tell({ progress }),
  });
  tell({ answer });
}

try {
  /** @type {Order} */
  const order = workerData;
  await ('claim' in order ? check(order) : train(order));
} catch (error) {
  const { message } = /** @type {Error} */ (error);
  const known = error instanceof StrataError ? { code: error.code, path: error.path } : {};
  tell({ failure: { ...known, message } });
}
parentPort?.close();
