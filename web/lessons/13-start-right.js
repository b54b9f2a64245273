const hidden = (/** @type {string} */ name) => [
  ...Array.from({ length: 5 }, () => [
    { type: 'linear', units: 128 },
    { type: 'activation', name },
  ]).flat(),
  { type: 'linear', units: 10 },
];
/** Places of the first and the last hidden layer's activation. */
const [FIRST, LAST] = [1, 9];

/** @type {unknown} */
export default {
  strata_lesson: 1,
  name: 'start-right',
  title: { en: 'Start right', de: 'Richtig anfangen' },
  question: {
    en: 'Before the first step all weights are 0, or drawn at random. Five hidden layers: is 0 not the fairest start?',
    de: 'Vor dem ersten Schritt sind alle Gewichte 0, oder zufällig gezogen. Fünf verborgene Schichten: Ist 0 nicht der gerechteste Anfang?',
  },
  predict: {
    ask: {
      en: 'From zeros, the network will after half an epoch',
      de: 'Von Nullen aus wird das Netz nach einer halben Epoche',
    },
    choices: [
      {
        say: {
          en: 'be as good as from random weights',
          de: 'so gut sein wie von Zufallsgewichten aus',
        },
        when: [{ measure: 'accuracy', of: 'b-a', min: -0.02 }],
      },
      {
        say: { en: 'lag behind', de: 'zurückliegen' },
        when: [
          { measure: 'accuracy', of: 'b-a', max: -0.02 },
          { measure: 'accuracy', of: 'b', min: 0.15 },
        ],
      },
      {
        say: { en: 'still be at chance', de: 'noch immer raten' },
        when: [{ measure: 'accuracy', of: 'b', max: 0.15 }],
      },
    ],
  },
  experiment: {
    strata: 1,
    data: { name: 'mnist' },
    layers: hidden('relu'),
    init: { name: 'kaiming_normal' },
  },
  twin: { init: { name: 'zeros' } },
  until: { steps: 937 },
  watch: [
    {
      view: 'start',
      say: {
        en: 'The spread of activations and gradients by layer, before the first step and now.',
        de: 'Die Streuung von Aktivierungen und Gradienten je Schicht, vor dem ersten Schritt und jetzt.',
      },
    },
  ],
  expect: [
    {
      measure: 'different_units',
      layer: 2,
      of: 'b',
      max: 1,
      met: {
        en: 'From zeros, the second layer still has {value} kind of unit: all 128 are the same.',
        de: 'Von Nullen aus hat die zweite Schicht noch immer {value} Sorte Einheit: Alle 128 sind gleich.',
      },
      missed: {
        en: 'From zeros, the second layer has {value} different units. That cannot be; please report it.',
        de: 'Von Nullen aus hat die zweite Schicht {value} verschiedene Einheiten. Das kann nicht sein; bitte melde es.',
      },
    },
    {
      measure: 'different_units',
      layer: 2,
      of: 'a',
      min: 128,
      met: { en: 'From random weights: {value}.', de: 'Von Zufallsgewichten aus: {value}.' },
      missed: { en: 'From random weights: {value}.', de: 'Von Zufallsgewichten aus: {value}.' },
    },
    {
      measure: 'accuracy',
      of: 'b',
      max: 0.15,
      met: {
        en: 'So it stays at chance: {b}, against {a}.',
        de: 'So bleibt es beim Raten: {b}, gegen {a}.',
      },
      missed: { en: 'It read {b}, against {a}.', de: 'Es las {b}, gegen {a}.' },
    },
    {
      measure: 'deviation',
      layer: LAST,
      of: 'a',
      after: 0,
      min: 0.15,
      max: 0.6,
      met: {
        en: 'Kaiming’s weights keep the signal: a spread of {value} still in the fifth layer, before the first step.',
        de: 'Kaimings Gewichte erhalten das Signal: eine Streuung von {value} noch in der fünften Schicht, vor dem ersten Schritt.',
      },
      missed: {
        en: 'The spread in the fifth layer was {value} before the first step.',
        de: 'Die Streuung in der fünften Schicht war vor dem ersten Schritt {value}.',
      },
    },
    {
      measure: 'gradient_ratio',
      of: 'a',
      after: 0,
      min: 0.5,
      max: 2,
      met: {
        en: 'And the gradient, on its way back: {value} of it arrives at the first layer.',
        de: 'Und den Gradienten auf dem Rückweg: {value} davon kommt bei der ersten Schicht an.',
      },
      missed: {
        en: 'Of the gradient {value} arrives at the first layer.',
        de: 'Vom Gradienten kommt {value} bei der ersten Schicht an.',
      },
    },
  ],
  why: [
    {
      en: 'Units that begin the same get the same gradient, and stay the same: one unit, 128 times. Random weights break the symmetry. How large they are decides what each layer does to the spread of its input:',
      de: 'Einheiten, die gleich anfangen, bekommen denselben Gradienten und bleiben gleich: eine Einheit, 128-mal. Zufällige Gewichte brechen die Symmetrie. Wie groß sie sind, entscheidet, was jede Schicht mit der Streuung ihrer Eingabe macht:',
    },
    {
      formula:
        '\\mathrm{Var}(l) = n_{in} \\, \\mathrm{Var}(w) \\, \\mathrm{E}(a^2), \\qquad \\mathrm{Var}(w) = \\frac{2}{n_{in} + n_{out}} \\ \\text{(Xavier)}, \\quad \\frac{2}{n_{in}} \\ \\text{(Kaiming)}',
    },
    {
      en: 'ReLU lets half of the mean square through, and Kaiming’s 2 makes up for it. Tanh is the identity near 0, and Xavier’s weights suit it.',
      de: 'ReLU lässt die Hälfte des mittleren Quadrats durch, und Kaimings 2 gleicht das aus. Tanh ist nahe 0 die Identität, und Xaviers Gewichte passen dazu.',
    },
  ],
  simplified: [
    {
      en: 'From zeros not everything stays 0: the last layer’s biases learn how frequent each digit is.',
      de: 'Von Nullen aus bleibt nicht alles 0: Die Biases der letzten Schicht lernen, wie häufig jede Ziffer ist.',
    },
  ],
  sources: [
    {
      say: 'Glorot, Bengio: Understanding the difficulty of training deep feedforward neural networks, AISTATS 2010 (Xavier)',
      url: 'https://proceedings.mlr.press/v9/glorot10a.html',
    },
    {
      say: 'He, Zhang, Ren, Sun: Delving deep into rectifiers, ICCV 2015 (Kaiming)',
      url: 'https://arxiv.org/abs/1502.01852',
    },
  ],
  try: [
    {
      say: { en: 'Too small: a deviation of 0.01.', de: 'Zu klein: eine Streuung von 0,01.' },
      button: { en: 'Deviation 0.01', de: 'Streuung 0,01' },
      change: { init: { name: 'normal', std: 0.01 } },
      until: { steps: 937 },
      expect: [
        {
          measure: 'deviation',
          layer: LAST,
          after: 0,
          max: 1e-4,
          met: {
            en: 'In the fifth layer a spread of {value} is left.',
            de: 'In der fünften Schicht bleibt eine Streuung von {value}.',
          },
          missed: {
            en: 'In the fifth layer a spread of {value} is left.',
            de: 'In der fünften Schicht bleibt eine Streuung von {value}.',
          },
        },
        {
          measure: 'accuracy',
          max: 0.15,
          met: { en: 'It learns nothing: {value}.', de: 'Es lernt nichts: {value}.' },
          missed: { en: 'It reads {value}.', de: 'Es liest {value}.' },
        },
      ],
    },
    {
      say: { en: 'Too large: a deviation of 0.3.', de: 'Zu groß: eine Streuung von 0,3.' },
      button: { en: 'Deviation 0.3', de: 'Streuung 0,3' },
      change: { init: { name: 'normal', std: 0.3 } },
      until: { steps: 100 },
      expect: [
        {
          measure: 'nonfinite_step',
          max: 20,
          met: { en: 'It overflows at step {value}.', de: 'Es läuft in Schritt {value} über.' },
          missed: { en: 'It did not overflow this time.', de: 'Diesmal lief es nicht über.' },
        },
      ],
    },
    {
      say: {
        en: 'Xavier’s weights under ReLU: half of the mean square is lost in each layer.',
        de: 'Xaviers Gewichte unter ReLU: In jeder Schicht geht die Hälfte des mittleren Quadrats verloren.',
      },
      button: { en: 'Xavier with ReLU', de: 'Xavier mit ReLU' },
      change: { init: { name: 'xavier_normal' } },
      until: { steps: 937 },
      expect: [
        {
          measure: 'deviation',
          layer: LAST,
          after: 0,
          max: 0.12,
          met: {
            en: 'In the fifth layer a spread of {value} is left.',
            de: 'In der fünften Schicht bleibt eine Streuung von {value}.',
          },
          missed: {
            en: 'In the fifth layer a spread of {value} is left.',
            de: 'In der fünften Schicht bleibt eine Streuung von {value}.',
          },
        },
      ],
    },
    {
      say: {
        en: 'Xavier’s weights under tanh, for which they were made.',
        de: 'Xaviers Gewichte unter Tanh, für das sie gemacht sind.',
      },
      button: { en: 'Xavier with tanh', de: 'Xavier mit Tanh' },
      change: { layers: hidden('tanh'), init: { name: 'xavier_normal' } },
      until: { steps: 937 },
      expect: [
        {
          measure: 'deviation',
          layer: FIRST,
          after: 0,
          min: 0.2,
          met: {
            en: 'A spread of {value} in the first layer,',
            de: 'Eine Streuung von {value} in der ersten Schicht,',
          },
          missed: {
            en: 'A spread of {value} in the first layer,',
            de: 'Eine Streuung von {value} in der ersten Schicht,',
          },
        },
        {
          measure: 'deviation',
          layer: LAST,
          after: 0,
          min: 0.2,
          met: { en: 'and {value} in the fifth.', de: 'und {value} in der fünften.' },
          missed: { en: 'and {value} in the fifth.', de: 'und {value} in der fünften.' },
        },
      ],
    },
  ],
};
