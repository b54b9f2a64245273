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
    ask: { en: 'Outputs of exactly 0 come from', de: 'Ausgaben von genau 0 kommen von' },
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
        en: 'Press “Run them all”: every function in the same network, with accuracy, dead and flat shares, gradient, time.',
        de: 'Drücke „Alle laufen lassen“: jede Funktion im selben Netz, mit Genauigkeit, toten und flachen Anteilen, Gradient, Zeit.',
      },
    },
  ],
  expect: [
    {
      measure: 'smallest',
      layer: 1,
      min: 0,
      met: {
        en: 'Softplus is above 0: the smallest output was {value}.',
        de: 'Softplus liegt über 0: Die kleinste Ausgabe war {value}.',
      },
      missed: {
        en: 'Softplus gave {value}. That cannot be; please report it.',
        de: 'Softplus gab {value}. Das kann nicht sein; bitte melde es.',
      },
    },
    {
      measure: 'zeros',
      layer: 3,
      min: 0.01,
      max: 0.95,
      met: {
        en: 'Hardshrink (λ = 0.5) made {value} of its outputs 0, and left the others as they were,',
        de: 'Hardshrink (λ = 0,5) machte {value} seiner Ausgaben zu 0 und ließ die anderen, wie sie waren,',
      },
      missed: {
        en: 'Hardshrink made {value} of its outputs 0,',
        de: 'Hardshrink machte {value} seiner Ausgaben zu 0,',
      },
    },
    {
      measure: 'smallest',
      layer: 3,
      max: -0.5,
      met: {
        en: 'on both sides: its smallest was {value}.',
        de: 'auf beiden Seiten: Die kleinste war {value}.',
      },
      missed: { en: 'and its smallest was {value}.', de: 'und die kleinste war {value}.' },
    },
    {
      measure: 'largest',
      layer: 5,
      max: 0,
      met: {
        en: 'Logsigmoid is below 0: the largest output was {value}.',
        de: 'LogSigmoid liegt unter 0: Die größte Ausgabe war {value}.',
      },
      missed: {
        en: 'Logsigmoid gave {value}. That cannot be; please report it.',
        de: 'LogSigmoid gab {value}. Das kann nicht sein; bitte melde es.',
      },
    },
    {
      measure: 'smallest',
      layer: 7,
      min: -1,
      met: {
        en: 'CELU (α = 1) has its floor at −1: the smallest output was {value}.',
        de: 'CELU (α = 1) hat seinen Boden bei −1: Die kleinste Ausgabe war {value}.',
      },
      missed: {
        en: 'CELU gave {value}. That cannot be; please report it.',
        de: 'CELU gab {value}. Das kann nicht sein; bitte melde es.',
      },
    },
    {
      measure: 'accuracy',
      min: 0.8,
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
      en: 'Each shape answers a need. A positive result (softplus), sparse outputs that lose nothing where they are large (hardshrink), a log probability that does not overflow (logsigmoid), a floor instead of a dead half (CELU):',
      de: 'Jede Form antwortet auf einen Bedarf. Ein positives Ergebnis (Softplus), dünn besetzte Ausgaben, die im Großen nichts verlieren (Hardshrink), eine Log-Wahrscheinlichkeit, die nicht überläuft (LogSigmoid), ein Boden statt einer toten Hälfte (CELU):',
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
      en: 'Hardshrink keeps x on both sides, as torch’s does; drawings that cut off one side only show another function.',
      de: 'Hardshrink behält x auf beiden Seiten, wie bei torch; Zeichnungen, die nur eine Seite abschneiden, zeigen eine andere Funktion.',
    },
    {
      en: 'Beyond βx = 20 torch’s softplus is x itself, and so is this one’s: the difference is below what a float can tell.',
      de: 'Über βx = 20 ist Softplus bei torch einfach x, und so auch hier: Der Unterschied ist kleiner, als ein Float unterscheiden kann.',
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
          measure: 'smallest',
          layer: 1,
          min: -0.3000001,
          max: -0.25,
          met: { en: 'The smallest output was {value}.', de: 'Die kleinste Ausgabe war {value}.' },
          missed: {
            en: 'The smallest output was {value}.',
            de: 'Die kleinste Ausgabe war {value}.',
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
          measure: 'zeros',
          layer: 1,
          min: 0.6,
          max: 0.85,
          met: { en: '{value} of the outputs are 0,', de: '{value} der Ausgaben sind 0,' },
          missed: { en: '{value} of the outputs are 0,', de: '{value} der Ausgaben sind 0,' },
        },
        {
          measure: 'accuracy',
          min: 0.88,
          met: {
            en: 'and with the others it reads {value} of the test images.',
            de: 'und mit den anderen liest es {value} der Testbilder.',
          },
          missed: {
            en: 'and with the others it reads only {value} of the test images.',
            de: 'und mit den anderen liest es nur {value} der Testbilder.',
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
          measure: 'zeros',
          layer: 1,
          min: 0.9,
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
