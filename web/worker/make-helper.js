import { loadData } from '../engine/data/load-data.js';
import { inputOf } from '../engine/experiment/index.js';
import { writers } from '../engine/export/writers.js';
import { experimentOf } from '../engine/import/experiment.js';
import { importParameters } from '../engine/import/index.js';
import { loadEngine } from '../engine/load.js';
import { replay } from '../engine/replay.js';
import { START } from '../engine/run.js';
import { faultOf } from './fault.js';

/** @typedef {import('../engine/experiment/index.js').Experiment} Experiment */
/** @typedef {import('../engine/export/formats.js').Format} Format */
/** @typedef {import('../engine/network.js').Network} Network */
/** @typedef {import('../engine/network.js').Parameter} Parameter */
/** @typedef {import('../engine/replay.js').Verdict} Verdict */
/** @typedef {import('./protocol.js').Fault} Fault */
/** @typedef {import('./protocol.js').Memory} Memory */

/**
 * @typedef {object} Checked how far a check is
 * @property {number} steps done
 * @property {number} of so many
 * @property {readonly (boolean | null)[]} epochs whether each of them agrees with the claim; null where it says nothing of it
 */

/**
 * What is done beside training, in a worker of its own where there may be one, so that the page's own network is left alone.
 *
 * @param {AbortSignal} [signal] ends what is under way
 */
export const makeHelper = (signal) => ({
  /**
   * Trains again what a link claims.
   *
   * @param {Experiment} experiment
   * @param {import('../engine/link.js').Claim} claim
   * @param {string} base folder of the images
   * @param {(checked: Checked) => void} tell called several times a second
   * @returns {Promise<{ verdict: Verdict } | { fault: Fault }>}
   */
  check(experiment, claim, base, tell) {
    /** @type {(boolean | null)[]} */
    const epochs = [];
    return orFault(async () => ({
      verdict: await replay(experiment, claim, {
        base,
        ...(signal && { signal }),
        onEpoch: ({ identical }) => epochs.push(identical),
        onProgress: ({ step, steps }) =>
          tell({ steps: step, of: Math.min(steps, claim.steps), epochs }),
      }),
    }));
  },

  /**
   * @param {Experiment} experiment
   * @param {Format} format
   * @param {Parameter[]} parameters of the network, for formats that hold them
   * @param {string} base folder of the images
   * @returns {Promise<{ content: string | Uint8Array } | { fault: Fault }>}
   */
  write: (experiment, format, parameters, base) =>
    orFault(async () => {
      const writer = writers[format];
      if ('script' in writer) {
        const engine = await loadEngine();
        const data = await loadData(engine, experiment, { base });
        return { content: writer.script(engine, experiment, data) };
      }
      const network = await networkOf(experiment);
      network.setParameters(parameters);
      return { content: writer.network(network, experiment) };
    }),

  /**
   * Reads parameters for the experiment, or for the one that the file holds itself.
   *
   * @param {Experiment} experiment
   * @param {Uint8Array} bytes
   * @returns {Promise<{ experiment: Experiment, memory: Memory } | { fault: Fault }>} what a run begins with
   */
  read: (experiment, bytes) =>
    orFault(async () => {
      const own = experimentOf(bytes) ?? experiment;
      const network = await networkOf(own);
      importParameters(network, bytes);
      return { experiment: own, memory: { state: network.state(), place: START, pristine: false } };
    }),
});

/** @typedef {ReturnType<typeof makeHelper>} Helper */

/**
 * @template R
 * @param {() => Promise<R>} work
 * @returns {Promise<R | { fault: Fault }>}
 */
async function orFault(work) {
  try {
    return await work();
  } catch (error) {
    return { fault: faultOf(error) };
  }
}

/** @param {Experiment} experiment @returns {Promise<Network>} ends with the worker */
async function networkOf(experiment) {
  const engine = await loadEngine();
  return engine.createNetwork(experiment, { input: inputOf(experiment) });
}
