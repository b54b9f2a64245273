import { checkClaim, MAX_CHECKPOINTS } from '../engine/link.js';

/** @typedef {import('../engine/link.js').Claim} Claim */
/** @typedef {import('./session.js').Session} Session */

/**
 * What a run has come to, for somebody else to check.
 *
 * @param {Session} session at rest
 * @returns {Claim | null} null if the experiment alone does not lead there, and until all test images have been tested
 */
export function claimOf({ step, run, net, pristine, nonFinite, passes, store, checkpoints }) {
  const last = passes.last;
  const tested = last?.step === step && last.limit === store.capacity('test');
  if (!tested || step === 0 || !pristine || nonFinite) return null;
  // Of the epoch that ends here, the fingerprint says more.
  const before = Math.min(Math.ceil(run.progress) - 1, MAX_CHECKPOINTS);
  return checkClaim({
    steps: step,
    testAccuracy: last.confusion.length > 0 ? last.correct / last.limit : null,
    fingerprint: net.fingerprint(),
    checkpoints: checkpoints.length < before ? [] : checkpoints.slice(0, before),
  });
}
