import { demandLabels, demandRows, statusError } from './arrays.js';
import { StrataError } from './errors.js';
import { Status } from './exports.js';
import { checkpointOf, MAX_CHECKPOINTS } from './link.js';
import { demandWhole, Run } from './run.js';
import { DataStore } from './store.js';

/** @typedef {import('./network.js').Network} Network */
/** @typedef {import('./network.js').NonFinite} NonFinite */
/** @typedef {{ images: Uint8Array, labels: Uint8Array }} Images */
/** @typedef {import('./store.js').ClassRows} ClassRows */
/** @typedef {import('./store.js').ValueRows} ValueRows */
/** @typedef {{ train: Images | ClassRows, test: Images | ClassRows }} ClassData images are inputs of pixels */
/** @typedef {{ train: ValueRows, test: ValueRows }} ValueData */
/** @typedef {ClassData | ValueData} TrainData both parts of the same kinds of array */

/**
 * @typedef {object} Progress
 * @property {number} epoch epochs done
 * @property {number} epochs
 * @property {number} step steps done
 * @property {number} steps steps in all
 * @property {number} loss mean training loss over the steps since the last call; NaN if there was none
 * @property {number | null} testAccuracy after the last whole epoch, 0 to 1; null before it, and where data have targets
 * @property {number} imagesPerSecond rows while training, since the start
 * @property {number} seconds since the start
 *
 * @typedef {object} TrainOptions
 * @property {number} [epochs] 1 by default
 * @property {number} [batch] rows per step, 32 by default
 * @property {number} [seed] of the order of rows; by default the network's
 * @property {number} [targetAccuracy] training ends after the first epoch whose test accuracy is as high, 0 to 1; 1, the
 *   default: never. Data with targets have no accuracy to reach
 * @property {number} [steps] training ends after so many steps, if it has not before; Infinity by default
 * @property {(progress: Progress) => void} [onProgress] called several times a second and at the end of each epoch
 * @property {AbortSignal} [signal] stops the training; the report says how far it came
 *
 * @typedef {object} Report
 * @property {number} trainLoss mean training loss over the steps of the last epoch begun, each before its step
 * @property {number} testLoss mean over the test rows, at the end; for targets the figure to go by: of mse_loss the mean
 *   squared error in the target's unit squared, which the targets' own noise keeps from 0
 * @property {number | null} testAccuracy share of right answers, 0 to 1; null where data have targets
 * @property {number} steps
 * @property {number} epochs whole epochs done
 * @property {number} progress epochs done, with fractions: of an epoch that was begun, the share of its rows
 * @property {number} seconds of training, without the evaluations
 * @property {number} imagesPerSecond rows per second of training
 * @property {string} fingerprint
 * @property {string[]} checkpoints of the weights after each epoch that ended before the training did, the first hundred: what
 *   a claim says of them
 * @property {null | 'aborted' | 'nonfinite' | 'target' | 'steps'} stopped why training ended early
 * @property {NonFinite} [nonFinite]
 */

/**
 * @template {TrainData} D
 * @typedef {Report & { testAccuracy: D extends ValueData ? null : number }} ReportOn
 */

const SLICE_MS = 20;
const PROGRESS_MS = 100;

/**
 * Trains a network, letting the event loop turn every few milliseconds. Whatever the slices, the result is the same.
 * @template {TrainData} D
 * @param {Network} network
 * @param {D} data at least one row each
 * @param {TrainOptions} [options]
 * @returns {Promise<ReportOn<D>>}
 * @throws {StrataError} `run-options`, `array-type`, `array-length`, `label-range`, `targets-unfit`, `network-disposed`,
 *   `memory`
 */
