const hidden = (/** @type {string} */ name) => [
  { type: 'linear', units: 64 },
  { type: 'activation', name },
  { type: 'linear', units: 64 },
  { type: 'activation', name },
  { type: 'linear', units: 10 },
];

/** @type {unknown} */
export default {
  strata_lesson: 1,
  name: 'sigmoid',
  title: {
    en: 'Sigmoid squashes and stays bounded',
    de: 'Sigmoid staucht und bleibt beschränkt',
  },
  question: {
    en: 'Sigmoid and tanh are the same curve, stretched and moved. Does it matter which one the units have?',
    de: 'Sigmoid und Tanh sind dieselbe Kurve, gestreckt und verschoben. Ist es gleich, welche die Einheiten haben?',
  },
  predict: {
    ask: {
      en: 'After an epoch the network with tanh is',
      de: 'Nach einer Epoche ist das Netz mit Tanh',
    },
    choices: [
      {
        say: { en: 'better by points', de: 'um Punkte besser' },
        when: [{ measure: 'accuracy', of: 'b-a', min: 0.01 }],
      },
      {
        say: { en: 'about as good', de: 'etwa gleich gut' },
        when: [{ measure: 'accuracy', of: 'b-a', min: -0.01, max: 0.01 }],
      },
      {
        say: { en: 'worse', de: 'schlechter' },
        when: [{ measure: 'accuracy', of: 'b-a', max: -0.01 }],
      },
    ],
  },
  experiment: { strata: 1, data: { name: 'mnist' }, layers: hidden('sigmoid') },
  twin: { layers: hidden('tanh') },
  until: { epochs: 1 },
  watch: [
    {
      view: 'layers',
      say: {
        en: 'The histogram under the curve widens and reaches the flat parts at either end.',
        de: 'Das Histogramm unter der Kurve wird breiter und erreicht die flachen Teile an beiden Enden.',
      },
    },
  ],
  expect: [
    {
      measure: 'smallest',
      layer: 1,
      of: 'a',
      min: 0,
      met: {
        en: 'The smallest output of a sigmoid unit was {value}: above 0,',
        de: 'Die kleinste Ausgabe einer Einheit mit Sigmoid war {value}: über 0,',
      },
      missed: {
        en: 'A sigmoid unit put out {value}. That cannot be; please report it.',
        de: 'Eine Einheit mit Sigmoid gab {value} aus. Das kann nicht sein; bitte melde es.',
      },
    },
    {
      measure: 'largest',
      layer: 1,
      of: 'a',
      max: 1,
      met: { en: 'the largest {value}: at most 1.', de: 'die größte {value}: höchstens 1.' },
      missed: {
        en: 'and the largest was {value}. That cannot be; please report it.',
        de: 'und die größte war {value}. Das kann nicht sein; bitte melde es.',
      },
    },
    {
      measure: 'steepest',
      layer: 1,
      of: 'a',
      max: 0.25,
      met: {
        en: 'The steepest slope met was {value}; the bound is 1/4.',
        de: 'Die größte Steigung war {value}; die Schranke ist 1/4.',
      },
      missed: {
        en: 'A slope of {value} is over the bound of 1/4. Please report it.',
        de: 'Eine Steigung von {value} liegt über der Schranke 1/4. Bitte melde es.',
      },
    },
    {
      measure: 'deviation',
      layer: 1,
      of: 'a',
      min: 0.2,
      met: {
        en: 'Outputs spread to a deviation of {value}, from 0.1 at the start: units drift towards the ends.',
        de: 'Die Ausgaben streuten am Ende um {value}, am Anfang um 0,1: Einheiten wandern zu den Enden.',
      },
      missed: {
        en: 'Outputs spread only to a deviation of {value} this time.',
        de: 'Die Ausgaben streuten diesmal nur um {value}.',
      },
    },
    {
      measure: 'mean',
      layer: 1,
      of: 'a',
      min: 0.4,
      max: 0.6,
      met: {
        en: 'The mean output of sigmoid is {value}: the next layer sees a constant beside the signal.',
        de: 'Die mittlere Ausgabe von Sigmoid ist {value}: Die nächste Schicht sieht neben dem Signal eine Konstante.',
      },
      missed: {
        en: 'The mean output of sigmoid is {value}.',
        de: 'Die mittlere Ausgabe von Sigmoid ist {value}.',
      },
    },
    {
      measure: 'mean',
      layer: 1,
      of: 'b',
      min: -0.15,
      max: 0.15,
      met: { en: 'That of tanh is {value}: zero-centred.', de: 'Die von Tanh ist {value}: um 0.' },
      missed: { en: 'That of tanh is {value} this time.', de: 'Die von Tanh ist diesmal {value}.' },
    },
    {
      measure: 'accuracy',
      of: 'b-a',
      min: 0.02,
      met: {
        en: 'Sigmoid read {a}, tanh {b} of the test images.',
        de: 'Sigmoid las {a}, Tanh {b} der Testbilder.',
      },
      missed: {
        en: 'Sigmoid read {a}, tanh {b}: nearer to each other than usual.',
        de: 'Sigmoid las {a}, Tanh {b}: näher beieinander als üblich.',
      },
    },
  ],
  why: [
    {
      en: 'Tanh is a sigmoid stretched to twice its height and half its width, and moved to 0:',
      de: 'Tanh ist ein Sigmoid, auf doppelte Höhe und halbe Breite gestreckt und nach 0 verschoben:',
    },
    {
      formula:
        "\\tanh(l) = 2\\,\\sigma(2l) - 1, \\qquad \\sigma'(l) \\le \\tfrac14, \\qquad \\tanh'(l) \\le 1",
    },
    {
      en: 'So the slope is four times as large, more of the gradient comes back, and outputs lie on both sides of 0. Both are bounded: no output explodes. Both are flat at their ends: a unit that sits there hardly learns.',
      de: 'Die Steigung ist also viermal so groß, mehr vom Gradienten kommt zurück, und Ausgaben liegen auf beiden Seiten von 0. Beide sind beschränkt: Keine Ausgabe explodiert. Beide sind an den Enden flach: Eine Einheit, die dort sitzt, lernt kaum.',
    },
  ],
  simplified: [
    {
      en: 'With a larger learning rate or better scaled weights sigmoid catches up over more epochs; what it cannot do is depth (see the next lesson).',
      de: 'Mit größerer Lernrate oder passenderen Gewichten holt Sigmoid über mehr Epochen auf; was es nicht kann, ist Tiefe (siehe nächste Lektion).',
    },
  ],
  sources: [
    {
      say: 'LeCun, Bottou, Orr, Müller: Efficient BackProp, in Neural Networks: Tricks of the Trade, Springer 1998 (section 4.4)',
    },
  ],
  try: [
    {
      say: {
        en: 'Give the tanh units much larger weights: they begin on the flat parts.',
        de: 'Gib den Einheiten mit Tanh viel größere Gewichte: Sie beginnen auf den flachen Teilen.',
      },
      button: { en: 'Weights of deviation 1', de: 'Gewichte mit Streuung 1' },
      change: { init: { name: 'normal', std: 1 } },
      until: { epochs: 1 },
      expect: [
        {
          measure: 'flat',
          layer: 1,
          after: 0,
          min: 0.3,
          met: {
            en: '{value} of all slopes were below 0.01 at the start.',
            de: '{value} aller Steigungen lagen am Anfang unter 0,01.',
          },
          missed: {
            en: 'Only {value} of all slopes were below 0.01.',
            de: 'Nur {value} aller Steigungen lagen unter 0,01.',
          },
        },
        {
          measure: 'accuracy',
          max: 0.93,
          met: {
            en: 'It read {value}, less than with Xavier’s weights.',
            de: 'Es las {value}, weniger als mit Xaviers Gewichten.',
          },
          missed: { en: 'It still read {value}.', de: 'Es las trotzdem {value}.' },
        },
      ],
    },
  ],
};
