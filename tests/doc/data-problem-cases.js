const plane = { strata: 1, data: { name: 'moons' }, layers: [{ type: 'linear', units: 2 }] };
const line = { strata: 1, data: { name: 'sine' }, layers: [{ type: 'linear', units: 1 }] };

/** Those of problem-cases.js that are about other data than MNIST. @type {[string, unknown, string[]][]} */
export const dataCases = [
  [
    'more noise than a generated set takes',
    { ...plane, data: { name: 'moons', noise: 1.5 } },
    ['data.noise: 1.5 is too large; give a number from 0 to 1'],
  ],
  [
    'more rows than a generated set has',
    { ...plane, data: { name: 'moons', train: 20001, test: 0 } },
    [
      'data.train: 20001 is too large; give a whole number from 1 to 20,000',
      'data.test: 0 is too small; give a whole number from 1 to 20,000',
    ],
  ],
  [
    'classes of a set that has no choice of them',
    { ...plane, data: { name: 'moons', classes: [0] } },
    ['data.classes: unknown field; known are name, train, test, noise, label_noise'],
  ],
  [
    'false labels where there are none',
    { ...line, data: { name: 'sine', label_noise: 0.1 } },
    ['data.label_noise: unknown field; known are name, train, test, noise'],
  ],
  [
    'points of a generated set',
    { ...plane, data: { name: 'moons', points: [[0, 0, 1]] } },
    ['data.points: unknown field; known are name, train, test, noise, label_noise'],
  ],
  [
    'ten outputs for two classes',
    { ...plane, layers: [{ type: 'linear', units: 10 }] },
    ['layers[0].units: 10 does not fit moons; the last linear layer needs 2 units'],
  ],
  [
    'two outputs for one number',
    { ...plane, data: { name: 'sine' } },
    ['layers[0].units: 2 does not fit sine; the last linear layer needs 1 unit'],
  ],
  ...['cross_entropy', 'binary_cross_entropy_with_logits', 'multi_margin_loss'].map(
    (loss) =>
      /** @type {[string, unknown, string[]]} */ ([
        `${loss} for numbers`,
        { ...line, loss },
        [
          `loss: "${loss}" needs classes; sine has numbers to aim at, so give one of "mse_loss", "l1_loss", "huber_loss"`,
        ],
      ]),
  ),
  [
    'a target accuracy for numbers',
    { ...line, target_accuracy: 0.9 },
    [
      'target_accuracy: 0.9 needs classes; sine has numbers to aim at, so leave target_accuracy out',
    ],
  ],
  [
    'a batch larger than a generated set',
    { ...line, data: { name: 'sine', train: 20 } },
    ['batch: 32 is more than the 20 rows to train on'],
  ],
  [
    'no points',
    { ...plane, data: { name: 'points' } },
    [
      'data.points: missing; give a list of 1 to 1,000 points [x1, x2, class], the class being 0 or 1',
    ],
  ],
  [
    'no samples, but a text',
    { ...line, data: { name: 'samples', points: '1,2' } },
    ['data.points: "1,2" is not a list of 1 to 1,000 points [x, y]'],
  ],
  [
    'an empty list of points',
    { ...plane, data: { name: 'points', points: [] } },
    ['data.points: 0 points; give 1 to 1,000'],
  ],
  [
    'too many points',
    { ...line, data: { name: 'samples', points: Array(1001).fill([0, 0]) } },
    ['data.points: 1,001 points; give 1 to 1,000'],
  ],
  [
    'points of all kinds of fault',
    {
      ...plane,
      data: { name: 'points', points: [[0, 2e9, 0], [1, 1, 2], [1, 1], 3, [0, 'a', 1, 5]] },
    },
    [
      'data.points[0][1]: 2000000000 is too large; give a number from -1,000,000,000 to 1,000,000,000',
      'data.points[1][2]: 2 is too large; give a whole number from 0 to 1',
      'data.points[2][2]: missing; give a whole number from 0 to 1',
      'data.points[3]: 3 is not a list of 3 numbers',
      'data.points[4][1]: "a" is not a number',
      'data.points[4][3]: one too many; give 3',
    ],
  ],
  [
    'more points to train on than are given',
    {
      ...line,
      data: {
        name: 'samples',
        train: 3,
        test: 4,
        points: [
          [0, 1],
          [1, 1],
        ],
      },
    },
    [
      'data.train: 3 is more than the 2 points given',
      'data.test: 4 is more than the 2 points given',
    ],
  ],
];
