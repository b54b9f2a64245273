/** @type {unknown} */
export default {
  strata_lesson: 1,
  name: 'batch-is-a-matrix',
  title: { en: 'A batch is a matrix', de: 'Ein Stapel ist eine Matrix' },
  question: {
    en: 'A network is shown 64 digits at once and takes one step. What has it learned from each of them?',
    de: 'Ein Netz bekommt 64 Ziffern auf einmal und macht einen Schritt. Was hat es von jeder gelernt?',
  },
  predict: {
    ask: {
      en: 'The gradient of a batch of 64 images is',
      de: 'Der Gradient eines Stapels aus 64 Bildern ist',
    },
    choices: [
      {
        say: {
          en: 'the mean of the 64 images’ own gradients',
          de: 'der Mittelwert der 64 einzelnen Gradienten',
        },
        when: [{ measure: 'batch_gap', max: 1e-6 }],
      },
      {
        say: {
          en: 'near that mean, but not the same',
          de: 'nahe an diesem Mittelwert, aber nicht gleich',
        },
        when: [{ measure: 'batch_gap', min: 1e-6, max: 0.5 }],
      },
      {
        say: { en: 'something else', de: 'etwas anderes' },
        when: [{ measure: 'batch_gap', min: 0.5 }],
      },
    ],
  },
  experiment: {
    strata: 1,
    data: { name: 'mnist' },
    layers: [
      { type: 'linear', units: 32 },
      { type: 'activation', name: 'relu' },
      { type: 'linear', units: 10 },
    ],
    batch: 64,
  },
  until: { steps: 200 },
  watch: [
    {
      view: 'batch',
      say: {
        en: 'X·Wᵀ + b with the shape of each matrix: every row is an image, and the one bias row is added to all of them.',
        de: 'X·Wᵀ + b mit der Form jeder Matrix: Jede Zeile ist ein Bild, und die eine Zeile Bias kommt zu allen dazu.',
      },
    },
  ],
  expect: [
    {
      // Exact, as `simplified` says; ten seeds: 0.
      measure: 'batch_gap',
      after: 0,
      max: 0,
      met: {
        en: 'Before the first step: the largest difference is {value}. The same to the last bit.',
        de: 'Vor dem ersten Schritt: Der größte Unterschied ist {value}. Gleich bis zum letzten Bit.',
      },
      missed: {
        en: 'Before the first step they differ by {value} of the largest gradient.',
        de: 'Vor dem ersten Schritt unterscheiden sie sich um {value} des größten Gradienten.',
      },
    },
    {
      // Exact, too; ten seeds: 0.
      measure: 'batch_gap',
      max: 0,
      met: {
        en: 'After 200 steps, too: {value}.',
        de: 'Nach 200 Schritten ebenso: {value}.',
      },
      missed: {
        en: 'After 200 steps they differ by {value} of the largest gradient.',
        de: 'Nach 200 Schritten unterscheiden sie sich um {value} des größten Gradienten.',
      },
    },
    {
      // Ten seeds: 0.881 to 0.893.
      measure: 'accuracy',
      min: 0.86,
      met: {
        en: '200 such steps were enough to read {value} of the test images.',
        de: '200 solche Schritte genügten, um {value} der Testbilder zu lesen.',
      },
      missed: {
        en: '200 such steps led to {value}.',
        de: '200 solche Schritte führten zu {value}.',
      },
    },
  ],
  why: [
    {
      en: 'The 64 images lie as rows in one matrix, and one product serves all of them. The bias has one row only and is repeated for each image (broadcasting):',
      de: 'Die 64 Bilder liegen als Zeilen in einer Matrix, und ein Produkt bedient alle. Der Bias hat nur eine Zeile und wird für jedes Bild wiederholt (Broadcasting):',
    },
    {
      formula:
        'Z_{[64 \\times 32]} = X_{[64 \\times 784]} \\, W^{\\top}_{[784 \\times 32]} + b_{[1 \\times 32]}',
    },
    {
      en: 'The loss is the mean over the rows, and so is its gradient:',
      de: 'Der Verlust ist der Mittelwert über die Zeilen, und so ist es sein Gradient:',
    },
    {
      formula:
        'L = \\frac1n \\sum_i L_i \\quad\\Rightarrow\\quad \\frac{\\partial L}{\\partial W} = \\frac1n \\sum_i \\frac{\\partial L_i}{\\partial W}',
    },
  ],
  simplified: [
    {
      en: 'To the last bit it is equal because 64 is a power of two and this page always adds up in the same order. With other batch sizes, and in other programs, they agree up to rounding.',
      de: 'Bis zum letzten Bit gleich ist es, weil 64 eine Zweierpotenz ist und diese Seite immer in derselben Reihenfolge addiert. Bei anderen Stapelgrößen und in anderen Programmen stimmen sie bis auf Rundung überein.',
    },
  ],
  sources: [
    {
      say: {
        en: 'Goodfellow, Bengio, Courville: Deep Learning, MIT Press 2016 (sections 5.9, 8.1.3)',
        de: 'Goodfellow, Bengio, Courville: Deep Learning, MIT Press 2016 (Abschnitte 5.9, 8.1.3)',
      },
      url: 'https://www.deeplearningbook.org/',
    },
  ],
  try: [
    {
      say: {
        en: 'Batches of one image, with a tenth of the learning rate: 1,000 steps, each in its own direction.',
        de: 'Stapel aus einem einzigen Bild, mit einem Zehntel der Lernrate: 1.000 Schritte, jeder in seine eigene Richtung.',
      },
      button: { en: 'Batch size 1', de: 'Stapelgröße 1' },
      change: { batch: 1, optimizer: { name: 'sgd', lr: 0.01 } },
      view: 'batch',
      until: { steps: 1000 },
      expect: [
        {
          // Ten seeds: 0.779 to 0.834.
          measure: 'accuracy',
          min: 0.7,
          met: {
            en: 'It reads {value} of the test images.',
            de: 'Es liest {value} der Testbilder.',
          },
          missed: {
            en: 'It reads only {value} of the test images.',
            de: 'Es liest nur {value} der Testbilder.',
          },
        },
      ],
    },
    {
      say: {
        en: 'Batches of 256: 200 steps from 51,200 images, each in a steadier direction.',
        de: 'Stapel aus 256 Bildern: 200 Schritte aus 51.200 Bildern, jeder in ruhigerer Richtung.',
      },
      button: { en: 'Batch size 256', de: 'Stapelgröße 256' },
      change: { batch: 256 },
      view: 'batch',
      until: { steps: 200 },
      expect: [
        {
          // Ten seeds: 0.894 to 0.901.
          measure: 'accuracy',
          min: 0.88,
          met: {
            en: 'It reads {value} of the test images.',
            de: 'Es liest {value} der Testbilder.',
          },
          missed: {
            en: 'It reads only {value} of the test images.',
            de: 'Es liest nur {value} der Testbilder.',
          },
        },
      ],
    },
  ],
};
