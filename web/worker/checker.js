import * as Comlink from 'comlink';
import { replay } from '../engine/replay.js';
import { faultOf } from './fault.js';

/** @typedef {import('../engine/replay.js').Verdict} Verdict */
/** @typedef {import('./protocol.js').Fault} Fault */

/**
 * @typedef {object} Checked how far a check is
 * @property {number} steps done
 * @property {number} of so many
 * @property {readonly (boolean | null)[]} epochs whether each of them agrees with the claim; null where it says nothing of it
 */

/** Trains again what a link claims, in a worker of its own, so that the page's own network is left alone. */
const checker = {
  /**
   * @param {import('../engine/experiment/index.js').Experiment} experiment
   * @param {import('../engine/link.js').Claim} claim
   * @param {string} base folder of the images
   * @param {(checked: Checked) => void} tell called several times a second
   * @returns {Promise<{ verdict: Verdict } | { fault: Fault }>}
   */
  async check(experiment, claim, base, tell) {
    /** @type {(boolean | null)[]} */
    const epochs = [];
    try {
      const verdict = await replay(experiment, claim, {
        base,
        onEpoch: ({ identical }) => epochs.push(identical),
        onProgress: ({ step, steps }) =>
          tell({ steps: step, of: Math.min(steps, claim.steps), epochs }),
      });
      return { verdict };
    } catch (error) {
      return { fault: faultOf(error) };
    }
  },
};

/** @typedef {typeof checker} Checker */

Comlink.expose(checker);
