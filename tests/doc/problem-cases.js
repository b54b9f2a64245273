import { tables } from '../../web/engine/tables.js';
import { dataCases } from './data-problem-cases.js';

export const layers = [
  { type: 'linear', units: 128 },
  { type: 'activation', name: 'leaky_relu' },
  { type: 'linear', units: 10 },
];
export const minimal = { strata: 1, data: { name: 'mnist' }, layers };

/** @param {object[]} layer */
export const stack = (...layer) => ({
  ...minimal,
  layers: [...layer, { type: 'linear', units: 10 }],
});

const goals = 'a list of 1 to 8 goals';

/** @param {unknown} title that is none @returns {[string, unknown, string[]]} */
function titled(title) {
  const shown =
    typeof title === 'string' && title.length > 40
      ? `${title.slice(0, 39).replace(/[\uD800-\uDBFF]$/, '')}…`
      : title;
  const line = `goals[0].title: ${JSON.stringify(shown)} is not a title of 1 to 80 characters in one line`;
  return [
    `title ${JSON.stringify(title)}`,
    { ...minimal, goals: [{ test_loss: 1, title }] },
    [line],
  ];
}

/** Name, document, and the lines of its problems. @type {[string, unknown, string[]][]} */
export const cases = [
  ...dataCases,
  [
    'letters for a number',
    stack({ type: 'activation', name: 'leaky_relu', negative_slope: 'abc' }),
    ['layers[0].negative_slope: "abc" is not a number'],
  ],
  ['an empty field', stack({ type: 'linear', units: '' }), ['layers[0].units: "" is not a number']],
  [
    'no units',
    stack({ type: 'linear', units: 0 }),
    ['layers[0].units: 0 is too small; give a whole number from 1 to 8,192'],
  ],
  [
    'a million units',
    stack({ type: 'linear', units: 1e6 }),
    ['layers[0].units: 1000000 is too large; give a whole number from 1 to 8,192'],
  ],
  [
    'half a unit',
    stack({ type: 'linear', units: 1.5 }),
    ['layers[0].units: 1.5 is not a whole number; give a whole number from 1 to 8,192'],
  ],
  [
    '1e999',
    JSON.stringify(minimal).replace('128', '1e999'),
    ['layers[0].units: Infinity is too large; give a whole number from 1 to 8,192'],
  ],
  ['NaN', { ...minimal, seed: Number.NaN }, ['seed: NaN is not a number']],
  [
    'a misspelt field',
    stack({ type: 'linear', unit: 5 }),
    [
      'layers[0].units: missing; give a whole number from 1 to 8,192',
      'layers[0].unit: unknown field; did you mean units?',
    ],
  ],
  [
    'a strange field',
    { ...minimal, zzz: 1 },
    [
      'zzz: unknown field; known are strata, data, layers, loss, optimizer, init, schedule, clip, batch, epochs, target_accuracy, seed, goals',
    ],
  ],
  [
    'names of object methods',
    { ...minimal, toString: 1 },
    [
      'toString: unknown field; known are strata, data, layers, loss, optimizer, init, schedule, clip, batch, epochs, target_accuracy, seed, goals',
    ],
  ],
  [
    'prototype keys',
    JSON.stringify(minimal).replace('{', '{"__proto__":{"layers":[]},"constructor":1,'),
    ['__proto__: unknown field', 'constructor: unknown field'],
  ],
  [
    'a field given twice',
    JSON.stringify(minimal).replace('"units":128', '"units":128,"un\\u0069ts":3'),
    ['layers[0].units: given more than once; give it once'],
  ],
  [
    'a misspelt activation',
    stack({ type: 'activation', name: 'leaky_rulu' }),
    ['layers[0].name: "leaky_rulu" is not known; did you mean leaky_relu?'],
  ],
  [
    'an unknown layer type',
    stack({ type: 'conv' }),
    ['layers[0].type: "conv" is not known; give one of "linear", "activation"'],
  ],
  [
    'an unknown loss',
    { ...minimal, loss: 'hinge' },
    [
      `loss: "hinge" is not known; give one of ${tables.losses.map(({ name }) => `"${name}"`).join(', ')}`,
    ],
  ],
  [
    'a name for an object',
    { ...minimal, optimizer: 'adam' },
    ['optimizer: "adam" is not an optimiser such as { "name": "sgd" }'],
  ],
  [
    'classes out of order',
    { ...minimal, data: { name: 'mnist', classes: [3, 1] } },
    [
      'data.classes: [3,1] is not a list of classes from 0 to 9, in ascending order, each at most once',
    ],
  ],
  [
    'no classes',
    { ...minimal, data: { name: 'mnist', classes: [] } },
    [
      'data.classes: [] is not a list of classes from 0 to 9, in ascending order, each at most once',
    ],
  ],
  [
    'a class that is none',
    { ...minimal, data: { name: 'mnist', classes: [1, 10] } },
    ['data.classes[1]: 10 is too large; give a whole number from 0 to 9'],
  ],
  [
    'more noise than pixels',
    { ...minimal, data: { name: 'mnist', noise: 1.5 } },
    ['data.noise: 1.5 is too large; give a number from 0 to 1'],
  ],
  [
    'an unknown schedule',
    { ...minimal, schedule: { name: 'linear' } },
    ['schedule.name: "linear" is not known; give one of "constant", "step", "cosine"'],
  ],
  [
    'a list for an object',
    { ...minimal, optimizer: [] },
    ['optimizer: [] is not an optimiser such as { "name": "sgd" }'],
  ],
  [
    'bounds in the wrong order',
    stack({ type: 'activation', name: 'hardtanh', min_val: 2 }),
    ['layers[0].max_val: 1 is too small; it must be greater than min_val, 2'],
  ],
  [
    'equal bounds where they must differ',
    stack({ type: 'activation', name: 'hardtanh', min_val: 1 }),
    ['layers[0].max_val: 1 is too small; it must be greater than min_val, 1'],
  ],
  [
    'rrelu’s bounds in the wrong order',
    stack({ type: 'activation', name: 'rrelu', upper: 0 }),
    ['layers[0].upper: 0 is too small; it must be at least lower, 0.125'],
  ],
  [
    'nesterov without momentum',
    { ...minimal, optimizer: { nesterov: true } },
    ['optimizer.nesterov: true needs a momentum greater than 0'],
  ],
  [
    'a flag that is none',
    { ...minimal, optimizer: { nesterov: 1 } },
    ['optimizer.nesterov: 1 is neither true nor false'],
  ],
  [
    'half of betas',
    { ...minimal, optimizer: { name: 'adam', betas: [0.5] } },
    ['optimizer.betas[1]: missing; give a number from 0 to 0.999999'],
  ],
  [
    'three betas',
    { ...minimal, optimizer: { name: 'adam', betas: [0.5, 0.5, 0.5] } },
    ['optimizer.betas[2]: one too many; give 2'],
  ],
  [
    'one beta',
    { ...minimal, optimizer: { name: 'adam', betas: 0.5 } },
    ['optimizer.betas: 0.5 is not a list of 2 numbers'],
  ],
  [
    'another optimiser’s field',
    { ...minimal, optimizer: { name: 'adagrad', momentum: 0.5 } },
    ['optimizer.momentum: unknown field; known are name, lr, eps'],
  ],
  [
    'too many images',
    { ...minimal, data: { name: 'mnist', train: 60001 } },
    ['data.train: 60001 is too large; give a whole number from 1 to 60,000'],
  ],
  [
    'unknown data',
    { ...minimal, data: { name: 'cifar' } },
    [
      `data.name: "cifar" is not known; give one of ${tables.datasets.map(({ name }) => `"${name}"`).join(', ')}`,
    ],
  ],
  [
    'a batch larger than the data',
    { ...minimal, data: { name: 'mnist', train: 20 } },
    ['batch: 32 is more than the 20 images to train on'],
  ],
  [
    'a seed of 2³²',
    { ...minimal, seed: 2 ** 32 },
    ['seed: 4294967296 is too large; give a whole number from 0 to 4,294,967,295'],
  ],
  [
    'no epochs',
    { ...minimal, epochs: 0 },
    ['epochs: 0 is too small; give a whole number from 1 to 1,000'],
  ],
  ['no layers', { ...minimal, layers: [] }, ['layers: 0 layers; give 1 to 64']],
  [
    'too many layers',
    { ...minimal, layers: Array(65).fill({ type: 'linear', units: 10 }) },
    ['layers: 65 layers; give 1 to 64'],
  ],
  [
    'activations only',
    { ...minimal, layers: [layers[1]] },
    ['layers: no linear layer; give at least one'],
  ],
  [
    'an output that does not fit',
    { ...minimal, layers: [layers[0], layers[1]] },
    ['layers[0].units: 128 does not fit mnist; the last linear layer needs 10 units'],
  ],
  [
    'too many parameters',
    stack({ type: 'linear', units: 8192 }, { type: 'linear', units: 8192 }),
    ['layers: 73,629,706 parameters; at most 64,000,000 fit'],
  ],
  [
    'no version',
    { data: minimal.data, layers },
    ["strata: missing; give the document's version, 1"],
  ],
  [
    'a later version',
    { ...minimal, strata: 2 },
    ['strata: 2 is a later version than this program reads; it reads version 1'],
  ],
  ['a strange version', { ...minimal, strata: '1' }, ['strata: "1" is not a version; give 1']],
  [
    'nothing in it',
    {},
    [
      "strata: missing; give the document's version, 1",
      'data: missing; give data such as { "name": "mnist" }',
      'layers: missing; give a list of 1 to 64 layers',
    ],
  ],
  ['no object', null, ['null is not an experiment document']],
  [
    'binary data',
    { ...minimal, layers: new Uint8Array(9) },
    ['layers: binary data; give plain JSON'],
  ],
  [
    'invalid JSON',
    '{\n "strata": 1,\n "data" 2 }',
    ['not JSON, line 3, column 9: expected a colon'],
  ],
  [
    'JSON that ends early',
    '{\n "strata": 1',
    ['not JSON, line 2, column 13: expected a comma or }'],
  ],
  ['no text', '', ['not JSON, line 1, column 1: expected a value']],
  ['a comma too many', '{"layers": [1,]}', ['not JSON, line 1, column 15: expected a value']],
  [
    'a field without quotes',
    '{ layers: [] }',
    ['not JSON, line 1, column 3: expected a field name in double quotes or }'],
  ],
  ['more after the end', '{} {}', ['not JSON, line 1, column 4: expected the end']],
  ['no JSON at all', 'abc\n', ['not JSON, line 1, column 1: expected a value']],
  ['a long text', ' '.repeat(65537), ['a text of 65,537 characters; at most 65,536 are read']],
  ['endless nesting', '['.repeat(50) + ']'.repeat(50), [`${'[0]'.repeat(16)}: nested too deeply`]],
  [
    'a goal alone',
    { ...minimal, goals: { test_loss: 1 } },
    [`goals: {"test_loss":1} is not ${goals}`],
  ],
  ['no goals', { ...minimal, goals: [] }, [`goals: [] is not ${goals}`]],
  [
    'nine goals',
    { ...minimal, goals: Array(9).fill({ test_loss: 1 }) },
    [`goals: ${JSON.stringify(Array(9).fill({ test_loss: 1 })).slice(0, 39)}… is not ${goals}`],
  ],
  ['a goal that is none', { ...minimal, goals: [7] }, ['goals[0]: 7 is not a goal']],
  [
    'goals without targets',
    { ...minimal, goals: [{}, { steps: 5 }] },
    [
      'goals[0]: no target; give test_accuracy, test_loss or both',
      'goals[1]: no target; give test_accuracy, test_loss or both',
    ],
  ],
  [
    'goals out of range',
    {
      ...minimal,
      goals: [{ test_accuracy: 97, test_loss: -1, parameters: 0.5, steps: 0, epochs: 1001 }],
    },
    [
      'goals[0].test_accuracy: 97 is too large; give a number from 0 to 1',
      'goals[0].test_loss: -1 is too small; give a number from 0 to 1,000,000,000',
      'goals[0].parameters: 0.5 is not a whole number; give a whole number from 1 to 64,000,000',
      'goals[0].steps: 0 is too small; give a whole number from 1 to 1,000,000,000',
      'goals[0].epochs: 1001 is too large; give a whole number from 1 to 1,000',
    ],
  ],
  [
    'a misspelt goal',
    { ...minimal, goals: [{ test_loss: 1, parameter: 5 }] },
    ['goals[0].parameter: unknown field; did you mean parameters?'],
  ],
  ...['', '  ', 'a\nb', 'a\u001b[2Jb', 'a\u009bb', 'a\ud83db'].map(titled),
  ...['a\u202eb', 'a\u2066b', 'a\u200eb', 'a\u061cb', 'a\u2028b', 'a\u2029b'].map(titled),
  ...['x'.repeat(81), '😀'.repeat(81), 5].map(titled),
  [
    'right answers where there are only numbers',
    {
      strata: 1,
      data: { name: 'sine' },
      layers: [{ type: 'linear', units: 1 }],
      goals: [{ test_loss: 1 }, { test_accuracy: 0.5 }],
    },
    [
      'goals[1].test_accuracy: 0.5 needs classes; sine has numbers to aim at, so leave test_accuracy out',
    ],
  ],
];
