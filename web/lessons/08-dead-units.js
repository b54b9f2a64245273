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
    layers: [
      { type: 'linear', units: 64 },
      { type: 'activation', name: 'relu' },
      { type: 'linear', units: 10 },
    ],
  },
  twin: { optimizer: { name: 'sgd', lr: 2 } },
  until: { steps: 300 },
  watch: [
    {
      view: 'dead',
      of: 'b',
      say: {
        en: 'The map of units: how many of the 60,000 images wake each. Choose a hatched one and press “What killed it?”: then each bears the step at which it died.',
        de: 'Die Karte der Einheiten: wie viele der 60.000 Bilder jede wecken. Wähle eine schraffierte und drücke „Was hat sie getötet?“: Dann trägt jede den Schritt, in dem sie starb.',
      },
    },
  ],
  expect: [
    {
      measure: 'dead',
      layer: 1,
      of: 'b',
      after: 10,
      min: 0.3,
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
      measure: 'dead',
      layer: 1,
      of: 'b',
      min: 0.4,
      met: {
        en: 'After 300 steps: {value}. They answer to none of the 60,000 images.',
        de: 'Nach 300 Schritten: {value}. Sie antworten auf keines der 60.000 Bilder.',
      },
      missed: {
        en: 'After 300 steps: {value}. Fewer than usual.',
        de: 'Nach 300 Schritten: {value}. Weniger als üblich.',
      },
    },
    {
      measure: 'dead',
      layer: 1,
      of: 'a',
      max: 0.05,
      met: {
        en: 'With a learning rate of 0.1: {value}.',
        de: 'Mit Lernrate 0,1: {value}.',
      },
      missed: {
        en: 'With a learning rate of 0.1, {value} died too.',
        de: 'Auch mit Lernrate 0,1 starben {value}.',
      },
    },
    {
      measure: 'accuracy',
      of: 'b-a',
      max: -0.1,
      met: {
        en: 'Small steps read {a}, large ones {b}.',
        de: 'Kleine Schritte lesen {a}, große {b}.',
      },
      missed: {
        en: 'Small steps read {a}, large ones {b}: no harm seen this time.',
        de: 'Kleine Schritte lesen {a}, große {b}: Diesmal ist kein Schaden zu sehen.',
      },
    },
  ],
  why: [
    {
      en: 'One large update can push a unit’s weights and bias so far that its sum is below 0 for every image. There ReLU’s slope is 0, so its gradient is 0, so nothing changes it any more:',
      de: 'Ein großer Schritt kann Gewichte und Bias einer Einheit so weit schieben, dass ihre Summe für jedes Bild unter 0 liegt. Dort ist die Steigung von ReLU 0, also ihr Gradient 0, also ändert sie nichts mehr:',
    },
    {
      formula: {
        en: 'l = w \\cdot x + b < 0 \\ \\text{for all}\\ x \\quad\\Rightarrow\\quad \\frac{\\partial L}{\\partial w} = \\frac{\\partial L}{\\partial a} \\cdot 0 \\cdot x = 0',
        de: 'l = w \\cdot x + b < 0 \\ \\text{für alle}\\ x \\quad\\Rightarrow\\quad \\frac{\\partial L}{\\partial w} = \\frac{\\partial L}{\\partial a} \\cdot 0 \\cdot x = 0',
      },
    },
    {
      en: 'What wakes them? Smaller steps do not, nor does weight decay: it shrinks weights and bias alike, and their sum keeps its sign. A slope on the left does: with leaky_relu (0.1) in the place of ReLU, the same weights and a learning rate of 0.1, a quarter to a half of the dead units came back within an epoch, over ten seeds.',
      de: 'Was weckt sie? Kleinere Schritte nicht, und Gewichtsabnahme (weight decay) auch nicht: Sie verkleinert Gewichte und Bias gleichermaßen, und ihre Summe behält das Vorzeichen. Eine Steigung links von 0 schon: Mit leaky_relu (0,1) statt ReLU, denselben Gewichten und Lernrate 0,1 kam binnen einer Epoche ein Viertel bis die Hälfte der toten Einheiten zurück, über zehn Zufallszahlen.',
    },
  ],
  simplified: [
    {
      en: 'A dead unit in the first layer stays dead: its inputs, the images, never change. One in a later layer may wake when the layer before it moves.',
      de: 'Eine tote Einheit der ersten Schicht bleibt tot: Ihre Eingaben, die Bilder, ändern sich nie. Eine in einer späteren kann erwachen, wenn sich die Schicht vor ihr bewegt.',
    },
  ],
  sources: [
    {
      say: 'Lu, Shin, Su, Karniadakis: Dying ReLU and initialization, Communications in Computational Physics 28 (2020)',
    },
  ],
  try: [
    {
      say: {
        en: 'Does a small learning rate afterwards revive them? 900 steps with 2, then as many with 0.1.',
        de: 'Weckt eine kleine Lernrate danach sie wieder auf? 900 Schritte mit 2, dann ebenso viele mit 0,1.',
      },
      button: { en: 'Large, then small', de: 'Erst groß, dann klein' },
      change: {
        schedule: { name: 'step', step_size: 900, gamma: 0.05 },
        optimizer: { name: 'sgd', lr: 2 },
      },
      until: { steps: 1800 },
      expect: [
        {
          measure: 'dead',
          layer: 1,
          min: 0.4,
          met: { en: 'No: {value} are still dead.', de: 'Nein: {value} sind noch immer tot.' },
          missed: { en: '{value} are dead.', de: '{value} sind tot.' },
        },
      ],
    },
    {
      say: {
        en: 'Leaky ReLU has a slope on the left too: nothing can die there.',
        de: 'Leaky ReLU hat auch links eine Steigung: Dort kann nichts sterben.',
      },
      button: { en: 'Leaky ReLU', de: 'Leaky ReLU' },
      change: {
        layers: [
          { type: 'linear', units: 64 },
          { type: 'activation', name: 'leaky_relu' },
          { type: 'linear', units: 10 },
        ],
        optimizer: { name: 'sgd', lr: 0.5 },
      },
      until: { steps: 300 },
      expect: [
        {
          measure: 'dead',
          layer: 1,
          max: 0,
          met: { en: 'None dead.', de: 'Keine tot.' },
          missed: { en: '{value} dead.', de: '{value} tot.' },
        },
      ],
    },
  ],
};
