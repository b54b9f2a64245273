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
        en: 'Each unit’s own hinge, and their sum building up; a mark where each has its kink.',
        de: 'Das Scharnier jeder Einheit, und wie die Summe entsteht; eine Marke, wo jede knickt.',
      },
    },
    {
      view: 'regions',
      say: {
        en: 'With two inputs, as in “Now try”: the plane in pieces, one for each pattern of units that are on.',
        de: 'Mit zwei Eingaben, wie unter „Probieren“: die Ebene in Stücken, eines für jedes Muster aus Einheiten, die an sind.',
      },
    },
  ],
  expect: [
    {
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
      measure: 'kinks',
      of: 'a',
      min: 3,
      max: 8,
      met: {
        en: 'It has {value} kinks in sight, at most one per unit.',
        de: 'Sie hat {value} sichtbare Knicke, höchstens einen je Einheit.',
      },
      missed: { en: 'It has {value} kinks in sight.', de: 'Sie hat {value} sichtbare Knicke.' },
    },
    {
      measure: 'bend',
      of: 'b',
      min: 5e-4,
      met: {
        en: 'Tanh bends everywhere: {value}.',
        de: 'Tanh biegt sich überall: {value}.',
      },
      missed: {
        en: 'Tanh hardly bends this time: {value}.',
        de: 'Tanh biegt sich diesmal kaum: {value}.',
      },
    },
    {
      measure: 'loss',
      of: 'a',
      max: 0.03,
      met: {
        en: 'And it fits: a squared error of {value}, where the noise alone makes 0.01.',
        de: 'Und sie passt: ein quadratischer Fehler von {value}, wo allein das Rauschen 0,01 ausmacht.',
      },
      missed: {
        en: 'It does not fit well this time: a squared error of {value}.',
        de: 'Sie passt diesmal nicht gut: ein quadratischer Fehler von {value}.',
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
      en: 'With two inputs the kinks are lines, which cut the plane into pieces; a second layer folds the cuts. So depth makes more pieces than width with as many units.',
      de: 'Mit zwei Eingaben sind die Knicke Linien, die die Ebene in Stücke schneiden; eine zweite Schicht faltet die Schnitte. So macht Tiefe mehr Stücke als Breite mit ebenso vielen Einheiten.',
    },
  ],
  simplified: [
    {
      en: 'How many pieces there can be is one thing, how many a trained network has is another: far fewer than the bound.',
      de: 'Wie viele Stücke es geben kann, ist das eine, wie viele ein trainiertes Netz hat, das andere: weit weniger als die Schranke.',
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
        en: 'The plane: 4 units, and two moons.',
        de: 'Die Ebene: 4 Einheiten, und zwei Monde.',
      },
      button: { en: '4 units', de: '4 Einheiten' },
      change: { ...moons, layers: stack('relu', [4], 2) },
      until: { epochs: 60 },
      expect: [
        {
          measure: 'regions',
          min: 3,
          max: 11,
          met: {
            en: '{value} pieces; four lines make at most 11.',
            de: '{value} Stücke; vier Linien machen höchstens 11.',
          },
          missed: { en: '{value} pieces.', de: '{value} Stücke.' },
        },
      ],
    },
    {
      say: { en: '16 units in one layer.', de: '16 Einheiten in einer Schicht.' },
      button: { en: '16 units', de: '16 Einheiten' },
      change: { ...moons, layers: stack('relu', [16], 2) },
      until: { epochs: 60 },
      expect: [
        {
          measure: 'regions',
          min: 20,
          max: 137,
          met: {
            en: '{value} pieces; 16 lines make at most 137.',
            de: '{value} Stücke; 16 Linien machen höchstens 137.',
          },
          missed: { en: '{value} pieces.', de: '{value} Stücke.' },
        },
      ],
    },
    {
      say: { en: 'Three layers of 16.', de: 'Drei Schichten zu 16.' },
      button: { en: '16-16-16', de: '16-16-16' },
      change: { ...moons, layers: stack('relu', [16, 16, 16], 2) },
      until: { epochs: 60 },
      expect: [
        {
          measure: 'regions',
          min: 150,
          met: { en: '{value} pieces.', de: '{value} Stücke.' },
          missed: { en: 'Only {value} pieces.', de: 'Nur {value} Stücke.' },
        },
      ],
    },
  ],
};
