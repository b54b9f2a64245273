import { setFlagsFromString } from 'node:v8';
import { loadEngine } from '../../web/engine/load.js';
import { quoted, UsageError } from './arguments.mjs';
import { folderIn, readData, rowsOf } from './data.mjs';
import { showProgress } from './progress.mjs';

/** @typedef {import('../../web/engine/experiment/index.js').Experiment} Experiment */
/** @typedef {import('./arguments.mjs').Values} Values */

export const kernelNames = ['strict', 'fast'];

/**
 * Trains an experiment with progress shown. Ctrl-C ends the training, not the program; a second one ends that too.
 *
 * @param {Experiment} experiment
 * @param {Values} values options of the command
 * @returns what the training came to; the caller disposes the network
 */
export async function runExperiment(experiment, values) {
  const interrupt = onInterrupt();
  const progress = showProgress({ quiet: values.json === true, unit: rowsOf(experiment) });
  try {
    const engine = await openEngine(values.kernels);
    const data = await readData(engine, experiment, folderIn(values));
    const network = engine.createNetwork(experiment, { input: data.input });
    const { batch, epochs, target_accuracy: targetAccuracy, seed } = experiment;
    const { signal } = interrupt;
    /** @param {import('../../web/engine/train.js').Progress} state */
    const onProgress = (state) => progress.update(state);
    const options = { batch, epochs, targetAccuracy, seed, onProgress, signal };
    const report = await engine.train(network, data, options);
    return { engine, network, report };
  } finally {
    progress.stop();
    interrupt.release();
  }
}

/**
 * @param {string | boolean | undefined} kernels
 */
export async function openEngine(kernels = 'strict') {
  const wanted = kernelNames.find((name) => name === kernels);
  if (wanted === undefined) {
    throw new UsageError(`--kernels: ${quoted(String(kernels))} is not known; give strict or fast`);
  }
  if (wanted === 'fast') allowRelaxedSimd();
  const engine = await loadEngine({ kernels: /** @type {'strict' | 'fast'} */ (wanted) });
  if (engine.kernels !== wanted && engine.note) console.error(`strata: ${engine.note}`);
  return engine;
}

/** Node 20 has relaxed SIMD behind a flag, which may be set until the first module is compiled. Later versions need none. */
export function allowRelaxedSimd() {
  if (/^v20\./.test(process.version)) setFlagsFromString('--experimental-wasm-relaxed-simd');
}

/** Ctrl-C aborts the signal; a second one ends the program. */
export function onInterrupt() {
  const controller = new AbortController();
  const stop = () => {
    if (controller.signal.aborted) process.exit(130);
    controller.abort();
  };
  process.on('SIGINT', stop);
  return { signal: controller.signal, release: () => process.off('SIGINT', stop) };
}
