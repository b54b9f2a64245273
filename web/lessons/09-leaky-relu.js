/** @param {object} activation */
const hidden = (activation) => [
  { type: 'linear', units: 16 },
  { type: 'activation', ...activation },
  { type: 'linear', units: 10 },
];

/** @type {unknown} */
export default {
  strata_lesson: 1,
  name: 'leaky-relu',
  title: { en: 'Leaky ReLU and its family', de: 'Leaky ReLU und seine Familie' },
  question: {
    en: 'Two networks with 16 hidden units learn with a learning rate of 0.1. From step 50 to step 70 it is 1 for both: 20 steps that are ten times as large. Which of the two recovers?',
    de: 'Zwei Netze mit 16 verborgenen Einheiten lernen mit Lernrate 0,1. Von Schritt 50 bis 70 ist sie für beide 1: 20 zehnmal so große Schritte. Welches der beiden erholt sich?',
  },
  predict: {
    ask: {
      en: 'At the end of the epoch the leaky twin has',
      de: 'Am Ende der Epoche hat der Zwilling mit Leaky ReLU',
    },
    choices: [
      {
        say: { en: 'fewer dead units', de: 'weniger tote Einheiten' },
        when: [{ measure: 'dead', layer: 1, of: 'b-a', max: -0.1 }],
      },
      {
        say: { en: 'about as many', de: 'etwa gleich viele' },
        when: [{ measure: 'dead', layer: 1, of: 'b-a', min: -0.1, max: 0.1 }],
      },
      {
        say: { en: 'more', de: 'mehr' },
        when: [{ measure: 'dead', layer: 1, of: 'b-a', min: 0.1 }],
      },
    ],
  },
  experiment: { strata: 1, data: { name: 'mnist' }, layers: hidden({ name: 'relu' }) },
  twin: { layers: hidden({ name: 'leaky_relu', negative_slope: 0.1 }) },
  until: { epochs: 1 },
  events: [{ after: 50, change: { optimizer: { name: 'sgd', lr: 1 } }, until: 70 }],
  watch: [
    {
      view: 'dead',
      of: 'a',
      say: {
        en: 'The ReLU units: since the large steps, those that are hatched answer to no image.',
        de: 'Die Einheiten mit ReLU: Die schraffierten antworten seit den großen Schritten auf kein Bild mehr.',
      },
    },
    {
      view: 'dead',
      of: 'b',
      say: {
        en: 'The units of the leaky twin: each of them still learns.',
        de: 'Die Einheiten des Zwillings mit Leaky ReLU: Jede lernt noch.',
      },
    },
    {
      view: 'layers',
      of: 'b',
      say: {
        en: 'The slider beside negative_slope: it changes the slope while the network learns, and the curve follows.',
        de: 'Der Regler bei negative_slope: Er ändert die Steigung, während das Netz lernt, und die Kurve folgt.',
      },
    },
  ],
  expect: [
    {
      // 44 seeds: 0.25 to 0.81.
      measure: 'dead',
      layer: 1,
      of: 'a',
      min: 0.2,
      met: {
        en: 'With ReLU, {value} of the units are dead, and stay so.',
        de: 'Mit ReLU sind {value} der Einheiten tot und bleiben es.',
      },
      missed: {
        en: 'With ReLU, only {value} of the units died of the large steps.',
        de: 'Mit ReLU starben nur {value} der Einheiten an den großen Schritten.',
      },
    },
    {
      // Exact; ten seeds: 0.
      measure: 'dead',
      layer: 1,
      of: 'b',
      max: 0,
      met: {
        en: 'With Leaky ReLU, {value} of them are dead.',
        de: 'Mit Leaky ReLU sind {value} tot.',
      },
      missed: {
        en: 'With Leaky ReLU, {value} of them are dead. That cannot be; please report it.',
        de: 'Mit Leaky ReLU sind {value} tot. Das kann nicht sein; bitte melde es.',
      },
    },
    {
      // 44 seeds: 0.754 to 0.920, all but three at least 0.84.
      measure: 'accuracy',
      of: 'b',
      min: 0.7,
      met: {
        en: 'The leaky twin reads {b} of the test images, ReLU {a}.',
        de: 'Der Zwilling mit Leaky ReLU liest {b} der Testbilder, ReLU {a}.',
      },
      missed: {
        en: 'The leaky twin reads {b} of the test images, ReLU {a}: the large steps were hard on both.',
        de: 'Der Zwilling mit Leaky ReLU liest {b} der Testbilder, ReLU {a}: Die großen Schritte waren für beide hart.',
      },
    },
  ],
  why: [
    {
      en: 'Left of 0 the leaky twin still has a slope. The gradient is small there, but it is not 0, and so it leads back:',
      de: 'Links von 0 hat der Zwilling noch eine Steigung. Der Gradient ist dort klein, aber nicht 0, und so führt er zurück:',
    },
    {
      formula:
        "f(l) = \\begin{cases} l & l > 0 \\\\ \\alpha\\, l & l \\le 0 \\end{cases}, \\qquad f'(l) \\in \\{\\alpha, 1\\}",
    },
    {
      en: 'PReLU learns its α, as it learns the weights. ELU and CELU instead bend smoothly towards a floor.',
      de: 'PReLU lernt sein α, wie es die Gewichte lernt. ELU und CELU nähern sich stattdessen in glattem Bogen einem Boden.',
    },
  ],
  simplified: [
    {
      en: 'Not to die is no merit of its own. If the steps are larger still, the numbers of the leaky twin, whose gradient is never 0, overflow, where those of a ReLU network that has died stay finite.',
      de: 'Nicht zu sterben ist noch kein Verdienst. Sind die Schritte noch größer, laufen die Zahlen des Zwillings über, dessen Gradient nie 0 ist, wo die eines gestorbenen ReLU-Netzes endlich bleiben.',
    },
  ],
  sources: [
    {
      say: 'Maas, Hannun, Ng: Rectifier nonlinearities improve neural network acoustic models, ICML workshop 2013',
      url: 'https://ai.stanford.edu/~amaas/papers/relu_hybrid_icml2013_final.pdf',
    },
    {
      say: 'He, Zhang, Ren, Sun: Delving deep into rectifiers, ICCV 2015 (PReLU)',
      url: 'https://arxiv.org/abs/1502.01852',
    },
  ],
  try: [
    {
      say: {
        en: 'PReLU learns its slope. It takes the same large steps, with the norm of the gradient limited to 1: which slope does it choose?',
        de: 'PReLU lernt seine Steigung. Es macht dieselben großen Schritte, mit auf 1 begrenzter Norm des Gradienten: Welche Steigung wählt es?',
      },
      button: { en: 'Learn the slope', de: 'Die Steigung lernen' },
      change: { layers: hidden({ name: 'prelu' }), clip: { name: 'norm', max_norm: 1 } },
      until: { epochs: 1 },
      expect: [
        {
          // 44 seeds: 1.06 to 2.14, half of them 1.44 to 1.68.
          measure: 'slope',
          layer: 1,
          min: 0.8,
          max: 2.6,
          met: {
            en: 'The slope began at 0.25 and ended at {value}, far from where it began.',
            de: 'Die Steigung begann bei 0,25 und endete bei {value}, weit davon entfernt.',
          },
          missed: {
            en: 'The slope began at 0.25 and ended at {value}. With other seeds it was 1.1 to 2.1.',
            de: 'Die Steigung begann bei 0,25 und endete bei {value}. Mit anderen Zufallszahlen waren es 1,1 bis 2,1.',
          },
        },
        {
          // Exact, unless the slope is 0; ten seeds: 0.
          measure: 'dead',
          layer: 1,
          max: 0,
          met: { en: '{value} of the units are dead.', de: '{value} der Einheiten sind tot.' },
          missed: { en: '{value} of the units are dead.', de: '{value} der Einheiten sind tot.' },
        },
      ],
    },
  ],
};
