import { tables } from '../tables.js';
import { optimizerOf, real } from './keras-optimizer.js';
import * as parts from './keras-parts.js';
import { packed, parametersOf } from './python.js';
import { batches, draws, mnist, parsing, saving, training } from './python-parts.js';
import * as script from './script.js';

/** @typedef {import('../engine.js').Engine} Engine */
/** @typedef {import('../experiment/index.js').Experiment} Experiment */
/** @typedef {import('../experiment/index.js').ActivationLayer} ActivationLayer */
/** @typedef {import('../experiment/index.js').Layer} Layer */
/** @typedef {import('../data/load-data.js').LoadedData} LoadedData */

/** Activations that Keras has, by its own names. */
const named = /** @type {Readonly<Record<string, string>>} */ ({
  identity: 'linear',
  relu: 'relu',
  relu6: 'relu6',
  selu: 'selu',
  silu: 'silu',
  mish: 'mish',
  sigmoid: 'sigmoid',
  tanh: 'tanh',
  softsign: 'softsign',
  hardsigmoid: 'hard_sigmoid',
  hardswish: 'hard_silu',
  exp: 'exponential',
});

/** Losses that Keras has: all are means over every element. */
const losses = /** @type {Readonly<Record<string, string>>} */ ({
  cross_entropy: 'SparseCategoricalCrossentropy(from_logits=True)',
  mse_loss: 'MeanSquaredError()',
  l1_loss: 'MeanAbsoluteError()',
  huber_loss: 'Huber(delta=1.0)',
  binary_cross_entropy_with_logits: 'BinaryCrossentropy(from_logits=True)',
});

/**
 * A Python script that trains the same network with Keras, on whichever backend Keras uses: the same layers, initial
 * weights (bit for bit), batches, and settings. It prints its first ten losses beside Strata's; `--out trained.safetensors`
 * writes what `importParameters` and the page open. Where Keras's optimiser follows another rule than torch's, the script
 * brings torch's. Where the data are MNIST it holds the images of these ten steps, as far as they have room, and trains to
 * the end with `--data DIR`; other data it holds whole. It needs Python 3.9, Keras 3 with a backend, and NumPy. At the very
 * kinks of an activation the derivative is the backend's.
 *
 * @param {Engine} engine
 * @param {Experiment} experiment a parsed one
 * @param {LoadedData} data of the experiment, such as `loadData` gives
 * @returns {string}
 * @throws {StrataError} `array-type`, `array-length`, `label-range`, `memory`
 *
 * @example
 * import { exportKeras, loadData, loadEngine, parseExperiment } from 'strata';
 * const engine = await loadEngine();
 * const layers = [{ type: 'linear', units: 8 }, { type: 'activation', name: 'tanh' }, { type: 'linear', units: 2 }];
 * const experiment = parseExperiment({ strata: 1, data: { name: 'moons' }, layers });
 * const script = exportKeras(engine, experiment, await loadData(engine, experiment));
 * console.log(script.match(/layers\.Activation\("tanh"\)/)?.[0]); // layers.Activation("tanh")
 */
export function exportKeras(engine, experiment, data) {
  const start = script.beginning(engine, experiment, data);
  const model = modelOf(experiment.layers, data.input);
  const optimizer = optimizerOf(experiment);
  return script.joined([
    script.about(experiment, [
      `python3 ${start.call}`,
      `KERAS_BACKEND=jax python3 ${start.call}`,
      `python3 ${start.call} --out trained.safetensors`,
    ]),
    parts.imports,
    script.constants(experiment, start.losses),
    draws,
    start.loaded ? mnist : '',
    model.includes('rrelu(') ? parts.slopes : '',
    model,
    parts.inputs,
    lossOf(experiment),
    optimizer.includes('corrected(') ? parts.corrected : '',
    optimizer,
    script.rateOf(experiment),
    script.rowsIn(experiment, data, { batches: start.batches, whole: '.astype("int32")' }),
    weights(start.parameters),
    batches,
    training,
    saving,
    parsing({ loaded: start.loaded, out: 'where to save the weights, as safetensors' }),
    parts.program,
  ]);
}

/** @param {readonly Layer[]} layers @param {number} input */
function modelOf(layers, input) {
  const lines = layers.map((layer, i) => {
    if (layer.type === 'activation') return `    x = ${activationOf(layer, i)}\n`;
    const bias = layer.bias ? '' : 'use_bias=False, ';
    return `    x = layers.Dense(${layer.units}, ${bias}name="layer_${i}")(x)\n`;
  });
  return `
def make_model():
    inputs = [keras.Input((${input},))]
    x = inputs[0]
${lines.join('')}    model = keras.Model(inputs, x)
    for name, arrays in WEIGHTS.items():
        model.get_layer(name).set_weights(arrays)
    model.compile(optimizer=make_optimizer(), loss=LOSS)
    return model
`;
}

/**
 * @param {ActivationLayer} layer
 * @param {number} index in the network
 * @returns {string} what it makes of x: Keras's own where that is the same function, or the tables' formula
 */
function activationOf(layer, index) {
  const { name } = layer;
  const [a = 0, b = 0] = Object.values(parametersOf(layer));
  const { kind } = tables.activations.find((row) => row.name === name) ?? {};
  if (kind === 'RANDOM') return `rrelu(x, inputs, (${index}, ${a}, ${b}))`;
  if (kind === 'LEARNED') return `layers.PReLU(shared_axes=[1], name="layer_${index}")(x)`;
  if (named[name]) return `layers.Activation("${named[name]}")(x)`;
  if (name === 'leaky_relu' && Number(a) >= 0)
    return `layers.LeakyReLU(negative_slope=${real(Number(a))})(x)`;
  if (name === 'elu') return `layers.ELU(alpha=${real(Number(a))})(x)`;
  if (name === 'gelu') {
    const approximate = a === 'tanh' ? 'True' : 'False';
    return `layers.Activation(lambda x: keras.activations.gelu(x, approximate=${approximate}))(x)`;
  }
  // From 20 on, softplus is x in every digit of a 32-bit float.
  if (name === 'softplus' && a === 1 && Number(b) >= 20) return 'layers.Activation("softplus")(x)';
  return `layers.Activation(lambda x: ${script.formulaIn(layer, 'ops')})(x)`;
}

/** @param {Experiment} experiment @returns {string} `LOSS`, and the function `targets_of` */
function lossOf(experiment) {
  const { loss } = experiment;
  const units = script.oneHotUnits(experiment);
  const oneHot = `    if answers.dtype.kind == "i":\n        return numpy.eye(${units}, dtype="float32")[answers]\n`;
  return `${losses[loss] ? `LOSS = keras.losses.${losses[loss]}` : parts.margin.trim()}


def targets_of(answers):
${units > 0 ? oneHot : ''}    return answers
`;
}

/**
 * Keras keeps the weights of a layer as [in, out], the other way round.
 * @param {readonly import('../network.js').Parameter[]} parameters
 */
function weights(parameters) {
  /** @type {Map<string, string[]>} */
  const layers = new Map();
  for (const { name, shape, data } of parameters) {
    const layer = `layer_${name.split('.')[0]}`;
    const turned = shape.length > 1 ? `.reshape(${shape.join(', ')}).T` : '';
    layers.set(layer, [...(layers.get(layer) ?? []), `${packed(data)}${turned}`]);
  }
  const entries = [...layers].map(
    ([layer, arrays]) =>
      `    "${layer}": [\n${arrays.map((array) => `        ${array},\n`).join('')}    ],\n`,
  );
  return `\nWEIGHTS = {\n${entries.join('')}}\n`;
}
