import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { loadIdx } from '../../web/engine/data/load-idx.js';
import { loadMnist } from '../../web/engine/data/mnist.js';
import { datasets } from '../../web/engine/experiment/index.js';
import { quoted, UsageError } from './arguments.mjs';

/** @typedef {{ images: Uint8Array, labels: Uint8Array }} Dataset */

const fileNames = {
  trainImages: 'train-images-idx3-ubyte',
  trainLabels: 'train-labels-idx1-ubyte',
  testImages: 't10k-images-idx3-ubyte',
  testLabels: 't10k-labels-idx1-ubyte',
};

/**
 * @param {string | undefined} folder four IDX files named as MNIST's; MNIST itself if undefined
 * @param {{ name: string, train: number, test: number }} wanted the experiment's `data`
 * @returns {Promise<{ input: number, train: Dataset, test: Dataset }>} the first `train` and `test` images
 */
export async function readData(folder, { name, train, test }) {
  const input = datasets.find((row) => row.name === name)?.input ?? 0;
  if (folder === undefined) return { input, ...(await loadMnist({ train, test })) };
  const all = await loadIdx({
    trainImages: pathIn(folder, fileNames.trainImages),
    trainLabels: pathIn(folder, fileNames.trainLabels),
    testImages: pathIn(folder, fileNames.testImages),
    testLabels: pathIn(folder, fileNames.testLabels),
  });
  return {
    input,
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
