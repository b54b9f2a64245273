import { demandLabels, demandRows, statusError } from './arrays.js';
import { StrataError } from './errors.js';
import { evaluatePart, evaluateRows } from './evaluate.js';
import { parseSections } from './experiment/index.js';
import { Status } from './exports.js';
import { demandParameters, tensorsOf } from './parameters.js';
import { buildNetwork, demandAccepted, writeHyper } from './spec.js';
import { Part, readState, readTensor, writeState, writeTensor } from './tensors.js';

/** @typedef {import('./engine.js').Engine} Engine */
/** @typedef {import('./store.js').DataStore} DataStore */
/** @typedef {import('./experiment/index.js').Sections} Sections */

/**
 * @typedef {object} Parameter one trained array
 * @property {string} name as in the state_dict of a torch.nn.Sequential: `0.weight`, `0.bias`, `1.weight` (prelu)
 * @property {number[]} shape weight [out, in], bias [out], prelu's slope [1]
 * @property {Float32Array} data row-major
 *
 * @typedef {{ step: number, layer: number, what: 'weight' | 'activation' | 'gradient' }} NonFinite
 *   where the first infinite or undefined number arose: optimiser step (from 1), index in `layers`, and kind
 *
 * @typedef {object} StepResult
 * @property {number} loss mean loss over the batch before the step, NaN if the step did not get that far
 * @property {NonFinite} [nonFinite] present if the step met a number that is not finite; unless `what` is "weight", the
 *   parameters are then as before the step, which does not count
 *
 * @typedef {object} Evaluation
 * @property {number} loss mean over the rows
 * @property {number} accuracy share of right answers, 0 to 1
 * @property {Uint32Array} confusion [out · out], row = true class, column = answer
 *
 * @typedef {{ loss: number, accuracy: null, confusion: null }} ValueEvaluation of numbers to aim at that stand for no class
 *
 * @typedef {{ steps: number, parts: Float32Array[][] }} State `parts`: parameters, then each state of the optimiser, by
 *   tensor
 *
 * @typedef {{ answers: Uint32Array, confidences: Float32Array }} Verdicts by row: the class with the largest output, and
 *   that output as `predict` gives it. Of a single output: 0, and the output
 */

/** A network in the engine's memory. Made by `engine.createNetwork`; call `dispose` when it is no longer needed. */
export class Network {
  #engine;
  #block = 0;
  #net = 0;
  #names;

