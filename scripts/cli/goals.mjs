import { countParameters, inputOf } from '../../web/engine/experiment/index.js';
import { judgeGoals } from '../../web/engine/goals.js';
import { count, percent } from './progress.mjs';

/** @typedef {import('../../web/engine/experiment/index.js').Experiment} Experiment */
/** @typedef {import('../../web/engine/goals.js').GoalVerdict} GoalVerdict */

/**
 * @param {Experiment} experiment
 * @param {{ steps: number, epochs: number, testAccuracy: number | null, testLoss: number }} end of its run; `epochs` with
 *   fractions
 * @returns {GoalVerdict[]} none where the document has no goals
 */
export function goalVerdicts(experiment, end) {
  const parameters = countParameters(experiment.layers, inputOf(experiment));
  return judgeGoals(experiment, { ...end, parameters });
}

/**
 * @param {Experiment} experiment
 * @param {readonly GoalVerdict[]} verdicts of its goals
 * @returns {string[]} a line for each verdict
 */
export function goalLines({ goals = [] }, verdicts) {
  return verdicts.map(({ title, met, score }, i) => {
    const { title: _, ...asked } = goals[i] ?? {};
    const words = Object.entries(asked).map(([name, value]) => boundWords(name, value));
    const name = title === null ? words.join(', ') : `${title} (${words.join(', ')})`;
    return `goal ${met ? 'met' : `not met, score ${score.toFixed(3)}`}: ${name}`;
  });
}

/** @param {string} name of a goal's field @param {number} value */
function boundWords(name, value) {
  if (name === 'test_accuracy') return `test accuracy at least ${percent(value)}`;
  const bound = name === 'test_loss' ? String(value) : count(value);
  return `${name.replace('_', ' ')} at most ${bound}`;
}
