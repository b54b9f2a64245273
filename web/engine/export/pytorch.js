import { tables } from '../tables.js';
import { keywords, literal, packed, parametersOf } from './python.js';
import { batches, draws, mnist, parsing, saving, training } from './python-parts.js';
import * as parts from './pytorch-parts.js';
import * as script from './script.js';

/** @typedef {import('../engine.js').Engine} Engine */
/** @typedef {import('../experiment/index.js').Experiment} Experiment */
/** @typedef {import('../experiment/index.js').ActivationLayer} ActivationLayer */
/** @typedef {import('../experiment/index.js').Layer} Layer */
/** @typedef {import('../data/load-data.js').LoadedData} LoadedData */

/**
 * A Python script that trains the same network with PyTorch: the same layers, initial weights (bit for bit), batches, and
 * settings. It prints its first ten losses beside Strata's, takes `--device`, and shares each batch among processes that
 * `torchrun` starts. `--out trained.safetensors` writes what `importParameters` and the page open. Where the data are MNIST
 * it holds the images of these ten steps, as far as they have room, and trains to the end with `--data DIR`; other data it
 * holds whole. It needs Python 3.8, PyTorch 1.13 or later, and NumPy.
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
  const start = script.beginning(engine, experiment, data);
  const model = modelOf(experiment.layers, data.input);
  const calls = [
    `python3 ${start.call}`,
    `python3 ${start.call} --device cuda`,
    `torchrun --standalone --nproc_per_node 2 --redirects 1 --tee 1 ${start.call}`,
    `python3 ${start.call} --out trained.safetensors`,
  ];
  return script.joined([
    script.about(experiment, calls),
    parts.imports,
    script.constants(experiment, start.losses),
    draws,
    start.loaded ? mnist : '',
    model.includes('Slopes(') ? parts.slopes : '',
    model.includes('Formula(') ? parts.formula : '',
    model,
    settings(experiment),
    script.rowsIn(experiment, data, { batches: start.batches, whole: '.long()' }),
    weights(start.parameters),
    batches,
    training,
    saving,
    parts.device.check,
    parsing({
      loaded: start.loaded,
      device: parts.device.argument,
      out: "where to save the weights: .safetensors, or torch's own .pt",
    }),
    parts.program,
  ]);
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
  return torch ? `${torch}(${settings})` : `Formula(lambda x: ${script.formulaIn(layer, 'torch')})`;
}

/** @param {Experiment} experiment */
function settings(experiment) {
  const { loss, optimizer, clip } = experiment;
  const { torch = '' } = tables.optimizers.find(({ name }) => name === optimizer.name) ?? {};
  const { lr, ...others } = parametersOf(optimizer);
  const bounds = tables.clips.find(({ name }) => name === clip.name)?.torch;
  const units = script.oneHotUnits(experiment);
  return `

def loss_of(outputs, answers):
${units > 0 ? `    if not answers.is_floating_point():\n        answers = F.one_hot(answers, ${units}).to(outputs.dtype)\n` : ''}    return F.${loss}(outputs, answers)


def make_optimizer(model):
    return torch.${torch}(model.parameters(), ${keywords({ lr, ...others })})


${script.rateOf(experiment)}

def clip(model):
    ${bounds ? `${bounds}(model.parameters(), ${keywords(parametersOf(clip))})` : 'pass'}

`;
}

/** @param {readonly import('../network.js').Parameter[]} parameters */
function weights(parameters) {
  const entries = parameters.map(
    ({ name, shape, data }) => `    "${name}": ${packed(data)}.reshape(${literal(shape)}),\n`,
  );
  return `\nWEIGHTS = {\n${entries.join('')}}\n`;
}
