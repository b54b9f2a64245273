import { count } from '../numbers.js';
import { layerName } from '../stack/stages.js';

/** @typedef {import('../state/session.js').Session} Session */
/** @typedef {import('../../worker/protocol.js').Snapshot} Snapshot */

/**
 * Where training stands, as a sentence.
 *
 * @param {Session} session
 * @returns {string}
 */
export function phaseWords({ run: { snapshot }, experiment, asked, silent, phase }) {
  const step = count(snapshot?.step ?? 0);
  const long = silent ? ' One step takes long here.' : '';
  if (asked === 'paused') return `Pausing.${long}`;
  if (asked === 'ready') return `Going back to the starting weights.${long}`;
  switch (phase) {
    case 'loading':
      return 'Loading the engine.';
    case 'ready':
      return experiment.faulty ? 'Ready.' : 'Ready. Press Run.';
    case 'running':
      return `Training.${long}`;
    case 'waiting':
      return `Waiting for the next images: ${count(snapshot?.data.train ?? 0)} are here.`;
    case 'paused':
      return `Paused at step ${step}.`;
    case 'finished':
      return `Finished after step ${step}. Run trains for as many epochs again.`;
    case 'nonfinite':
      return snapshot?.nonFinite ? explosion(snapshot.nonFinite, experiment.document) : '';
  }
}

/**
 * @param {NonNullable<Snapshot['nonFinite']>} where
 * @param {import('../../worker/protocol.js').Experiment} document
 */
function explosion({ step, layer, what }, document) {
  const part = { weight: 'A weight', activation: 'An output', gradient: 'A gradient' }[what];
  const place = layerName(document.layers, layer);
  return `Stopped at step ${count(step)}: ${part.toLowerCase()} in ${place} is no longer a finite number. Try a smaller learning rate or another activation, then Reset.`;
}
