import { demandLabels, demandRows, statusError } from './arrays.js';
import { StrataError } from './errors.js';
import { Status } from './exports.js';
import { Run } from './run.js';
import { DataStore } from './store.js';

/** @typedef {import('./network.js').Network} Network */
/** @typedef {import('./network.js').NonFinite} NonFinite */
/** @typedef {{ images: Uint8Array, labels: Uint8Array }} Images */
/** @typedef {{ train: Images, test: Images }} TrainData */

/**
 * @typedef {object} Progress
 * @property {number} epoch epochs done
 * @property {number} epochs
 * @property {number} step steps done
 * @property {number} steps steps in all
 * @property {number} loss mean training loss over the steps since the last call; NaN if there was none
 * @property {number | null} testAccuracy after the last whole epoch, 0 to 1
 * @property {number} imagesPerSecond while training, since the start
 * @property {number} seconds since the start
 *
 * @typedef {object} TrainOptions
 * @property {number} [epochs] 1 by default
 * @property {number} [batch] images per step, 32 by default
 * @property {number} [seed] of the order of images; by default the network's
 * @property {number} [targetAccuracy] training ends after the first epoch whose test accuracy is as high, 0 to 1; 1, the
 *   default: never
 * @property {(progress: Progress) => void} [onProgress] called several times a second and at the end of each epoch
 * @property {AbortSignal} [signal] stops the training; the report says how far it came
 *
 * @typedef {object} Report
 * @property {number} trainLoss mean training loss over the steps of the last epoch begun, each before its step
 * @property {number} testLoss mean over the test images, at the end
 * @property {number} testAccuracy share of right answers, 0 to 1
 * @property {number} steps
 * @property {number} epochs whole epochs done
 * @property {number} seconds of training, without the evaluations
 * @property {number} imagesPerSecond
 * @property {string} fingerprint
 * @property {null | 'aborted' | 'nonfinite' | 'target'} stopped why training ended early
 * @property {NonFinite} [nonFinite]
 */

const SLICE_MS = 20;
const PROGRESS_MS = 100;

/**
 * Trains a network, letting the event loop turn every few milliseconds. Whatever the slices, the result is the same.
 * @param {Network} network
 * @param {TrainData} data at least one image each
 * @param {TrainOptions} [options]
 * @returns {Promise<Report>}
 * @throws {StrataError} `run-options`, `array-type`, `array-length`, `label-range`, `network-disposed`, `memory`
 */
export async function train(network, data, options = {}) {
  const { epochs = 1, batch = 32, seed = network.sections.seed } = options ?? {};
  demandShare('targetAccuracy', options?.targetAccuracy ?? 1);
  const [training, test] = [data?.train, data?.test];
  const size = {
    train: demandImages(network, training, 'train'),
    test: demandImages(network, test, 'test'),
    input: network.input,
  };
  const store = new DataStore(network.engine, size);
  try {
    store.append('train', training.images, training.labels);
    store.append('test', test.images, test.labels);
    const run = new Run(network, store, { batch, seed, epochs });
    try {
      return await trainToTheEnd(network, store, run, options ?? {});
    } finally {
      run.dispose();
    }
  } finally {
    store.dispose();
  }
}

/**
 * @param {Network} network
 * @param {DataStore} store
 * @param {Run} run
 * @param {TrainOptions} options
 * @returns {Promise<Report>}
 */
async function trainToTheEnd(network, store, run, { targetAccuracy = 1, onProgress, signal }) {
  const meter = new Meter(run, store.capacity('train'));
  /** @type {{ loss: number, accuracy: number } | null} */
  let test = null;
  /** @type {import('./run.js').Advance} */
  let last = { steps: 0, loss: Number.NaN, reason: null };
  const reached = () => meets(test?.accuracy, targetAccuracy);
  while (!run.done && !reached() && !signal?.aborted) {
    last = meter.advance();
    const ended = last.reason === 'epoch' || last.reason === 'done';
    if (ended) test = await evaluate(network, store);
    if (ended || meter.due()) onProgress?.(meter.progress(test?.accuracy ?? null));
    await nextTurn();
  }
  const tested = last.reason === 'done' || reached();
  const end = tested && test ? test : await evaluate(network, store);
  return {
    trainLoss: run.epochLoss,
    testLoss: end.loss,
    testAccuracy: end.accuracy,
    steps: run.step,
    epochs: run.epoch,
    seconds: meter.seconds,
    imagesPerSecond: meter.imagesPerSecond,
    fingerprint: network.fingerprint(),
    stopped: last.nonFinite ? 'nonfinite' : run.done ? null : reached() ? 'target' : 'aborted',
    ...(last.nonFinite && { nonFinite: last.nonFinite }),
  };
}

