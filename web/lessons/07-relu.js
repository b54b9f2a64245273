const hidden = (/** @type {string} */ name) => [
  { type: 'linear', units: 128 },
  { type: 'activation', name },
  { type: 'linear', units: 64 },
  { type: 'activation', name },
  { type: 'linear', units: 10 },
];

/** @type {unknown} */
export default {
  strata_lesson: 1,
  name: 'relu',
  title: { en: 'ReLU: on or off', de: 'ReLU: an oder aus' },
  question: {
    en: 'ReLU throws away everything below 0. Does a network that is blind half of the time learn worse than one with sigmoid?',
    de: 'ReLU wirft alles unter 0 weg. Lernt ein Netz, das die halbe Zeit blind ist, schlechter als eines mit Sigmoid?',
  },
  predict: {
    ask: {
      en: 'After an epoch the network with ReLU is',
      de: 'Nach einer Epoche ist das Netz mit ReLU',
    },
    choices: [
      {
        say: { en: 'better', de: 'besser' },
        when: [{ measure: 'accuracy', of: 'b-a', min: 0.005 }],
      },
      {
        say: { en: 'about as good', de: 'etwa gleich gut' },
        when: [{ measure: 'accuracy', of: 'b-a', min: -0.005, max: 0.005 }],
      },
      {
        say: { en: 'worse', de: 'schlechter' },
        when: [{ measure: 'accuracy', of: 'b-a', max: -0.005 }],
      },
    ],
  },
  experiment: { strata: 1, data: { name: 'mnist' }, layers: hidden('sigmoid') },
  twin: { layers: hidden('relu') },
  until: { epochs: 1 },
  watch: [
    {
      view: 'layers',
      of: 'b',
      say: {
        en: 'Left of 0 the histogram is shaded: those outputs are 0, and pass no gradient on.',
        de: 'Links von 0 ist das Histogramm schraffiert: Diese Ausgaben sind 0, und geben keinen Gradienten weiter.',
      },
    },
    {
      view: 'compare',
      say: {
        en: 'Press “Run them all”: what each function costs on this device stands under ns/value.',
        de: 'Drücke „Alle laufen lassen“: Was jede Funktion auf diesem Gerät kostet, steht unter ns/Wert.',
      },
    },
  ],
  expect: [
    {
      measure: 'zeros',
      layer: 1,
      of: 'b',
      min: 0.3,
      max: 0.8,
      met: {
        en: '{value} of the outputs of the first ReLU layer are 0: sparse.',
        de: '{value} der Ausgaben der ersten ReLU-Schicht sind 0: dünn besetzt.',
      },
      missed: {
        en: '{value} of the outputs of the first ReLU layer are 0 this time.',
        de: '{value} der Ausgaben der ersten ReLU-Schicht sind diesmal 0.',
      },
    },
    {
      measure: 'zeros',
      layer: 1,
      of: 'a',
      max: 0,
      met: { en: 'With sigmoid, none is.', de: 'Mit Sigmoid keine.' },
      missed: { en: 'With sigmoid, {value} are.', de: 'Mit Sigmoid {value}.' },
    },
    {
      measure: 'steepest',
      layer: 1,
      of: 'b',
      min: 1,
      max: 1,
      met: {
        en: 'Its slope is exactly 0 or 1; the largest met was {value}.',
        de: 'Die Steigung ist genau 0 oder 1; die größte war {value}.',
      },
      missed: {
        en: 'The largest slope met was {value}. It should be 1; please report it.',
        de: 'Die größte Steigung war {value}. Es sollte 1 sein; bitte melde es.',
      },
    },
    {
      measure: 'accuracy',
      of: 'b-a',
      min: 0.02,
      met: { en: 'ReLU read {b}, sigmoid {a}.', de: 'ReLU las {b}, Sigmoid {a}.' },
      missed: {
        en: 'ReLU read {b}, sigmoid {a}: nearer than usual.',
        de: 'ReLU las {b}, Sigmoid {a}: näher als üblich.',
      },
    },
  ],
  why: [
    {
      en: 'Where a unit is on, it passes the gradient on as it is; where it is off, it passes nothing. No layer shrinks it by a fixed factor:',
      de: 'Wo eine Einheit an ist, gibt sie den Gradienten weiter, wie er ist; wo sie aus ist, nichts. Keine Schicht verkleinert ihn um einen festen Faktor:',
    },
    {
      formula:
        "\\mathrm{relu}(l) = \\max(0, l), \\qquad \\mathrm{relu}'(l) = \\begin{cases} 1 & l > 0 \\\\ 0 & l \\le 0 \\end{cases}",
    },
    {
      en: 'A comparison instead of an exponential makes it cheap. Each image switches on its own part of the network, and that part is linear.',
      de: 'Ein Vergleich statt einer Exponentialfunktion macht sie billig. Jedes Bild schaltet seinen eigenen Teil des Netzes ein, und dieser Teil ist linear.',
    },
  ],
  simplified: [
    {
      en: 'At 0 itself ReLU has no slope; torch and this page take 0.',
      de: 'In 0 selbst hat ReLU keine Steigung; torch und diese Seite nehmen 0.',
    },
    {
      en: 'Half of the units are off for an image, but seldom the same half: blind is only a unit that is off for all (see the next lesson).',
      de: 'Für ein Bild ist die Hälfte der Einheiten aus, aber selten dieselbe: Blind ist nur eine Einheit, die für alle aus ist (siehe nächste Lektion).',
    },
  ],
  sources: [
    {
      say: 'Glorot, Bordes, Bengio: Deep sparse rectifier neural networks, AISTATS 2011',
      url: 'https://proceedings.mlr.press/v15/glorot11a.html',
    },
  ],
  try: [],
};
