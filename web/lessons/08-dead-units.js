/** @param {object} activation */
const hidden = (activation) => [
  { type: 'linear', units: 64 },
  { type: 'activation', ...activation },
  { type: 'linear', units: 10 },
];
/** Weights under which no sum of pixels is above 0. */
const tooLow = { name: 'normal', mean: -0.05, std: 0.05 };

/** @type {unknown} */
export default {
  strata_lesson: 1,
  name: 'dead-units',
  title: { en: 'Units die', de: 'Einheiten sterben' },
  question: {
    en: 'The same ReLU network twice, once with a learning rate of 0.1, once with 2. Can a few large steps do lasting harm?',
    de: 'Dasselbe ReLU-Netz zweimal, einmal mit Lernrate 0,1, einmal mit 2. Können ein paar große Schritte auf Dauer schaden?',
  },
  predict: {
    ask: {
      en: 'How many of the 64 hidden units will answer to no image at all?',
      de: 'Wie viele der 64 verborgenen Einheiten antworten auf gar kein Bild mehr?',
    },
    choices: [
      { say: { en: 'none', de: 'keine' }, when: [{ measure: 'dead', layer: 1, of: 'b', max: 0 }] },
      {
        say: { en: 'a few', de: 'einige' },
        when: [{ measure: 'dead', layer: 1, of: 'b', min: 0.001, max: 0.4 }],
      },
      {
        say: { en: 'more than 40 %', de: 'mehr als 40 %' },
        when: [{ measure: 'dead', layer: 1, of: 'b', min: 0.4 }],
      },
    ],
  },
  experiment: {
    strata: 1,
    data: { name: 'mnist' },
    layers: hidden({ name: 'relu' }),
  },
  twin: { optimizer: { name: 'sgd', lr: 2 } },
  until: { steps: 300 },
  watch: [
    {
      view: 'dead',
      of: 'b',
      say: {
        en: 'The map of units: how many of the 60,000 images each one answers to. Choose a hatched one and press “What killed it?”: then each bears the step at which it died.',
        de: 'Die Karte der Einheiten: auf wie viele der 60.000 Bilder jede antwortet. Wähle eine schraffierte und drücke „Was hat sie getötet?“: Dann trägt jede den Schritt, in dem sie starb.',
      },
    },
  ],
  expect: [
    {
      // Ten seeds: 0.59 to 0.73.
      measure: 'dead',
      layer: 1,
      of: 'b',
      after: 10,
      min: 0.5,
      met: {
        en: 'After ten large steps {value} of the units were dead.',
        de: 'Nach zehn großen Schritten waren {value} der Einheiten tot.',
      },
      missed: {
        en: 'After ten large steps only {value} of the units were dead.',
        de: 'Nach zehn großen Schritten waren erst {value} der Einheiten tot.',
      },
    },
    {
      // Ten seeds: 0.81 to 0.89.
      measure: 'dead',
      layer: 1,
      of: 'b',
      min: 0.7,
      met: {
        en: 'After 300 large steps {value} of the units were dead: they answer to none of the 60,000 images.',
        de: 'Nach 300 großen Schritten waren {value} der Einheiten tot: Sie antworten auf keines der 60.000 Bilder.',
      },
      missed: {
        en: 'After 300 large steps {value} of the units were dead: fewer than usual.',
        de: 'Nach 300 großen Schritten waren {value} der Einheiten tot: weniger als üblich.',
      },
    },
    {
      // Ten seeds: 0.
      measure: 'dead',
      layer: 1,
      of: 'a',
      max: 0.05,
      met: {
        en: 'With a learning rate of 0.1, {value} of them were.',
        de: 'Mit Lernrate 0,1 waren es {value}.',
      },
      missed: {
        en: 'With a learning rate of 0.1, {value} of them died, too.',
        de: 'Auch mit Lernrate 0,1 starben {value}.',
      },
    },
    {
      // Ten seeds: −0.80 to −0.67.
      measure: 'accuracy',
      of: 'b-a',
      max: -0.5,
      met: {
        en: 'After small steps the network reads {a} of the test images, after large ones {b}.',
        de: 'Nach kleinen Schritten liest das Netz {a} der Testbilder, nach großen {b}.',
      },
      missed: {
        en: 'After small steps the network reads {a} of the test images, after large ones {b}: less harm than usual.',
        de: 'Nach kleinen Schritten liest das Netz {a} der Testbilder, nach großen {b}: weniger Schaden als üblich.',
      },
    },
  ],
  why: [
    {
      en: 'One large step can push a unit’s weights and bias so far that its sum is below 0 for every image. There ReLU’s slope is 0, so its gradient is 0, so nothing changes it any more:',
      de: 'Ein großer Schritt kann Gewichte und Bias einer Einheit so weit schieben, dass ihre Summe für jedes Bild unter 0 liegt. Dort ist die Steigung von ReLU 0, also ihr Gradient 0, also ändert sie nichts mehr:',
    },
    {
      formula: {
        en: 'l = w \\cdot x + b < 0 \\ \\text{for all}\\ x \\quad\\Rightarrow\\quad \\frac{\\partial L}{\\partial w} = \\frac{\\partial L}{\\partial a} \\cdot 0 \\cdot x = 0',
        de: 'l = w \\cdot x + b < 0 \\ \\text{für alle}\\ x \\quad\\Rightarrow\\quad \\frac{\\partial L}{\\partial w} = \\frac{\\partial L}{\\partial a} \\cdot 0 \\cdot x = 0',
      },
    },
    {
      en: 'What revives them? Not smaller steps, nor more of them. Nor weight decay: it shrinks weights and bias alike, so their sum keeps its sign. A slope on the left of 0 does: put leaky_relu in the place of ReLU, keep the weights, and the gradient leads them back. “Now try” shows both.',
      de: 'Was belebt sie wieder? Nicht kleinere Schritte, und auch nicht mehr davon. Auch nicht Gewichtsabnahme (weight decay): Sie verkleinert Gewichte und Bias gleichermaßen, also behält ihre Summe das Vorzeichen. Eine Steigung links von 0 schon: Setze leaky_relu an die Stelle von ReLU, behalte die Gewichte, und der Gradient führt sie zurück. „Probieren“ zeigt beides.',
    },
  ],
  simplified: [
    {
      en: 'A dead unit in the first layer stays dead: its inputs, the images, never change. One in a later layer may come back when the layer before it changes.',
      de: 'Eine tote Einheit der ersten Schicht bleibt tot: Ihre Eingaben, die Bilder, ändern sich nie. Eine in einer späteren Schicht kann wiederkommen, wenn sich die Schicht vor ihr ändert.',
    },
    {
      en: 'Biases begin at 0 here. Weights with a mean of −0.05 do what a bias of about −5 would: the pixels of an image add up to some 100, so each unit’s sum is lower by about 5.',
      de: 'Biases fangen hier bei 0 an. Gewichte mit Mittelwert −0,05 tun, was ein Bias von etwa −5 täte: Die Pixel eines Bildes ergeben zusammen rund 100, also ist die Summe jeder Einheit um etwa 5 kleiner.',
    },
  ],
  sources: [
    {
      say: 'Lu, Shin, Su, Karniadakis: Dying ReLU and initialization, Communications in Computational Physics 28 (2020)',
      url: 'https://arxiv.org/abs/1903.06733',
    },
  ],
  try: [
    {
      say: {
        en: 'No large step at all, but a bad start: each sum begins about 5 too low, as from a large negative bias. Do 1,875 steps with 0.1 revive any unit?',
        de: 'Kein einziger großer Schritt, aber ein schlechter Anfang: Jede Summe beginnt um etwa 5 zu tief, wie von einem großen negativen Bias. Beleben 1.875 Schritte mit Lernrate 0,1 eine Einheit wieder?',
      },
      button: { en: 'Begin too low', de: 'Zu tief beginnen' },
      change: { init: tooLow, optimizer: { name: 'sgd', lr: 0.1 } },
      view: 'dead',
      until: { epochs: 1 },
      expect: [
        {
          // Ten seeds: 1.
          measure: 'dead',
          layer: 1,
          after: 0,
          min: 0.95,
          met: {
            en: 'Before the first step {value} of the units were dead.',
            de: 'Vor dem ersten Schritt waren {value} der Einheiten tot.',
          },
          missed: {
            en: 'Before the first step only {value} of the units were dead.',
            de: 'Vor dem ersten Schritt waren erst {value} der Einheiten tot.',
          },
        },
        {
          // Ten seeds: 1.
          measure: 'dead',
          layer: 1,
          min: 0.95,
          met: {
            en: 'After an epoch {value} are: more steps revive none of them.',
            de: 'Nach einer Epoche sind es {value}: Mehr Schritte beleben keine wieder.',
          },
          missed: {
            en: 'After an epoch {value} are.',
            de: 'Nach einer Epoche sind es {value}.',
          },
        },
        {
          // Ten seeds: 0.103.
          measure: 'accuracy',
          max: 0.12,
          met: {
            en: 'It reads {value} of the test images: it names the same digit for all.',
            de: 'Es liest {value} der Testbilder: Es nennt für alle dieselbe Ziffer.',
          },
          missed: {
            en: 'It reads {value} of the test images.',
            de: 'Es liest {value} der Testbilder.',
          },
        },
      ],
    },
    {
      say: {
        en: 'The very same weights, with leaky_relu (slope 0.1) in the place of ReLU. This is what revives them.',
        de: 'Genau dieselben Gewichte, mit leaky_relu (Steigung 0,1) an der Stelle von ReLU. Das belebt sie wieder.',
      },
      button: { en: 'Begin too low, leaky', de: 'Zu tief beginnen, mit leaky_relu' },
      change: {
        layers: hidden({ name: 'leaky_relu', negative_slope: 0.1 }),
        init: tooLow,
        optimizer: { name: 'sgd', lr: 0.1 },
      },
      view: 'layers',
      until: { epochs: 1 },
      expect: [
        {
          // Ten seeds: −0.10 to −0.08.
          measure: 'largest',
          layer: 1,
          after: 0,
          max: 0,
          met: {
            en: 'At the start no sum was above 0: the largest output was {value}.',
            de: 'Am Anfang lag keine Summe über 0: Die größte Ausgabe war {value}.',
          },
          missed: {
            en: 'At the start the largest output was {value}: some sums were above 0.',
            de: 'Am Anfang war die größte Ausgabe {value}: Einige Summen lagen über 0.',
          },
        },
        {
          // Ten seeds: 9.4 to 11.9; 24 to 37 of the 64 units have sums above 0 then.
          measure: 'largest',
          layer: 1,
          min: 5,
          met: {
            en: 'After an epoch the largest output is {value}: units have come back.',
            de: 'Nach einer Epoche ist die größte Ausgabe {value}: Einheiten sind zurückgekommen.',
          },
          missed: {
            en: 'After an epoch the largest output is {value}.',
            de: 'Nach einer Epoche ist die größte Ausgabe {value}.',
          },
        },
        {
          // Ten seeds: 0.878 to 0.903.
          measure: 'accuracy',
          min: 0.84,
          met: {
            en: 'And the network reads {value} of the test images.',
            de: 'Und das Netz liest {value} der Testbilder.',
          },
          missed: {
            en: 'The network reads {value} of the test images.',
            de: 'Das Netz liest {value} der Testbilder.',
          },
        },
      ],
    },
    {
      say: {
        en: 'And after large steps, does a small learning rate help? 900 steps with 2, then as many with 0.1.',
        de: 'Und nach großen Schritten, hilft da eine kleine Lernrate? 900 Schritte mit 2, dann ebenso viele mit 0,1.',
      },
      button: { en: 'Large, then small', de: 'Erst groß, dann klein' },
      change: {
        schedule: { name: 'step', step_size: 900, gamma: 0.05 },
        optimizer: { name: 'sgd', lr: 2 },
      },
      view: 'dead',
      until: { steps: 1800 },
      expect: [
        {
          // Ten seeds: 0.86 to 0.95.
          measure: 'dead',
          layer: 1,
          min: 0.75,
          met: {
            en: 'No: {value} of the units are still dead.',
            de: 'Nein: {value} der Einheiten sind noch immer tot.',
          },
          missed: {
            en: '{value} of the units are dead.',
            de: '{value} der Einheiten sind tot.',
          },
        },
      ],
    },
    {
      say: {
        en: 'Leaky ReLU from the start, with a learning rate of 1 for 900 steps and 0.1 for as many: it has a slope on the left of 0, too.',
        de: 'Von Anfang an Leaky ReLU, 900 Schritte mit Lernrate 1 und ebenso viele mit 0,1: Es hat auch links von 0 eine Steigung.',
      },
      button: { en: 'Leaky ReLU', de: 'Leaky ReLU' },
      change: {
        layers: hidden({ name: 'leaky_relu', negative_slope: 0.1 }),
        schedule: { name: 'step', step_size: 900, gamma: 0.1 },
        optimizer: { name: 'sgd', lr: 1 },
      },
      until: { steps: 1800 },
      expect: [
        {
          // Exact; ten seeds: 0.
          measure: 'dead',
          layer: 1,
          max: 0,
          met: { en: '{value} of the units are dead.', de: '{value} der Einheiten sind tot.' },
          missed: { en: '{value} of the units are dead.', de: '{value} der Einheiten sind tot.' },
        },
        {
          // Ten seeds: 0.927 to 0.957.
          measure: 'accuracy',
          min: 0.9,
          met: {
            en: 'It reads {value} of the test images. (With a learning rate of 2 its numbers overflow instead.)',
            de: 'Es liest {value} der Testbilder. (Mit Lernrate 2 laufen stattdessen seine Zahlen über.)',
          },
          missed: {
            en: 'It reads {value} of the test images this time.',
            de: 'Diesmal liest es {value} der Testbilder.',
          },
        },
      ],
    },
  ],
};
