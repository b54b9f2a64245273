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
  name: 'square-explodes',
  title: { en: 'x² explodes', de: 'x² explodiert' },
  question: {
    en: 'ReLU bends the line, and so does x². Put x² in its place: what happens at a learning rate of 0.1?',
    de: 'ReLU knickt die Gerade, und x² krümmt sie. Was geschieht mit x² an seiner Stelle, bei Lernrate 0,1?',
  },
  predict: {
    ask: { en: 'With x² the network will', de: 'Mit x² wird das Netz' },
    choices: [
      {
        say: { en: 'learn about as well', de: 'etwa ebenso gut lernen' },
        when: [
          { measure: 'nonfinite_step', of: 'b', min: 301 },
          { measure: 'accuracy', of: 'b-a', min: -0.02 },
        ],
      },
      {
        say: { en: 'learn, but worse', de: 'lernen, aber schlechter' },
        when: [
          { measure: 'nonfinite_step', of: 'b', min: 301 },
          { measure: 'accuracy', of: 'b-a', max: -0.02 },
        ],
      },
      {
        say: { en: 'overflow within 50 steps', de: 'binnen 50 Schritten überlaufen' },
        when: [{ measure: 'nonfinite_step', of: 'b', max: 50 }],
      },
    ],
  },
  experiment: { strata: 1, data: { name: 'mnist' }, layers: hidden('relu') },
  twin: { layers: hidden('square') },
  until: { steps: 300 },
  watch: [
    {
      view: 'gradients',
      of: 'b',
      say: {
        en: 'The gradient of each layer, in the last step that was measured.',
        de: 'Der Gradient jeder Schicht, im letzten Schritt, der gemessen wurde.',
      },
    },
    {
      view: 'results',
      of: 'b',
      say: {
        en: 'What overflowed, and the last steps before it in numbers.',
        de: 'Was übergelaufen ist, und die letzten Schritte davor in Zahlen.',
      },
    },
  ],
  expect: [
    {
      // Ten seeds: 10 to 17.
      measure: 'nonfinite_step',
      of: 'b',
      max: 50,
      met: {
        en: 'With x², a number overflowed at step {value}.',
        de: 'Mit x² lief in Schritt {value} eine Zahl über.',
      },
      missed: {
        en: 'With x², all numbers stayed finite for 50 steps. That is rare; try another seed.',
        de: 'Mit x² blieben 50 Schritte lang alle Zahlen endlich. Das ist selten; versuche eine andere Zufallszahl.',
      },
    },
    {
      // Ten seeds: 0.891 to 0.909.
      measure: 'accuracy',
      of: 'a',
      min: 0.87,
      met: {
        en: 'The same network with ReLU read {value} of the test images after 300 steps.',
        de: 'Dasselbe Netz mit ReLU las nach 300 Schritten {value} der Testbilder.',
      },
      missed: {
        en: 'The network with ReLU read only {value} of the test images this time.',
        de: 'Das Netz mit ReLU las diesmal nur {value} der Testbilder.',
      },
    },
  ],
  why: [
    {
      en: 'The slope of x² is 2x: no bound. A large pre-activation gives a larger output, which gives a larger gradient, which makes the weights larger. Two such layers square the square.',
      de: 'Die Steigung von x² ist 2x: ohne Schranke. Eine große Voraktivierung gibt eine größere Ausgabe, diese einen größeren Gradienten, dieser größere Gewichte. Zwei solche Schichten quadrieren das Quadrat.',
    },
    {
      formula: 'a = l^2, \\qquad \\frac{\\partial a}{\\partial w} = 2 l \\cdot x',
    },
    {
      en: 'The largest float is about 3.4×10³⁸. A number whose exponent doubles at each step is beyond it within a dozen steps.',
      de: 'Die größte Gleitkommazahl ist etwa 3,4×10³⁸. Eine Zahl, deren Exponent sich mit jedem Schritt verdoppelt, ist nach höchstens einem Dutzend Schritten darüber.',
    },
  ],
  simplified: [
    {
      en: 'Networks with ReLU can explode too, at a larger learning rate: its slope is at most 1, but the weights have no bound.',
      de: 'Auch Netze mit ReLU können explodieren, bei größerer Lernrate: Ihre Steigung ist höchstens 1, aber die Gewichte haben keine Schranke.',
    },
  ],
  sources: [
    {
      say: {
        en: 'Pascanu, Mikolov, Bengio: On the difficulty of training recurrent neural networks, ICML 2013 (clipping by norm)',
        de: 'Pascanu, Mikolov, Bengio: On the difficulty of training recurrent neural networks, ICML 2013 (Begrenzen der Norm)',
      },
      url: 'https://proceedings.mlr.press/v28/pascanu13.html',
    },
  ],
  try: [
    {
      say: {
        en: 'Limit (clip) the norm of the gradient to 1: no step can be large any more.',
        de: 'Begrenze die Norm des Gradienten auf 1: Kein Schritt kann mehr groß sein.',
      },
      button: { en: 'Clip at norm 1', de: 'Norm auf 1 begrenzen' },
      change: { clip: { name: 'norm', max_norm: 1 } },
      until: { epochs: 1 },
      expect: [
        {
          // Ten seeds: 0.929 to 0.960.
          measure: 'accuracy',
          min: 0.91,
          met: {
            en: 'It works: {value} after an epoch.',
            de: 'Das hilft: {value} nach einer Epoche.',
          },
          missed: { en: 'Not this time: {value}.', de: 'Diesmal nicht: {value}.' },
        },
      ],
    },
    {
      say: {
        en: 'Take a tenth of the learning rate. Mostly that is enough.',
        de: 'Nimm ein Zehntel der Lernrate. Meist genügt das.',
      },
      button: { en: 'Learning rate 0.01', de: 'Lernrate 0,01' },
      change: { optimizer: { name: 'sgd', lr: 0.01 } },
      until: { epochs: 1 },
      expect: [
        {
          // Ten seeds: 0.932 to 0.948.
          measure: 'accuracy',
          min: 0.92,
          met: {
            en: 'Finite, and {value} after an epoch.',
            de: 'Endlich, und {value} nach einer Epoche.',
          },
          missed: {
            en: 'Not with this seed: {value}.',
            de: 'Mit dieser Zufallszahl nicht: {value}.',
          },
        },
      ],
    },
    {
      say: {
        en: 'Take a hundredth. It stays finite, but learns slowly.',
        de: 'Nimm ein Hundertstel. Es bleibt endlich, lernt aber langsam.',
      },
      button: { en: 'Learning rate 0.001', de: 'Lernrate 0,001' },
      change: { optimizer: { name: 'sgd', lr: 0.001 } },
      until: { epochs: 1 },
      expect: [
        {
          // Ten seeds: 0.858 to 0.876.
          measure: 'accuracy',
          min: 0.83,
          max: 0.9,
          met: {
            en: 'Finite, but only {value} after an epoch.',
            de: 'Endlich, aber erst {value} nach einer Epoche.',
          },
          missed: { en: 'This time it came to {value}.', de: 'Diesmal wurden es {value}.' },
        },
      ],
    },
    {
      say: {
        en: 'Begin with smaller weights. That only delays it.',
        de: 'Beginne mit kleineren Gewichten. Das verzögert es nur.',
      },
      button: { en: 'Standard deviation 0.03', de: 'Standardabweichung 0,03' },
      change: { init: { name: 'normal', std: 0.03 } },
      until: { epochs: 1 },
      expect: [
        {
          // Ten seeds: 156 to 306.
          measure: 'nonfinite_step',
          min: 100,
          max: 1875,
          met: {
            en: 'Later, at step {value}, but it overflowed.',
            de: 'Später, in Schritt {value}, aber es lief über.',
          },
          missed: {
            en: 'Step of the overflow this time: {value}.',
            de: 'Schritt des Überlaufs diesmal: {value}.',
          },
        },
      ],
    },
  ],
};
