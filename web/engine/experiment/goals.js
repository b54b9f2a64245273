/** The field `goals` of the experiment document: what a run is to come to. They decide nothing about the run. */
import * as v from 'valibot';
import { sentence } from '../sentences.js';
import { tables } from '../tables.js';
import { classFaults } from './data.js';
import { handedOn, notWanted, number, object, rule } from './fields.js';

/** @typedef {import('./index.js').Data} Data */
/** @typedef {import('./index.js').Goal} Goal */
/** @typedef {import('./words.js').Range} Range */

const [GOALS, TITLE] = [8, 80];

const wanted = sentence('problem.title', { most: TITLE });

/**
 * Neither line breaks nor characters that change how others are shown: titles are read in pages and terminals. Those that
 * only join or part letters, as in Persian and in emoji, are welcome, and so are characters that Unicode may yet assign.
 */
const title = v.pipe(
  v.custom(
    (value) =>
      typeof value === 'string' &&
      value.trim() !== '' &&
      [...value].length <= TITLE &&
      !/[\p{Cc}\p{Cs}\p{Zl}\p{Zp}\p{Bidi_Control}]/u.test(value),
    ({ input }) => notWanted(input, wanted),
  ),
  v.description(handedOn(wanted)),
);

/** @param {number} min @param {number} max */
const wholeNumber = (min, max) => v.optional(number({ min, max, integer: true }));

/** @param {{ target_accuracy: Range, epochs: Range }} bounds of what documents ask for otherwise */
export const goalFields = (bounds) => ({
  title: v.optional(title),
  test_accuracy: v.optional(number(bounds.target_accuracy)),
  test_loss: v.optional(number({ min: 0, max: 1e9 })),
  parameters: wholeNumber(1, tables.limits.parameters),
  steps: wholeNumber(1, 1e9),
  epochs: v.optional(number(bounds.epochs)),
});

/** @param {Parameters<typeof goalFields>[0]} bounds */
const goal = (bounds) =>
  v.pipe(
    object(goalFields(bounds), sentence('problem.goal')),
    rule([], ({ test_accuracy: accuracy, test_loss: loss }) =>
      accuracy === undefined && loss === undefined
        ? [{ keys: [], message: sentence('problem.goal-target') }]
        : [],
    ),
  );

/** @param {Parameters<typeof goalFields>[0]} bounds */
export function goalList(bounds) {
  const list = sentence('problem.goals', { most: GOALS });
  return v.optional(
    v.pipe(
      v.array(goal(bounds), ({ input }) => notWanted(input, list)),
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
  return goals.flatMap(({ test_accuracy: share }, i) =>
    share === undefined ? [] : classFaults(data, ['goals', i, 'test_accuracy'], share),
  );
}
