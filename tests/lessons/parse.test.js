// What a lesson may not say, and that each problem names its place.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parseLesson } from '../../web/engine/lesson/index.js';
import linearStack from '../../web/lessons/03-linear-stack.js';

/** @typedef {{ path: string, message: string }} Problem */

const linear = (/** @type {number} */ units) => ({ type: 'linear', units });
const expected = { measure: 'accuracy', min: 0, met: 'yes', missed: 'no' };
const small = {
  strata_lesson: 1,
  name: 'small',
  title: 'Small',
  question: 'Is it?',
  predict: {
    ask: 'It is',
    choices: [
      { say: 'small', when: [{ measure: 'accuracy', max: 0.5 }] },
      { say: 'large', when: [{ measure: 'accuracy', min: 0.5 }] },
    ],
  },
  experiment: { strata: 1, data: { name: 'mnist' }, layers: [linear(10)] },
  until: { steps: 100 },
  expect: [expected],
  why: ['Because.'],
};
const relu = [linear(4), { type: 'activation', name: 'relu' }, linear(10)];

/** @param {object} change @returns {Problem[]} */
function problemsOf(change) {
  try {
    parseLesson({ ...small, ...change });
  } catch (error) {
    const { code, problems } = /** @type {any} */ (error);
    assert.equal(code, 'lesson-invalid');
    return problems;
  }
  return [];
}

test('a lesson gets its defaults and is frozen', () => {
  const lesson = parseLesson(JSON.stringify(small));
  assert.deepEqual([lesson.events, lesson.watch, lesson.sources, lesson.try], [[], [], [], []]);
  assert.deepEqual(lesson.expect[0], { ...expected, of: 'a' });
  assert.equal(lesson.experiment.seed, 1);
  assert.ok(Object.isFrozen(lesson.experiment.layers));
  assert.equal(parseLesson(linearStack).name, 'linear-stack');
});

test('a list is no lesson, which one line says', () => {
  for (const text of ['[]', '[1, 2]']) {
    assert.throws(() => parseLesson(text), {
      code: 'lesson-invalid',
      message: /^\[.*\] is not a lesson$/,
    });
  }
});

