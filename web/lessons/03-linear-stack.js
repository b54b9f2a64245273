/** @type {unknown} */
export default {
  strata_lesson: 1,
  name: 'linear-stack',
  title: {
    en: 'Stacking linear layers gains nothing',
    de: 'Lineare Schichten zu stapeln bringt nichts',
  },
  question: {
    en: 'One linear layer reads about 91 % of the digits after an epoch. Three of them, one on the other: how many?',
    de: 'Eine lineare Schicht liest nach einer Epoche etwa 91 % der Ziffern. Drei davon, aufeinander: wie viele?',
  },
  predict: {
    ask: { en: 'The three layers will be', de: 'Die drei Schichten sind' },
    choices: [
      {
        say: { en: 'clearly better', de: 'deutlich besser' },
        when: [{ measure: 'accuracy', of: 'b-a', min: 0.01 }],
      },
      {
        say: { en: 'about the same', de: 'etwa gleich gut' },
        when: [{ measure: 'accuracy', of: 'b-a', min: -0.03, max: 0.01 }],
      },
      {
        say: { en: 'clearly worse', de: 'deutlich schlechter' },
        when: [{ measure: 'accuracy', of: 'b-a', max: -0.03 }],
      },
    ],
  },
  experiment: { strata: 1, data: { name: 'mnist' }, layers: [{ type: 'linear', units: 10 }] },
  twin: {
    layers: [
      { type: 'linear', units: 64 },
      { type: 'linear', units: 32 },
      { type: 'linear', units: 10 },
    ],
  },
  until: { epochs: 1 },
  expect: [
    { measure: 'collapse_gap', of: 'b', max: 1e-5, met: 'a', missed: 'b' },
    { measure: 'collapse_rank', of: 'b', max: 10, met: 'a', missed: 'b' },
    { measure: 'accuracy', of: 'b-a', min: -0.03, max: 0.01, met: 'a', missed: 'b' },
  ],
  why: [
    'Each layer multiplies by a matrix and adds a bias.',
    { formula: 'W_3(W_2(W_1x + b_1) + b_2) + b_3 = W_3W_2W_1x + b' },
  ],
  try: [
    {
      say: 'Put one ReLU behind the first layer.',
      button: 'Add one ReLU',
      change: {
        layers: [
          { type: 'linear', units: 128 },
          { type: 'activation', name: 'relu' },
          { type: 'linear', units: 32 },
          { type: 'linear', units: 10 },
        ],
        optimizer: { name: 'sgd', lr: 0.2 },
      },
      until: { epochs: 3 },
      expect: [
        { measure: 'collapse_gap', min: 0.1, met: 'a', missed: 'b' },
        { measure: 'accuracy', min: 0.97, met: 'a', missed: 'b' },
      ],
    },
  ],
};
