/**
 * The MNIST digits, loaded from the shards that scripts/pack-data.mjs writes to web/data/mnist.
 *
 * Order of the shards: the first 2,000 training images, so that training can begin at once; the first 1,000 test images,
 * so that the accuracy is known within about one per cent from the start; the other training images, which the first
 * epoch waits for; last the other test images, which are needed when it ends.
 *
 * Where they are: in Node beside this module. In a page the bundler moves this module but not the data, so the page
 * says where the data is (`base`). With Vite: root `web`, `publicDir: 'data'`; the folder then is `mnist/` beside
 * index.html, in development as in the build, with names untouched, and `base` is `new URL('mnist/', document.baseURI)`.
 * The names hold a hash of the content: let servers send all but manifest.json with
 * `Cache-Control: public, max-age=31536000, immutable`. Hosts that do not still profit, since this module itself asks
 * caches for old copies.
 */
import { resolveUrl } from '#open-url';
import { StrataError } from '../errors.js';
import { sentence } from '../sentences.js';
import { linkedController } from './abort.js';
import { join } from './bytes.js';
import { loadManifest } from './manifest.js';
import { loadPiece, missingPieces, Progress } from './shards.js';

/** @typedef {import('./dataset.js').Dataset} Dataset */
/** @typedef {import('./shards.js').DataProgress} DataProgress */
/** @typedef {{ split: 'train' | 'test', first: number } & Dataset} MnistPart images `first` and following of a split */

/**
 * @typedef {object} MnistOptions
 * @property {string | URL} [base] folder of the shards; beside this module unless given
 * @property {number} [train] how many of the 60,000 training images, from the first; all unless given
 * @property {number} [test] how many of the 10,000 test images, from the first; all unless given
 * @property {AbortSignal} [signal] aborting rejects with its reason
 * @property {(progress: DataProgress) => void} [onProgress] called at every piece that arrives
 * @property {number} [retries] further attempts for each file, 4 unless given
 * @property {number} [retryDelay] milliseconds before the second attempt, doubled each time; 500 unless given
 * @property {(again: import('./download.js').Again) => void} [onRetry] called when a file has failed and is tried again
 * @property {number} [stallTimeout] milliseconds of silence after which an attempt is given up; 30,000 unless given
 */

/** What is said where there are fewer images than are asked for. */
const RANGE = /** @type {const} */ ({
  train: 'error.data-range-train',
  test: 'error.data-range-test',
});

/** How many shards are loaded ahead of the one being used. */
const AHEAD = 2;

/**
 * Loads MNIST completely.
 *
 * @param {MnistOptions} [options]
 * @returns {Promise<{ train: Dataset, test: Dataset }>} images as n · 784 bytes, labels as n bytes
 * @throws {StrataError} as `streamMnist`
 * @example
 * const mnist = await loadMnist({ train: 1000, test: 100 });
 * console.log(mnist.train.labels.slice(0, 5)); // Uint8Array(5) [ 5, 0, 4, 1, 9 ]
 *
 * @example
 * const mnist = await loadMnist({ train: 5000, test: 1000 });
 * console.log(...mnist.train.labels.subarray(0, 5)); // 5 0 4 1 9
 */
export async function loadMnist(options) {
  /** @type {MnistPart[]} */
  const parts = [];
  for await (const part of streamMnist(options)) parts.push(part);
  const collect = (/** @type {string} */ split) => {
    const own = parts.filter((part) => part.split === split);
    return {
      images: join(own.map((part) => part.images)),
      labels: join(own.map((part) => part.labels)),
    };
  };
  return { train: collect('train'), test: collect('test') };
}

/**
 * Yields MNIST part by part as it arrives, downloading two shards ahead. The order is always the same: the first 2,000
 * training images, the first 1,000 test images, the other training images, the other test images.
 *
 * A file that fails is tried again alone. Should it fail for good, the error ends the stream; another stream with
 * `have` set to what has been received goes on from there.
 *
 * @param {MnistOptions & { have?: { train: number, test: number } }} [options]
 * @returns {AsyncGenerator<MnistPart, void, void>}
 * @throws {StrataError} `data-missing` (no manifest), `data-manifest`, `data-range` (more images than there are),
 *   `data-http`, `data-read`, `data-stalled`, `data-checksum`, `data-url`;
 *   of a file that is damaged as `loadIdx`
 */
export async function* streamMnist(options = {}) {
  const { signal, retries = 4, retryDelay = 500, stallTimeout = 30_000 } = options;
  const { controller, release } = linkedController(signal);
  const { onRetry } = options;
  const patience = { signal: controller.signal, retries, retryDelay, stallTimeout, onRetry };
  try {
    const base = folder(
      options.base ?? new URL(/* @vite-ignore */ '../../data/mnist/', import.meta.url),
    );
    const manifest = await loadManifest(base, patience);
    const have = options.have ?? { train: 0, test: 0 };
    const pieces = missingPieces(manifest, have, {
      train: checkedCount('train', options.train, manifest),
      test: checkedCount('test', options.test, manifest),
    });
    const progress = new Progress(pieces, options.onProgress);
    yield* inOrder(pieces, (piece) => loadPiece(piece, { base, patience, progress }));
  } finally {
    controller.abort();
    release();
  }
}

/**
 * Loads pieces side by side and yields them in order. The first has the whole line for itself.
 *
 * @template Piece, Part
 * @param {Piece[]} pieces
 * @param {(piece: Piece) => Promise<Part>} load
 * @returns {AsyncGenerator<Part, void, void>}
 */
async function* inOrder(pieces, load) {
  /** @type {Promise<Part>[]} */
  const loading = [];
  const rest = pieces.values();
  const start = () => {
    const { done, value } = rest.next();
    if (done) return;
    const part = load(value);
    // It is awaited only in its turn; a failure before that is not unhandled.
    part.catch(() => {});
    loading.push(part);
  };
  start();
  for (let part = loading.shift(); part; part = loading.shift()) {
    const loaded = await part;
    for (let missing = AHEAD - loading.length; missing > 0; missing--) start();
    yield loaded;
  }
}

/**
 * @param {'train' | 'test'} split
 * @param {number | undefined} wanted
 * @param {import('./manifest.js').Manifest} manifest
 * @returns {number}
 */
function checkedCount(split, wanted, manifest) {
  const most = manifest[split];
  if (wanted === undefined) return most;
  if (Number.isInteger(wanted) && wanted >= 0) {
    if (wanted <= most) return wanted;
    const words = sentence(RANGE[split], { wanted, most });
    throw new StrataError('data-range', words, { path: split });
  }
  throw new StrataError(
    'data-range',
    `${split}: ${wanted} is not a number of images; whole numbers from 0 to ${most} are allowed.`,
    { path: split },
  );
}

/** @param {string | URL} address */
function folder(address) {
  const url = new URL(resolveUrl(address));
  if (!url.pathname.endsWith('/')) url.pathname += '/';
  return url;
}
