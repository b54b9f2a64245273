import { demandLabels, demandRows } from './arrays.js';
import { StrataError } from './errors.js';

/** @typedef {import('./engine.js').Engine} Engine */
/** @typedef {'train' | 'test'} Split */

/** Images and labels in the engine's memory, filled in order as they arrive. Made by `engine.createStore`. */
export class DataStore {
  #engine;
  /** @type {Record<Split, { images: number, labels: number, capacity: number, count: number }>} */
  #parts;
  #disposed = false;

  /**
   * @param {Engine} engine
   * @param {{ train: number, test: number, input: number }} size images there is room for, and bytes per image
   */
  constructor(engine, { train, test, input }) {
    this.#engine = engine;
    /** @readonly Bytes per image. */
    this.input = input;
    this.#parts = { train: this.#reserve(train), test: this.#reserve(test) };
  }

  /** @param {Split} split @returns {number} images that have arrived */
  count(split) {
    return this.#parts[split].count;
  }

  /** @param {Split} split @returns {number} images there is room for */
  capacity(split) {
    return this.#parts[split].capacity;
  }

  /**
   * Adds images behind those that are there.
   * @param {Split} split
   * @param {Uint8Array} images [n · input] pixels
   * @param {Uint8Array} labels [n] classes
   * @throws {StrataError} `array-type`, `array-length`, `store-full`
   */
  append(split, images, labels) {
    const rows = demandRows(images, this.input);
    demandLabels(labels, rows, 0);
    const part = this.#parts[split];
    if (part.count + rows > part.capacity) {
      const message = `${part.count + rows} ${split} images do not fit into a store for ${part.capacity}.`;
      throw new StrataError('store-full', message);
    }
    const at = this.locate(split, part.count, 0);
    const { heap } = this.#engine;
    heap.u8(at.pixels, images.length).set(images);
    heap.u8(at.labels, rows).set(labels);
    part.count += rows;
  }

  /**
   * Addresses of images first to first + count, which must have arrived.
   * @param {Split} split
   * @param {number} first
   * @param {number} count
   */
  locate(split, first, count) {
    const part = this.#parts[split];
    if (this.#disposed) throw new StrataError('store-disposed', 'This data store was disposed of.');
    if (!(first >= 0 && count >= 0 && first + count <= part.count)) {
      const message = `Images ${first} to ${first + count} were asked for; ${part.count} ${split} images are there.`;
      throw new StrataError('store-range', message);
    }
    return { pixels: part.images + first * this.input, labels: part.labels + first };
  }

  /** Gives the memory back. */
  dispose() {
    if (this.#disposed) return;
    this.#disposed = true;
    for (const { images, labels } of Object.values(this.#parts)) {
      this.#engine.heap.release(images);
      this.#engine.heap.release(labels);
    }
  }

  /** @param {number} capacity */
  #reserve(capacity) {
    const { heap } = this.#engine;
    return {
      images: heap.allocate(capacity * this.input),
      labels: heap.allocate(capacity),
      capacity,
      count: 0,
    };
  }
}
