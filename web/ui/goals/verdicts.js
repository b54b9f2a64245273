import { countParameters } from '../../engine/experiment/index.js';
import { judgeGoals } from '../../engine/goals.js';
import { inputOf } from '../state/sets.js';

/** @typedef {import('../../engine/goals.js').GoalVerdict} GoalVerdict */
/** @typedef {import('../state/session.js').Session} Session */

/**
 * @param {Pick<Session, 'run' | 'experiment'>} session
 * @returns {GoalVerdict[]} on each goal of the document, as of the last test on all the test rows; before the first, none is
 *   met
 */
export function verdictsOf({ run, experiment: { document } }) {
  if (!document.goals) return [];
  const test = run.wholeTest(document);
  const { step = 0, epoch = 0 } = run.snapshot ?? {};
  const steps = test?.step ?? step;
  return judgeGoals(document, {
    steps,
    // Which the worker counts itself, after edits too.
    epochs: steps === step ? epoch : (run.epochAt(steps) ?? epoch),
    testAccuracy: test && !Number.isNaN(test.accuracy) ? test.accuracy : null,
    testLoss: test?.loss ?? Number.NaN,
    parameters: countParameters(document.layers, inputOf(document)),
  });
}
