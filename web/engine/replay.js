import { carryOut } from './carry-out.js';
import { linkedController } from './data/abort.js';
import { StrataError } from './errors.js';
import { parseExperiment } from './experiment/index.js';
import { checkClaim } from './link.js';

/** @typedef {import('./link.js').Claim} Claim */

/**
 * @typedef {object} ReplayedEpoch
 * @property {number} epoch 1 for the first
 * @property {number} steps done since the start
 * @property {string} fingerprint after it
 * @property {number | null} testAccuracy after it, 0 to 1; null where data have targets
 * @property {boolean | null} identical whether it agrees with the claim; null where the claim says nothing of this epoch
 *
 * @typedef {object} Verdict
 * @property {boolean} identical
 * @property {null | 'checkpoint' | 'steps' | 'fingerprint' | 'testAccuracy'} differs what was first found to be another
 *   than claimed: `checkpoint` is the weights after an epoch before the claim's end, `fingerprint` the weights at its end
 * @property {number | null} epoch the first one, counted from 1, at whose end the weights are known to be others than
 *   claimed; of a claim without checkpoints that is the one in which the claim ends. 0: it ends before the first step. Null
 *   where the weights are those claimed, and where the steps differ
 * @property {number} testLoss after the steps of `found`, mean over the test rows
 * @property {number} epochs done up to there, with fractions
 * @property {Claim} found what the replay came to: up to the claim's end, or to the first checkpoint that differs
 *
 * @typedef {object} ReplayOptions
 * @property {import('./engine.js').Engine} [engine] to be used in place of a new one; its kernels must be strict
 * @property {string | URL} [base] folder of the images, as of `loadMnist`
 * @property {(epoch: ReplayedEpoch) => void} [onEpoch] called after each whole epoch
 * @property {(progress: import('./train.js').Progress) => void} [onProgress] as of `train`; `steps` are the experiment's
 * @property {AbortSignal} [signal] rejects with its reason
 */

/**
 * Trains an experiment again and says whether it comes to what somebody claims: the weights to the last bit, and the test
 * accuracy.
 *
 * A claim that ends before the experiment does is compared where it ends. One of more steps than the experiment has, or
 * than it takes to its target accuracy, differs in `steps`. Without checkpoints only the end is compared; with them the
 * replay stops after the first epoch that differs.
 *
 * @param {unknown} document an experiment document
 * @param {Claim} claim as decodeLink gives it
 * @param {ReplayOptions} [options]
 * @returns {Promise<Verdict>}
 * @throws {StrataError} `experiment-invalid`, `claim-invalid`, `replay-kernels`, and as `loadData`
 *
 * @example
 * import { decodeLink, encodeLink, replay } from 'strata';
 * const layers = [{ type: 'linear', units: 8 }, { type: 'activation', name: 'tanh' }, { type: 'linear', units: 2 }];
 * const document = { strata: 1, data: { name: 'moons' }, layers, epochs: 2 };
 * const nothing = { steps: 20, testAccuracy: 1, fingerprint: '0000000000000000' };
 * const { differs, found } = await replay(document, nothing);
 * console.log(differs); // fingerprint
 * const { experiment, claim } = decodeLink(encodeLink(document, found));
 * console.log((await replay(experiment, claim)).identical); // true
 */
export async function replay(document, claim, options = {}) {
  const { engine, base, onEpoch, onProgress, signal } = options;
  const experiment = parseExperiment(document);
  const claimed = checkClaim(claim);
  if (engine && engine.kernels !== 'strict') {
    const message = 'Only strict kernels give the same bits again; load the engine with them.';
    throw new StrataError('replay-kernels', message, { path: 'engine' });
  }
  signal?.throwIfAborted();
  const { controller, release } = linkedController(signal);
  const watch = new Watch(claimed, onEpoch);
  try {
    const { network, report } = await carryOut(experiment, {
      ...(engine && { engine }),
      ...(base !== undefined && { base }),
      steps: claimed.steps,
      signal: controller.signal,
      onProgress(progress, network) {
        if (watch.see(progress, network)) controller.abort();
        onProgress?.(progress);
      },
    });
    network.dispose();
    signal?.throwIfAborted();
    return watch.verdict(report);
  } finally {
    release();
  }
}

/** Compares a training with a claim, epoch by epoch. */
class Watch {
  #claimed;
  #onEpoch;
  #epochs = 0;
  /** Steps at the end of the last whole epoch. */
  #steps = 0;
  /** @type {number | null} */
  #differs = null;

  /** @param {Claim} claimed @param {ReplayOptions['onEpoch']} onEpoch */
  constructor(claimed, onEpoch) {
    this.#claimed = claimed;
    this.#onEpoch = onEpoch;
  }

  /**
   * @param {import('./train.js').Progress} progress
   * @param {import('./network.js').Network} network
   * @returns {boolean} whether this epoch is the first to differ
   */
  see({ epoch, step, testAccuracy }, network) {
    if (epoch === this.#epochs) return false;
    const { steps, fingerprint: last, checkpoints = [] } = this.#claimed;
    const fingerprint = network.fingerprint();
    const claimed = step < steps ? checkpoints[epoch - 1] : last;
    const identical = claimed === undefined ? null : fingerprint.startsWith(claimed);
    this.#epochs = epoch;
    this.#steps = step;
    if (identical === false) this.#differs = epoch;
    this.#onEpoch?.({ epoch, steps: step, fingerprint, testAccuracy, identical });
    return identical === false && step < steps;
  }

  /** @param {import('./train.js').Report} report @returns {Verdict} */
  verdict({ steps, progress: epochs, testAccuracy, testLoss, fingerprint, checkpoints: passed }) {
    const { checkpoints = [], ...claimed } = this.#claimed;
    const found = checkClaim({ steps, testAccuracy, fingerprint, checkpoints: passed });
    /** @type {(differs: Verdict['differs'], epoch: number | null) => Verdict} */
    const verdict = (differs, epoch) => {
      const identical = differs === null;
      return { identical, differs, epoch, testLoss, epochs, found };
    };
    if (this.#differs !== null && this.#steps < claimed.steps) {
      return verdict('checkpoint', this.#differs);
    }
    if (steps !== claimed.steps) return verdict('steps', null);
    if (checkpoints.length > passed.length) return verdict('checkpoint', passed.length + 1);
    if (fingerprint !== claimed.fingerprint) {
      return verdict('fingerprint', Math.ceil(epochs));
    }
    return verdict(testAccuracy === claimed.testAccuracy ? null : 'testAccuracy', null);
  }
}
