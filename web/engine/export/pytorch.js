import { canonical, datasetOf, formatLayers } from '../experiment/index.js';
import { BLOCK } from '../run.js';
import { expressions } from '../tables.gen.js';
import { tables } from '../tables.js';
import { formulaOf } from './expression.js';
import { firstSteps } from './first-steps.js';
import { keywords, literal, packed, parametersOf } from './python.js';
import * as parts from './pytorch-parts.js';

/** @typedef {import('../engine.js').Engine} Engine */
/** @typedef {import('../experiment/index.js').Experiment} Experiment */
/** @typedef {import('../experiment/index.js').ActivationLayer} ActivationLayer */
/** @typedef {import('../experiment/index.js').Layer} Layer */
/** @typedef {import('../data/load-data.js').LoadedData} LoadedData */
/** @typedef {LoadedData['train']} Rows */

const STEPS = 10;
/** Bytes of images that a script holds at most, for the steps that it can take without MNIST's files. */
const MOST_BYTES = 4e6;

/**
 * A Python script that trains the same network with PyTorch: the same layers, initial weights (bit for bit), batches, and
 * settings. It prints its first ten losses beside Strata's, takes `--device`, and shares each batch among processes that
 * `torchrun` starts. Where the data are MNIST it holds the images of these ten steps, as far as they have room, and
 * trains to the end with `--data DIR`; other data it holds whole. It needs Python 3.8, PyTorch 1.13 or later, and NumPy.
 *
 * @param {Engine} engine
 * @param {Experiment} experiment a parsed one
 * @param {LoadedData} data of the experiment, such as `loadData` gives
 * @returns {string}
 * @throws {StrataError} `array-type`, `array-length`, `label-range`, `memory`
 *
 * @example
 * import { exportPytorch, loadData, loadEngine, parseExperiment } from 'strata';
 * const engine = await loadEngine();
 * const layers = [{ type: 'linear', units: 8 }, { type: 'activation', name: 'tanh' }, { type: 'linear', units: 2 }];
 * const experiment = parseExperiment({ strata: 1, data: { name: 'moons' }, layers });
 * const script = exportPytorch(engine, experiment, await loadData(engine, experiment));
 * console.log(script.match(/nn\.Tanh\(\)/)?.[0]); // nn.Tanh()
 */
export function exportPytorch(engine, experiment, data) {
  const { inputs } = data.train;
  const answers = answersOf(data.train);
  const { input } = data;
  const start = firstSteps(engine, experiment, { inputs, answers, input }, STEPS);
  const loaded = datasetOf(experiment.data.name)?.source === 'FILES';
  const model = modelOf(experiment.layers, input);
  return [
    about(experiment, loaded),
    parts.imports,
    constants(experiment, start.losses),
    parts.draws,
    loaded ? parts.mnist : '',
    model.includes('Slopes(') ? parts.slopes : '',
    model.includes('Formula(') ? parts.formula : '',
    model,
    settings(experiment),
    loaded ? fromFiles(experiment, data, start.batches) : fromScript(data),
    weights(start.parameters),
    parts.training,
  ]
    .filter((part) => part !== '')
    .map((part) => part.trim())
    .join('\n\n\n')
    .concat('\n');
}

/** @param {Rows} rows @returns {Uint8Array | Float32Array} */
function answersOf(rows) {
  return 'targets' in rows ? rows.targets : rows.labels;
}

/** @param {Experiment} experiment @param {boolean} loaded */
function about(experiment, loaded) {
  const data = loaded ? ' --data DIR' : '';
  return `"""${formatLayers(experiment.layers)} on ${experiment.data.name}, written by Strata.

    python3 FILE${data}
    python3 FILE${data} --device cuda
    torchrun --nproc_per_node 2 FILE${data}

The experiment: ${JSON.stringify(canonical(experiment)).replace(/^(.{1500}).*/, '$1…')}
"""

`;
}

/** @param {Experiment} experiment @param {readonly number[]} losses */
function constants({ seed, batch, epochs, target_accuracy, data }, losses) {
  const { train, classes = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9], noise = 0, label_noise = 0 } = data;
  const images = datasetOf(data.name)?.source === 'FILES';
  return `
SEED, BATCH, EPOCHS, TARGET = ${seed}, ${Math.min(batch, train)}, ${epochs}, ${target_accuracy}
BLOCK = ${BLOCK}  # the first epoch is shuffled within blocks of so many rows
${images ? `CLASSES, NOISE, LABEL_NOISE = ${literal(classes)}, ${noise}, ${label_noise}\n` : ''}LOSSES = [${losses.join(', ')}]  # Strata's, each before its step

`;
}

