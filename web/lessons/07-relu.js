/** @param {string} name @param {object} [parameters] @param {number} [units] of the first layer */
const hidden = (name, parameters = {}, units = 128) => [
  { type: 'linear', units },
  { type: 'activation', name, ...parameters },
  { type: 'linear', units: 64 },
  { type: 'activation', name, ...parameters },
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
        de: 'Links von 0 ist das Histogramm schraffiert: Diese Ausgaben sind 0 und geben keinen Gradienten weiter.',
      },
    },
    {
      view: 'compare',
      say: {
        en: 'Press “Run them all”: the column ns/value says how many nanoseconds each function takes for one value on this device.',
        de: 'Drücke „Alle laufen lassen“: Die Spalte ns/Wert sagt, wie viele Nanosekunden jede Funktion auf diesem Gerät für einen Wert braucht.',
      },
    },
  ],
  expect: [
    {
      // Ten seeds: 0.504 to 0.568.
      measure: 'zeros',
      layer: 1,
      of: 'b',
      min: 0.45,
      max: 0.62,
      met: {
        en: '{value} of the outputs of the first ReLU layer are 0. Such outputs are called sparse.',
        de: '{value} der Ausgaben der ersten ReLU-Schicht sind 0. Solche Ausgaben heißen dünn besetzt (sparse).',
      },
      missed: {
        en: '{value} of the outputs of the first ReLU layer are 0 this time.',
        de: '{value} der Ausgaben der ersten ReLU-Schicht sind diesmal 0.',
      },
    },
    {
      // Exact; ten seeds: 0.
      measure: 'zeros',
      layer: 1,
      of: 'a',
      max: 0,
      met: { en: 'With sigmoid, no output is 0.', de: 'Mit Sigmoid ist keine Ausgabe 0.' },
      missed: {
        en: 'With sigmoid, {value} of the outputs are 0.',
        de: 'Mit Sigmoid sind {value} der Ausgaben 0.',
      },
    },
    {
      // Exact; ten seeds: 0.
      measure: 'part_slopes',
      layer: 1,
      of: 'b',
      max: 0,
      met: {
        en: 'The slope of ReLU is exactly 0 or 1: {value} of the slopes in its first layer are anything else.',
        de: 'Die Steigung von ReLU ist genau 0 oder 1: {value} der Steigungen in seiner ersten Schicht sind etwas anderes.',
      },
      missed: {
        en: '{value} of the slopes in the first ReLU layer are neither 0 nor 1. That cannot be; please report it.',
        de: '{value} der Steigungen in der ersten ReLU-Schicht sind weder 0 noch 1. Das kann nicht sein; bitte melde es.',
      },
    },
    {
      // Ten seeds: 0.057 to 0.068.
      measure: 'accuracy',
      of: 'b-a',
      min: 0.04,
      met: {
        en: 'ReLU read {b} of the test images, sigmoid {a}.',
        de: 'ReLU las {b} der Testbilder, Sigmoid {a}.',
      },
      missed: {
        en: 'ReLU read {b}, sigmoid {a}: nearer than usual.',
        de: 'ReLU las {b}, Sigmoid {a}: näher als üblich.',
      },
    },
  ],
  why: [
    {
      en: 'Where a unit is on, it passes the gradient on as it is; where it is off, it passes nothing. No layer shrinks it by a fixed factor:',
      de: 'Wo eine Einheit an ist, gibt sie den Gradienten weiter, wie er ist; wo sie aus ist, gibt sie nichts weiter. Keine Schicht verkleinert ihn um einen festen Faktor:',
    },
    {
      formula:
        "\\mathrm{relu}(l) = \\max(0, l), \\qquad \\mathrm{relu}'(l) = \\begin{cases} 1 & l > 0 \\\\ 0 & l \\le 0 \\end{cases}",
    },
    {
      en: 'It takes a comparison where sigmoid takes an exponential: that makes it cheap. Each image switches on its own part of the network, and that part is linear.',
      de: 'Wo Sigmoid eine Exponentialfunktion braucht, genügt ReLU ein Vergleich: Darum ist es billig. Jedes Bild schaltet seinen eigenen Teil des Netzes ein, und dieser Teil ist linear.',
    },
  ],
  simplified: [
    {
      en: 'At 0 itself ReLU has no slope; torch and this page take 0.',
      de: 'In 0 selbst hat ReLU keine Steigung; torch und diese Seite nehmen 0.',
    },
    {
      en: 'Half of the units are off for an image, but seldom the same half. Only a unit that is off for all images is blind (see the next lesson).',
      de: 'Für ein Bild ist die Hälfte der Einheiten aus, aber selten dieselbe. Blind ist nur eine Einheit, die für alle Bilder aus ist (siehe nächste Lektion).',
    },
  ],
  sources: [
    {
      say: 'Glorot, Bordes, Bengio: Deep sparse rectifier neural networks, AISTATS 2011',
      url: 'https://proceedings.mlr.press/v15/glorot11a.html',
    },
  ],
  try: [
    {
      say: {
        en: 'Are the zeros what helps? |x| (abs) has slope −1 or 1, and is 0 at one point only.',
        de: 'Helfen die Nullen? |x| (abs) hat die Steigung −1 oder 1 und ist nur an einer Stelle 0.',
      },
      button: { en: '|x| in place of ReLU', de: '|x| statt ReLU' },
      change: { layers: hidden('abs') },
      until: { epochs: 1 },
      expect: [
        {
          // Ten seeds: 0.
          measure: 'zeros',
          layer: 1,
          max: 0.001,
          met: { en: '{value} of the outputs are 0.', de: '{value} der Ausgaben sind 0.' },
          missed: { en: '{value} of the outputs are 0.', de: '{value} der Ausgaben sind 0.' },
        },
        {
          // Ten seeds: 0.954 to 0.966.
          measure: 'accuracy',
          min: 0.94,
          met: {
            en: 'And yet it reads {value} of the test images: what helps is a slope of size 1.',
            de: 'Und doch liest es {value} der Testbilder: Was hilft, ist eine Steigung vom Betrag 1.',
          },
          missed: {
            en: 'It reads only {value} of the test images this time.',
            de: 'Diesmal liest es nur {value} der Testbilder.',
          },
        },
      ],
    },
    {
      say: {
        en: 'Raise the bar: only a sum above 0.5 gets through (threshold). For whether a unit is on, that is a bias lower by 0.5.',
        de: 'Leg die Latte höher: Nur eine Summe über 0,5 kommt durch (Threshold). Dafür, ob eine Einheit an ist, ist das ein um 0,5 kleinerer Bias.',
      },
      button: { en: 'Threshold 0.5', de: 'Schwelle 0,5' },
      change: { layers: hidden('threshold', { threshold: 0.5 }) },
      until: { epochs: 1 },
      expect: [
        {
          // Ten seeds: 0.767 to 0.809.
          measure: 'zeros',
          layer: 1,
          min: 0.7,
          max: 0.88,
          met: {
            en: 'Sparser than ReLU: {value} of the outputs of the first layer are 0.',
            de: 'Dünner besetzt als mit ReLU: {value} der Ausgaben der ersten Schicht sind 0.',
          },
          missed: {
            en: '{value} of the outputs of the first layer are 0 this time.',
            de: 'Diesmal sind {value} der Ausgaben der ersten Schicht 0.',
          },
        },
        {
          // Ten seeds: 0.941 to 0.953.
          measure: 'accuracy',
          min: 0.92,
          met: {
            en: 'The few that are on are enough to read {value} of the test images.',
            de: 'Die wenigen, die an sind, genügen, um {value} der Testbilder zu lesen.',
          },
          missed: {
            en: 'The few that are on read only {value} of the test images.',
            de: 'Die wenigen, die an sind, lesen nur {value} der Testbilder.',
          },
        },
      ],
    },
    {
      say: {
        en: 'Four times as many units in the first layer: will a smaller share of them be on?',
        de: 'Viermal so viele Einheiten in der ersten Schicht: Ist dann ein kleinerer Anteil an?',
      },
      button: { en: '512 units', de: '512 Einheiten' },
      change: { layers: hidden('relu', {}, 512) },
      until: { epochs: 1 },
      expect: [
        {
          // Ten seeds: 0.583 to 0.606.
          measure: 'zeros',
          layer: 1,
          min: 0.52,
          max: 0.65,
          met: {
            en: 'Hardly: {value} of the outputs are 0. The share depends on the sums, not on how many there are.',
            de: 'Kaum: {value} der Ausgaben sind 0. Der Anteil hängt von den Summen ab, nicht davon, wie viele es sind.',
          },
          missed: {
            en: '{value} of the outputs are 0 this time.',
            de: 'Diesmal sind {value} der Ausgaben 0.',
          },
        },
        {
          // Ten seeds: 0.954 to 0.965.
          measure: 'accuracy',
          min: 0.94,
          met: {
            en: 'It reads {value} of the test images.',
            de: 'Es liest {value} der Testbilder.',
          },
          missed: {
            en: 'It reads only {value} of the test images.',
            de: 'Es liest nur {value} der Testbilder.',
          },
        },
      ],
    },
  ],
};