  /**
   * @param {Engine} engine
   * @param {unknown} document a whole experiment or its sections
   * @param {number} input numbers per row
   */
  constructor(engine, document, input) {
    this.#engine = engine;
    /** What the network was made from, with every default filled in. @type {Sections} */
    this.sections = parseSections(document, { input });
    /** @readonly Numbers per input row. @type {number} */
    this.input = input;
    const { block, net } = buildNetwork(engine, this.sections, input);
    this.#block = block;
    this.#net = net;
    /** @readonly Numbers per output row. @type {number} */
    this.output = engine.c.strata_output(this.#net);
    this.#names = tensorsOf(engine.c, this.#net, this.sections.layers);
  }

  /** Names and shapes of the parameters, in their order. @type {readonly import('./parameters.js').Tensor[]} */
  get tensors() {
    return this.#names;
  }

  /** The engine whose memory the network is in. @type {Engine} */
  get engine() {
    return this.#engine;
  }

  /** Address of the network inside the engine. @internal */
  get address() {
    if (this.#net === 0) {
      throw new StrataError(
        'network-disposed',
        'This network was disposed of; create a new one to go on.',
      );
    }
    return this.#net;
  }

  /**
   * All parameters, as copies.
   * @returns {Parameter[]}
   */
  parameters() {
    return this.#read(Part.VALUE);
  }

  /**
   * @param {string} name of one of them
   * @returns {Parameter} a copy
   * @throws {StrataError} `parameter-unknown`
   */
  parameter(name) {
    const net = this.address;
    const index = this.#names.findIndex((tensor) => tensor.name === name);
    const tensor = this.#names[index];
    if (tensor) return readTensor(this.#engine, net, { index, tensor }, Part.VALUE);
    const names = this.#names.map((tensor) => tensor.name).join(', ');
    const message = `There is no parameter "${name}"; there are ${names}.`;
    throw new StrataError('parameter-unknown', message);
  }

  /**
   * Gradients of the last trainBatch or training step, as copies; zeros before the first.
   * @returns {Parameter[]}
   */
  gradients() {
    return this.#read(Part.GRADIENT);
  }

  /**
   * @param {readonly { name: string, shape: readonly number[], data: ArrayLike<number> }[]} list as `parameters()`
   *   gives it: each name once, in any order
   * @throws {StrataError} `parameters-mismatch`; nothing is set then
   *
   * @example
   * const engine = await loadEngine();
   * const net = engine.createNetwork({ layers: [{ type: 'linear', units: 1 }] }, { input: 2 });
   * net.setParameters([
   *   { name: '0.weight', shape: [1, 2], data: [1, 2] },
   *   { name: '0.bias', shape: [1], data: [0.5] },
   * ]);
   * console.log(...net.forward(Float32Array.of(10, 100))); // 210.5
   */
  setParameters(list) {
    const net = this.address;
    const arrays = demandParameters(list, this.#names);
    arrays.forEach((data, i) => {
      writeTensor(this.#engine, net, i, Part.VALUE, data);
    });
  }

  /**
   * Everything that training goes on from: steps taken, parameters and the optimiser's memory.
   * @returns {State} copies
   */
  state() {
    return readState(this.#engine, this.address, this.#names, this.sections.optimizer.name);
  }

  /**
   * @param {State} state of a network of the same layers and optimiser
   * @throws {StrataError} `state-mismatch`; nothing is set then
   */
  restore(state) {
    const net = this.address;
    const own = this.state();
    const fits =
      state.parts.length === own.parts.length &&
      state.parts.every((part, k) =>
        own.parts[k]?.every((data, i) => data.length === part[i]?.length),
      );
    if (!fits || !Number.isInteger(state.steps) || state.steps < 0) {
      throw new StrataError('state-mismatch', 'This state belongs to another network.');
    }
    writeState(this.#engine, net, state);
  }

  /**
   * One optimiser step over the whole batch.
   * @param {Float32Array | Uint8Array} x [n · input]; bytes are pixels, used as value / 255
   * @param {Uint8Array | Float32Array} labels classes [n], or numbers to aim at [n · output]
   * @returns {StepResult}
   * @throws {StrataError} `array-type`, `array-length`, `label-range`, `targets-unfit`
   *
   * @example
   * const engine = await loadEngine();
   * const net = engine.createNetwork({ layers: [{ type: 'linear', units: 3 }], init: { name: 'zeros' } }, { input: 2 });
   * const { loss } = net.trainBatch(Float32Array.of(1, 0, 0, 1), Uint8Array.of(0, 2));
   * console.log(loss.toFixed(6)); // 1.098612
   */
  trainBatch(x, labels) {
    const net = this.address;
    const { c } = this.#engine;
    return this.#withBatch(x, labels, (rows, at, report) => {
      const status = c.strata_step(net, at.pixels, at.numbers, at.labels, at.targets, rows, report);
      if (status !== Status.OK && status !== Status.NONFINITE)
        throw statusError(status, this, labels);
      const loss = c.strata_report(report, 0);
      if (status === Status.OK) return { loss };
      return { loss: loss === 0 ? Number.NaN : loss, nonFinite: this.#engine.nonFinite(report) };
    });
  }

  /**
   * Outputs of the last layer (logits), in evaluation mode.
   * @param {Float32Array | Uint8Array} x [n · input]
   * @returns {Float32Array} [n · output]
   */
  forward(x) {
    return this.#outputs(x, 0);
  }

  /**
   * Outputs as probabilities: softmax for cross_entropy, sigmoid for binary_cross_entropy_with_logits; for other losses
   * the outputs as they are.
   * @param {Float32Array | Uint8Array} x [n · input]
   * @returns {Float32Array} [n · output]
   */
  predict(x) {
    return this.#outputs(x, 1);
  }

  /**
   * @template {Uint8Array | Float32Array} L
   * @param {Float32Array | Uint8Array} x [n · input]
   * @param {L} labels classes [n], or numbers to aim at [n · output], whose largest counts as class; where there is but one
   *   per row, accuracy and confusion are null
   * @returns {L extends Uint8Array ? Evaluation : Evaluation | ValueEvaluation}
   *
   * @example
   * const engine = await loadEngine();
   * const net = engine.createNetwork({ layers: [{ type: 'linear', units: 2 }], init: { name: 'constant', val: 1 } }, { input: 1 });
   * console.log(net.evaluate(Float32Array.of(1, 2, 3), Uint8Array.of(0, 0, 1)).confusion.join()); // 2,0,1,0
   */
  evaluate(x, labels) {
    return this.#withBatch(x, labels, (rows, at, report) => {
      const from = { ...at, packed: 0, verdicts: 0 };
      const { loss, right, confusion } = evaluateRows(this, from, rows, { report, labels });
      const classes = labels instanceof Uint8Array || this.output > 1;
      const found = classes
        ? { loss: loss / rows, accuracy: right / rows, confusion }
        : { loss: loss / rows, accuracy: null, confusion: null };
      return /** @type {L extends Uint8Array ? Evaluation : Evaluation | ValueEvaluation} */ (
        found
      );
    });
  }

  /**
   * Evaluation of part of a store, as sums, so that slices can be added up.
   * @param {DataStore} store
   * @param {'train' | 'test'} split
   * @param {number} first
   * @param {number} count
   * @returns {import('./evaluate.js').PartEvaluation}
   * @throws {StrataError} `store-range`, `store-input`, `store-targets`, `engine-mixed`, `label-range`
   */
  evaluateStore(store, split, first, count) {
    return evaluatePart(this, store, { split, first, count });
  }

  /**
   * Sets the optimiser's hyper-parameters for the steps from now on.
   * @param {import('./experiment/index.js').Named} optimizer the same optimiser with other values
   * @param {{ schedule?: import('./experiment/index.js').Named, clip?: import('./experiment/index.js').Named }} [others]
   *   schedule of the learning rate and way of limiting gradients, where these change too
   * @throws {StrataError} `experiment-invalid`; `optimizer-fixed` for another optimiser, whose memory differs
   */
  setOptimizer(optimizer, others = {}) {
    const net = this.address;
    const { c, heap } = this.#engine;
    const changed = { ...this.sections, ...others, optimizer };
    const sections = parseSections(changed, { input: this.input });
    if (sections.optimizer.name !== this.sections.optimizer.name) {
      const message = `The optimiser is ${this.sections.optimizer.name} and stays so; create a new network for another.`;
      throw new StrataError('optimizer-fixed', message, { path: 'optimizer.name' });
    }
    heap.borrow([c.strata_spec_bytes(), c.strata_why_bytes()], (spec = 0, why = 0) => {
      heap.u8(spec, c.strata_spec_bytes()).fill(0);
      writeHyper(c, spec, sections);
      demandAccepted(c, c.strata_set_hyper(net, spec, why), why);
    });
    this.sections = sections;
  }

  /**
   * A 64-bit hash over the bits of all parameters, as 16 hex digits: equal for equal parameters, whatever computed them.
   * @returns {string}
   */
  fingerprint() {
    const net = this.address;
    const { c, heap } = this.#engine;
    return heap.borrow([8], (at = 0) => {
      c.strata_fingerprint(net, at);
      const [low = 0, high = 0] = heap.u32(at, 2);
      return [high, low].map((half) => half.toString(16).padStart(8, '0')).join('');
    });
  }

  /** Gives the memory back. Any later use but another `dispose` throws `network-disposed`. */
  dispose() {
    this.#engine.heap.release(this.#block);
    this.#block = 0;
    this.#net = 0;
  }

  /** @param {number} part @returns {Parameter[]} */
  #read(part) {
    const net = this.address;
    return this.#names.map((tensor, index) =>
      readTensor(this.#engine, net, { index, tensor }, part),
    );
  }

  /** @param {Float32Array | Uint8Array} x @param {number} probabilities */
  #outputs(x, probabilities) {
    const net = this.address;
    const { c, heap } = this.#engine;
    const rows = demandRows(x, this.input);
    const size = rows * this.output;
    return heap.borrow([x.byteLength, 4 * size], (input = 0, outputs = 0) => {
      const [pixels, numbers] = this.#engine.put(x, input);
      c.strata_forward(net, pixels, numbers, rows, probabilities, outputs);
      return heap.f32(outputs, size).slice();
    });
  }

  /**
   * @template T
   * @param {Float32Array | Uint8Array} x
   * @param {Uint8Array | Float32Array} labels
   * @param {(rows: number, at: { pixels: number, numbers: number, labels: number, targets: number }, report: number) => T} work
   */
  #withBatch(x, labels, work) {
    const { c, heap } = this.#engine;
    const rows = demandRows(x, this.input);
    demandLabels(labels, rows, this.output);
    const sizes = [x.byteLength, labels.byteLength, c.strata_report_bytes()];
    return heap.borrow(sizes, (input = 0, answers = 0, report = 0) => {
      const [pixels, numbers] = this.#engine.put(x, input);
      const [classes, targets] = this.#engine.put(labels, answers);
      c.strata_report_clear(report);
      return work(rows, { pixels, numbers, labels: classes, targets }, report);
    });
  }
}
