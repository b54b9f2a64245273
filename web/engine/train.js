import { demandLabels, demandRows } from './arrays.js';

/** @typedef {import('./engine.js').Engine} Engine */
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
 * @property {null | 'aborted' | 'nonfinite'} stopped why training ended early
 * @property {NonFinite} [nonFinite]
 */

const SLICE_MS = 20;
const PROGRESS_MS = 100;

/**
 * Trains a network, letting the event loop turn every few milliseconds. Whatever the slices, the result is the same.
 * @param {Engine} engine
 * @param {Network} network
 * @param {TrainData} data
 * @param {TrainOptions} [options]
 * @returns {Promise<Report>}
 */
export async function train(engine, network, data, options = {}) {
  const { epochs = 1, batch = 32, seed = network.sections.seed, onProgress, signal } = options;
  const store = fill(engine, network, data);
  const run = engine.createRun(network, store, { batch, seed, epochs });
  const meter = new Meter();
  try {
    /** @type {number | null} */
    let testAccuracy = null;
    /** @type {import('./run.js').Advance} */
    let last = { steps: 0, loss: Number.NaN, reason: null };
    const tell = () =>
      onProgress?.(meter.progress(run, epochs, batch, data.train.labels.length, testAccuracy));
    while (!run.done && !signal?.aborted) {
      last = meter.advance(run);
      const ended = last.reason === 'epoch' || last.reason === 'done';
      if (ended) testAccuracy = (await evaluate(network, store)).accuracy;
      if (ended || meter.due()) tell();
      await nextTurn();
    }
    const test = await evaluate(network, store);
    const images = Math.min(
      run.epoch * data.train.labels.length + run.position,
      epochs * data.train.labels.length,
    );
    return {
      trainLoss: meter.epochLoss,
      testLoss: test.loss,
      testAccuracy: test.accuracy,
      steps: run.step,
      epochs: run.epoch,
      seconds: meter.seconds,
      imagesPerSecond: meter.seconds > 0 ? images / meter.seconds : 0,
      fingerprint: network.fingerprint(),
      stopped: last.nonFinite ? 'nonfinite' : run.done ? null : 'aborted',
      ...(last.nonFinite && { nonFinite: last.nonFinite }),
    };
  } finally {
    run.dispose();
    store.dispose();
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
  #epoch = { loss: 0, steps: 0, number: 0 };

  /** Mean loss over the steps of the last epoch begun. */
  get epochLoss() {
    return this.#epoch.loss / this.#epoch.steps;
  }

  /** @param {import('./run.js').Run} run */
  advance(run) {
    if (run.epoch !== this.#epoch.number) this.#epoch = { loss: 0, steps: 0, number: run.epoch };
    const before = performance.now();
    const result = run.advance(this.#slice);
    const took = performance.now() - before;
    this.seconds += took / 1000;
    if (took < SLICE_MS / 2) this.#slice *= 2;
    else if (took > SLICE_MS && this.#slice > 1) this.#slice = Math.ceil(this.#slice / 2);
    if (result.steps > 0) {
      for (const sum of [this.#sinceTold, this.#epoch]) {
        sum.loss += result.loss * result.steps;
        sum.steps += result.steps;
      }
    }
    return result;
  }

  due() {
    return performance.now() - this.#told >= PROGRESS_MS;
  }

  /**
   * @param {import('./run.js').Run} run
   * @param {number} epochs
   * @param {number} batch
   * @param {number} images per epoch
   * @param {number | null} testAccuracy
   * @returns {Progress}
   */
  progress(run, epochs, batch, images, testAccuracy) {
    const loss = this.#sinceTold.loss / this.#sinceTold.steps;
    this.#sinceTold = { loss: 0, steps: 0 };
    this.#told = performance.now();
    const done = run.epoch * images + run.position;
    return {
      epoch: run.epoch,
      epochs,
      step: run.step,
      steps: Math.ceil(images / batch) * epochs,
      loss,
      testAccuracy,
      imagesPerSecond: done / this.seconds,
      seconds: (performance.now() - this.#started) / 1000,
    };
  }
}

/** @param {Engine} engine @param {Network} network @param {TrainData} data */
function fill(engine, network, { train: training, test }) {
  for (const { images, labels } of [training, test]) {
    demandLabels(labels, demandRows(images, network.input), 0);
  }
  const size = { train: training.labels.length, test: test.labels.length, input: network.input };
  const store = engine.createStore(size);
  store.append('train', training.images, training.labels);
  store.append('test', test.images, test.labels);
  return store;
}

/** @param {Network} network @param {import('./store.js').DataStore} store */
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
