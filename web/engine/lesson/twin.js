import { canonical, parseExperiment } from '../experiment/index.js';

/** @typedef {import('../experiment/index.js').Experiment} Experiment */

/**
 * The sections in which twins may differ. Data, batch and seed decide what is trained on, in which order: those are the
 * same for both.
 */
export const sections = /** @type {const} */ ([
  'layers',
  'loss',
  'optimizer',
  'init',
  'schedule',
  'clip',
]);

/** @typedef {typeof sections[number]} Section */

/**
 * @param {Experiment} experiment
 * @param {import('./index.js').Change} change
 * @returns {Experiment} the same but for the sections of the change
 * @throws {import('../experiment/parse.js').ExperimentError}
 */
export function twinOf(experiment, change) {
  return parseExperiment({ ...experiment, ...change });
}

/**
 * @param {Experiment} a
 * @param {Experiment} b
 * @returns {string[]} the sections in which they differ, whether twins may or not; epochs, target accuracy and goals do
 *   not count
 */
export function differences(a, b) {
  const [one, other] = [canonical(a), canonical(b)];
  const names = new Set([...Object.keys(one), ...Object.keys(other)]);
  return [...names].filter(
    (name) =>
      !['epochs', 'target_accuracy', 'goals'].includes(name) &&
      JSON.stringify(one[name]) !== JSON.stringify(other[name]),
  );
}
