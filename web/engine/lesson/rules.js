/** What must hold between the fields of a lesson, each of which is sound by itself. */
import * as v from 'valibot';
import { experiment as experimentSchema } from '../experiment/schema.js';
import { sentence as documentSentence } from '../sentences.js';
import { measureNamed } from './measures.js';
import { sentence } from './sentences.js';
import { differences } from './twin.js';

/** @typedef {import('../experiment/fields.js').Fault} Fault */
/** @typedef {import('../experiment/fields.js').Keys} Keys */
/** @typedef {import('../experiment/index.js').Experiment} Experiment */
/** @typedef {import('./index.js').Change} Change */
/** @typedef {import('./index.js').Condition} Condition */
/** @typedef {import('./index.js').Figure} Figure */
/** @typedef {import('./index.js').Lesson} Lesson */
/** @typedef {import('./index.js').Until} Until */

/** @typedef {import('./index.js').Expectation} Expectation */
/** @typedef {{ a: Experiment, b: Experiment | null, end: number }} Stage which networks figures may be of, and their last step */

/**
 * @param {Lesson} lesson
 * @returns {Fault[]}
 */
export function lessonFaults(lesson) {
  const { experiment, twin, until, predict, expect, events, watch, try: tries } = lesson;
  const other = twin ? changed(experiment, twin, ['twin']) : { faults: [], experiment: null };
  const end = endOf(experiment, until);
  const own = [
    ...oneOf(predict, ['choices', 'sketch'], ['predict']),
    ...oneOf(until, ['steps', 'epochs'], ['until']),
    ...other.faults,
    ...(other.experiment ? twinFaults(experiment, other.experiment) : []),
    ...events.flatMap((event, i) => eventFaults(experiment, end, event, ['events', i])),
    ...watch.flatMap((one, i) => (twin ? [] : watchFaults(one, ['watch', i]))),
  ];
  const stage = { a: experiment, b: other.experiment, end };
  // Figures of a twin that has problems of its own cannot be judged.
  if (other.faults.length > 0) return own;
  return [
    ...own,
    ...predictFaults(predict, stage),
    ...expectFaults(expect, ['expect'], stage),
    ...tries.flatMap((one, i) => tryFaults(other.experiment ?? experiment, one, ['try', i])),
  ];
}

/**
 * @param {Lesson['predict']} predict
 * @param {Stage} stage
 */
function predictFaults({ choices = [], sketch }, stage) {
  /** @type {Keys} */
  const at = ['predict'];
  return [
    ...choices.flatMap(({ when }, i) =>
      conditionsFaults(when, [...at, 'choices', i, 'when'], stage),
    ),
    ...(sketch?.points ?? []).flatMap((point, i) =>
      figureFaults(point, [...at, 'sketch', 'points', i], stage),
    ),
    ...(sketch ? orderFaults(sketch, [...at, 'sketch']) : []),
    ...(sketch?.scale === 'log' && sketch.min <= 0
      ? [{ keys: [...at, 'sketch', 'min'], message: sentence('lesson.log') }]
      : []),
  ];
}

/**
 * @param {Experiment} base what the change is of
 * @param {Lesson['try'][number]} tried
 * @param {Keys} keys
 */
function tryFaults(base, { change, until, expect }, keys) {
  const { faults, experiment } = changed(base, change, [...keys, 'change']);
  const stage = { a: experiment ?? base, b: null, end: endOf(experiment ?? base, until) };
  return [
    ...oneOf(until, ['steps', 'epochs'], [...keys, 'until']),
    ...faults,
    ...(experiment ? expectFaults(expect, [...keys, 'expect'], stage) : []),
  ];
}

/**
 * @param {Experiment} experiment
 * @param {number} end
 * @param {Lesson['events'][number]} event
 * @param {Keys} keys
 */
function eventFaults(experiment, end, { after, change, until }, keys) {
  const { faults, experiment: then } = changed(experiment, change, [...keys, 'change']);
  const another = then !== null && then.optimizer.name !== experiment.optimizer.name;
  return [
    ...faults,
    ...(another
      ? [
          {
            keys: [...keys, 'change', 'optimizer'],
            message: sentence('lesson.same-optimizer', { name: experiment.optimizer.name }),
          },
        ]
      : []),
    ...lateFaults(after, end, [...keys, 'after']),
    ...(until === undefined ? [] : lateFaults(until, end, [...keys, 'until'])),
    ...(until !== undefined && until <= after
      ? [{ keys: [...keys, 'until'], message: sentence('lesson.later', { after }) }]
      : []),
  ];
}

/** @param {number} after so many steps @param {number} end @param {Keys} keys @returns {Fault[]} */
function lateFaults(after, end, keys) {
  return after > end ? [{ keys, message: sentence('lesson.too-late', { after, end }) }] : [];
}

/** @param {Lesson['watch'][number]} watched without twins @param {Keys} keys @returns {Fault[]} */
function watchFaults({ of }, keys) {
  if (of !== 'b') return [];
  return [{ keys: [...keys, 'of'], message: sentence('lesson.no-twin', { of }) }];
}

/** @param {Experiment} a @param {Experiment} b @returns {Fault[]} */
function twinFaults(a, b) {
  const names = differences(a, b);
  if (names.length === 1) return [];
  const message =
    names.length === 0
      ? sentence('lesson.twin-same')
      : sentence('lesson.twin-many', { names: names.join(', ') });
  return [{ keys: ['twin'], message }];
}

