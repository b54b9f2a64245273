/**
 * A lesson: a question about an experiment, or about two that differ in one thing, and what is expected to come out.
 *
 * @typedef {string | Readonly<Record<string, string>>} Text in one language, or by language as in `{ "en": …, "de": … }`
 *
 * @typedef {object} Figure something that is measured
 * @property {string} measure name of a measure, see measures.js
 * @property {number} [layer] place in `layers`, counted from 0, where the measure is of a layer
 * @property {'a' | 'b' | 'b-a' | 'b/a'} of which twin's, or their difference or ratio
 * @property {number} [after] so many steps; at the end unless given
 *
 * @typedef {Figure & { min?: number, max?: number }} Condition that the figure lies in bounds, which belong to it
 *
 * @typedef {Condition & { met: Text, missed: Text }} Expectation with the words for either case; `{value}` in them stands
 *   for the figure, `{a}` and `{b}` for the twins'
 *
 * @typedef {{ say: Text, when: readonly Condition[] }} Choice a prediction, which is right when all its conditions hold
 * @typedef {Figure & { say: Text }} Point of a sketch
 * @typedef {object} Prediction what the student says before running: one of the choices, or a figure for each point of a
 *   sketch
 * @property {Text} ask
 * @property {readonly Choice[]} [choices]
 * @property {Sketch} [sketch]
 *
 * @typedef {object} Sketch
 * @property {readonly Point[]} points
 * @property {number} min of the scale
 * @property {number} max
 * @property {'linear' | 'log'} scale
 * @property {number} within a point is right if it is so near: a difference, or a factor on a log scale
 *
 * @typedef {{ steps: number } | { epochs: number }} Until
 * @typedef {import('../experiment/index.js').Experiment} Experiment
 * @typedef {Partial<Experiment>} Change sections of an experiment that replace its own
 * @typedef {{ after: number, change: Change, until?: number }} Event a change of the optimiser, schedule or clip on the way,
 *   in force after `after` steps and taken back after `until`
 *
 * @typedef {object} Try something to go on with
 * @property {Text} say
 * @property {Text} button
 * @property {Change} change of the experiment, or of twin b where there is one
 * @property {string} [view] what the middle of the page then shows
 * @property {Until} until
 * @property {readonly Expectation[]} expect figures of the changed network: `of` is a, the network that is changed
 *
 * @typedef {{ view: string, say: Text, of?: 'a' | 'b' }} Watched something to look at, and which twin shows it
 *
 * @typedef {object} Lesson
 * @property {1} strata_lesson the format's version
 * @property {string} name in links: `#lesson=name`
 * @property {Text} title
 * @property {Text} question
 * @property {Prediction} predict
 * @property {Experiment} experiment
 * @property {Change} [twin] the one section in which the second network differs
 * @property {Until} until
 * @property {readonly Event[]} events
 * @property {readonly Watched[]} watch
 * @property {readonly Expectation[]} expect
 * @property {readonly (Text | { formula: Text })[]} why paragraphs, and formulas in TeX
 * @property {readonly Text[]} simplified where this says less than the whole truth
 * @property {readonly { say: Text, url?: string }[]} sources
 * @property {readonly Try[]} try
 */

export { conduct } from './conduct.js';
export { parseLesson } from './parse.js';