/** @type {[what: string, change: object, path: string, words: RegExp][]} */
const cases = [
  ['another version', { strata_lesson: 2 }, 'strata_lesson', /format's version, 1/],
  ['a name with spaces', { name: 'My lesson' }, 'name', /lower-case letters/],
  ['no title', { title: undefined }, 'title', /missing; give words/],
  ['no prediction', { predict: undefined }, 'predict', /missing; give a prediction/],
  [
    'no experiment',
    { experiment: undefined },
    'experiment',
    /missing; give an experiment document/,
  ],
  ['no end', { until: undefined }, 'until', /missing; give an end/],
  ['a list for a prediction', { predict: [] }, 'predict', /\[\] is not a prediction/],
  ['words in no language', { title: {} }, 'title', /words by language/],
  ['a number for words', { question: { en: 5 } }, 'question', /words/],
  ['an unknown field', { wherefore: 'x' }, 'wherefore', /unknown field/],
  [
    'a problem of the experiment',
    { experiment: { ...small.experiment, layers: [linear(9)] } },
    'experiment.layers[0].units',
    /needs 10 units/,
  ],
  [
    'an unknown measure',
    { expect: [{ ...expected, measure: 'acuracy' }] },
    'expect[0].measure',
    /did you mean accuracy/,
  ],
  ['no bounds', { expect: [{ ...expected, min: undefined }] }, 'expect[0]', /min, max or both/],
  ['bounds in disorder', { expect: [{ ...expected, max: -1 }] }, 'expect[0].max', /at least min/],
  [
    'something to watch in a twin that is not there',
    { watch: [{ view: 'dead', say: 'so', of: 'b' }] },
    'watch[0].of',
    /needs a twin/,
  ],
  [
    'a twin that is not there',
    { expect: [{ ...expected, of: 'b' }] },
    'expect[0].of',
    /needs a twin/,
  ],
  [
    'a step after the end',
    { expect: [{ ...expected, after: 101 }] },
    'expect[0].after',
    /more than the run has, 100/,
  ],
  ['a layer too many', { expect: [{ ...expected, layer: 0 }] }, 'expect[0].layer', /leave it out/],
  [
    'a layer too few',
    { expect: [{ ...expected, measure: 'flat' }] },
    'expect[0]',
    /place of a layer of type activation/,
  ],
  [
    'a layer of the wrong type',
    { expect: [{ ...expected, measure: 'flat', layer: 0 }] },
    'expect[0].layer',
    /layer 0 is not of type activation/,
  ],
  ['no end', { until: {} }, 'until', /either steps or epochs/],
  ['two ends', { until: { steps: 1, epochs: 1 } }, 'until', /either steps or epochs/],
  ['an equal twin', { twin: { layers: [linear(10)] } }, 'twin', /exactly one thing/],
  ['two differences', { twin: { layers: relu, loss: 'mse_loss' } }, 'twin', /in layers, loss/],
  ['another seed', { twin: { seed: 3 } }, 'twin.seed', /unknown field/],
  [
    'a problem of the twin',
    { twin: { layers: [linear(10), { type: 'activation', name: 'rule' }] } },
    'twin.layers[1].name',
    /not known/,
  ],
  [
    'a choice that is always right',
    { predict: { ask: 'a', choices: [{ say: 'a', when: [] }] } },
    'predict.choices',
    /1 items; give 2/,
  ],
  ['no way to predict', { predict: { ask: 'a' } }, 'predict', /either choices or sketch/],
  [
    'a sketch from 0 on a log scale',
    {
      predict: {
        ask: 'a',
        sketch: {
          points: [{ measure: 'accuracy', say: 'a' }],
          min: 0,
          max: 1,
          scale: 'log',
          within: 2,
        },
      },
    },
    'predict.sketch.min',
    /begins above 0/,
  ],
  [
    'an event that changes the optimiser',
    { events: [{ after: 3, change: { optimizer: { name: 'adam' } } }] },
    'events[0].change.optimizer',
    /settings of sgd/,
  ],
  [
    'an event that ends before it begins',
    { events: [{ after: 3, until: 3, change: { clip: { name: 'norm' } } }] },
    'events[0].until',
    /more than 3/,
  ],
  [
    'an event after the end',
    { events: [{ after: 101, change: { clip: { name: 'norm' } } }] },
    'events[0].after',
    /101 steps are more than the run has, 100/,
  ],
  [
    'an event that is to be taken back after the end',
    { events: [{ after: 3, until: 101, change: { clip: { name: 'norm' } } }] },
    'events[0].until',
    /101 steps are more than the run has, 100/,
  ],
  [
    'an event that is to be taken back after the last of the epochs',
    {
      experiment: { ...small.experiment, data: { name: 'mnist', train: 100 } },
      until: { epochs: 2 },
      events: [{ after: 3, until: 9, change: { clip: { name: 'norm' } } }],
    },
    'events[0].until',
    /9 steps are more than the run has, 8/,
  ],
  [
    'an unknown place in words',
    { expect: [{ ...expected, met: 'It is {valeu}.' }] },
    'expect[0].met',
    /\{valeu\} stands for nothing; \{value\}, \{a\} stand for figures/,
  ],
  [
    'a blank in a place, in one language',
    { expect: [{ ...expected, missed: { en: 'It is {value}.', de: 'Es ist {value }.' } }] },
    'expect[0].missed.de',
    /\{value \} stands for nothing/,
  ],
  [
    'the figure of a twin that is not there',
    { expect: [{ ...expected, met: 'It is {b}.' }] },
    'expect[0].met',
    /\{b\} stands for nothing/,
  ],
  [
    'an unknown place in the words of a try, which is one network',
    {
      twin: { layers: relu },
      expect: [{ ...expected, met: '{value}: {a}, {b}' }],
      try: [
        {
          say: 'a',
          button: 'b',
          change: { batch: 8 },
          until: { steps: 1 },
          expect: [{ ...expected, missed: 'It is {b}.' }],
        },
      ],
    },
    'try[0].expect[0].missed',
    /\{b\} stands for nothing; \{value\}, \{a\} stand for figures/,
  ],
  [
    'a try that changes nothing',
    { try: [{ say: 'a', button: 'b', change: {}, until: { steps: 1 }, expect: [expected] }] },
    'try[0].change',
    /at least one field/,
  ],
  [
    'a problem of a try',
    {
      try: [
        { say: 'a', button: 'b', change: { batch: 0 }, until: { steps: 1 }, expect: [expected] },
      ],
    },
    'try[0].change.batch',
    /too small/,
  ],
  [
    'an address that may do anything',
    { sources: [{ say: 'a', url: 'javascript:alert(1)' }] },
    'sources[0].url',
    /https/,
  ],
  ['an unknown view', { watch: [{ view: 'moon', say: 'a' }] }, 'watch[0].view', /not known/],
  [
    'a try that shows what is no view of the middle',
    {
      try: [
        {
          say: 'a',
          button: 'b',
          change: { batch: 8 },
          view: 'results',
          until: { steps: 1 },
          expect: [expected],
        },
      ],
    },
    'try[0].view',
    /not known/,
  ],
];

for (const [what, change, path, words] of cases) {
  test(`${what} is refused`, () => {
    const problems = problemsOf(change);
    const found = problems.find((one) => one.path === path);
    assert.ok(found, `no problem at ${path}: ${JSON.stringify(problems)}`);
    assert.match(found.message, words);
  });
}

test('words may name both twins, and have braces around what is no name', () => {
  const met = { en: '{value}, {a} and {b}, of {0, 1}', de: '{value}, {a} und {b}, aus {0, 1}' };
  assert.deepEqual(problemsOf({ twin: { layers: relu }, expect: [{ ...expected, met }] }), []);
});

test('an event may last until the end of the run', () => {
  const event = { after: 3, until: 100, change: { clip: { name: 'norm' } } };
  assert.deepEqual(problemsOf({ events: [event] }), []);
});

test('text that is no JSON is refused in a sentence', () => {
  assert.throws(() => parseLesson('{'), { code: 'lesson-invalid', message: /not JSON/ });
});
