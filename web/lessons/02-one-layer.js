/** @type {unknown} */
export default {
  strata_lesson: 1,
  name: 'one-layer',
  title: {
    en: 'One layer gets you to about 92 %',
    de: 'Eine Schicht kommt auf etwa 92 %',
  },
  question: {
    en: 'Ten units, each with one weight per pixel, and nothing else. How far does that go?',
    de: 'Zehn Einheiten mit je einem Gewicht pro Pixel, und sonst nichts. Wie weit reicht das?',
  },
  predict: {
    ask: {
      en: 'Sketch the test accuracy: after how many steps will it be where?',
      de: 'Skizziere die Testgenauigkeit: Nach wie vielen Schritten liegt sie wo?',
    },
    sketch: {
      points: [
        { measure: 'accuracy', after: 0, say: { en: 'at the start', de: 'am Anfang' } },
        { measure: 'accuracy', after: 100, say: { en: '100 steps', de: '100 Schritte' } },
        { measure: 'accuracy', after: 1875, say: { en: 'one epoch', de: 'eine Epoche' } },
        { measure: 'accuracy', say: { en: 'five epochs', de: 'fünf Epochen' } },
      ],
      min: 0,
      max: 1,
      within: 0.05,
    },
  },
  experiment: {
    strata: 1,
    data: { name: 'mnist' },
    layers: [{ type: 'linear', units: 10 }],
    epochs: 5,
  },
  until: { epochs: 5 },
  watch: [
    {
      view: 'collapse',
      of: 'a',
      say: {
        en: 'The ten weight images: blue pixels speak for a digit, orange ones against it.',
        de: 'Die zehn Gewichtsbilder: Blaue Pixel sprechen für eine Ziffer, orange gegen sie.',
      },
    },
    {
      view: 'results',
      say: {
        en: 'What it mixes up: 4 and 9, 3 and 5, 2 and 8 have most of their pixels in common.',
        de: 'Was es verwechselt: 4 und 9, 3 und 5, 2 und 8 haben die meisten Pixel gemeinsam.',
      },
    },
  ],
  expect: [
    {
      // Ten seeds: 0.842 to 0.855.
      measure: 'accuracy',
      after: 100,
      min: 0.8,
      met: {
        en: 'After 100 steps of 32 images each it already read {value} of the test images.',
        de: 'Nach 100 Schritten mit je 32 Bildern las es schon {value} der Testbilder.',
      },
      missed: {
        en: 'After 100 steps it read only {value} of the test images.',
        de: 'Nach 100 Schritten las es erst {value} der Testbilder.',
      },
    },
    {
      // Ten seeds: 0.919 to 0.923.
      measure: 'accuracy',
      min: 0.91,
      max: 0.93,
      met: {
        en: 'After five epochs: {value}. More epochs hardly help: one layer cannot do better.',
        de: 'Nach fünf Epochen: {value}. Mehr Epochen helfen kaum: Mehr kann eine Schicht nicht.',
      },
      missed: {
        en: 'After five epochs: {value}, outside the usual 91 to 93 %.',
        de: 'Nach fünf Epochen: {value}, außerhalb der üblichen 91 bis 93 %.',
      },
    },
  ],
  why: [
    {
      en: 'Each unit adds up the pixels, each times its weight, and a bias. Softmax turns the ten sums into shares of 1, and the largest is the answer:',
      de: 'Jede Einheit addiert die Pixel, jedes mit seinem Gewicht multipliziert, und einen Bias. Softmax macht aus den zehn Summen Anteile an 1, und der größte ist die Antwort:',
    },
    { formula: 'z = W x + b, \\qquad p_k = \\frac{e^{z_k}}{\\sum_j e^{z_j}}' },
    {
      en: 'So every digit is compared with one blurred pattern. A slanted 1 or a 7 with a bar would need a second one, and there is none.',
      de: 'Jede Ziffer wird also mit einem einzigen verwischten Muster verglichen. Eine schräge 1 oder eine 7 mit Querstrich bräuchte ein zweites, und das gibt es nicht.',
    },
  ],
  simplified: [
    {
      en: 'The lecture’s 92 % is for the optimum over many epochs; after one epoch it is about 91 %.',
      de: 'Die 92 % der Vorlesung gelten für das Optimum nach vielen Epochen; nach einer sind es etwa 91 %.',
    },
  ],
  sources: [
    {
      say: {
        en: 'LeCun, Bottou, Bengio, Haffner: Gradient-based learning applied to document recognition, Proceedings of the IEEE 86 (1998): a linear classifier has 12 % errors, and 8.4 % on deslanted images',
        de: 'LeCun, Bottou, Bengio, Haffner: Gradient-based learning applied to document recognition, Proceedings of the IEEE 86 (1998): Ein linearer Klassifikator hat 12 % Fehler, auf aufgerichteten Bildern 8,4 %',
      },
      url: 'https://doi.org/10.1109/5.726791',
    },
  ],
  try: [
    {
      say: {
        en: 'Put a layer of 32 units with ReLU before it: 32 patterns to combine instead of 10 to choose from.',
        de: 'Setze eine Schicht aus 32 Einheiten mit ReLU davor: 32 Muster zum Kombinieren statt 10 zum Auswählen.',
      },
      button: { en: 'Add 32 ReLU units', de: '32 Einheiten mit ReLU' },
      change: {
        layers: [
          { type: 'linear', units: 32 },
          { type: 'activation', name: 'relu' },
          { type: 'linear', units: 10 },
        ],
      },
      until: { epochs: 2 },
      expect: [
        {
          // Ten seeds: 0.947 to 0.959.
          measure: 'accuracy',
          min: 0.94,
          met: {
            en: '{value} after two epochs: better than one layer can be.',
            de: '{value} nach zwei Epochen: besser, als eine Schicht sein kann.',
          },
          missed: {
            en: '{value} after two epochs this time.',
            de: 'Diesmal {value} nach zwei Epochen.',
          },
        },
      ],
    },
  ],
};
