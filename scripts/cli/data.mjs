import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { loadData } from '../../web/engine/data/load-data.js';
import { loadIdx } from '../../web/engine/data/load-idx.js';
import { datasetOf, isLoaded } from '../../web/engine/experiment/index.js';
import { quoted, UsageError } from './arguments.mjs';

/** @typedef {{ images: Uint8Array, labels: Uint8Array }} Dataset */
/** @typedef {import('../../web/engine/engine.js').Engine} Engine */
/** @typedef {import('../../web/engine/experiment/index.js').Experiment} Experiment */
/** @typedef {import('./arguments.mjs').Values} Values */

const PIXELS = 784;

const fileNames = {
  trainImages: 'train-images-idx3-ubyte',
  trainLabels: 'train-labels-idx1-ubyte',
  testImages: 't10k-images-idx3-ubyte',
  testLabels: 't10k-labels-idx1-ubyte',
};

/**
 * The folder that --data names; undefined where it names a data set, whose name goes before a folder's, or is not given.
 * @param {Values} values
 */
export function folderIn({ data }) {
  return data === undefined || datasetOf(data) ? undefined : String(data);
}

/** @param {Experiment} experiment @returns {string} what it trains on, in the plural */
export function rowsOf(experiment) {
  return isLoaded(experiment) ? 'images' : 'rows';
}

/**
 * @param {Engine} engine
 * @param {Experiment} experiment
 * @param {string | undefined} folder four IDX files named as MNIST's to be used in place of MNIST
 * @returns {Promise<import('../../web/engine/data/load-data.js').LoadedData>} the rows that the experiment asks for
 */
export async function readData(engine, experiment, folder) {
  const { data, seed } = experiment;
  if (folder === undefined) return loadData(engine, experiment);
  if (data.name !== 'mnist') {
    throw new UsageError(`--data: a folder stands for MNIST; the experiment is about ${data.name}`);
  }
  const read = await readFolder(folder, data);
  const rows = (/** @type {'train' | 'test'} */ split) => {
    const part = engine.prepareImages(read[split], { split, first: 0, data, seed });
    return { inputs: part.images, labels: part.labels };
  };
  return { input: PIXELS, train: rows('train'), test: rows('test') };
}

/**
 * @param {string} folder
 * @param {{ train: number, test: number }} wanted
 * @returns {Promise<{ train: Dataset, test: Dataset }>} the first `train` and `test` images
 */
async function readFolder(folder, { train, test }) {
  const input = PIXELS;
  const all = await loadIdx({
    trainImages: pathIn(folder, fileNames.trainImages),
    trainLabels: pathIn(folder, fileNames.trainLabels),
    testImages: pathIn(folder, fileNames.testImages),
    testLabels: pathIn(folder, fileNames.testLabels),
  });
  return {
    train: firstOf(all.train, { count: train, input, option: '--train' }),
    test: firstOf(all.test, { count: test, input, option: '--test' }),
  };
}

/**
 * @param {string} folder
 * @param {string} name
 */
function pathIn(folder, name) {
  const path = [name, `${name}.gz`].map((file) => join(folder, file)).find(existsSync);
  if (path === undefined)
    throw new UsageError(`--data: ${quoted(folder)} has no file ${name} or ${name}.gz`);
  return path;
}

/**
 * @param {Dataset} set
 * @param {{ count: number, input: number, option: string }} wanted
 * @returns {Dataset}
 */
function firstOf({ images, labels }, { count, input, option }) {
  if (count > labels.length) {
    throw new UsageError(
      `--data: there are ${labels.length} images where the experiment takes ${count}; give ${option} ${labels.length}`,
    );
  }
  return { images: images.subarray(0, count * input), labels: labels.subarray(0, count) };
}
