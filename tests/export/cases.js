// Experiments that scripts of every library are written for.
import { parseExperiment } from '../../web/engine/index.js';
import { tables } from '../../web/engine/tables.js';

/** @param {string} [activation] @param {number} [units] of the output */
export function layersWith(activation = 'tanh', units = 10) {
  return [
    { type: 'linear', units: 16 },
    { type: 'activation', name: activation },
    { type: 'linear', units },
  ];
}

const mnist = { name: 'mnist', train: 2000, test: 500 };

/** @param {readonly { name: string }[]} rows @param {(name: string) => object} make @returns {[string, object][]} */
const each = (rows, make) => rows.map(({ name }) => [name, make(name)]);

/** With these rates rounding errors do not grow: at rmsprop's own, they are a hundredfold after ten steps. */
const rates = /** @type {Record<string, object>} */ ({
  cube: { optimizer: { name: 'sgd', lr: 0.001 } },
  rmsprop: { optimizer: { name: 'rmsprop', lr: 0.001 } },
});
const slow = { name: 'sgd', lr: 0.01 };

/** Points of one's own. */
const own = {
  data: {
    name: 'samples',
    points: Array.from({ length: 40 }, (_, i) => [i / 20 - 1, Math.abs(i / 20 - 1)]),
  },
  layers: layersWith('sin', 1),
  optimizer: slow,
  batch: 7,
};

/** What differs from a plain experiment, by what it is a case of. @type {[string, object][]} */
export const cases = [
  ...each(tables.activations, (name) => ({ layers: layersWith(name), ...rates[name] })),
  ...each(tables.losses, (loss) => ({ loss })),
  ...each(tables.optimizers, (name) => ({ optimizer: { name }, ...rates[name] })),
  ...each(tables.initializers, (name) => ({ init: { name } })),
  ...each(tables.schedules, (name) => ({ schedule: { name, warmup: 3 } })),
  ['clip by norm', { clip: { name: 'norm', max_norm: 0.2 } }],
  ['clip by value', { clip: { name: 'value', clip_value: 0.01 } }],
  ['steps of the rate', { schedule: { name: 'step', step_size: 2, gamma: 0.5 } }],
  ['the end of a cosine', { schedule: { name: 'cosine', T_max: 5, eta_min: 0.01 } }],
  ['momentum', { optimizer: { name: 'sgd', momentum: 0.9, nesterov: true, weight_decay: 0.01 } }],
  ['decay', { optimizer: { name: 'adamw', betas: [0.8, 0.99], weight_decay: 0.1 } }],
  [
    'moving average',
    { optimizer: { name: 'rmsprop', lr: 0.001, momentum: 0.5, weight_decay: 0.01 } },
  ],
  ['slopes', { layers: [{ type: 'activation', name: 'rrelu', upper: 0.9 }, ...layersWith()] }],
  ['widths', { layers: [{ type: 'linear', units: 7, bias: false }, ...layersWith('gelu')] }],
  [
    'a scale',
    { layers: [...layersWith(), { type: 'activation', name: 'scaled_sigmoid', scale: 4 }] },
  ],
  [
    'an approximation',
    { layers: [...layersWith(), { type: 'activation', name: 'gelu', approximate: 'tanh' }] },
  ],
  ['a title', { goals: [{ title: '"""\\ 😀', test_loss: 1 }] }],
  ['a long document', { ...own, goals: Array(8).fill({ title: '😀'.repeat(80), test_loss: 1 }) }],
  ['one batch', { batch: 2000, epochs: 1 }],
  ['points', { data: { name: 'moons' }, layers: layersWith('silu', 2) }],
  ['values', { data: { name: 'sine' }, layers: layersWith('mish', 1), optimizer: slow }],
  ['measurements', { data: { name: 'age' }, layers: layersWith('elu', 1), loss: 'huber_loss' }],
  ['own samples', own],
];

/** @param {object} others */
export const experimentOf = (others) =>
  parseExperiment({ strata: 1, data: mnist, layers: layersWith(), seed: 9, ...others });

/** Spoilt images, for several epochs. */
export const noisy = {
  data: { ...mnist, train: 5000, classes: [1, 3, 7, 8], noise: 0.1, label_noise: 0.2 },
  layers: layersWith('rrelu'),
  optimizer: { name: 'adam' },
  batch: 33,
  epochs: 2,
};