export async function train(network, data, options = {}) {
  const { epochs = 1, batch = 32, seed = network.sections.seed } = options ?? {};
  const { steps = Number.POSITIVE_INFINITY } = options ?? {};
  if (steps !== Number.POSITIVE_INFINITY) demandWhole('steps', steps, 0);
  const training = demandSet(network, data?.train, 'train');
  const test = demandSet(network, data?.test, 'test');
  demandAlike(training, test);
  const values = training.answers instanceof Float32Array;
  demandTarget(options?.targetAccuracy ?? 1, values);
  const store = new DataStore(network.engine, {
    train: training.rows,
    test: test.rows,
    input: network.input,
    numbers: training.inputs instanceof Float32Array,
    targets: values ? network.output : 0,
  });
  try {
    store.append('train', training.inputs, training.answers);
    store.append('test', test.inputs, test.answers);
    const run = new Run(network, store, { batch, seed, epochs });
    try {
      const report = await trainToTheEnd(network, store, run, { ...options, steps });
      return /** @type {ReportOn<D>} */ (report);
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
 * @param {TrainOptions & { steps: number }} options
 * @returns {Promise<Report>}
 */
async function trainToTheEnd(network, store, run, options) {
  const { targetAccuracy = 1, steps, onProgress, signal } = options;
  const meter = new Meter(run, store.capacity('train'));
  /** @type {{ step: number, digits: string }[]} */
  const ends = [];
  /** @type {{ loss: number, accuracy: number | null } | null} */
  let test = null;
  /** @type {import('./run.js').Advance} */
  let last = { steps: 0, loss: Number.NaN, reason: null };
  const reached = () => meets(test?.accuracy, targetAccuracy);
  const ended = () => last.reason === 'epoch' || last.reason === 'done';
  while (!run.done && !reached() && run.step < steps && !signal?.aborted) {
    last = meter.advance(steps - run.step);
    if (last.reason === 'epoch' && ends.length < MAX_CHECKPOINTS) {
      ends.push({ step: run.step, digits: checkpointOf(network.fingerprint()) });
    }
    if (ended()) test = await evaluate(network, store);
    if (ended() || meter.due()) onProgress?.(meter.progress(test?.accuracy ?? null));
    await nextTurn();
  }
  const end = ended() && test ? test : await evaluate(network, store);
  const early = reached() ? 'target' : run.step >= steps ? 'steps' : 'aborted';
  return {
    trainLoss: run.epochLoss,
    testLoss: end.loss,
    testAccuracy: end.accuracy,
    steps: run.step,
    epochs: run.epoch,
    progress: run.progress,
    seconds: meter.seconds,
    imagesPerSecond: meter.imagesPerSecond,
    fingerprint: network.fingerprint(),
    checkpoints: ends.filter(({ step }) => step < run.step).map(({ digits }) => digits),
    stopped: last.nonFinite ? 'nonfinite' : run.done ? null : early,
    ...(last.nonFinite && { nonFinite: last.nonFinite }),
  };
}

/**
 * @param {number | null | undefined} accuracy on the test rows after a whole epoch
 * @param {number} target 1: none
 * @returns {boolean} whether training has come as far as it was to
 */
export function meets(accuracy, target) {
  return target < 1 && typeof accuracy === 'number' && accuracy >= target;
}

/** @param {number} value @param {boolean} values whether data have targets */
function demandTarget(value, values) {
  const path = 'targetAccuracy';
  if (!(value >= 0 && value <= 1)) {
    const message = `${path} cannot be ${value}; give a share from 0 to 1, such as 0.97.`;
    throw new StrataError('run-options', message, { path });
  }
  if (values && value < 1) {
    const message = `${path} needs classes; these data have numbers to aim at.`;
    throw new StrataError('run-options', message, { path });
  }
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
  #place;

  /**
   * @param {Run} run
   * @param {number} images per epoch
   */
  constructor(run, images) {
    this.#run = run;
    this.#place = images;
  }

  /** Images trained on per second of training. */
  get imagesPerSecond() {
    const images = this.#run.epoch * this.#place + this.#run.position;
    return this.seconds > 0 ? images / this.seconds : 0;
  }

  /** @param {number} most steps */
  advance(most) {
    const run = this.#run;
    const before = performance.now();
    const result = run.advance(Math.min(this.#slice, most));
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
 * @param {unknown} set
 * @param {'train' | 'test'} path
 * @returns {{ rows: number, inputs: Uint8Array | Float32Array, answers: Uint8Array | Float32Array }}
 */
function demandSet(network, set, path) {
  const { images, inputs = images, labels, targets } = /** @type {any} */ (set) ?? {};
  const answers = targets ?? labels;
  const known = inputs instanceof Uint8Array || (inputs instanceof Float32Array && !images);
  if (!known || !(answers instanceof (targets ? Float32Array : Uint8Array))) {
    const message = `data.${path} must have images (a Uint8Array) or inputs (or a Float32Array), and labels (a Uint8Array) or targets (a Float32Array).`;
    throw new StrataError('array-type', message, { path });
  }
  const rows = demandRows(inputs, network.input);
  demandLabels(answers, rows, network.output);
  if (!targets && answers.some((/** @type {number} */ label) => label >= network.output))
    throw statusError(Status.LABEL, network, answers);
  return { rows, inputs, answers };
}

/**
 * @param {ReturnType<typeof demandSet>} training
 * @param {ReturnType<typeof demandSet>} test
 */
function demandAlike(training, test) {
  const kinds = [training, test].map(({ inputs, answers }) =>
    [inputs, answers].map((array) => array.constructor.name).join(' and '),
  );
  if (kinds[0] === kinds[1]) return;
  const message = `data.train has a ${kinds[0]}, data.test a ${kinds[1]}; give both the same kinds.`;
  throw new StrataError('array-type', message, { path: 'test' });
}

/**
 * @param {Network} network
 * @param {DataStore} store
 * @returns {Promise<{ loss: number, accuracy: number | null }>}
 */
async function evaluate(network, store) {
  const count = store.count('test');
  const sums = { loss: 0, correct: 0 };
  for (let first = 0; first < count; first += 1000) {
    const part = network.evaluateStore(store, 'test', first, Math.min(1000, count - first));
    sums.loss += part.lossSum;
    sums.correct += part.correct ?? 0;
    await nextTurn();
  }
  const accuracy = store.targets > 0 ? null : sums.correct / count;
  return { loss: sums.loss / count, accuracy };
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