/**
 * @param {number | undefined} accuracy on the test images after a whole epoch
 * @param {number} target 1: none
 * @returns {boolean} whether training has come as far as it was to
 */
export function meets(accuracy, target) {
  return target < 1 && accuracy !== undefined && accuracy >= target;
}

/** @param {string} path @param {number} value */
function demandShare(path, value) {
  if (value >= 0 && value <= 1) return;
  const message = `${path} cannot be ${value}; give a share from 0 to 1, such as 0.97.`;
  throw new StrataError('run-options', message, { path });
}

/** Times training, adapts the length of slices and sums up losses. */
class Meter {
  /** Seconds of training, without evaluations. */
  seconds = 0;
  #started = performance.now();
  #told = this.#started;
  #slice = 1;
  #sinceTold = { loss: 0, steps: 0 };
  #run;
  #images;

  /**
   * @param {Run} run
   * @param {number} images per epoch
   */
  constructor(run, images) {
    this.#run = run;
    this.#images = images;
  }

  /** Images trained on per second of training. */
  get imagesPerSecond() {
    const images = this.#run.epoch * this.#images + this.#run.position;
    return this.seconds > 0 ? images / this.seconds : 0;
  }

  advance() {
    const run = this.#run;
    const before = performance.now();
    const result = run.advance(this.#slice);
    const took = performance.now() - before;
    this.seconds += took / 1000;
    if (took < SLICE_MS / 2) this.#slice = Math.min(2 * this.#slice, run.stepsPerEpoch);
    else if (took > SLICE_MS && this.#slice > 1) this.#slice = Math.ceil(this.#slice / 2);
    if (result.steps > 0) {
      this.#sinceTold.loss += result.loss * result.steps;
      this.#sinceTold.steps += result.steps;
    }
    return result;
  }

  due() {
    return performance.now() - this.#told >= PROGRESS_MS;
  }

  /**
   * @param {number | null} testAccuracy
   * @returns {Progress}
   */
  progress(testAccuracy) {
    const { epoch, epochs, step, stepsPerEpoch } = this.#run;
    const loss = this.#sinceTold.loss / this.#sinceTold.steps;
    this.#sinceTold = { loss: 0, steps: 0 };
    this.#told = performance.now();
    return {
      epoch,
      epochs,
      step,
      steps: stepsPerEpoch * epochs,
      loss,
      testAccuracy,
      imagesPerSecond: this.imagesPerSecond,
      seconds: (performance.now() - this.#started) / 1000,
    };
  }
}

/**
 * Checks a whole set before anything is trained on it.
 * @param {Network} network
 * @param {Images} set
 * @param {'train' | 'test'} path
 * @returns {number} images
 */
function demandImages(network, set, path) {
  const { images, labels } = set ?? {};
  if (!(images instanceof Uint8Array && labels instanceof Uint8Array)) {
    const message = `data.${path} must have images and labels, each a Uint8Array.`;
    throw new StrataError('array-type', message, { path });
  }
  const rows = demandRows(images, network.input);
  demandLabels(labels, rows, network.output);
  if (labels.some((label) => label >= network.output))
    throw statusError(Status.LABEL, network, labels);
  return rows;
}

/** @param {Network} network @param {DataStore} store */
async function evaluate(network, store) {
  const count = store.count('test');
  const sums = { loss: 0, correct: 0 };
  for (let first = 0; first < count; first += 1000) {
    const part = network.evaluateStore(store, 'test', first, Math.min(1000, count - first));
    sums.loss += part.lossSum;
    sums.correct += part.correct;
    await nextTurn();
  }
  return { loss: sums.loss / count, accuracy: sums.correct / count };
}

/** Lets waiting events happen; a timer would be held back to once a second in a hidden tab. */
function nextTurn() {
  return new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => {
      port1.close();
      resolve(undefined);
    };
    port2.postMessage(null);
  });
}
