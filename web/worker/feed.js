import { downloadFaultOf } from './fault.js';
import { PIXELS } from './session.js';

/** @typedef {import('../engine/store.js').DataStore} DataStore */
/** @typedef {import('./protocol.js').DataState} DataState */
/** @typedef {{ train: number, test: number }} Counts */
/** @typedef {typeof import('../engine/data/mnist.js').streamMnist} StreamMnist */

/** How many of the test images are kept for showing. */
const SAMPLES = 500;

/** Fills a store with images as they arrive, and goes on after a failure when asked to. */
export class Feed {
  /** @type {AbortController | null} */
  #download = null;
  #bytes = { received: 0, before: 0, total: 0 };
  /** @type {DataState['retrying']} */
  #retrying = null;
  /** @type {DataState['failure']} */
  #failure = null;
  /** @type {{ images: Uint8Array, labels: Uint8Array }} */
  #samples = { images: new Uint8Array(), labels: new Uint8Array() };

  /**
   * @param {object} options
   * @param {DataStore} options.store
   * @param {Counts} options.goal
   * @param {StreamMnist} options.stream
   * @param {string} options.base address of the packed images
   * @param {() => void} options.onArrival called when images have arrived and when the download ends
   */
  constructor({ store, goal, stream, base, onArrival }) {
    this.store = store;
    this.goal = goal;
    this.stream = stream;
    this.base = base;
    this.onArrival = onArrival;
  }

  /** @returns {DataState} */
  get state() {
    return {
      train: this.store.count('train'),
      test: this.store.count('test'),
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

  /** Downloads what is missing. */
  async start() {
    if (this.#download) return;
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
    const have = { train: store.count('train'), test: store.count('test') };
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
      store.append(split, images, labels);
      if (split === 'test' && have.test === 0 && this.#samples.labels.length === 0) {
        this.#samples = {
          images: images.slice(0, SAMPLES * PIXELS),
          labels: labels.slice(0, SAMPLES),
        };
      }
      this.onArrival();
    }
  }

  /**
   * One of the first test images.
   *
   * @param {number} index any whole number: after the last comes the first again
   * @returns {{ pixels: Uint8Array, label: number } | null} null while none has arrived
   */
  sample(index) {
    const { images, labels } = this.#samples;
    const at = index % labels.length;
    const label = labels[at];
    if (label === undefined) return null;
    return { pixels: images.slice(at * PIXELS, (at + 1) * PIXELS), label };
  }

  /** Ends the download and frees the images. */
  dispose() {
    this.#download?.abort();
    this.store.dispose();
  }
}
