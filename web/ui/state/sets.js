import { datasetOf } from '../../engine/experiment/index.js';
import { tables } from '../../engine/tables.js';

export { inputOf } from '../../engine/experiment/index.js';

/** What kind of data an experiment has, and how another set is put in its place. */

/** @typedef {import('../../engine/experiment/index.js').Experiment} Experiment */
/** @typedef {import('../../engine/tables.js').DataRow} DataRow */
/** @typedef {'images' | 'plane' | 'line' | 'table'} Kind images, points of two classes, a number by a number, a number by several */

/** Small sets have short epochs: with fewer, a run would be over before anything is seen. */
const [FEW, MANY] = [10, 1000];

/** What a given set begins with, as it cannot be empty. */
const first = {
  points: [
    [-0.9, -0.6, 0],
    [-0.5, -0.9, 0],
    [0.6, 0.9, 0],
    [0.9, 0.5, 0],
    [-0.8, 0.7, 1],
    [-0.5, 0.9, 1],
    [0.7, -0.8, 1],
    [0.9, -0.5, 1],
  ],
  samples: [
    [-2.5, 0.6],
    [-1.5, -0.8],
    [-0.5, -0.4],
    [0.5, 0.9],
    [1.5, 0.3],
    [2.5, -0.7],
  ],
};

/** @param {DataRow} row @returns {Kind} */
function kindOfRow({ source, input }) {
  if (source === 'FILES') return 'images';
  return input === 2 ? 'plane' : input === 1 ? 'line' : 'table';
}

/** @param {Experiment} document @returns {DataRow} */
export function rowOf({ data }) {
  return /** @type {DataRow} */ (datasetOf(data.name));
}

/** @param {Experiment} document */
export function kindOf(document) {
  return kindOfRow(rowOf(document));
}

/** @param {Experiment} document @returns {boolean} whether there are classes to tell apart */
export function hasClasses(document) {
  return rowOf(document).kind === 'CLASSES';
}

/** @param {Experiment} document @returns {boolean} whether the document has the points itself */
export function isGiven(document) {
  return rowOf(document).source === 'GIVEN';
}

/** The heading a set stands under. @param {DataRow} row @returns {Kind | 'own'} */
export function groupOf(row) {
  return row.source === 'GIVEN' ? 'own' : kindOfRow(row);
}

/** Losses that numbers to aim at fit. */
const valueLosses = tables.losses
  .filter(({ targets }) => targets === 'NUMBERS')
  .map(({ name }) => name);

/** @param {Experiment} document @returns {readonly string[]} losses that fit its targets */
export function lossesFor(document) {
  return hasClasses(document) ? tables.losses.map(({ name }) => name) : valueLosses;
}

/** Squared errors have no bound, as probabilities have: plain steps that suit classes explode on them. */
const careful = { name: 'adam', lr: 0.01 };

/**
 * @param {Experiment} document
 * @param {boolean} classes whether there will be classes
 * @returns {{ optimizer?: unknown }} another optimiser where the targets are of another kind, unless one has been chosen
 */
function optimizerFor({ data, optimizer }, classes) {
  const had = datasetOf(data.name)?.kind === 'CLASSES';
  const { name, lr } = optimizer;
  if (had && !classes && name === 'sgd') return { optimizer: careful };
  if (!had && classes && name === careful.name && lr === careful.lr) return { optimizer: {} };
  return {};
}

/**
 * @param {Experiment} document
 * @param {string} name of another data set
 * @returns {unknown} the document with that set, and with the outputs, the loss, the batch and the epochs that go with it
 */
export function withSet(document, name) {
  const row = /** @type {DataRow} */ (datasetOf(name));
  const { data: _, loss, target_accuracy: target, batch, epochs, goals, ...rest } = document;
  const last = document.layers.findLastIndex(({ type }) => type === 'linear');
  const layers = document.layers.map((layer, i) =>
    i === last ? { ...layer, units: row.outputs } : layer,
  );
  const points = first[/** @type {keyof typeof first} */ (name)];
  const classes = row.kind === 'CLASSES';
  // The loss stays if it fits, unless it is there only because there were no classes.
  const keeps = classes ? hasClasses(document) : valueLosses.includes(loss);
  const small = row.source !== 'FILES';
  return {
    ...rest,
    ...optimizerFor(document, classes),
    layers,
    data: { name, ...(points && { points }) },
    ...(keeps && { loss }),
    ...(classes && hasClasses(document) && { target_accuracy: target }),
    batch: points ? batch : Math.min(batch, row.train.default),
    epochs: small ? Math.max(epochs, MANY) : Math.min(epochs, FEW),
  };
}
