import { inputOf, isLoaded } from '../experiment/index.js';
import { generate } from './generate.js';
import { loadMnist } from './mnist.js';
import { prepareImages } from './prepare.js';

/** @typedef {import('../store.js').ClassRows} ClassRows */
/** @typedef {import('../store.js').ValueRows} ValueRows */
/** @typedef {{ input: number } & ({ train: ClassRows, test: ClassRows } | { train: ValueRows, test: ValueRows })} LoadedData */

/**
 * All the data of an experiment, whatever its set, as the experiment uses them: loaded or made, with noise, and with
 * images of its classes only.
 *
 * @param {import('../engine.js').Engine} engine
 * @param {import('../experiment/index.js').Experiment} experiment a parsed one
 * @param {Omit<import('./mnist.js').MnistOptions, 'train' | 'test'>} [options] for what is loaded
 * @returns {Promise<LoadedData>} `input` is the numbers per row, which createNetwork asks for
 * @throws {import('../errors.js').StrataError} as `streamMnist`; `memory`
 *
 * @example
 * const engine = await loadEngine();
 * const layers = [{ type: 'linear', units: 16 }, { type: 'activation', name: 'tanh' }, { type: 'linear', units: 2 }];
 * const optimizer = { name: 'adam', lr: 0.01 };
 * const experiment = parseExperiment({ strata: 1, data: { name: 'moons' }, layers, optimizer, epochs: 50 });
 * const data = await loadData(engine, experiment);
 * const net = engine.createNetwork(experiment, data);
 * const report = await engine.train(net, data, experiment);
 * console.log(report.testAccuracy !== null && report.testAccuracy > 0.95); // true
 */
export async function loadData(engine, experiment, options = {}) {
  const { data, seed } = experiment;
  const input = inputOf(experiment);
  if (!isLoaded(experiment)) return { input, ...generate(engine, data, seed) };
  const { train, test } = data;
  const read = await loadMnist({ ...options, train, test });
  const rows = (/** @type {'train' | 'test'} */ split) => {
    const { images, labels } = prepareImages(engine, read[split], { split, first: 0, data, seed });
    return { inputs: images, labels };
  };
  return { input, train: rows('train'), test: rows('test') };
}
