const DEPTH = 10;

/** As people write it. @param {number} value */
function text(value) {
  if (value >= 1e-3) return value.toPrecision(2);
  const [digits, power] = value.toExponential(1).split('e-');
  return `${digits}×10⁻${'⁰¹²³⁴⁵⁶⁷⁸⁹'[Number(power)]}`;
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
    ask: {
      en: 'Of the last layer’s gradient, the first layer gets',
      de: 'Vom Gradienten der letzten Schicht bekommt die erste',
    },
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
        en: 'Each layer’s gradient on a logarithmic axis, beside the line 0.25ᵏ: a quarter per layer.',
        de: 'Der Gradient jeder Schicht auf logarithmischer Achse, neben der Linie 0,25ᵏ: je Schicht ein Viertel.',
      },
    },
  ],
  expect: [
    {
      // Ten seeds: 5.2e-7 to 9.5e-7.
      measure: 'gradient_ratio',
      of: 'a',
      after: 0,
      max: 2e-6,
      met: {
        en: 'Sigmoid: before the first step, the first layer got {value} of the last one’s gradient. 0.25¹⁰ is 9.5×10⁻⁷.',
        de: 'Sigmoid: Vor dem ersten Schritt bekam die erste Schicht {value} vom Gradienten der letzten. 0,25¹⁰ ist 9,5×10⁻⁷.',
      },
      missed: {
        en: 'Sigmoid: before the first step, the first layer got {value} of the last one’s gradient, more than usual.',
        de: 'Sigmoid: Vor dem ersten Schritt bekam die erste Schicht {value} vom Gradienten der letzten, mehr als üblich.',
      },
    },
    {
      // Ten seeds: 0.098 to 0.114, as often as one digit comes.
      measure: 'accuracy',
      of: 'a',
      max: 0.12,
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
      // Ten seeds: 0.54 to 1.48.
      measure: 'gradient_ratio',
      of: 'b',
      after: 0,
      min: 0.3,
      met: {
        en: 'ReLU with Kaiming’s initial weights: before the first step, the first layer got {value} times the last one’s gradient.',
        de: 'ReLU mit Kaimings Anfangsgewichten: Vor dem ersten Schritt bekam die erste Schicht das {value}-Fache vom Gradienten der letzten.',
      },
      missed: {
        en: 'ReLU: before the first step, the first layer got only {value} times the last one’s gradient.',
        de: 'ReLU: Vor dem ersten Schritt bekam die erste Schicht nur das {value}-Fache vom Gradienten der letzten.',
      },
    },
    {
      // Ten seeds: 0.898 to 0.925.
      measure: 'accuracy',
      of: 'b',
      min: 0.87,
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
      en: 'On the way back each layer multiplies the gradient by its weights and by the slope of its activation. The slope of sigmoid is at most 1/4, and so with weights of Xavier’s size about a quarter is left per layer:',
      de: 'Auf dem Rückweg multipliziert jede Schicht den Gradienten mit ihren Gewichten und mit der Steigung ihrer Aktivierung. Die von Sigmoid ist höchstens 1/4, und so bleibt mit Gewichten von Xaviers Größe je Schicht etwa ein Viertel übrig:',
    },
    {
      formula: {
        en: "\\sigma'(l) = \\sigma(l)(1 - \\sigma(l)) \\le \\tfrac14, \\qquad 0.25^{10} \\approx 10^{-6}",
        de: "\\sigma'(l) = \\sigma(l)(1 - \\sigma(l)) \\le \\tfrac14, \\qquad 0{,}25^{10} \\approx 10^{-6}",
      },
    },
    {
      en: 'The first layer’s steps are a millionth of the last one’s: it stays as random as it began, and passes noise on.',
      de: 'Die Schritte der ersten Schicht sind ein Millionstel so groß wie die der letzten: Sie bleibt so zufällig, wie sie anfing, und gibt Rauschen weiter.',
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
      url: 'https://people.idsia.ch/~juergen/SeppHochreiter1991ThesisAdvisorSchmidhuber.pdf',
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
      view: 'gradients',
      until: { epochs: 1 },
      expect: [
        {
          // Ten seeds, by depth: 1.04 to 1.20, 0.81 to 1.28, 0.57 to 1.16, 0.45 to 1.11 of the power.
          measure: 'gradient_ratio',
          after: 0,
          min: 0.4 * 0.25 ** depth,
          max: 1.5 * 0.25 ** depth,
          met: {
            en: 'Before the first step, the first layer got {value} of the last one’s gradient.',
            de: 'Vor dem ersten Schritt bekam die erste Schicht {value} vom Gradienten der letzten.',
          },
          missed: {
            en: 'Before the first step, the first layer got {value} of the last one’s gradient, away from the law this time.',
            de: 'Vor dem ersten Schritt bekam die erste Schicht {value} vom Gradienten der letzten, diesmal abseits vom Gesetz.',
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
      view: 'gradients',
      until: { epochs: 1 },
      expect: [
        {
          // Ten seeds: 0.914 to 0.934.
          measure: 'accuracy',
          min: 0.89,
          met: { en: 'Tanh reads {value}.', de: 'Tanh liest {value}.' },
          missed: { en: 'Tanh came to {value} this time.', de: 'Tanh kam diesmal auf {value}.' },
        },
      ],
    },
  ],
};
