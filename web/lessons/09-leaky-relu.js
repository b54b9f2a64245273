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
  title: { en: 'Leaky ReLU survives the blow', de: 'Leaky ReLU übersteht den Schlag' },
  question: {
    en: 'Two networks with 16 hidden units learn quietly. After 50 steps both get the same blow: 20 steps with a learning rate of 1. Which of them recovers?',
    de: 'Zwei Netze mit 16 verborgenen Einheiten lernen ruhig. Nach 50 Schritten trifft beide derselbe Schlag: 20 Schritte mit Lernrate 1. Welches erholt sich?',
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
        en: 'The ReLU units: since the blow, no image wakes those that are hatched.',
        de: 'Die Einheiten mit ReLU: Die schraffierten weckt seit dem Schlag kein Bild mehr.',
      },
    },
    {
      view: 'dead',
      of: 'b',
      say: {
        en: 'Those of the leaky twin: each of them still learns.',
        de: 'Die des Zwillings mit Leaky ReLU: Jede lernt noch.',
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
      measure: 'dead',
      layer: 1,
      of: 'a',
      min: 0.3,
      met: {
        en: 'ReLU: {value} of the units are dead, and stay so.',
        de: 'ReLU: {value} der Einheiten sind tot, und bleiben es.',
      },
      missed: {
        en: 'ReLU: only {value} of the units died of this blow.',
        de: 'ReLU: Nur {value} der Einheiten starben an diesem Schlag.',
      },
    },
    {
      measure: 'dead',
      layer: 1,
      of: 'b',
      max: 0,
      met: { en: 'Leaky ReLU: {value}.', de: 'Leaky ReLU: {value}.' },
      missed: {
        en: 'Leaky ReLU: {value}. That cannot be; please report it.',
        de: 'Leaky ReLU: {value}. Das kann nicht sein; bitte melde es.',
      },
    },
    {
      measure: 'accuracy',
      of: 'b',
      min: 0.84,
      met: {
        en: 'The leaky twin reads {b} of the test images, ReLU {a}.',
        de: 'Der Zwilling mit Leaky ReLU liest {b} der Testbilder, ReLU {a}.',
      },
      missed: {
        en: 'The leaky twin reads {b}, ReLU {a}: this blow was hard for both.',
        de: 'Der Zwilling mit Leaky ReLU liest {b}, ReLU {a}: Dieser Schlag war für beide hart.',
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
      en: 'PReLU learns α with the weights. ELU and CELU bend smoothly to a floor instead.',
      de: 'PReLU lernt α mit den Gewichten. ELU und CELU biegen stattdessen glatt in einen Boden ein.',
    },
  ],
  simplified: [
    {
      en: 'Not to die is no merit of its own: with larger blows the leaky twin, whose gradient finds no rest, overflows where ReLU has gone silent.',
      de: 'Nicht zu sterben ist noch kein Verdienst: Bei größeren Schlägen läuft der Zwilling über, dessen Gradient keine Ruhe findet, wo ReLU verstummt ist.',
    },
  ],
  sources: [
    {
      say: 'Maas, Hannun, Ng: Rectifier nonlinearities improve neural network acoustic models, ICML workshop 2013',
    },
    {
      say: 'He, Zhang, Ren, Sun: Delving deep into rectifiers, ICCV 2015 (PReLU)',
      url: 'https://arxiv.org/abs/1502.01852',
    },
  ],
  try: [
    {
      say: {
        en: 'PReLU learns its slope. It gets the same blow, with gradients clipped at norm 1: which slope does it choose?',
        de: 'PReLU lernt seine Steigung. Es bekommt denselben Schlag, mit auf 1 begrenzter Gradientennorm: Welche Steigung wählt es?',
      },
      button: { en: 'Learn the slope', de: 'Die Steigung lernen' },
      change: { layers: hidden({ name: 'prelu' }), clip: { name: 'norm', max_norm: 1 } },
      until: { epochs: 1 },
      expect: [
        {
          measure: 'slope',
          layer: 1,
          // Over 44 seeds it chose 1.06 to 2.14, half of them 1.44 to 1.68.
          min: 0.8,
          max: 2.6,
          met: {
            en: 'It began at 0.25 and chose {value}, far from where it began.',
            de: 'Es begann bei 0,25 und wählte {value}, weit davon entfernt.',
          },
          missed: {
            en: 'It began at 0.25 and chose {value}. With other seeds it was 1.1 to 2.1.',
            de: 'Es begann bei 0,25 und wählte {value}. Mit anderen Zufallszahlen waren es 1,1 bis 2,1.',
          },
        },
        {
          measure: 'dead',
          layer: 1,
          max: 0,
          met: { en: 'None is dead.', de: 'Keine ist tot.' },
          missed: { en: '{value} are dead.', de: '{value} sind tot.' },
        },
      ],
    },
  ],
};
