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
        say: {
          en: 'better by more than one percentage point',
          de: 'um mehr als einen Prozentpunkt besser',
        },
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
      // Exact; ten seeds: 0.00005 to 0.0009.
      measure: 'smallest',
      layer: 1,
      of: 'a',
      min: 0,
      met: {
        en: 'The smallest output of a sigmoid unit was {value}: never below 0.',
        de: 'Die kleinste Ausgabe einer Einheit mit Sigmoid war {value}: nie unter 0.',
      },
      missed: {
        en: 'A sigmoid unit put out {value}. That cannot be; please report it.',
        de: 'Eine Einheit mit Sigmoid gab {value} aus. Das kann nicht sein; bitte melde es.',
      },
    },
    {
      // Exact; ten seeds: 0.9990 to 0.9999.
      measure: 'largest',
      layer: 1,
      of: 'a',
      max: 1,
      met: {
        en: 'The largest was {value}: never above 1.',
        de: 'Die größte war {value}: nie über 1.',
      },
      missed: {
        en: 'The largest was {value}. That cannot be; please report it.',
        de: 'Die größte war {value}. Das kann nicht sein; bitte melde es.',
      },
    },
    {
      // Exact above; ten seeds: 0.25, as some sum is always near 0.
      measure: 'steepest',
      layer: 1,
      of: 'a',
      min: 0.2499,
      max: 0.25,
      met: {
        en: 'The steepest slope was {value}; the bound is 1/4.',
        de: 'Die größte Steigung war {value}; die Schranke ist 1/4.',
      },
      missed: {
        en: 'The steepest slope was {value}. It should be 1/4, which no slope exceeds; please report it.',
        de: 'Die größte Steigung war {value}. Es sollte 1/4 sein, was keine Steigung übertrifft; bitte melde es.',
      },
    },
    {
      // Ten seeds: 0.295 to 0.302; before the first step 0.103 to 0.118.
      measure: 'deviation',
      layer: 1,
      of: 'a',
      min: 0.27,
      met: {
        en: 'The outputs’ standard deviation grew from about 0.1 to {value}: units drift towards the ends.',
        de: 'Die Standardabweichung der Ausgaben wuchs von etwa 0,1 auf {value}: Einheiten wandern zu den Enden.',
      },
      missed: {
        en: 'The outputs’ standard deviation grew only to {value} this time.',
        de: 'Die Standardabweichung der Ausgaben wuchs diesmal nur auf {value}.',
      },
    },
    {
      // Ten seeds: 0.468 to 0.501.
      measure: 'mean',
      layer: 1,
      of: 'a',
      min: 0.44,
      max: 0.53,
      met: {
        en: 'The mean output of sigmoid is {value}: on top of the signal, the next layer gets a constant.',
        de: 'Die mittlere Ausgabe von Sigmoid ist {value}: Zum Signal kommt für die nächste Schicht eine Konstante dazu.',
      },
      missed: {
        en: 'The mean output of sigmoid is {value} this time.',
        de: 'Die mittlere Ausgabe von Sigmoid ist diesmal {value}.',
      },
    },
    {
      // Ten seeds: −0.06 to 0.05.
      measure: 'mean',
      layer: 1,
      of: 'b',
      min: -0.12,
      max: 0.12,
      met: {
        en: 'The mean output of tanh is {value}: near 0 (zero-centred).',
        de: 'Die mittlere Ausgabe von Tanh ist {value}: nahe 0 (um null zentriert).',
      },
      missed: {
        en: 'The mean output of tanh is {value} this time.',
        de: 'Die mittlere Ausgabe von Tanh ist diesmal {value}.',
      },
    },
    {
      // Ten seeds: 0.053 to 0.065.
      measure: 'accuracy',
      of: 'b-a',
      min: 0.04,
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
      en: 'Tanh is a sigmoid of twice the height and half the width, with its middle moved to 0:',
      de: 'Tanh ist ein Sigmoid von doppelter Höhe und halber Breite, mit der Mitte nach 0 verschoben:',
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
      en: 'Exactly, sigmoid reaches neither 0 nor 1, and tanh neither −1 nor 1. A 32-bit float has no number between 1 − 6×10⁻⁸ and 1, so from l = 17.4 on sigmoid is rounded to 1, and tanh from l = 9.1 on; there the slope is 0, too.',
      de: 'Genau genommen erreicht Sigmoid weder 0 noch 1, und Tanh weder −1 noch 1. Eine Gleitkommazahl mit 32 Bit kennt aber nichts zwischen 1 − 6×10⁻⁸ und 1, also wird Sigmoid ab l = 17,4 auf 1 gerundet, und Tanh ab l = 9,1; dort ist auch die Steigung 0.',
    },
    {
      en: 'With a larger learning rate or better scaled weights sigmoid catches up over more epochs; what it cannot do is depth (see the next lesson).',
      de: 'Mit größerer Lernrate oder passenderen Gewichten holt Sigmoid über mehr Epochen auf; was es nicht kann, ist Tiefe (siehe nächste Lektion).',
    },
  ],
  sources: [
    {
      say: {
        en: 'LeCun, Bottou, Orr, Müller: Efficient BackProp, in Neural Networks: Tricks of the Trade, Springer 1998 (section 4.4)',
        de: 'LeCun, Bottou, Orr, Müller: Efficient BackProp, in Neural Networks: Tricks of the Trade, Springer 1998 (Abschnitt 4.4)',
      },
      url: 'https://doi.org/10.1007/3-540-49430-8_2',
    },
  ],
  try: [
    {
      say: {
        en: 'Begin with much larger weights: the tanh units start on the flat parts.',
        de: 'Beginne mit viel größeren Gewichten: Die Einheiten mit Tanh starten auf den flachen Teilen.',
      },
      button: { en: 'Standard deviation 1', de: 'Standardabweichung 1' },
      change: { init: { name: 'normal', std: 1 } },
      until: { epochs: 1 },
      expect: [
        {
          // Ten seeds: 0.708 to 0.767.
          measure: 'flat',
          layer: 1,
          after: 0,
          min: 0.65,
          met: {
            en: '{value} of all slopes were below 0.01 at the start.',
            de: '{value} aller Steigungen lagen am Anfang unter 0,01.',
          },
          missed: {
            en: 'Only {value} of all slopes were below 0.01 at the start.',
            de: 'Nur {value} aller Steigungen lagen am Anfang unter 0,01.',
          },
        },
        {
          // Ten seeds: 0.780 to 0.809.
          measure: 'accuracy',
          max: 0.85,
          met: {
            en: 'It read {value}, less than from the weights it began with before (Xavier’s).',
            de: 'Es las {value}, weniger als mit den Anfangsgewichten von vorhin (Xaviers).',
          },
          missed: { en: 'It still read {value}.', de: 'Es las trotzdem {value}.' },
        },
      ],
    },
  ],
};
