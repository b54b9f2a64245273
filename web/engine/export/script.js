import { answersOf } from '../data/stock.js';
import { canonical, formatLayers, isLoaded } from '../experiment/index.js';
import { BLOCK } from '../run.js';
import { expressions } from '../tables.gen.js';
import { tables } from '../tables.js';
import { formulaOf } from './expression.js';
import { firstSteps } from './first-steps.js';
import { keywords, literal, packed, parametersOf } from './python.js';

/** What exported Python scripts have in common, whichever library trains in them. */

/** @typedef {import('../experiment/index.js').Experiment} Experiment */
/** @typedef {import('../experiment/index.js').ActivationLayer} ActivationLayer */
/** @typedef {import('../data/load-data.js').LoadedData} LoadedData */

/** Steps whose losses a script prints beside Strata's. */
const STEPS = 10;
/** Characters of the experiment that the docstring shows. */
const SHOWN = 1500;
/** Bytes of images that a script holds at most, for the steps that it can take without MNIST's files. */
const MOST_BYTES = 4e6;

/**
 * What a script is written from.
 * @param {import('../engine.js').Engine} engine
 * @param {Experiment} experiment
 * @param {LoadedData} data
 */
export function beginning(engine, experiment, data) {
  const { input, train } = data;
  const rows = { inputs: train.inputs, answers: answersOf(train), input };
  const loaded = isLoaded(experiment);
  return {
    ...firstSteps(engine, experiment, rows, STEPS),
    /** Whether its rows come from files, which are too large for a script. */
    loaded,
    /** How a reader runs it, behind `python3`. */
    call: `FILE${loaded ? ' --data DIR' : ''}`,
  };
}

/**
 * @param {Experiment} experiment
 * @param {readonly string[]} calls of the script, as a reader types them
 * @returns {string} the script's docstring
 */
export function about(experiment, calls) {
  const [...document] = JSON.stringify(canonical(experiment));
  const shown = document.slice(0, SHOWN).join('');
  // Raw, so that Python leaves JSON's backslashes; behind one of them a quotation mark ends nothing.
  return `r"""${formatLayers(experiment.layers)} on ${experiment.data.name}, written by Strata.

${calls.map((call) => `    ${call}\n`).join('')}
The experiment: ${shown}${document.length > SHOWN ? '…' : ''}
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
EXPERIMENT = ${literal(JSON.stringify(canonical(experiment)))}

`;
}

/** @param {Experiment} experiment @returns {number} outputs of a loss that takes labels one-hot; 0 for others */
export function oneHotUnits({ loss, layers }) {
  const { shape } = tables.losses.find(({ name }) => name === loss) ?? {};
  const outputs = layers.findLast(({ type }) => type === 'linear');
  return shape === 'ELEMENT' && outputs?.type === 'linear' ? outputs.units : 0;
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
 * The data, and the function `data_of`.
 * @param {Experiment} experiment
 * @param {LoadedData} data
 * @param {{ batches: readonly Uint32Array[], whole: string }} how batches of the first steps, and what makes labels whole
 *   numbers in Python, such as `.long()`
 */
export function rowsIn(experiment, data, how) {
  return isLoaded(experiment) ? fromFiles(experiment, data, how) : fromScript(data, how.whole);
}

/**
 * The rows of the first steps, and the function that reads all of them from files.
 * @param {Experiment} experiment
 * @param {LoadedData} data
 * @param {{ batches: readonly Uint32Array[], whole: string }} how
 */
function fromFiles({ data: { train, test } }, { input, train: rows }, { batches, whole }) {
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

/** @param {LoadedData} data that a script holds whole @param {string} whole as for `rowsIn` */
function fromScript({ input, train, test }, whole) {
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
