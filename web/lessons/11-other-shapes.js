/** @param {...object} activations each behind 32 units */
const stack = (...activations) => [
  ...activations.flatMap((activation) => [
    { type: 'linear', units: 32 },
    { type: 'activation', ...activation },
  ]),
  { type: 'linear', units: 10 },
];

/** @type {unknown} */
export default {
  strata_lesson: 1,
  name: 'other-shapes',
  title: { en: 'Other shapes for other reasons', de: 'Andere Formen aus anderen Gründen' },
  question: {
    en: 'One network, four hidden layers, four functions: softplus, hardshrink, logsigmoid, CELU. Which outputs can each of them give?',
    de: 'Ein Netz, vier verborgene Schichten, vier Funktionen: Softplus, Hardshrink, LogSigmoid, CELU. Welche Ausgaben kann jede haben?',
  },
  predict: {
    ask: {
      en: 'Which of them gives outputs of exactly 0?',
      de: 'Welche davon gibt Ausgaben von genau 0?',
    },
    choices: [
      {
        say: { en: 'softplus', de: 'Softplus' },
        when: [{ measure: 'zeros', layer: 1, min: 1e-9 }],
      },
      {
        say: { en: 'hardshrink', de: 'Hardshrink' },
        when: [
          { measure: 'zeros', layer: 3, min: 1e-9 },
          { measure: 'zeros', layer: 1, max: 0 },
          { measure: 'zeros', layer: 7, max: 0 },
        ],
      },
      {
        say: { en: 'CELU', de: 'CELU' },
        when: [{ measure: 'zeros', layer: 7, min: 1e-9 }],
      },
    ],
  },
  experiment: {
    strata: 1,
    data: { name: 'mnist' },
    layers: stack(
      { name: 'softplus' },
      { name: 'hardshrink' },
      { name: 'logsigmoid' },
      { name: 'celu' },
    ),
  },
  until: { epochs: 1 },
  watch: [
    {
      view: 'compare',
      say: {
        en: 'Press “Run them all”: every function in the same network, with its accuracy, the shares of dead and flat units, gradient and time.',
        de: 'Drücke „Alle laufen lassen“: jede Funktion im selben Netz, mit ihrer Genauigkeit, den Anteilen toter und flacher Einheiten, Gradient und Zeit.',
      },
    },
    {
      view: 'picker',
      say: {
        en: 'One function after the other: the value, slope and range of each, and a slider for its parameters.',
        de: 'Eine Funktion nach der anderen: Wert, Steigung und Wertebereich jeder, und ein Regler für ihre Parameter.',
      },
    },
  ],
  expect: [
    {
      // Exact; ten seeds: 0.00006 to 0.0008.
      measure: 'smallest',
      layer: 1,
      min: 0,
      met: {
        en: 'Softplus is never below 0: the smallest output was {value}.',
        de: 'Softplus liegt nie unter 0: Die kleinste Ausgabe war {value}.',
      },
      missed: {
        en: 'Softplus gave {value}. That cannot be; please report it.',
        de: 'Softplus gab {value}. Das kann nicht sein; bitte melde es.',
      },
    },
    {
      // Ten seeds: 0.31 to 0.40.
      measure: 'zeros',
      layer: 3,
      min: 0.25,
      max: 0.5,
      met: {
        en: 'Hardshrink (λ = 0.5) made {value} of its outputs 0, and left the others as they were.',
        de: 'Hardshrink (λ = 0,5) machte {value} seiner Ausgaben zu 0 und ließ die anderen, wie sie waren.',
      },
      missed: {
        en: 'Hardshrink made {value} of its outputs 0 this time.',
        de: 'Hardshrink machte diesmal {value} seiner Ausgaben zu 0.',
      },
    },
    {
      // Ten seeds: −8.3 to −5.8.
      measure: 'smallest',
      layer: 3,
      max: -3,
      met: {
        en: 'Hardshrink keeps negative values, too: its smallest output was {value}.',
        de: 'Hardshrink behält auch negative Werte: Seine kleinste Ausgabe war {value}.',
      },
      missed: {
        en: 'Hardshrink’s smallest output was {value} this time.',
        de: 'Die kleinste Ausgabe von Hardshrink war diesmal {value}.',
      },
    },
    {
      // Exact; ten seeds: −5e-5 to −9e-7.
      measure: 'largest',
      layer: 5,
      max: 0,
      met: {
        en: 'Logsigmoid is never above 0: the largest output was {value}.',
        de: 'LogSigmoid liegt nie über 0: Die größte Ausgabe war {value}.',
      },
      missed: {
        en: 'Logsigmoid gave {value}. That cannot be; please report it.',
        de: 'LogSigmoid gab {value}. Das kann nicht sein; bitte melde es.',
      },
    },
    {
      // At least −1 exactly; ten seeds: −1 to −0.99998, as rounded.
      measure: 'smallest',
      layer: 7,
      min: -1,
      max: -0.99,
      met: {
        en: 'CELU (α = 1) has its floor at −1, and never goes below: the smallest output was {value}.',
        de: 'CELU (α = 1) hat seinen Boden bei −1 und geht nie darunter: Die kleinste Ausgabe war {value}.',
      },
      missed: {
        en: 'CELU’s smallest output was {value}, where its floor is −1.',
        de: 'Die kleinste Ausgabe von CELU war {value}, und sein Boden ist −1.',
      },
    },
    {
      // Ten seeds: 0.912 to 0.937.
      measure: 'accuracy',
      min: 0.89,
      met: {
        en: 'And together they read {value} of the test images.',
        de: 'Und zusammen lesen sie {value} der Testbilder.',
      },
      missed: {
        en: 'Together they read {value} of the test images.',
        de: 'Zusammen lesen sie {value} der Testbilder.',
      },
    },
  ],
  why: [
    {
      en: 'Each shape answers a need. A positive result (softplus), small values set to 0 and large ones left as they are (hardshrink), a log probability that does not overflow (logsigmoid), a floor instead of a dead half (CELU):',
      de: 'Jede Form antwortet auf einen Bedarf. Ein positives Ergebnis (Softplus), kleine Werte auf 0 gesetzt und große gelassen, wie sie sind (Hardshrink), eine Log-Wahrscheinlichkeit, die nicht überläuft (LogSigmoid), ein Boden statt einer toten Hälfte (CELU):',
    },
    { formula: '\\mathrm{softplus}(x) = \\tfrac1\\beta \\ln(1 + e^{\\beta x})' },
    {
      formula: {
        en: '\\mathrm{hardshrink}(x) = \\begin{cases} x & |x| > \\lambda \\\\ 0 & \\text{else} \\end{cases}',
        de: '\\mathrm{hardshrink}(x) = \\begin{cases} x & |x| > \\lambda \\\\ 0 & \\text{sonst} \\end{cases}',
      },
    },
    { formula: '\\mathrm{logsigmoid}(x) = \\ln \\sigma(x) = -\\mathrm{softplus}(-x)' },
    { formula: '\\mathrm{celu}(x) = \\max(0, x) + \\min(0, \\alpha (e^{x/\\alpha} - 1))' },
  ],
  simplified: [
    {
      en: 'Exactly, CELU stays above its floor −α; a 32-bit float is rounded to it from about x = −17α on. Softplus and logsigmoid are rounded to 0 beyond about −100 and 100.',
      de: 'Genau genommen bleibt CELU über seinem Boden −α; eine Gleitkommazahl mit 32 Bit wird ab etwa x = −17α auf ihn gerundet. Softplus und LogSigmoid werden jenseits von etwa −100 und 100 auf 0 gerundet.',
    },
    {
      en: 'Hardshrink keeps x on both sides, as torch’s does; drawings that cut off one side only show another function.',
      de: 'Hardshrink behält x auf beiden Seiten, wie bei torch; Zeichnungen, die nur eine Seite abschneiden, zeigen eine andere Funktion.',
    },
    {
      en: 'Beyond βx = 20 torch’s softplus is x itself, and so is this page’s: the difference is too small for a float.',
      de: 'Über βx = 20 ist Softplus bei torch einfach x, und so auch hier: Der Unterschied ist zu klein für eine Gleitkommazahl.',
    },
  ],
  sources: [
    {
      say: 'PyTorch documentation: torch.nn, non-linear activations',
      url: 'https://pytorch.org/docs/stable/nn.html#non-linear-activations-weighted-sum-nonlinearity',
    },
    {
      say: 'Barron: Continuously differentiable exponential linear units, 2017 (CELU)',
      url: 'https://arxiv.org/abs/1704.07483',
    },
  ],
  try: [
    {
      say: { en: 'CELU with α = 0.3: a higher floor.', de: 'CELU mit α = 0,3: ein höherer Boden.' },
      button: { en: 'α = 0.3', de: 'α = 0,3' },
      change: { layers: stack({ name: 'celu', alpha: 0.3 }, { name: 'celu', alpha: 0.3 }) },
      until: { epochs: 1 },
      expect: [
        {
          // Exact but for the rounding of 0.3; ten seeds: −0.3.
          measure: 'smallest',
          layer: 1,
          min: -0.3000001,
          max: -0.29,
          met: {
            en: 'The smallest output was {value}, at the floor of −0.3.',
            de: 'Die kleinste Ausgabe war {value}, am Boden von −0,3.',
          },
          missed: {
            en: 'The smallest output was {value}, where the floor is −0.3.',
            de: 'Die kleinste Ausgabe war {value}, und der Boden ist −0,3.',
          },
        },
      ],
    },
    {
      say: {
        en: 'Hardshrink with λ = 1: most of the signal is cut.',
        de: 'Hardshrink mit λ = 1: Das meiste Signal wird abgeschnitten.',
      },
      button: { en: 'λ = 1', de: 'λ = 1' },
      change: { layers: stack({ name: 'hardshrink', lambd: 1 }) },
      until: { epochs: 1 },
      expect: [
        {
          // Ten seeds: 0.68 to 0.75.
          measure: 'zeros',
          layer: 1,
          min: 0.6,
          max: 0.82,
          met: { en: '{value} of the outputs are 0.', de: '{value} der Ausgaben sind 0.' },
          missed: {
            en: '{value} of the outputs are 0 this time.',
            de: 'Diesmal sind {value} der Ausgaben 0.',
          },
        },
        {
          // Ten seeds: 0.904 to 0.918.
          measure: 'accuracy',
          min: 0.89,
          met: {
            en: 'With the remaining ones it reads {value} of the test images.',
            de: 'Mit den übrigen liest es {value} der Testbilder.',
          },
          missed: {
            en: 'With the remaining ones it reads only {value} of the test images.',
            de: 'Mit den übrigen liest es nur {value} der Testbilder.',
          },
        },
      ],
    },
    {
      say: {
        en: 'Hardshrink with λ = 2: at the start hardly any sum is that large.',
        de: 'Hardshrink mit λ = 2: Am Anfang ist kaum eine Summe so groß.',
      },
      button: { en: 'λ = 2', de: 'λ = 2' },
      change: { layers: stack({ name: 'hardshrink', lambd: 2 }) },
      until: { epochs: 1 },
      expect: [
        {
          // Ten seeds: 0.959 to 1.
          measure: 'zeros',
          layer: 1,
          min: 0.93,
          met: {
            en: '{value} of the outputs are 0: where nothing comes out, no gradient comes back.',
            de: '{value} der Ausgaben sind 0: Wo nichts herauskommt, kommt kein Gradient zurück.',
          },
          missed: { en: '{value} of the outputs are 0.', de: '{value} der Ausgaben sind 0.' },
        },
      ],
    },
  ],
};
