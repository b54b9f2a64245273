import { twinOf } from './twin.js';
import { keyOf } from './verdict.js';

/** @typedef {import('./index.js').Experiment} Experiment */
/** @typedef {import('./index.js').Figure} Figure */
/** @typedef {import('./index.js').Lesson} Lesson */
/** @typedef {import('./index.js').Text} Text */

/**
 * @typedef {object} Course of one network through a lesson
 * @property {Experiment} experiment
 * @property {{ after: number | undefined, measure: string, layer?: number, key: string }[]} figures to be measured after
 *   so many steps, or at the end
 *
 * @typedef {object} Plan
 * @property {Course} a
 * @property {Course | null} b
 * @property {import('./index.js').Until} until
 * @property {readonly import('./index.js').Event[]} events of both
 */

/**
 * @param {Lesson} lesson
 * @param {number} [seed] instead of the experiment's own
 * @returns {Plan} how it is run
 */
export function planOf(lesson, seed = lesson.experiment.seed) {
  const { predict, expect, twin, until, events } = lesson;
  const figures = [
    ...(predict.choices ?? []).flatMap(({ when }) => when),
    ...(predict.sketch?.points ?? []),
    ...expect,
  ];
  const experiment = { ...lesson.experiment, seed };
  return {
    a: courseOf('a', experiment, figures),
    b: twin ? courseOf('b', twinOf(experiment, twin), figures) : null,
    until,
    events,
  };
}

/**
 * @param {Lesson} lesson
 * @param {number} number of what is tried
 * @param {number} [seed] instead of the experiment's own
 * @returns {Plan}
 */
export function planOfTry(lesson, number, seed = lesson.experiment.seed) {
  const tried = lesson.try[number];
  if (!tried) throw new RangeError(`There is nothing to try at ${number}.`);
  const base = { ...lesson.experiment, seed };
  const experiment = twinOf(lesson.twin ? twinOf(base, lesson.twin) : base, tried.change);
  const { until, expect } = tried;
  return { a: courseOf('a', experiment, expect), b: null, until, events: lesson.events };
}

/**
 * @param {Figure & { met?: Text, missed?: Text }} figure
 * @param {'a' | 'b'} twin
 * @returns {boolean} whether the figure is taken of that twin: it is of it, or its words name it
 */
function concerns({ of, met = '', missed = '' }, twin) {
  if (of !== 'a' && of !== 'b') return true;
  return of === twin || JSON.stringify([met, missed]).includes(`{${twin}}`);
}

/**
 * @param {'a' | 'b'} twin
 * @param {Experiment} experiment
 * @param {readonly Figure[]} figures of both
 * @returns {Course}
 */
function courseOf(twin, experiment, figures) {
  const own = figures.filter((figure) => concerns(figure, twin));
  const byKey = new Map(
    own.map(({ measure, layer, after }) => {
      const place = layer === undefined ? {} : { layer };
      const key = keyOf(twin, { measure, after, of: twin, ...place });
      return [key, { after, measure, key, ...place }];
    }),
  );
  return { experiment, figures: [...byKey.values()] };
}
