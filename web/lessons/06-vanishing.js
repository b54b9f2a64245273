const DEPTH = 10;

/** As people write it. @param {number} value */
function text(value) {
  if (value >= 1e-3) return value.toPrecision(2);
  const [digits, power] = value.toExponential(1).split('e-');
  return `${digits} × 10⁻${'⁰¹²³⁴⁵⁶⁷⁸⁹'[Number(power)]}`;
}

/** @param {string} name @param {number} [depth] */
function stack(name, depth = DEPTH) {
  return [
    ...Array.from({ length: depth }, () => [
      { type: 'linear', units: 32 },
      { type: 'activation', name },
    ]).flat(),
    { type: 'linear', units: 10 },
  ];
}

/** @type {unknown} */
export default {
  strata_lesson: 1,
  name: 'vanishing-gradients',
  title: { en: 'Gradients vanish', de: 'Gradienten verschwinden' },
  question: {
    en: 'Ten hidden layers of sigmoid units. How much of the last layer’s gradient arrives at the first?',
    de: 'Zehn verborgene Schichten mit Sigmoid. Wie viel vom Gradienten der letzten Schicht kommt bei der ersten an?',
  },
  predict: {
    ask: { en: 'At the first layer arrives', de: 'Bei der ersten Schicht kommt an' },
    choices: [
      {
        say: { en: 'about as much', de: 'etwa gleich viel' },
        when: [{ measure: 'gradient_ratio', after: 0, min: 0.3 }],
      },
      {
        say: { en: 'about a tenth', de: 'etwa ein Zehntel' },
        when: [{ measure: 'gradient_ratio', after: 0, min: 0.001, max: 0.3 }],
      },
      {
        say: { en: 'less than a thousandth', de: 'weniger als ein Tausendstel' },
        when: [{ measure: 'gradient_ratio', after: 0, max: 0.001 }],
      },
    ],
  },
  experiment: { strata: 1, data: { name: 'mnist' }, layers: stack('sigmoid') },
  twin: { layers: stack('relu') },
  until: { epochs: 1 },
  watch: [
    {
      view: 'gradients',
      of: 'a',
      say: {
        en: 'Each layer’s gradient on a log axis, over the line 0.25ᵏ.',
        de: 'Der Gradient jeder Schicht auf logarithmischer Achse, über der Linie 0,25ᵏ.',
      },
    },
  ],
  expect: [
    {
      measure: 'gradient_ratio',
      of: 'a',
      after: 0,
      max: 1e-5,
      met: {
        en: 'Sigmoid: the first layer got {value} of the last one’s gradient. 0.25¹⁰ is 9.5 × 10⁻⁷.',
        de: 'Sigmoid: Die erste Schicht bekam {value} vom Gradienten der letzten. 0,25¹⁰ ist 9,5 × 10⁻⁷.',
      },
      missed: {
        en: 'Sigmoid: the first layer got {value} of the last one’s gradient, more than usual.',
        de: 'Sigmoid: Die erste Schicht bekam {value} vom Gradienten der letzten, mehr als üblich.',
      },
    },
    {
      measure: 'accuracy',
      of: 'a',
      max: 0.15,
      met: {
        en: 'After an epoch it is still at chance: {value}.',
        de: 'Nach einer Epoche rät es noch immer: {value}.',
      },
      missed: {
        en: 'It learned something this time: {value}.',
        de: 'Diesmal lernte es etwas: {value}.',
      },
    },
    {
      measure: 'gradient_ratio',
      of: 'b',
      after: 0,
      min: 0.1,
      met: {
        en: 'ReLU with Kaiming’s weights: {value} arrived.',
        de: 'ReLU mit Kaimings Gewichten: {value} kam an.',
      },
      missed: { en: 'ReLU: only {value} arrived.', de: 'ReLU: Nur {value} kam an.' },
    },
    {
      measure: 'accuracy',
      of: 'b',
      min: 0.85,
      met: {
        en: 'The same depth with ReLU reads {value}.',
        de: 'Dieselbe Tiefe mit ReLU liest {value}.',
      },
      missed: {
        en: 'With ReLU it came to {value} this time.',
        de: 'Mit ReLU wurden es diesmal {value}.',
      },
    },
  ],
  why: [
    {
      en: 'On the way back each layer multiplies the gradient by its weights and by the slope of its activation. The slope of sigmoid is at most 1/4, and so weights of Xavier’s size leave about a quarter per layer:',
      de: 'Auf dem Rückweg multipliziert jede Schicht den Gradienten mit ihren Gewichten und mit der Steigung ihrer Aktivierung. Die von Sigmoid ist höchstens 1/4, und so lassen Gewichte von Xaviers Größe je Schicht etwa ein Viertel:',
    },
    {
      formula:
        "\\sigma'(l) = \\sigma(l)(1 - \\sigma(l)) \\le \\tfrac14, \\qquad 0.25^{10} \\approx 10^{-6}",
    },
    {
      en: 'The first layers learn a millionth of what the last ones do, and what they pass on is noise.',
      de: 'Die ersten Schichten lernen ein Millionstel dessen, was die letzten lernen, und was sie weitergeben, ist Rauschen.',
    },
  ],
  simplified: [
    {
      en: 'The quarter is a bound of the slope, not a law: larger weights could make up for it, and then push the units onto the flat parts, where the slope is smaller still.',
      de: 'Das Viertel ist eine Schranke der Steigung, kein Gesetz: Größere Gewichte könnten es ausgleichen, und drückten die Einheiten dann auf die flachen Teile, wo die Steigung noch kleiner ist.',
    },
    {
      en: 'Tanh has slope 1 at 0 and, with Xavier’s weights, carries ten layers well. In deeper stacks or with larger weights it saturates as sigmoid does.',
      de: 'Tanh hat bei 0 die Steigung 1 und trägt mit Xaviers Gewichten zehn Schichten gut. In tieferen Stapeln oder mit größeren Gewichten sättigt es wie Sigmoid.',
    },
  ],
  sources: [
    {
      say: 'Glorot, Bengio: Understanding the difficulty of training deep feedforward neural networks, AISTATS 2010',
      url: 'https://proceedings.mlr.press/v9/glorot10a.html',
    },
    {
      say: 'Hochreiter: Untersuchungen zu dynamischen neuronalen Netzen, TU München 1991',
    },
  ],
  try: [
    ...[2, 4, 8, 12].map((depth) => ({
      say: {
        en: `${depth} sigmoid layers: 0.25 to the power of ${depth} is ${text(0.25 ** depth)}.`,
        de: `${depth} Schichten Sigmoid: 0,25 hoch ${depth} ist ${text(0.25 ** depth).replace('.', ',')}.`,
      },
      button: { en: `${depth} layers`, de: `${depth} Schichten` },
      change: { layers: stack('sigmoid', depth) },
      until: { epochs: 1 },
      expect: [
        {
          measure: 'gradient_ratio',
          after: 0,
          min: 0.4 * 0.25 ** depth,
          max: 2 * 0.25 ** depth,
          met: {
            en: 'At the first layer arrived {value}.',
            de: 'Bei der ersten Schicht kam {value} an.',
          },
          missed: {
            en: 'At the first layer arrived {value}, off the law this time.',
            de: 'Bei der ersten Schicht kam {value} an, diesmal neben dem Gesetz.',
          },
        },
      ],
    })),
    {
      say: {
        en: 'Tanh has slope 1 at 0. Xavier’s weights were made for it.',
        de: 'Tanh hat bei 0 die Steigung 1. Xaviers Gewichte sind dafür gemacht.',
      },
      button: { en: 'Ten layers of tanh', de: 'Zehn Schichten Tanh' },
      change: { layers: stack('tanh') },
      until: { epochs: 1 },
      expect: [
        {
          measure: 'accuracy',
          min: 0.85,
          met: { en: 'Tanh reads {value}.', de: 'Tanh liest {value}.' },
          missed: { en: 'Tanh came to {value} this time.', de: 'Tanh kam diesmal auf {value}.' },
        },
      ],
    },
  ],
};
