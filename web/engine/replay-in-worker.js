import { parseExperiment } from './experiment/index.js';
import { checkClaim } from './link.js';
import { inThread } from './thread.js';

/**
 * As `replay`, in a thread of its own (Node's worker_threads): `signal` ends it at once, whatever a document has it compute.
 *
 * @param {unknown} document an experiment document
 * @param {import('./link.js').Claim} claim as decodeLink gives it
 * @param {Pick<import('./replay.js').ReplayOptions, 'onEpoch' | 'onProgress' | 'signal'>} [options]
 * @returns {Promise<import('./replay.js').Verdict>}
 * @throws {StrataError} `experiment-invalid`, `claim-invalid`; as `loadData`; `worker-ended` where the thread broke down;
 *   `worker-threads` in a browser
 *
 * @example
 * import { replayInWorker } from 'strata';
 * const layers = [{ type: 'linear', units: 8 }, { type: 'activation', name: 'tanh' }, { type: 'linear', units: 2 }];
 * const document = { strata: 1, data: { name: 'moons' }, layers, epochs: 2 };
 * const claim = { steps: 20, testAccuracy: 1, fingerprint: '0000000000000000' };
 * const { identical, differs } = await replayInWorker(document, claim, { signal: AbortSignal.timeout(60_000) });
 * console.log(identical, differs); // false fingerprint
 */
export async function replayInWorker(document, claim, options = {}) {
  const { onEpoch, onProgress, signal } = options;
  const order = { experiment: parseExperiment(document), claim: checkClaim(claim) };
  return inThread(order, {
    onTold: (told) => ('epoch' in told ? onEpoch?.(told.epoch) : onProgress?.(told.progress)),
    signal,
    patience: 0,
  });
}
