import { demandRows } from './arrays.js';
import { generate } from './data/generate.js';
import { prepareImages } from './data/prepare.js';
import { Diagnosis } from './diagnosis.js';
import { StrataError } from './errors.js';
import { ExperimentError, parseSections } from './experiment/index.js';
import { whats } from './exports.js';
import { Network } from './network.js';
import { Run } from './run.js';
import { paramNumbers } from './spec.js';
import { DataStore } from './store.js';
import { rowIndex, tables } from './tables.js';
import { train } from './train.js';

/** @typedef {import('./exports.js').EngineExports} EngineExports */
/** @typedef {import('./network.js').NonFinite} NonFinite */

/** One loaded module with its memory. Made by `loadEngine`. */
export class Engine {
  /**
   * @param {EngineExports} c
   * @param {import('./memory.js').Heap} heap
   * @param {{ kernels: 'strict' | 'fast', backend: 'simd128' | 'scalar' | 'relaxed', note: string }} build
   */
  constructor(c, heap, { kernels, backend, note }) {
    /** @readonly @internal */
    this.c = c;
    /** @readonly @internal */
    this.heap = heap;
    /** @readonly Which kernels run: `strict` gives the same bits everywhere. @type {'strict' | 'fast'} */
    this.kernels = kernels;
    /** @readonly What they compute with. @type {'simd128' | 'scalar' | 'relaxed'} */
    this.backend = backend;
    /** @readonly Why other kernels run than were asked for, or empty. @type {string} */
    this.note = note;
  }

  /** Rows of the activation functions. @type {readonly import('./tables.js').ActivationRow[]} */
  get activations() {
    return tables.activations;
  }

  /** Bytes of memory the engine holds. @type {number} */
  get memoryBytes() {
    return this.heap.bytes;
  }

  /**
   * Values of an activation, computed by the kernel that trains.
   * @param {string} name
   * @param {Readonly<Record<string, number | string>>} params by name; left-out ones take their defaults
   * @param {Float32Array} x
   * @returns {Float32Array} f(x), same length
   * @throws {StrataError} `experiment-invalid`, `array-type`
   *
   * @example
   * const engine = await loadEngine();
   * console.log(engine.activate('softplus', { beta: 2 }, Float32Array.of(-1, 0, 1))[1]); // 0.3465735912322998
   */
  activate(name, params, x) {
    const { act, a, b } = activation(name, params);
    return this.#map(x, (from, to) => this.c.strata_activate(act, a, b, x.length, from, to));
  }

