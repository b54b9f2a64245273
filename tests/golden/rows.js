// What each row of the tables means and comes to, kept in data/rows.json for ever: old links rely on both.
import { carryOut } from '../../web/engine/carry-out.js';
import { decodeLink, encodeLink, loadEngine, parseExperiment } from '../../web/engine/index.js';
import { tables } from '../../web/engine/tables.js';

/**
 * @typedef {object} Kept
 * @property {string} link
 * @property {object} experiment what the link means, every default filled in
 * @property {{ steps: number, fingerprint: string, testAccuracy: number | null, testLoss: number }} outcome
 */

/** Of all 60,000 images of MNIST, so many steps; other data are trained on to the end. */
const STEPS = 32;
const engine = await loadEngine();

/** Rows that data sets without rows of their own are given. */
const given = /** @type {Record<string, number[][]>} */ ({
  points: Array.from({ length: 40 }, (_, i) => [i / 20 - 1, ((i * 7) % 40) / 20 - 1, i % 2]),
  samples: Array.from({ length: 40 }, (_, i) => [i / 20 - 1, ((i * i) % 40) / 40]),
});

/** @param {object} section @param {string} [hidden] an activation @param {number} [units] of the output */
function documentWith(section, hidden = 'tanh', units = 2) {
  const layers = [
    { type: 'linear', units: 8 },
    { type: 'activation', name: hidden },
    { type: 'linear', units },
  ];
  return { strata: 1, data: { name: 'moons' }, layers, epochs: 2, ...section };
}

/** @param {string} name @param {object} values of a function in the middle */
function activated(name, values) {
  const document = documentWith({}, name);
  Object.assign(document.layers[1] ?? {}, values);
  return document;
}

/** A row of data, with nothing but its name, as far as there is something to train on. @param {{ name: string, outputs: number }} row */
function dataDocument({ name, outputs }) {
  const points = given[name];
  const more = points && { points };
  return documentWith({ data: { name, ...more }, ...(more && { epochs: 16 }) }, 'tanh', outputs);
}

/**
 * @param {string} group
 * @param {readonly { name: string }[]} rows
 * @param {(name: string) => object} document with nothing of the row but its name
 * @returns {[string, object][]}
 */
const each = (group, rows, document) =>
  rows.map(({ name }) => [`${group}/${name}`, document(name)]);

/** Settings that matter, where a row's own do nothing in so few steps, or are one branch of several. */
const set = /** @type {[string, object][]} */ ([
  ['schedules/constant, set', documentWith({ schedule: { warmup: 5 } })],
  ['schedules/step, set', documentWith({ schedule: { name: 'step', step_size: 5, gamma: 0.7 } })],
  ['schedules/cosine, set', documentWith({ schedule: { name: 'cosine', T_max: 20, warmup: 4 } })],
  ['clips/norm, set', documentWith({ clip: { name: 'norm', max_norm: 0.01 } })],
  ['clips/value, set', documentWith({ clip: { name: 'value', clip_value: 0.001 } })],
  [
    'optimizers/sgd, set',
    documentWith({ optimizer: { momentum: 0.9, nesterov: true, weight_decay: 0.01 } }),
  ],
  ['optimizers/adam, set', documentWith({ optimizer: { name: 'adam', weight_decay: 0.01 } })],
  [
    'optimizers/rmsprop, set',
    documentWith({ optimizer: { name: 'rmsprop', momentum: 0.9, weight_decay: 0.01 } }),
  ],
  [
    'optimizers/adadelta, set',
    documentWith({ optimizer: { name: 'adadelta', weight_decay: 0.01 } }),
  ],
  ['initializers/constant, set', documentWith({ init: { name: 'constant', val: 0.1 } })],
  ['initializers/kaiming_uniform, set', documentWith({ init: kaiming('kaiming_uniform') })],
  ['initializers/kaiming_normal, set', documentWith({ init: kaiming('kaiming_normal') })],
  ['activations/gelu, set', activated('gelu', { approximate: 'tanh' })],
  ['activations/softplus, set', activated('softplus', { beta: 8, threshold: 2 })],
  ['activations/scaled_sigmoid, set', activated('scaled_sigmoid', { scale: 3 })],
  ['datasets/moons, set', documentWith({ data: { name: 'moons', label_noise: 0.2 } })],
  [
    'datasets/age, set',
    documentWith({ data: { name: 'age', noise: 0.3 }, loss: 'huber_loss' }, 'tanh', 1),
  ],
  [
    'datasets/mnist, set',
    documentWith(
      {
        data: {
          name: 'mnist',
          train: 5000,
          test: 500,
          classes: [3, 5],
          noise: 0.2,
          label_noise: 0.1,
        },
      },
      'relu',
      10,
    ),
  ],
]);

/** @param {string} name */
function kaiming(name) {
  return { name, a: 0.5, mode: 'fan_out' };
}

/** Documents by what they are a case of: each row of each table, and then some. */
export const documents = Object.fromEntries([
  ...tables.datasets.map((row) => [`datasets/${row.name}`, dataDocument(row)]),
  ...each('activations', tables.activations, (name) => documentWith({}, name)),
  ...each('losses', tables.losses, (loss) => documentWith({ loss })),
  ...each('optimizers', tables.optimizers, (name) => documentWith({ optimizer: { name } })),
  ...each('initializers', tables.initializers, (name) => documentWith({ init: { name } })),
  ...each('schedules', tables.schedules, (name) => documentWith({ schedule: { name } })),
  ...each('clips', tables.clips, (name) => documentWith({ clip: { name } })),
  ...set,
]);

/** @param {object} document @returns {Promise<Kept['outcome']>} what it comes to with strict kernels */
export async function outcomeOf(document) {
  const experiment = parseExperiment(document);
  const { network, report } = await carryOut(experiment, {
    engine,
    ...(experiment.data.train > 1000 && { steps: STEPS }),
  });
  network.dispose();
  const { steps, fingerprint, testAccuracy, testLoss } = report;
  return { steps, fingerprint, testAccuracy, testLoss };
}

/**
 * @param {Record<string, Kept>} kept
 * @returns {Promise<Record<string, Kept>>} the same, never changed, and what it lacks
 */
export async function completed(kept) {
  const all = { ...kept };
  for (const [name, document] of Object.entries(documents)) {
    if (all[name]) continue;
    const link = encodeLink(document);
    const { experiment } = decodeLink(link);
    all[name] = { link, experiment, outcome: await outcomeOf(document) };
  }
  return all;
}
