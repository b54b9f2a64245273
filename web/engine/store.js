import { demandLabels, demandRows } from './arrays.js';
import { StrataError } from './errors.js';

/** @typedef {import('./engine.js').Engine} Engine */
/** @typedef {'train' | 'test'} Split */

/** Images and labels in the engine's memory, filled in order as they arrive. Made by `engine.createStore`. */
export class DataStore {
  #block;
  /** @type {Record<Split, { images: number, labels: number, lists: number, capacity: number, count: number }>} */
  #parts;
  /** Blocks of packed images. @type {number[]} */
  #packs = [];
  #disposed = false;

  /**
   * @param {Engine} engine
   * @param {{ train: number, test: number, input: number }} size images there is room for, and bytes per image
   * @throws {StrataError} `store-size`, `memory`
   */
  constructor(engine, { train, test, input }) {
    for (const [path, value] of Object.entries({ train, test, input })) {
      if (Number.isSafeInteger(value) && value >= 1) continue;
      const message = `A data store cannot have ${path}: ${value}; give a whole number from 1 on.`;
      throw new StrataError('store-size', message, { path });
    }
    /** @readonly The engine whose memory the images are in. */
    this.engine = engine;
    /** @readonly Bytes per image. */
    this.input = input;
    // One block for all, so that none is left behind where the next does not fit.
    const both = train + test;
    this.#block = engine.heap.allocate(both * (input + 5));
    const lists = this.#block;
    engine.heap.u32(lists, both).fill(0);
    const images = lists + 4 * both;
    const labels = images + both * input;
    this.#parts = {
      train: { images, labels, lists, capacity: train, count: 0 },
      test: {
        images: images + train * input,
        labels: labels + train,
        lists: lists + 4 * train,
        capacity: test,
        count: 0,
      },
    };
  }

  /** @param {Split} split @returns {number} images that have arrived */
  count(split) {
    return this.#part(split).count;
  }

  /** No more images will come: those that are there are all. @param {Split} split */
  close(split) {
    const part = this.#part(split);
    part.capacity = part.count;
  }

  /** @param {Split} split @returns {number} images there is room for, or that there are once closed */
  capacity(split) {
    return this.#part(split).capacity;
  }

  /**
   * Adds images behind those that are there.
   * @param {Split} split
   * @param {Uint8Array} images [n · input] pixels
   * @param {Uint8Array} labels [n] classes
   * @throws {StrataError} `array-type`, `array-length`, `store-full`
   */
  append(split, images, labels) {
    if (!(images instanceof Uint8Array && labels instanceof Uint8Array)) {
      const message = 'Images and labels must each be a Uint8Array: pixels, and classes.';
      throw new StrataError('array-type', message);
    }
    const rows = demandRows(images, this.input);
    demandLabels(labels, rows, 0);
    const part = this.#part(split);
    if (part.count + rows > part.capacity) {
      const message = `${part.count + rows} ${split} images do not fit into a store for ${part.capacity}.`;
      throw new StrataError('store-full', message);
    }
    const at = this.locate(split, part.count, 0);
    const { heap } = this.engine;
    heap.u8(at.pixels, images.length).set(images);
    heap.u8(at.labels, rows).set(labels);
    this.#pack(at, rows);
    part.count += rows;
  }

  /**
   * Copies of images first to first + count, which must have arrived.
   * @param {Split} split
   * @param {number} first
   * @param {number} count
   * @returns {{ images: Uint8Array, labels: Uint8Array }}
   * @throws {StrataError} `store-disposed`, `store-range`
   */
  read(split, first, count) {
    const { heap } = this.engine;
    const { pixels, labels } = this.locate(split, first, count);
    return {
      images: heap.u8(pixels, count * this.input).slice(),
      labels: heap.u8(labels, count).slice(),
    };
  }

  /**
   * The classes of images first to first + count, which must have arrived.
   * @param {Split} split
   * @param {number} first
   * @param {number} count
   * @returns {Uint8Array} copies [count]
   * @throws {StrataError} `store-disposed`, `store-range`
   */
  labels(split, first, count) {
    return this.engine.heap.u8(this.locate(split, first, count).labels, count).slice();
  }

  /**
   * Lists the pixels of images that are not zero, so that no batch has to look for them again.
   * @param {{ pixels: number, packed: number }} at
   * @param {number} rows
   */
  #pack({ pixels, packed }, rows) {
    const { c, heap } = this.engine;
    const words = c.strata_pack_words(pixels, rows, this.input);
    if (words === 0) return;
    const out = heap.allocate(4 * words);
    this.#packs.push(out);
    c.strata_pack(pixels, rows, this.input, out, packed);
  }

  /**
   * Addresses of images first to first + count, which must have arrived.
   * @param {Split} split
   * @param {number} first
   * @param {number} count
   * @throws {StrataError} `store-disposed`, `store-range`
   */
  locate(split, first, count) {
    const part = this.#part(split);
    if (this.#disposed) throw new StrataError('store-disposed', 'This data store was disposed of.');
    const whole = Number.isInteger(first) && Number.isInteger(count);
    if (!(whole && first >= 0 && count >= 0 && first + count <= part.count)) {
      const message = `Images ${first} to ${first + count} were asked for; ${part.count} ${split} images are there.`;
      throw new StrataError('store-range', message);
    }
    return {
      pixels: part.images + first * this.input,
      packed: part.lists + 4 * first,
      labels: part.labels + first,
    };
  }

  /**
   * @param {import('./network.js').Network} network that is to see these images
   * @throws {StrataError} `store-input`, `engine-mixed`
   */
  demandFit(network) {
    if (network.engine !== this.engine) {
      const message =
        'The network and the data store belong to two engines; make both with the same.';
      throw new StrataError('engine-mixed', message);
    }
    if (network.input !== this.input) {
      const message = `The network takes ${network.input} numbers per image; the data have ${this.input}.`;
      throw new StrataError('store-input', message);
    }
  }

  /** @param {Split} split */
  #part(split) {
    if (split === 'train' || split === 'test') return this.#parts[split];
    const message = `${JSON.stringify(split)} is no part of a data store; choose "train" or "test".`;
    throw new StrataError('store-range', message);
  }

  /** Gives the memory back. */
  dispose() {
    if (this.#disposed) return;
    this.#disposed = true;
    for (const block of [this.#block, ...this.#packs]) this.engine.heap.release(block);
  }
}
