import { canonical, datasetOf, formatLayers } from '../experiment/index.js';
import { BLOCK } from '../run.js';
import { expressions } from '../tables.gen.js';
import { formulaOf } from './expression.js';
import { keywords, literal, packed, parametersOf } from './python.js';

/** What exported Python scripts have in common, whichever library trains in them. */

/** @typedef {import('../experiment/index.js').Experiment} Experiment */
/** @typedef {import('../experiment/index.js').ActivationLayer} ActivationLayer */
/** @typedef {import('../data/load-data.js').LoadedData} LoadedData */
/** @typedef {LoadedData['train']} Rows */

/** Steps whose losses a script prints beside Strata's. */
export const STEPS = 10;
/** Bytes of images that a script holds at most, for the steps that it can take without MNIST's files. */
const MOST_BYTES = 4e6;

/** @param {Rows} rows @returns {Uint8Array | Float32Array} */
export function answersOf(rows) {
  return 'targets' in rows ? rows.targets : rows.labels;
}

/** @param {Experiment} experiment @returns {boolean} whether its rows come from files, which are too large for a script */
export function isLoaded({ data }) {
  return datasetOf(data.name)?.source === 'FILES';
}

/**
 * @param {Experiment} experiment
 * @param {readonly string[]} calls of the script, as a reader types them
 * @returns {string} the script's docstring
 */
export function about(experiment, calls) {
  return `"""${formatLayers(experiment.layers)} on ${experiment.data.name}, written by Strata.

${calls.map((call) => `    ${call}\n`).join('')}
The experiment: ${JSON.stringify(canonical(experiment)).replace(/^(.{1500}).*/, '$1…')}
"""

`;
}

/** @param {Experiment} experiment @param {readonly number[]} losses of the first steps */
export function constants(experiment, losses) {
  const { seed, batch, epochs, target_accuracy, data } = experiment;
  const { train, classes = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9], noise = 0, label_noise = 0 } = data;
  const images = isLoaded(experiment);
  return `
SEED, BATCH, EPOCHS, TARGET = ${seed}, ${Math.min(batch, train)}, ${epochs}, ${target_accuracy}
BLOCK = ${BLOCK}  # the first epoch is shuffled within blocks of so many rows
${images ? `CLASSES, NOISE, LABEL_NOISE = ${literal(classes)}, ${noise}, ${label_noise}\n` : ''}LOSSES = [${losses.join(', ')}]  # Strata's, each before its step

`;
}

/** @param {Experiment} experiment @returns {string} the function `rate` */
export function rateOf({ optimizer, schedule }) {
  const expression = /** @type {Record<string, string>} */ (expressions.schedules)[schedule.name];
  return `def rate(t, lr=${literal(optimizer.lr)}, ${keywords(parametersOf(schedule))}):
    """Learning rate of step t, which counts from 0."""
    if t < warmup:
        return min(lr * (t + 1) / warmup, lr)
    t -= warmup
    return ${expression}
`;
}

/**
 * @param {ActivationLayer} layer
 * @param {string} module that has the functions, such as `torch`
 * @returns {string} the activation of x
 */
export function formulaIn(layer, module) {
  const [a = 0, b = 0] = Object.values(parametersOf(layer));
  const values = { a, b };
  return formulaOf(layer.name)
    .replaceAll(/[a-z]\w+(?=\()/g, `${module}.$&`)
    .replaceAll(/\b[ab]\b/g, (name) => literal(values[/** @type {'a' | 'b'} */ (name)]));
}

/**
 * The rows of the first steps, and the function that reads all of them from files.
 * @param {Experiment} experiment
 * @param {LoadedData} data
 * @param {{ batches: readonly Uint32Array[], whole: string }} start batches of the first steps, and what makes labels
 *   whole numbers in Python, such as `.long()`
 */
export function fromFiles({ data: { train, test } }, { input, train: rows }, { batches, whole }) {
  const labels = answersOf(rows);
  const room = Math.floor(MOST_BYTES / (input * (batches[0]?.length ?? 1)));
  const order = batches.slice(0, room).flatMap((batch) => [...batch]);
  const images = new Uint8Array(order.length * input);
  order.forEach((row, i) => {
    images.set(rows.inputs.subarray(row * input, (row + 1) * input), i * input);
  });
  const classes = Uint8Array.from(order, (row) => labels[row] ?? 0);
  return `
# The rows of the first steps.
FIRST = (
    ${packed(images)}.reshape(${order.length}, ${input}),
    ${packed(classes)}${whole},
)


def data_of(folder):
    if folder is None:
        return None, None
    return load(folder, "train", ${train}), load(folder, "test", ${test})

`;
}

/** @param {LoadedData} data that a script holds whole @param {string} whole as for `fromFiles` */
export function fromScript({ input, train, test }, whole) {
  const [first, second] = [train, test].map((rows) => {
    const answers = answersOf(rows);
    const end = answers instanceof Float32Array ? '.reshape(-1, 1)' : whole;
    return `(\n    ${packed(rows.inputs)}.reshape(-1, ${input}),\n    ${packed(answers)}${end},\n)`;
  });
  return `
TRAIN = ${first}
TEST = ${second}


def data_of(_):
    return TRAIN, TEST

`;
}

/** @param {readonly string[]} parts of a script, those that are empty left out */
export function joined(parts) {
  return parts
    .filter((part) => part !== '')
    .map((part) => part.trim())
    .join('\n\n\n')
    .concat('\n');
}
