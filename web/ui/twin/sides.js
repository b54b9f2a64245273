/** Twins as a and b, whichever of them is shown. */

/** @typedef {import('../../engine/experiment/index.js').Experiment} Experiment */
/** @typedef {import('../../worker/protocol.js').Views} Views */
/** @typedef {import('../state/run-store.js').RunStore} RunStore */
/** @typedef {import('../state/session.js').Session} Session */

/**
 * @typedef {object} Side
 * @property {Experiment} document
 * @property {RunStore} run
 * @property {Views | null} views what was last seen of it
 * @property {boolean} shown
 */

/** @param {Session} session @returns {[Side, Side]} a's and b's */
export function sidesOf({ experiment, run, look, twin }) {
  const { document } = experiment;
  const shown = { document, run, views: look.views, shown: true };
  const other = {
    document: twin.document ?? document,
    run: twin.run,
    views: twin.look.views,
    shown: false,
  };
  return twin.shown === 'a' ? [shown, other] : [other, shown];
}

/** @param {Pick<Side, 'document' | 'run'>} side @returns {boolean} whether its weights have been tested as they are now */
export function isTested({ document, run }) {
  return run.wholeTest(document)?.step === run.snapshot?.step;
}