  /**
   * Derivatives of an activation; at kinks, torch's.
   * @param {string} name
   * @param {Readonly<Record<string, number | string>>} params
   * @param {Float32Array} x
   * @returns {Float32Array} f′(x), same length
   * @throws {StrataError} `experiment-invalid`, `array-type`
   *
   * @example
   * const engine = await loadEngine();
   * console.log(...engine.activateGrad('leaky_relu', { negative_slope: 0.25 }, Float32Array.of(-1, 1))); // 0.25 1
   */
  activateGrad(name, params, x) {
    const { act, a, b } = activation(name, params);
    return this.#map(x, (from, to) =>
      this.c.strata_activate_grad(act, a, b, x.length, from, from, to),
    );
  }

  /**
   * A network with parameters drawn from the seed.
   * @param {unknown} document a whole experiment (object or JSON text), or its sections layers, loss, optimizer, init, seed
   * @param {{ input: number }} options numbers per input row, 1 to 65,536
   * @returns {Network}
   * @throws {StrataError} `experiment-invalid` with every problem; `memory`
   *
   * @example
   * const engine = await loadEngine();
   * const layers = [{ type: 'linear', units: 3 }, { type: 'activation', name: 'tanh' }, { type: 'linear', units: 2 }];
   * const net = engine.createNetwork({ layers, seed: 7 }, { input: 4 });
   * console.log(net.parameters().map(({ name, shape }) => `${name} [${shape}]`).join(' ')); // 0.weight [3,4] 0.bias [3] 2.weight [2,3] 2.bias [2]
   */
  createNetwork(document, options) {
    return new Network(this, document, options?.input);
  }

  /**
   * Room for rows, such as images, that arrive bit by bit.
   * @param {import('./store.js').StoreSize} size
   * @returns {DataStore}
   * @throws {StrataError} `store-size`, `memory`
   */
  createStore(size) {
    return new DataStore(this, size);
  }

  /**
   * Training that the caller advances as far as it likes.
   * @param {Network} network
   * @param {DataStore} store its room for training rows is the size of an epoch
   * @param {{ batch: number, seed: number, epochs: number }} options `epochs` may be Infinity; a larger batch is all of
   *   an epoch
   * @returns {Run}
   * @throws {StrataError} `run-options`, `store-input`, `store-targets`, `engine-mixed`, `memory`
   */
  createRun(network, store, options) {
    return new Run(network, store, options);
  }

  /**
   * Trains a network to the end, letting the event loop turn every few milliseconds.
   * @template {import('./train.js').TrainData} D
   * @param {Network} network
   * @param {D} data such as `loadData` gives: at least one row each for training and test
   * @param {import('./train.js').TrainOptions} [options]
   * @returns {Promise<import('./train.js').ReportOn<D>>}
   * @throws {StrataError} `run-options`, `array-type`, `array-length`, `label-range`, `targets-unfit`,
   *   `network-disposed`, `memory`
   *
   * @example
   * const engine = await loadEngine();
   * const mnist = await loadMnist({ train: 2000, test: 500 });
   * const net = engine.createNetwork({ layers: [{ type: 'linear', units: 10 }] }, { input: 784 });
   * const report = await engine.train(net, mnist, { epochs: 2, batch: 50 });
   * console.log(report.steps, report.testAccuracy > 0.7); // 80 true
   */
  train(network, data, options) {
    return train(network, data, options);
  }

  /**
   * Images as an experiment uses them: training images with its noise, and only those of its classes.
   * @param {{ images: Uint8Array, labels: Uint8Array }} part left as it is
   * @param {{ split: 'train' | 'test', first: number, data: import('./experiment/index.js').Data, seed: number }} options
   *   `first`: number of the first of these images in the data set; `data` and `seed` are the experiment's
   *
   * @example
   * const engine = await loadEngine();
   * const { train } = await loadMnist({ train: 1000, test: 1 });
   * const layers = [{ type: 'linear', units: 10 }];
   * const { data, seed } = parseExperiment({ strata: 1, data: { name: 'mnist', classes: [3, 8] }, layers });
   * const some = engine.prepareImages(train, { split: 'train', first: 0, data, seed });
   * console.log(some.labels.every((label) => label === 3 || label === 8)); // true
   */
  prepareImages(part, options) {
    return prepareImages(this, part, options);
  }

  /**
   * The rows of a data set that the engine makes from the seed, or that the document gives. A row follows from seed, split
   * and its own number: more rows leave the first ones as they are.
   * @param {import('./experiment/index.js').Data} data of a parsed experiment
   * @param {number} seed the experiment's
   * @returns {import('./data/generate.js').Generated}
   * @throws {StrataError} `data-loaded` for mnist; `memory`
   *
   * @example
   * const engine = await loadEngine();
   * const layers = [{ type: 'linear', units: 1 }];
   * const { data, seed } = parseExperiment({ strata: 1, data: { name: 'abs', noise: 0 }, layers });
   * const { train } = engine.generate(data, seed);
   * console.log(train.inputs.length, 'targets' in train && train.targets[0] === Math.abs(train.inputs[0])); // 500 true
   */
  generate(data, seed) {
    return generate(this, data, seed);
  }

  /**
   * Views of what goes on inside a network.
   * @param {Network} network
   * @returns {Diagnosis}
   */
  diagnose(network) {
    return new Diagnosis(network);
  }

  /**
   * Copies an array into memory.
   * @internal
   * @param {Uint8Array | Float32Array} array
   * @param {number} at
   * @returns {[number, number]} its address as bytes and as floats, one of which is 0
   */
  put(array, at) {
    if (array instanceof Uint8Array) {
      this.heap.u8(at, array.length).set(array);
      return [at, 0];
    }
    this.heap.f32(at, array.length).set(array);
    return [0, at];
  }

  /**
   * @internal
   * @param {number} report address of a report
   * @returns {NonFinite}
   */
  nonFinite(report) {
    const [layer = 0, what = 0, step = 0] = [3, 4, 5].map((field) =>
      this.c.strata_report(report, field),
    );
    return { step, layer, what: whats[what] ?? 'activation' };
  }

  /**
   * @param {Float32Array} x
   * @param {(from: number, to: number) => void} kernel
   */
  #map(x, kernel) {
    if (!(x instanceof Float32Array)) {
      throw new StrataError(
        'array-type',
        'The arguments of an activation must be a Float32Array.',
        { path: 'x' },
      );
    }
    if (x.length === 0) return new Float32Array(0);
    demandRows(x, 1);
    return this.heap.borrow([x.byteLength, x.byteLength], (from = 0, to = 0) => {
      this.put(x, from);
      kernel(from, to);
      return this.heap.f32(to, x.length).slice();
    });
  }
}

/**
 * Row number and parameters of an activation, checked as a layer of a document is.
 * @param {string} name
 * @param {Readonly<Record<string, number | string>>} params
 */
function activation(name, params) {
  try {
    const layers = [
      { type: 'linear', units: 1 },
      { ...params, type: 'activation', name },
    ];
    const layer = /** @type {Record<string, unknown>} */ (
      parseSections({ layers }, { input: 1 }).layers[1]
    );
    const act = rowIndex(tables.activations, name);
    const [a = 0, b = 0] = paramNumbers(tables.activations[act]?.params ?? [], layer);
    return { act, a, b };
  } catch (error) {
    if (!(error instanceof ExperimentError)) throw error;
    const message = error.message.replaceAll(/^layers\[1\]\.?/gm, '');
    throw new StrataError(error.code, message, {
      path: error.path.replace(/^layers\[1\]\.?/, ''),
      cause: error,
    });
  }
}
