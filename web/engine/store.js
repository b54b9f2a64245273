import { demandLabels, demandRows } from './arrays.js';
import { StrataError } from './errors.js';

/** @typedef {import('./engine.js').Engine} Engine */
/** @typedef {'train' | 'test'} Split */

/**
 * @typedef {object} StoreSize
 * @property {number} train training rows there is room for
 * @property {number} test test rows there is room for
 * @property {number} input numbers per row
 * @property {boolean} [numbers] whether rows are floats; bytes, used as value / 255, unless given
 * @property {number} [targets] numbers to aim at per row, as many as the network has outputs; 0, the default: class labels
 *
 * @typedef {{ inputs: Uint8Array | Float32Array, labels: Uint8Array }} ClassRows inputs [n · input], classes [n]
 * @typedef {{ inputs: Uint8Array | Float32Array, targets: Float32Array }} ValueRows inputs [n · input], numbers to aim at
 *   [n · outputs]
 */

/**
 * Rows, such as images, with their labels or targets in the engine's memory, filled in order as they arrive. Made by
 * `engine.createStore`.
 */
export class DataStore {
  #block;
  /** Addresses of the first row's parts; 0 for what there is not. */
  #at;
  /** Rows before a split's first one, rows it has room for, rows that are there. @type {Record<Split, { start: number, capacity: number, count: number }>} */
  #parts;
  /** Blocks of packed images. @type {number[]} */
  #packs = [];
  #disposed = false;