/**
 * @param {readonly Condition[]} conditions
 * @param {Keys} keys
 * @param {Stage} stage
 * @returns {Fault[]}
 */
function conditionsFaults(conditions, keys, stage) {
  return conditions.flatMap((condition, i) => {
    const { min, max } = condition;
    const bounded = min !== undefined || max !== undefined;
    return [
      ...figureFaults(condition, [...keys, i], stage),
      ...(bounded ? [] : [{ keys: [...keys, i], message: sentence('lesson.bounds') }]),
      ...orderFaults(condition, [...keys, i]),
    ];
  });
}

/**
 * @param {readonly Expectation[]} expect
 * @param {Keys} keys
 * @param {Stage} stage
 * @returns {Fault[]}
 */
function expectFaults(expect, keys, stage) {
  const names = ['{value}', '{a}', ...(stage.b ? ['{b}'] : [])];
  const said = expect.flatMap(({ met, missed }, i) => [
    ...placeFaults(met, [...keys, i, 'met'], names),
    ...placeFaults(missed, [...keys, i, 'missed'], names),
  ]);
  return [...conditionsFaults(expect, keys, stage), ...said];
}

/**
 * @param {import('./index.js').Text} text
 * @param {Keys} keys
 * @param {readonly string[]} names what stands for a figure in it
 * @returns {Fault[]}
 */
function placeFaults(text, keys, names) {
  if (typeof text !== 'string') {
    return Object.entries(text).flatMap(([language, words]) =>
      placeFaults(words, [...keys, language], names),
    );
  }
  const unknown = [...text.matchAll(/\{\s*[a-z]\w*\s*\}/gi)]
    .map(([place]) => place)
    .find((place) => !names.includes(place));
  if (unknown === undefined) return [];
  const values = { place: unknown, names: names.join(', ') };
  return [{ keys, message: sentence('lesson.place', values) }];
}

/**
 * @param {{ min?: number, max?: number }} bounds
 * @param {Keys} keys
 * @returns {Fault[]}
 */
function orderFaults({ min, max }, keys) {
  if (min === undefined || max === undefined || min <= max) return [];
  const values = { value: { written: max }, name: 'min', bound: { written: min } };
  return [{ keys: [...keys, 'max'], message: documentSentence('problem.not-at-least', values) }];
}

/**
 * @param {Figure} figure
 * @param {Keys} keys
 * @param {Stage} stage
 * @returns {Fault[]}
 */
function figureFaults({ measure, layer, of, after }, keys, { a, b, end }) {
  if (of !== 'a' && b === null) {
    return [{ keys: [...keys, 'of'], message: sentence('lesson.no-twin', { of }) }];
  }
  const late = after === undefined ? [] : lateFaults(after, end, [...keys, 'after']);
  if (late.length > 0) return late;
  const networks = [...(of === 'b' ? [] : [a]), ...(of !== 'a' && b ? [b] : [])];
  const wanted = measureNamed(measure)?.layer ?? 'none';
  const message = networks.map((one) => layerFault(wanted, layer, one)).find(Boolean);
  if (!message) return [];
  return [{ keys: layer === undefined ? keys : [...keys, 'layer'], message }];
}

/**
 * @param {import('./measures.js').Measure['layer']} wanted
 * @param {number | undefined} layer
 * @param {Experiment} network
 */
function layerFault(wanted, layer, { layers }) {
  if (wanted === 'none') return layer === undefined ? null : sentence('lesson.no-layer');
  const kind = wanted === 'linear' ? 'linear' : 'activation';
  if (layer === undefined) {
    return wanted === 'activations' ? null : sentence('lesson.needs-layer', { kind });
  }
  return layers[layer]?.type === kind ? null : sentence('lesson.wrong-layer', { layer, kind });
}

/**
 * @param {Experiment} experiment
 * @param {Change} change
 * @param {Keys} keys where the change stands
 * @returns {{ faults: Fault[], experiment: Experiment | null }} the experiment with it, if it is sound
 */
function changed(experiment, change, keys) {
  if (Object.keys(change).length === 0) {
    return { faults: [{ keys, message: sentence('lesson.no-change') }], experiment: null };
  }
  const { output, issues = [] } = v.safeParse(experimentSchema, { ...experiment, ...change });
  const faults = issues.map(({ path, message }) => {
    const inner = (path ?? []).map(({ key }) => /** @type {string | number} */ (key));
    const inside = inner.length > 0 && String(inner[0]) in change;
    return {
      keys: inside ? [...keys, ...inner] : keys,
      message: /** @type {import('../sentences.js').Sentence} */ (/** @type {unknown} */ (message)),
    };
  });
  return { faults, experiment: issues.length > 0 ? null : /** @type {Experiment} */ (output) };
}

/**
 * @param {object} value
 * @param {readonly [string, string]} names of which it must have one and not the other
 * @param {Keys} keys
 * @returns {Fault[]}
 */
function oneOf(value, [first, second], keys) {
  const has = [first, second].filter(
    (name) => /** @type {Record<string, unknown>} */ (value)[name] !== undefined,
  );
  if (has.length === 1) return [];
  return [{ keys, message: sentence('lesson.one-of', { first, second }) }];
}

/** @param {Experiment} experiment @param {Until} until @returns {number} the last step, as far as the document tells */
function endOf({ data, batch }, until) {
  return 'steps' in until ? until.steps : (until.epochs ?? 0) * Math.ceil(data.train / batch);
}
