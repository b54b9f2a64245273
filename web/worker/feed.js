import { datasetOf } from '../engine/experiment/index.js';
import { downloadFaultOf } from './fault.js';
import { Stock } from './stock.js';

/** @typedef {import('../engine/store.js').DataStore} DataStore */
/** @typedef {import('./protocol.js').DataState} DataState */
/** @typedef {{ train: number, test: number }} Counts */
/** @typedef {{ images: Uint8Array, labels: Uint8Array }} Part */
/** @typedef {typeof import('../engine/data/mnist.js').streamMnist} StreamMnist */
/** @typedef {Feed | Stock} Supply */

/** Fills a store with images as they arrive, and goes on after a failure when asked to. */
class Feed {
  /** @type {AbortController | null} */
  #download = null;
  #bytes = { received: 0, before: 0, total: 0 };
  /** @type {DataState['retrying']} */
  #retrying = null;
  /** @type {DataState['failure']} */
  #failure = null;
  /** Images received of each split, of all classes. */
  #received = { train: 0, test: 0 };

  /**
   * @param {object} options
   * @param {DataStore} options.store
   * @param {(part: Part, split: 'train' | 'test', first: number) => Part} options.prepare what the experiment makes of images
   * @param {Counts} options.goal
   * @param {StreamMnist} options.stream
   * @param {string} options.base address of the packed images
   * @param {() => void} options.onArrival called when images have arrived and when the download ends
   */
  constructor({ store, prepare, goal, stream, base, onArrival }) {
    this.store = store;
    this.prepare = prepare;
    this.goal = goal;
    this.stream = stream;
    this.base = base;
    this.onArrival = onArrival;
  }

  /** @returns {DataState} */
  get state() {
    return {
      ...this.#received,
      trainGoal: this.goal.train,
      testGoal: this.goal.test,
      bytes: this.#bytes.before + this.#bytes.received,
      bytesGoal: this.#bytes.total,
      retrying: this.#retrying,
      failure: this.#failure,
    };
  }

  get busy() {
    return this.#download !== null;
  }

  /** Whether all images are there. */
  get complete() {
    return this.#received.train >= this.goal.train && this.#received.test >= this.goal.test;
  }

  /** Downloads what is missing. */
  async start() {
    if (this.#download || this.complete) return;
    const download = new AbortController();
    this.#download = download;
    this.#failure = null;
    this.#bytes.before += this.#bytes.received;
    this.#bytes.received = 0;
    try {
      await this.#receive(download.signal);
    } catch (error) {
      if (!download.signal.aborted) this.#failure = downloadFaultOf(error);
    }
    if (download.signal.aborted) return;
    this.#retrying = null;
    this.#download = null;
    this.onArrival();
  }

  /** @param {AbortSignal} signal */
  async #receive(signal) {
    const { store, base, goal } = this;
    const have = { ...this.#received };
    const parts = this.stream({
      base,
      ...goal,
      have,
      signal,
      onRetry: (again) => {
        this.#retrying = again;
      },
      onProgress: ({ bytes, totalBytes }) => {
        this.#bytes.received = bytes;
        this.#bytes.total = this.#bytes.before + totalBytes;
      },
    });
    for await (const { split, images, labels } of parts) {
      if (signal.aborted) return;
      this.#retrying = null;
      const part = this.prepare({ images, labels }, split, this.#received[split]);
      store.append(split, part.images, part.labels);
      this.#received[split] += labels.length;
      if (this.#received[split] >= goal[split]) store.close(split);
      this.onArrival();
    }
  }

  /** Ends the download and frees the images. */
  dispose() {
    this.#download?.abort();
    this.store.dispose();
  }
}

/**
 * What an experiment asks for, in a store of its own.
 *
 * @param {import('../engine/engine.js').Engine} engine
 * @param {import('./protocol.js').Experiment} experiment
 * @param {StreamMnist} stream
 * @param {string} base address of the packed images
 * @param {() => void} onArrival
 * @returns {Supply}
 */
export function feedOf(engine, experiment, stream, base, onArrival) {
  const { data, seed } = experiment;
  const { source, input = 0 } = datasetOf(data.name) ?? {};
  if (source !== 'FILES') return new Stock(engine, experiment, input);
  const { train, test } = data;
  return new Feed({
    store: engine.createStore({ train, test, input }),
    prepare: (part, split, first) => engine.prepareImages(part, { split, first, data, seed }),
    goal: { train, test },
    stream,
    base,
    onArrival,
  });
}