/** @param {readonly Layer[]} layers @param {number} input */
function modelOf(layers, input) {
  let width = input;
  const lines = layers.map((layer, i) => {
    if (layer.type === 'activation') return `        ${moduleOf(layer, i)},\n`;
    const sides = [width, layer.units];
    width = layer.units;
    return `        nn.Linear(${sides.join(', ')}${layer.bias ? '' : ', bias=False'}),\n`;
  });
  return `

def make_model():
    model = nn.Sequential(
${lines.join('')}    )
    model.load_state_dict(WEIGHTS)
    return model
`;
}

/**
 * @param {ActivationLayer} layer
 * @param {number} index in the network
 * @returns {string} torch.nn's module, or where it has none, or draws other numbers, one of the script's own
 */
function moduleOf(layer, index) {
  const { torch, kind } = tables.activations.find(({ name }) => name === layer.name) ?? {};
  const settings = keywords(parametersOf(layer));
  if (kind === 'RANDOM') return `Slopes(${index}, ${settings})`;
  return torch ? `${torch}(${settings})` : formulaModule(layer);
}

/** @param {ActivationLayer} layer */
function formulaModule(layer) {
  const [a = 0, b = 0] = Object.values(parametersOf(layer));
  const values = { a, b };
  const text = formulaOf(layer.name)
    .replaceAll(/[a-z]\w+(?=\()/g, 'torch.$&')
    .replaceAll(/\b[ab]\b/g, (name) => literal(values[/** @type {'a' | 'b'} */ (name)]));
  return `Formula(lambda x: ${text})`;
}

/** @param {Experiment} experiment */
function settings({ loss, optimizer, schedule, clip, layers }) {
  const { torch = '' } = tables.optimizers.find(({ name }) => name === optimizer.name) ?? {};
  const { lr, ...others } = parametersOf(optimizer);
  const rate = /** @type {Record<string, string>} */ (expressions.schedules)[schedule.name];
  const bounds = tables.clips.find(({ name }) => name === clip.name)?.torch;
  const outputs = layers.findLast(({ type }) => type === 'linear');
  const { shape } = tables.losses.find(({ name }) => name === loss) ?? {};
  const units = outputs?.type === 'linear' ? outputs.units : 0;
  return `

def loss_of(outputs, answers):
${shape === 'ELEMENT' ? `    if not answers.is_floating_point():\n        answers = F.one_hot(answers, ${units}).to(outputs.dtype)\n` : ''}    return F.${loss}(outputs, answers)


def make_optimizer(model):
    return torch.${torch}(model.parameters(), ${keywords({ lr, ...others })})


def rate(t, lr=${literal(lr)}, ${keywords(parametersOf(schedule))}):
    """Learning rate of step t, which counts from 0."""
    if t < warmup:
        return min(lr * (t + 1) / warmup, lr)
    t -= warmup
    return ${rate}


def clip(model):
    ${bounds ? `${bounds}(model.parameters(), ${keywords(parametersOf(clip))})` : 'pass'}

`;
}

/**
 * @param {Experiment} experiment
 * @param {LoadedData} data
 * @param {readonly Uint32Array[]} batches of the first steps
 */
function fromFiles({ data: { train, test } }, { input, train: rows }, batches) {
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
    ${packed(classes)}.long(),
)


def data_of(folder):
    if folder is None:
        return None, None
    return load(folder, "train", ${train}), load(folder, "test", ${test})

`;
}

/** @param {readonly import('../network.js').Parameter[]} parameters */
function weights(parameters) {
  const entries = parameters.map(
    ({ name, shape, data }) => `    "${name}": ${packed(data)}.reshape(${literal(shape)}),\n`,
  );
  return `\nWEIGHTS = {\n${entries.join('')}}\n`;
}

/** @param {LoadedData} data */
function fromScript({ input, train, test }) {
  const [first, second] = [train, test].map((rows) => {
    const answers = answersOf(rows);
    const end = answers instanceof Float32Array ? '.reshape(-1, 1)' : '.long()';
    return `(\n    ${packed(rows.inputs)}.reshape(-1, ${input}),\n    ${packed(answers)}${end},\n)`;
  });
  return `
TRAIN = ${first}
TEST = ${second}


def data_of(_):
    return TRAIN, TEST

`;
}