  /**
   * @param {Engine} engine
   * @param {StoreSize} size
   * @throws {StrataError} `store-size`, `memory`
   */
  constructor(engine, { train, test, input, numbers = false, targets = 0 }) {
    for (const [path, value] of Object.entries({ train, test, input, targets })) {
      const least = path === 'targets' ? 0 : 1;
      if (Number.isSafeInteger(value) && value >= least) continue;
      const message = `A data store cannot have ${path}: ${value}; give a whole number from ${least} on.`;
      throw new StrataError('store-size', message, { path });
    }
    /** @readonly The engine whose memory the rows are in. @type {Engine} */
    this.engine = engine;
    /** @readonly Numbers per row. @type {number} */
    this.input = input;
    /** @readonly Whether rows are floats. @type {boolean} */
    this.numbers = numbers;
    /** @readonly Numbers to aim at per row; 0 where rows have classes. @type {number} */
    this.targets = targets;
    const both = train + test;
    // What holds words comes first, so that all of it lies at multiples of four.
    const bytes = {
      lists: numbers ? 0 : 4 * both,
      targets: 4 * both * targets,
      inputs: (numbers ? 4 : 1) * both * input,
      labels: targets > 0 ? 0 : both,
    };
    // One block for all, so that none is left behind where the next does not fit.
    this.#block = engine.heap.allocate(bytes.lists + bytes.targets + bytes.inputs + bytes.labels);
    const lists = this.#block;
    engine.heap.u8(lists, bytes.lists).fill(0);
    const goals = lists + bytes.lists;
    const inputs = goals + bytes.targets;
    this.#at = { lists, targets: goals, inputs, labels: inputs + bytes.inputs };
    this.#parts = {
      train: { start: 0, capacity: train, count: 0 },
      test: { start: train, capacity: test, count: 0 },
    };
  }

  /** @param {Split} split @returns {number} rows that have arrived */
  count(split) {
    return this.#part(split).count;
  }

  /** No more rows will come: those that are there are all. @param {Split} split */
  close(split) {
    const part = this.#part(split);
    part.capacity = part.count;
  }

  /** @param {Split} split @returns {number} rows there is room for, or that there are once closed */
  capacity(split) {
    return this.#part(split).capacity;
  }

  /**
   * Adds rows behind those that are there.
   * @param {Split} split
   * @param {Uint8Array | Float32Array} inputs [n · input] pixels, or floats where the store is of such
   * @param {Uint8Array | Float32Array} answers [n] classes, or [n · targets] floats
   * @throws {StrataError} `array-type`, `array-length`, `store-full`
   */
  append(split, inputs, answers) {
    this.#demandKinds(inputs, answers);
    const rows = demandRows(inputs, this.input);
    demandLabels(answers, rows, this.targets);
    const part = this.#part(split);
    if (part.count + rows > part.capacity) {
      const message = `${part.count + rows} ${split} rows do not fit into a store for ${part.capacity}.`;
      throw new StrataError('store-full', message);
    }
    const at = this.locate(split, part.count, 0);
    const { engine } = this;
    engine.put(inputs, at.pixels + at.numbers);
    engine.put(answers, at.labels + at.targets);
    if (!this.numbers) this.#pack(at, rows);
    part.count += rows;
  }

  /** @param {unknown} inputs @param {unknown} answers */
  #demandKinds(inputs, answers) {
    const [wide, aim] = [this.numbers, this.targets > 0].map((floats) =>
      floats ? Float32Array : Uint8Array,
    );
    if (wide && aim && inputs instanceof wide && answers instanceof aim) return;
    const message = `This store takes a ${wide?.name} of inputs and a ${aim?.name} of ${this.targets > 0 ? 'targets' : 'labels'}.`;
    throw new StrataError('array-type', message);
  }

  /**
   * Copies of rows first to first + count, which must have arrived.
   * @param {Split} split
   * @param {number} first
   * @param {number} count
   * @returns {ClassRows | ValueRows}
   * @throws {StrataError} `store-disposed`, `store-range`
   */
  rows(split, first, count) {
    const { heap } = this.engine;
    const at = this.locate(split, first, count);
    const size = count * this.input;
    const inputs = (this.numbers ? heap.f32(at.numbers, size) : heap.u8(at.pixels, size)).slice();
    if (this.targets === 0) return { inputs, labels: heap.u8(at.labels, count).slice() };
    return { inputs, targets: heap.f32(at.targets, count * this.targets).slice() };
  }

  /**
   * The same of a store of pixels with classes.
   * @param {Split} split
   * @param {number} first
   * @param {number} count
   * @returns {{ images: Uint8Array, labels: Uint8Array }}
   * @throws {StrataError} `store-kind`, `store-disposed`, `store-range`
   */
  read(split, first, count) {
    const rows = this.rows(split, first, count);
    if (rows.inputs instanceof Uint8Array && 'labels' in rows)
      return { images: rows.inputs, labels: rows.labels };
    throw new StrataError('store-kind', 'This store has no pixels with classes; ask for rows.');
  }

  /**
   * The classes of rows first to first + count, which must have arrived.
   * @param {Split} split
   * @param {number} first
   * @param {number} count
   * @returns {Uint8Array} copies [count]; none where rows have targets
   * @throws {StrataError} `store-disposed`, `store-range`
   */
  labels(split, first, count) {
    const { labels } = this.locate(split, first, count);
    return this.engine.heap.u8(labels, labels === 0 ? 0 : count).slice();
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
   * Addresses of rows first to first + count, which must have arrived; 0 for what the store does not have.
   * @internal
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
      const message = `Rows ${first} to ${first + count} were asked for; ${part.count} ${split} rows are there.`;
      throw new StrataError('store-range', message);
    }
    const row = part.start + first;
    const { lists, targets, inputs, labels } = this.#at;
    return {
      pixels: this.numbers ? 0 : inputs + row * this.input,
      numbers: this.numbers ? inputs + 4 * row * this.input : 0,
      packed: this.numbers ? 0 : lists + 4 * row,
      labels: this.targets > 0 ? 0 : labels + row,
      targets: this.targets > 0 ? targets + 4 * row * this.targets : 0,
    };
  }

  /**
   * @internal
   * @param {import('./network.js').Network} network that is to see these rows
   * @throws {StrataError} `store-input`, `store-targets`, `engine-mixed`
   */
  demandFit(network) {
    if (network.engine !== this.engine) {
      const message =
        'The network and the data store belong to two engines; make both with the same.';
      throw new StrataError('engine-mixed', message);
    }
    if (network.input !== this.input) {
      const message = `The network takes ${network.input} numbers per row; the data have ${this.input}.`;
      throw new StrataError('store-input', message);
    }
    if (this.targets > 0 && network.output !== this.targets) {
      const message = `The network puts out ${network.output} numbers per row; the data have ${this.targets} to aim at.`;
      throw new StrataError('store-targets', message);
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
