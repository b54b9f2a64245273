/** @param {string} name @param {number[]} units @param {number} outputs */
function stack(name, units, outputs) {
  return [
    ...units.flatMap((count) => [
      { type: 'linear', units: count },
      { type: 'activation', name },
    ]),
    { type: 'linear', units: outputs },
  ];
}

/** Two classes of points, in the plane. */
const moons = {
  data: { name: 'moons', noise: 0.15 },
  loss: 'cross_entropy',
  optimizer: { name: 'adam', lr: 0.01 },
};

/** @type {unknown} */
export default {
  strata_lesson: 1,
  name: 'piecewise-linear',
  title: {
    en: 'A ReLU network is piecewise linear',
    de: 'Ein ReLU-Netz ist stückweise linear',
  },
  question: {
    en: 'Eight ReLU units are to follow a bump. What will their sum look like?',
    de: 'Acht Einheiten mit ReLU sollen einem Hügel folgen. Wie sieht ihre Summe aus?',
  },
  predict: {
    ask: { en: 'The network’s curve will be', de: 'Die Kurve des Netzes ist' },
    choices: [
      {
        say: { en: 'smooth, as with tanh', de: 'glatt, wie mit Tanh' },
        when: [{ measure: 'bend', of: 'a', min: 1e-4 }],
      },
      {
        say: { en: 'straight pieces, at most 9', de: 'gerade Stücke, höchstens 9' },
        when: [
          { measure: 'bend', of: 'a', max: 1e-4 },
          { measure: 'kinks', of: 'a', max: 8 },
        ],
      },
      {
        say: { en: 'straight pieces, a hundred or more', de: 'gerade Stücke, hundert oder mehr' },
        when: [
          { measure: 'bend', of: 'a', max: 1e-4 },
          { measure: 'kinks', of: 'a', min: 9 },
        ],
      },
    ],
  },
  experiment: {
    strata: 1,
    data: { name: 'bump' },
    layers: stack('relu', [8], 1),
    optimizer: { name: 'adam', lr: 0.01 },
    epochs: 200,
  },
  twin: { layers: stack('tanh', [8], 1) },
  until: { epochs: 200 },
  watch: [
    {
      view: 'kinks',
      of: 'a',
      say: {
        en: 'Each unit’s own hinge, and their sum building up; a mark shows where a unit has its kink.',
        de: 'Das Scharnier jeder Einheit, und wie die Summe entsteht; eine Marke zeigt, wo eine Einheit ihren Knick hat.',
      },
    },
    {
      view: 'regions',
      say: {
        en: 'The plane in linear regions, one for each pattern of units that are on: with two inputs, or between three digits.',
        de: 'Die Ebene in linearen Gebieten, eines für jedes Muster aus Einheiten, die an sind: bei zwei Eingaben oder zwischen drei Ziffern.',
      },
    },
  ],
  expect: [
    {
      // Rounding; ten seeds: 1.2e-6 to 2.3e-6.
      measure: 'bend',
      of: 'a',
      max: 1e-5,
      met: {
        en: 'ReLU: between kinks the curve is straight; the largest bend is {value} of its height, which is rounding.',
        de: 'ReLU: Zwischen den Knicken ist die Kurve gerade; die größte Biegung ist {value} ihrer Höhe, das ist Rundung.',
      },
      missed: {
        en: 'ReLU: a bend of {value} between kinks. That cannot be; please report it.',
        de: 'ReLU: eine Biegung von {value} zwischen den Knicken. Das kann nicht sein; bitte melde es.',
      },
    },
    {
      // At most 8 exactly; ten seeds: 6 to 8.
      measure: 'kinks',
      of: 'a',
      min: 4,
      max: 8,
      met: {
        en: 'It has {value} kinks in sight, at most one per unit.',
        de: 'Sie hat {value} sichtbare Knicke, höchstens einen je Einheit.',
      },
      missed: { en: 'It has {value} kinks in sight.', de: 'Sie hat {value} sichtbare Knicke.' },
    },
    {
      // Ten seeds: 0.0030 to 0.0040.
      measure: 'bend',
      of: 'b',
      min: 0.002,
      met: {
        en: 'The curve with tanh bends everywhere; its largest bend is {value} of its height.',
        de: 'Die Kurve mit Tanh ist überall gebogen; die größte Biegung ist {value} ihrer Höhe.',
      },
      missed: {
        en: 'The curve with tanh hardly bends this time: at most {value} of its height.',
        de: 'Die Kurve mit Tanh ist diesmal kaum gebogen: höchstens {value} ihrer Höhe.',
      },
    },
    {
      // Ten seeds: 0.010 to 0.017.
      measure: 'loss',
      of: 'a',
      max: 0.025,
      met: {
        en: 'And the pieces fit the bump: a squared error of {value}, where the noise alone makes 0.01.',
        de: 'Und die Stücke passen zum Hügel: ein quadratischer Fehler von {value}, wo allein das Rauschen 0,01 ausmacht.',
      },
      missed: {
        en: 'The pieces do not fit well this time: a squared error of {value}.',
        de: 'Die Stücke passen diesmal nicht gut: ein quadratischer Fehler von {value}.',
      },
    },
  ],
  why: [
    {
      en: 'Each unit is a hinge: flat on one side of its kink, straight on the other. The output adds up hinges, and a sum of straight pieces is made of straight pieces:',
      de: 'Jede Einheit ist ein Scharnier: auf einer Seite ihres Knicks flach, auf der anderen gerade. Die Ausgabe addiert Scharniere, und eine Summe gerader Stücke besteht aus geraden Stücken:',
    },
    {
      formula: {
        en: 'f(x) = c + \\sum_{j=1}^{8} v_j \\max(0,\\, w_j x + b_j), \\qquad \\text{kinks at } x = -\\frac{b_j}{w_j}',
        de: 'f(x) = c + \\sum_{j=1}^{8} v_j \\max(0,\\, w_j x + b_j), \\qquad \\text{Knicke bei } x = -\\frac{b_j}{w_j}',
      },
    },
    {
      en: 'With two inputs the kinks are lines, which cut the plane into pieces, its linear regions; the lines of a second layer are folded at those of the first. So with as many units, depth can make more regions than width.',
      de: 'Mit zwei Eingaben sind die Knicke Linien, die die Ebene in Stücke schneiden, die linearen Gebiete; die Linien einer zweiten Schicht knicken an denen der ersten. So kann Tiefe bei gleich vielen Einheiten mehr Gebiete ergeben als Breite.',
    },
  ],
  simplified: [
    {
      en: 'How many regions there can be is one thing, how many a trained network has is another: far fewer than the bound, and depth adds less than the bound promises.',
      de: 'Wie viele Gebiete es geben kann, ist das eine, wie viele ein trainiertes Netz hat, das andere: weit weniger als die Schranke, und Tiefe bringt weniger, als die Schranke verspricht.',
    },
  ],
  sources: [
    {
      say: 'Montúfar, Pascanu, Cho, Bengio: On the number of linear regions of deep neural networks, NIPS 2014',
      url: 'https://arxiv.org/abs/1402.1869',
    },
    {
      say: 'Hanin, Rolnick: Complexity of linear regions in deep networks, ICML 2019',
      url: 'https://arxiv.org/abs/1901.09021',
    },
  ],
  try: [
    {
      say: {
        en: 'Two inputs: 4 units are to tell two moons of points apart.',
        de: 'Zwei Eingaben: 4 Einheiten sollen zwei Monde aus Punkten unterscheiden.',
      },
      button: { en: '4 units', de: '4 Einheiten' },
      change: { ...moons, layers: stack('relu', [4], 2) },
      view: 'regions',
      until: { epochs: 60 },
      expect: [
        {
          // At most 11 exactly; ten seeds: 8 to 11.
          measure: 'regions',
          min: 5,
          max: 11,
          met: {
            en: '{value} regions; four lines make at most 11.',
            de: '{value} Gebiete; vier Linien ergeben höchstens 11.',
          },
          missed: { en: '{value} regions.', de: '{value} Gebiete.' },
        },
      ],
    },
    {
      say: { en: '16 units in one layer.', de: '16 Einheiten in einer Schicht.' },
      button: { en: '16 units', de: '16 Einheiten' },
      change: { ...moons, layers: stack('relu', [16], 2) },
      view: 'regions',
      until: { epochs: 60 },
      expect: [
        {
          // At most 137 exactly; ten seeds: 99 to 112.
          measure: 'regions',
          min: 80,
          max: 137,
          met: {
            en: '{value} regions; 16 lines make at most 137.',
            de: '{value} Gebiete; 16 Linien ergeben höchstens 137.',
          },
          missed: { en: '{value} regions.', de: '{value} Gebiete.' },
        },
      ],
    },
    {
      say: {
        en: '48 units, all in one layer. How many regions would the same 48 make in three layers?',
        de: '48 Einheiten, alle in einer Schicht. Wie viele Gebiete würden dieselben 48 in drei Schichten ergeben?',
      },
      button: { en: '48 units in one layer', de: '48 Einheiten in einer Schicht' },
      change: { ...moons, layers: stack('relu', [48], 2) },
      view: 'regions',
      until: { epochs: 60 },
      expect: [
        {
          // At most 1,177 exactly; ten seeds: 607 to 714.
          measure: 'regions',
          min: 540,
          max: 1177,
          met: {
            en: '{value} regions; 48 lines make at most 1,177.',
            de: '{value} Gebiete; 48 Linien ergeben höchstens 1.177.',
          },
          missed: { en: '{value} regions.', de: '{value} Gebiete.' },
        },
      ],
    },
    {
      say: {
        en: 'The same 48 units in three layers of 16. Compare with the 48 in one layer.',
        de: 'Dieselben 48 Einheiten in drei Schichten zu 16. Vergleiche mit den 48 in einer Schicht.',
      },
      button: { en: '16-16-16', de: '16-16-16' },
      change: { ...moons, layers: stack('relu', [16, 16, 16], 2) },
      view: 'regions',
      until: { epochs: 60 },
      expect: [
        {
          // Ten seeds: 707 to 1,174, each more than with 48 in one layer: 1.1 to 1.7 times as many.
          measure: 'regions',
          min: 550,
          met: {
            en: '{value} regions: usually more than with as many units in one layer.',
            de: '{value} Gebiete: meist mehr als mit gleich vielen Einheiten in einer Schicht.',
          },
          missed: { en: 'Only {value} regions.', de: 'Nur {value} Gebiete.' },
        },
      ],
    },
    {
      say: {
        en: 'Digits have 784 inputs, but three images span a plane. Into how many regions does a network with 32 units cut the plane through a 4, a 7 and a 9?',
        de: 'Ziffern haben 784 Eingaben, aber drei Bilder spannen eine Ebene auf. In wie viele Gebiete zerlegt ein Netz mit 32 Einheiten die Ebene durch eine 4, eine 7 und eine 9?',
      },
      button: { en: 'A slice through three digits', de: 'Ein Schnitt durch drei Ziffern' },
      change: {
        data: { name: 'mnist' },
        layers: stack('relu', [32], 10),
        loss: 'cross_entropy',
        optimizer: { name: 'sgd', lr: 0.1 },
        // Run then adds as many: not 200 passes over 60,000 images.
        epochs: 1,
      },
      view: 'regions',
      until: { epochs: 1 },
      expect: [
        {
          // At most 529 exactly; ten seeds: 189 to 258.
          measure: 'regions',
          min: 130,
          max: 529,
          met: {
            en: '{value} regions in this slice; 32 lines make at most 529.',
            de: '{value} Gebiete in diesem Schnitt; 32 Linien ergeben höchstens 529.',
          },
          missed: {
            en: '{value} regions in this slice.',
            de: '{value} Gebiete in diesem Schnitt.',
          },
        },
        {
          // Ten seeds: 0.930 to 0.942.
          measure: 'accuracy',
          min: 0.91,
          met: {
            en: 'The network reads {value} of the test images.',
            de: 'Das Netz liest {value} der Testbilder.',
          },
          missed: {
            en: 'The network reads only {value} of the test images.',
            de: 'Das Netz liest nur {value} der Testbilder.',
          },
        },
      ],
    },
  ],
};
