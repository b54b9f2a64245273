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
        en: 'The spread (standard deviation) of activations and the size of gradients by layer, over 64 training images: before the first step and now.',
        de: 'Die Streuung (Standardabweichung) der Aktivierungen und die Größe der Gradienten je Schicht, über 64 Trainingsbilder: vor dem ersten Schritt und jetzt.',
      },
    },
  ],
  expect: [
    {
      // Exact; ten seeds: 1.
      measure: 'different_units',
      layer: 2,
      of: 'b',
      max: 1,
      met: {
        en: 'From zeros, the number of different units in the second layer is still {value}: all 128 are the same.',
        de: 'Von Nullen aus ist die Zahl verschiedener Einheiten in der zweiten Schicht noch immer {value}: Alle 128 sind gleich.',
      },
      missed: {
        en: 'From zeros, the second layer has {value} different units. That cannot be; please report it.',
        de: 'Von Nullen aus hat die zweite Schicht {value} verschiedene Einheiten. Das kann nicht sein; bitte melde es.',
      },
    },
    {
      // Ten seeds: 128.
      measure: 'different_units',
      layer: 2,
      of: 'a',
      min: 128,
      met: {
        en: 'From random weights, it is {value}: no two are the same.',
        de: 'Von Zufallsgewichten aus ist sie {value}: Keine zwei sind gleich.',
      },
      missed: {
        en: 'From random weights, it is {value}: some are the same this time.',
        de: 'Von Zufallsgewichten aus ist sie {value}: Einige sind diesmal gleich.',
      },
    },
    {
      // Ten seeds: 0.114, as often as the most frequent digit comes.
      measure: 'accuracy',
      of: 'b',
      max: 0.12,
      met: {
        en: 'So the network stays at chance: from zeros it reads {b} of the test images, from random weights {a}.',
        de: 'So bleibt das Netz beim Raten: Von Nullen aus liest es {b} der Testbilder, von Zufallsgewichten aus {a}.',
      },
      missed: {
        en: 'From zeros the network reads {b} of the test images, from random weights {a}.',
        de: 'Von Nullen aus liest das Netz {b} der Testbilder, von Zufallsgewichten aus {a}.',
      },
    },
    {
      // Ten seeds: 0.24 to 0.33.
      measure: 'deviation',
      layer: LAST,
      of: 'a',
      after: 0,
      min: 0.18,
      max: 0.45,
      met: {
        en: 'Kaiming’s random weights keep the signal: before the first step, its spread over 1,000 training images (the view: 64) is still {value} in the fifth layer.',
        de: 'Kaimings Zufallsgewichte erhalten das Signal: Vor dem ersten Schritt ist seine Streuung über 1.000 Trainingsbilder (die Ansicht: 64) noch in der fünften Schicht {value}.',
      },
      missed: {
        en: 'The spread in the fifth layer over 1,000 training images was {value} before the first step.',
        de: 'Die Streuung in der fünften Schicht über 1.000 Trainingsbilder war vor dem ersten Schritt {value}.',
      },
    },
    {
      // Ten seeds: 0.96 to 1.11.
      measure: 'gradient_ratio',
      of: 'a',
      after: 0,
      min: 0.7,
      max: 1.4,
      met: {
        en: 'They keep the gradient, too: over the first batch, before the first step, its norm at the first layer is {value} times that at the last one (the view has it per unit).',
        de: 'Sie erhalten auch den Gradienten: Über den ersten Stapel, vor dem ersten Schritt, ist seine Norm an der ersten Schicht das {value}-Fache der Norm an der letzten (die Ansicht zeigt ihn je Einheit).',
      },
      missed: {
        en: 'Before the first step, the norm of the gradient at the first layer is {value} times that at the last one this time.',
        de: 'Vor dem ersten Schritt ist die Norm des Gradienten an der ersten Schicht diesmal das {value}-Fache der Norm an der letzten.',
      },
    },
  ],
  why: [
    {
      en: 'Units that begin the same get the same gradient, and stay the same: one unit, 128 times. Random weights break the symmetry. How large they are decides what each layer does to the spread of its inputs a, on the way to its sums l:',
      de: 'Einheiten, die gleich anfangen, bekommen denselben Gradienten und bleiben gleich: eine Einheit, 128-mal. Zufällige Gewichte brechen die Symmetrie. Wie groß sie sind, entscheidet, was jede Schicht mit der Streuung ihrer Eingaben a macht, auf dem Weg zu ihren Summen l:',
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
      say: {
        en: 'Too small: random weights with a standard deviation of 0.01.',
        de: 'Zu klein: Zufallsgewichte mit Standardabweichung 0,01.',
      },
      button: { en: 'Standard deviation 0.01', de: 'Standardabweichung 0,01' },
      change: { init: { name: 'normal', std: 0.01 } },
      view: 'start',
      until: { steps: 937 },
      expect: [
        {
          // Ten seeds: 1.9e-6 to 2.7e-6.
          measure: 'deviation',
          layer: LAST,
          after: 0,
          max: 1e-5,
          met: {
            en: 'Before the first step, a spread of {value} is left in the fifth layer, over 1,000 images: almost nothing.',
            de: 'Vor dem ersten Schritt bleibt in der fünften Schicht, über 1.000 Bilder, eine Streuung von {value}: fast nichts.',
          },
          missed: {
            en: 'Before the first step, a spread of {value} is left in the fifth layer this time, over 1,000 images.',
            de: 'Vor dem ersten Schritt bleibt in der fünften Schicht diesmal, über 1.000 Bilder, eine Streuung von {value}.',
          },
        },
        {
          // Ten seeds: 0.114, as often as the most frequent digit comes.
          measure: 'accuracy',
          max: 0.12,
          met: {
            en: 'The network stays at chance: {value}.',
            de: 'Das Netz bleibt beim Raten: {value}.',
          },
          missed: {
            en: 'The network reads {value} of the test images.',
            de: 'Das Netz liest {value} der Testbilder.',
          },
        },
      ],
    },
    {
      say: {
        en: 'Too large: random weights with a standard deviation of 0.3.',
        de: 'Zu groß: Zufallsgewichte mit Standardabweichung 0,3.',
      },
      button: { en: 'Standard deviation 0.3', de: 'Standardabweichung 0,3' },
      change: { init: { name: 'normal', std: 0.3 } },
      view: 'start',
      until: { steps: 100 },
      expect: [
        {
          // Ten seeds: 4.
          measure: 'nonfinite_step',
          max: 20,
          met: {
            en: 'A number overflows at step {value}.',
            de: 'In Schritt {value} läuft eine Zahl über.',
          },
          missed: {
            en: 'Step of the overflow this time: {value}.',
            de: 'Schritt des Überlaufs diesmal: {value}.',
          },
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
      view: 'start',
      until: { steps: 937 },
      expect: [
        {
          // Ten seeds: 0.055 to 0.077.
          measure: 'deviation',
          layer: LAST,
          after: 0,
          max: 0.1,
          met: {
            en: 'Before the first step, a spread of {value} is left in the fifth layer, over 1,000 images: less than from Kaiming’s weights.',
            de: 'Vor dem ersten Schritt bleibt in der fünften Schicht, über 1.000 Bilder, eine Streuung von {value}: weniger als mit Kaimings Gewichten.',
          },
          missed: {
            en: 'Before the first step, a spread of {value} is left in the fifth layer this time, over 1,000 images.',
            de: 'Vor dem ersten Schritt bleibt in der fünften Schicht diesmal, über 1.000 Bilder, eine Streuung von {value}.',
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
      view: 'start',
      until: { steps: 937 },
      expect: [
        {
          // Ten seeds: 0.363 to 0.381.
          measure: 'deviation',
          layer: FIRST,
          after: 0,
          min: 0.3,
          met: {
            en: 'Before the first step, the spread in the first layer is {value}, over 1,000 images.',
            de: 'Vor dem ersten Schritt ist die Streuung in der ersten Schicht {value}, über 1.000 Bilder.',
          },
          missed: {
            en: 'Before the first step, the spread in the first layer is only {value} this time, over 1,000 images.',
            de: 'Vor dem ersten Schritt ist die Streuung in der ersten Schicht diesmal nur {value}, über 1.000 Bilder.',
          },
        },
        {
          // Ten seeds: 0.248 to 0.283.
          measure: 'deviation',
          layer: LAST,
          after: 0,
          min: 0.2,
          met: {
            en: 'Before the first step, it is still {value} in the fifth.',
            de: 'Vor dem ersten Schritt ist sie in der fünften noch {value}.',
          },
          missed: {
            en: 'Before the first step, it is only {value} in the fifth this time.',
            de: 'Vor dem ersten Schritt ist sie in der fünften diesmal nur noch {value}.',
          },
        },
      ],
    },
  ],
};
