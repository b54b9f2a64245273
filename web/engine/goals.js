import { parseExperiment } from './experiment/index.js';

/** @typedef {import('./experiment/index.js').Goal} Goal */

/**
 * Where a run has come to.
 * @typedef {object} GoalState
 * @property {number} steps done
 * @property {number | null} testAccuracy 0 to 1; null where data have targets
 * @property {number} testLoss mean over the test rows
 * @property {number} parameters of the network
 * @property {number} [epochs] done, with fractions; by default what the steps make of `data.train` rows, which is too few
 *   where `data.classes` leaves rows out
 *
 * @typedef {object} GoalVerdict
 * @property {string | null} title the goal's own
 * @property {boolean} met whether the state fulfils all that the goal asks for
 * @property {number} score 0 to 1, and 1 where it is met: the product over all that the goal asks for, each giving 1 where
 *   it is fulfilled and otherwise how near it is, which of a least value is the value divided by it, and of a most value it
 *   divided by the value. It never falls when one of them comes nearer, the others staying as they are.
 */

/**
 * What a run's state is worth by the goals of its document.
 *
 * @param {unknown} document an experiment document
 * @param {GoalState} state
 * @returns {GoalVerdict[]} one for each goal, in the document's order
 * @throws {import('./errors.js').StrataError} `experiment-invalid`
 *
 * @example
 * import { judgeGoals } from 'strata';
 * const layers = [{ type: 'linear', units: 10 }];
 * const goals = [{ title: 'Small', test_accuracy: 0.9, parameters: 10000 }];
 * const document = { strata: 1, data: { name: 'mnist' }, layers, goals };
 * const state = { steps: 1875, testAccuracy: 0.45, testLoss: 1.1, parameters: 7850 };
 * console.log(judgeGoals(document, state)[0]); // { title: 'Small', met: false, score: 0.5 }
 */
export function judgeGoals(document, state) {
  const { goals = [], data, batch } = parseExperiment(document);
  const { epochs = epochsAfter(state.steps, data.train, batch) } = state;
  return goals.map((goal) => {
    const shares = sharesOf(goal, { ...state, epochs });
    const met = shares.every((share) => share === 1);
    return { title: goal.title ?? null, met, score: shares.reduce((all, one) => all * one, 1) };
  });
}

/**
 * @param {number} steps
 * @param {number} rows of an epoch
 * @param {number} batch
 * @returns {number} epochs done, with fractions, as `Run` counts them
 */
function epochsAfter(steps, rows, batch) {
  const perEpoch = Math.ceil(rows / batch);
  return Math.floor(steps / perEpoch) + Math.min((steps % perEpoch) * batch, rows) / rows;
}

/**
 * @param {Goal} goal
 * @param {Required<GoalState>} state
 * @returns {number[]} how near each of its bounds is, 0 to 1
 */
function sharesOf(goal, { testAccuracy, testLoss, parameters, steps, epochs }) {
  const { test_accuracy: least } = goal;
  const bounds = /** @type {const} */ ([
    [testLoss, goal.test_loss],
    [parameters, goal.parameters],
    [steps, goal.steps],
    [epochs, goal.epochs],
  ]);
  const most = bounds.flatMap(([value, bound]) =>
    bound === undefined ? [] : [near(bound, value)],
  );
  return least === undefined ? most : [near(testAccuracy ?? Number.NaN, least), ...most];
}

/** @param {number} larger @param {number} smaller @returns {number} 1 where they are in this order, or else their ratio */
function near(larger, smaller) {
  if (larger >= smaller) return 1;
  return larger / smaller || 0;
}
