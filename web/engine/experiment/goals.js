/** The field `goals` of the experiment document: what a run is to come to. They decide nothing about the run. */
import * as v from 'valibot';
import { sentence } from '../sentences.js';
import { tables } from '../tables.js';
import { hasValues } from './data.js';
import { handedOn, notWanted, number, object, rule } from './fields.js';
import { shown } from './words.js';

/** @typedef {import('./index.js').Data} Data */
/** @typedef {import('./index.js').Goal} Goal */

const [GOALS, TITLE] = [8, 80];

const wanted = sentence('problem.title', { most: TITLE });

/** Neither line breaks nor characters that change how others are shown: titles are read in pages and terminals. */
const title = v.pipe(
  v.custom(
    (value) =>
      typeof value === 'string' &&
      value.trim() !== '' &&
      value.length <= TITLE &&
      !/[\p{C}\p{Zl}\p{Zp}]/u.test(value),
    ({ input }) => notWanted(input, wanted),
  ),
  v.description(handedOn(wanted)),
);

/** @param {number} min @param {number} max */
const most = (min, max) => v.optional(number({ min, max, integer: true }));

/** @param {number} epochs as many as a run may have */
const goal = (epochs) =>
  v.pipe(
    object(
      {
        title: v.optional(title),
        test_accuracy: v.optional(number({ min: 0, max: 1 })),
        test_loss: v.optional(number({ min: 0, max: 1e9 })),
        parameters: most(1, tables.limits.parameters),
        steps: most(1, 1e9),
        epochs: most(1, epochs),
      },
      sentence('problem.goal'),
    ),
    rule([], ({ test_accuracy: accuracy, test_loss: loss }) =>
      accuracy === undefined && loss === undefined
        ? [{ keys: [], message: sentence('problem.goal-target') }]
        : [],
    ),
  );

/** @param {number} epochs as many as a run may have */
export function goalList(epochs) {
  const list = sentence('problem.goals', { most: GOALS });
  return v.optional(
    v.pipe(
      v.array(goal(epochs), ({ input }) => notWanted(input, list)),
      v.check(
        ({ length }) => length >= 1 && length <= GOALS,
        ({ input }) => notWanted(input, list),
      ),
      v.description(handedOn(list)),
    ),
  );
}

/**
 * @param {{ data: Data, goals: readonly Goal[] }} value
 * @returns {import('./fields.js').Fault[]}
 */
export function goalFaults({ data, goals }) {
  return goals.flatMap(({ test_accuracy: share }, i) => {
    if (!hasValues(data.name) || share === undefined) return [];
    const name = 'test_accuracy';
    const message = sentence('problem.target-classes', {
      ...{ value: shown(share), data: data.name, name },
    });
    return [{ keys: ['goals', i, name], message }];
  });
}
