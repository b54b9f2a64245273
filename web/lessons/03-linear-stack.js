const linear = (/** @type {number} */ units) => ({ type: 'linear', units });

/** @type {unknown} */
export default {
  strata_lesson: 1,
  name: 'linear-stack',
  title: {
    en: 'Stacking linear layers gains nothing',
    de: 'Lineare Schichten zu stapeln bringt nichts',
  },
  question: {
    en: 'One linear layer reads about 91 % of the digits after an epoch. Now stack three of them, with no activation in between.',
    de: 'Eine lineare Schicht liest nach einer Epoche etwa 91 % der Ziffern. Nun staple drei davon, ohne Aktivierung dazwischen.',
  },
  predict: {
    ask: {
      en: 'The test accuracy of the three will be',
      de: 'Die Testgenauigkeit der drei ist',
    },
    choices: [
      {
        say: { en: 'clearly higher', de: 'deutlich höher' },
        when: [{ measure: 'accuracy', of: 'b-a', min: 0.01 }],
      },
      {
        say: { en: 'about the same, or a little lower', de: 'etwa gleich, oder etwas niedriger' },
        when: [{ measure: 'accuracy', of: 'b-a', min: -0.03, max: 0.01 }],
      },
      {
        say: {
          en: 'lower by more than three percentage points',
          de: 'um mehr als drei Prozentpunkte niedriger',
        },
        when: [{ measure: 'accuracy', of: 'b-a', max: -0.03 }],
      },
    ],
  },
  experiment: { strata: 1, data: { name: 'mnist' }, layers: [linear(10)] },
  twin: { layers: [linear(64), linear(32), linear(10)] },
  until: { epochs: 1 },
  watch: [
    {
      view: 'twins',
      say: {
        en: 'Both side by side, and what each computes: ten images, from one layer and from three.',
        de: 'Beide nebeneinander, und was jedes berechnet: zehn Bilder, von einer Schicht und von dreien.',
      },
    },
    {
      view: 'collapse',
      of: 'b',
      say: {
        en: 'W₃W₂W₁, multiplied out from the network that was trained: ten images, as from one layer.',
        de: 'W₃W₂W₁, aus dem trainierten Netz ausmultipliziert: zehn Bilder, wie von einer Schicht.',
      },
    },
  ],
  expect: [
    {
      // Rounding; ten seeds: 5.8e-7 to 8.8e-7.
      measure: 'collapse_gap',
      of: 'b',
      max: 1e-5,
      met: {
        en: 'Over 10,000 test images the three layers and their one matrix differ by at most {value} of the largest output: rounding.',
        de: 'Über 10.000 Testbilder unterscheiden sich die drei Schichten und ihre eine Matrix um höchstens {value} der größten Ausgabe: Rundung.',
      },
      missed: {
        en: 'The three layers and their one matrix differ by {value} of the largest output. That cannot be; please report it.',
        de: 'Die drei Schichten und ihre eine Matrix unterscheiden sich um {value} der größten Ausgabe. Das kann nicht sein; bitte melde es.',
      },
    },
    {
      // Exact, by the narrowest layer; ten seeds: 10.
      measure: 'collapse_rank',
      of: 'b',
      max: 10,
      met: {
        en: 'That matrix has rank {value}: never more than the narrowest layer has units.',
        de: 'Diese Matrix hat Rang {value}: nie mehr, als die schmalste Schicht Einheiten hat.',
      },
      missed: {
        en: 'That matrix has rank {value}. That cannot be; please report it.',
        de: 'Diese Matrix hat Rang {value}. Das kann nicht sein; bitte melde es.',
      },
    },
    {
      // Ten seeds: −0.020 to −0.004.
      measure: 'accuracy',
      of: 'b-a',
      min: -0.03,
      max: 0.01,
      met: {
        en: 'One layer read {a} of the test images, three read {b}. They can compute the same functions; they only learn them at another pace.',
        de: 'Eine Schicht las {a} der Testbilder, drei lasen {b}. Sie können dieselben Funktionen berechnen; sie lernen sie nur in anderem Tempo.',
      },
      missed: {
        en: 'One layer read {a}, three read {b}: further apart than usual. They can compute the same functions; one has come further than the other by now.',
        de: 'Eine Schicht las {a}, drei lasen {b}: weiter auseinander als üblich. Sie können dieselben Funktionen berechnen; die einen sind bis hierher weiter gekommen als die anderen.',
      },
    },
  ],
  why: [
    {
      en: 'Each layer multiplies by a matrix and adds a bias. Do that three times, and you have multiplied by one matrix and added one bias:',
      de: 'Jede Schicht multipliziert mit einer Matrix und addiert einen Bias. Tu das dreimal, und du hast mit einer Matrix multipliziert und einen Bias addiert:',
    },
    { formula: 'W_3(W_2(W_1 x + b_1) + b_2) + b_3 = \\underbrace{W_3 W_2 W_1}_{W}\\, x + b' },
    {
      en: 'Without something nonlinear in between, depth adds parameters, but no new functions.',
      de: 'Ohne etwas Nichtlineares dazwischen bringt Tiefe mehr Parameter, aber keine neuen Funktionen.',
    },
  ],
  simplified: [
    {
      en: 'The functions are the same, the way there is not: a product of matrices learns at another pace than one matrix, which is why the two accuracies are not equal.',
      de: 'Die Funktionen sind dieselben, der Weg dorthin nicht: Ein Produkt von Matrizen lernt in anderem Tempo als eine Matrix, und darum sind die beiden Genauigkeiten nicht gleich.',
    },
  ],
  sources: [
    {
      say: 'Saxe, McClelland, Ganguli: Exact solutions to the nonlinear dynamics of learning in deep linear neural networks, ICLR 2014',
      url: 'https://arxiv.org/abs/1312.6120',
    },
  ],
  try: [
    {
      say: {
        en: 'Put one ReLU behind the first layer, and let it have three epochs.',
        de: 'Setze ein ReLU hinter die erste Schicht, und gib ihm drei Epochen.',
      },
      button: { en: 'Add one ReLU', de: 'Ein ReLU dazu' },
      change: {
        layers: [linear(256), { type: 'activation', name: 'relu' }, linear(64), linear(10)],
        optimizer: { name: 'adam', lr: 0.001 },
      },
      until: { epochs: 3 },
      expect: [
        {
          // Ten seeds: 2.9 to 3.7.
          measure: 'collapse_gap',
          min: 1,
          met: {
            en: 'No single matrix does what it does any more: a difference of {value} times the largest output.',
            de: 'Keine einzelne Matrix tut mehr, was es tut: ein Unterschied vom {value}-Fachen der größten Ausgabe.',
          },
          missed: {
            en: 'It is still within {value} of one matrix.',
            de: 'Es liegt noch auf {value} an einer Matrix.',
          },
        },
        {
          // Ten seeds: 0.973 to 0.979.
          measure: 'accuracy',
          min: 0.97,
          met: {
            en: 'And it reads {value} of the test images.',
            de: 'Und es liest {value} der Testbilder.',
          },
          missed: {
            en: 'It reads {value} of the test images, less than usual.',
            de: 'Es liest {value} der Testbilder, weniger als üblich.',
          },
        },
      ],
    },
  ],
};
