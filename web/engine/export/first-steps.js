import { Run } from '../run.js';
import { DataStore } from '../store.js';

/** @typedef {import('../engine.js').Engine} Engine */
/** @typedef {import('../experiment/index.js').Experiment} Experiment */
/** @typedef {import('../train.js').TrainData} TrainData */

/**
 * What a run begins with.
 * @typedef {object} FirstSteps
 * @property {import('../network.js').Parameter[]} parameters before the first step
 * @property {number[]} losses of the steps, each before its step, as far as they are finite
 * @property {Uint32Array[]} batches numbers of their rows, and of those of the step that went wrong
 */

/**
 * @param {Engine} engine
 * @param {Experiment} experiment
 * @param {{ inputs: Uint8Array | Float32Array, answers: Uint8Array | Float32Array, input: number }} training rows
 * @param {number} steps at most so many, within the first epoch
 * @returns {FirstSteps}
 */
export function firstSteps(engine, experiment, { inputs, answers, input }, steps) {
  const network = engine.createNetwork(experiment, { input });
  const numbers = inputs instanceof Float32Array;
  const targets = answers instanceof Float32Array ? network.output : 0;
  const size = { train: inputs.length / input, test: 1, input, numbers, targets };
  /** @type {DataStore | undefined} */
  let store;
  try {
    const parameters = network.parameters();
    store = new DataStore(engine, size);
    store.append('train', inputs, answers);
    const run = new Run(network, store, experiment);
    const found = advance(run, Math.min(steps, run.stepsPerEpoch));
    run.dispose();
    return { parameters, ...found };
  } finally {
    store?.dispose();
    network.dispose();
  }
}

/** @param {Run} run @param {number} steps */
function advance(run, steps) {
  const losses = [];
  const batches = [];
  for (let i = 0; i < steps; i++) {
    batches.push(run.nextBatch);
    const { loss, nonFinite } = run.advance(1);
    if (nonFinite || !Number.isFinite(loss)) break;
    losses.push(loss);
  }
  return { losses, batches };
}
