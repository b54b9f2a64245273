import { collapsed } from './collapsed.js';
import { lineOf, rangeOf, regionsOf, sliceRegionsOf } from './pieces.js';

/** @typedef {import('../diagnosis.js').LayerNorms} LayerNorms */
/** @typedef {import('../diagnosis.js').LayerView} LayerView */

/**
 * A network on its way.
 *
 * @typedef {object} Subject
 * @property {import('../network.js').Network} net
 * @property {import('../run.js').Run} run
 * @property {import('../store.js').DataStore} store
 * @property {import('../diagnosis.js').Diagnosis} diagnosis
 * @property {import('../network.js').NonFinite | null} nonFinite
 */

/** Images of a part of the store that are looked at together. */
const PART = 1000;
/** Images of the batch that is taken apart: a power of two, so that dividing by it rounds nothing. */
const BATCH = 64;

/** What measures need of one moment, each computed once and only if one asks for it. */
export class Scene {
  /** @type {{ loss: number, accuracy: number } | null} */
  #test = null;
  /** @type {LayerView[] | null} */
  #views = null;
  /** @type {LayerNorms[] | null} */
  #norms = null;
  /** @type {number[][] | null} */
  #active = null;
  /** @type {import('./collapsed.js').Collapsed | null} */
  #collapse = null;

  /** @param {Subject} subject */
  constructor(subject) {
    this.subject = subject;
    this.layers = subject.net.sections.layers;
    /** Of the layers, the places of the linear ones. */
    this.linear = this.layers.flatMap(({ type }, i) => (type === 'linear' ? [i] : []));
  }

  get test() {
    this.#test ??= this.#tested();
    return this.#test;
  }

  get collapse() {
    this.#collapse ??= collapsed(this.subject);
    return this.#collapse;
  }

  /** @param {number} [layer] @returns {LayerView} */
  view(layer = -1) {
    this.#views ??= this.subject.diagnosis.observe(this.#probe());
    const view = this.#views[layer];
    if (!view) throw new Error(`layer ${layer} was looked at`);
    return view;
  }

  /** @param {number} [layer] of an activation; all if none is named */
  dead(layer) {
    this.#active ??= this.#counted();
    const asked = this.#active.filter((_, i) =>
      layer === undefined ? this.layers[i]?.type === 'activation' : i === layer,
    );
    const units = asked.flat();
    return units.filter((images) => images === 0).length / units.length;
  }

  /** @param {number} [layer] */
  zeros(layer = -1) {
    const outputs = this.subject.diagnosis.trace(this.#probe())[layer] ?? new Float32Array();
    return outputs.filter((one) => one === 0).length / outputs.length;
  }

  /** @param {number} [layer] */
  steepest(layer = -1) {
    return this.#slopes(layer).reduce((most, slope) => Math.max(most, Math.abs(slope)), 0);
  }

  /** @param {number} [layer] */
  partSlopes(layer = -1) {
    const slopes = this.#slopes(layer);
    return slopes.filter((slope) => slope !== 0 && slope !== 1).length / slopes.length;
  }

  /** @param {number} layer of an activation @returns {Float32Array} of all units, for all that are looked at */
  #slopes(layer) {
    const { net, diagnosis } = this.subject;
    const images = this.#probe();
    const into = layer > 0 ? diagnosis.trace(images)[layer - 1] : floats(images);
    const { type, name, ...parameters } = /** @type {any} */ (this.layers[layer]);
    return net.engine.activateGrad(name, parameters, into ?? new Float32Array());
  }

  /** @param {number} [layer] */
  gradient(layer = -1) {
    const { run, diagnosis } = this.subject;
    this.#norms ??= diagnosis.foresee(run) ?? [];
    return this.#norms[layer]?.outputGradient ?? Number.NaN;
  }

  /** @param {number} [layer] */
  differentUnits(layer = -1) {
    const { net } = this.subject;
    const rows = net
      .parameters()
      .filter(({ name }) => name.startsWith(`${layer}.`))
      .map(({ shape, data }) => {
        const width = data.length / (shape[0] ?? 1);
        return Array.from({ length: shape[0] ?? 0 }, (_, unit) =>
          data.subarray(unit * width, (unit + 1) * width).join(),
        );
      });
    const [weights = [], biases = []] = rows;
    return new Set(weights.map((row, unit) => `${row} ${biases[unit] ?? ''}`)).size;
  }

  /** @param {number} [layer] */
  slope(layer = -1) {
    const { net } = this.subject;
    const own = net.tensors.find(({ name }) => name === `${layer}.weight`);
    return own ? (net.parameter(own.name).data[0] ?? Number.NaN) : Number.NaN;
  }

  /** The network learns nothing by it. */
  batchGap() {
    const { net, store } = this.subject;
    const count = Math.min(BATCH, store.count('train'));
    const batch = store.rows('train', 0, count);
    const [answers, each] = 'labels' in batch ? [batch.labels, 1] : [batch.targets, net.output];
    const state = net.state();
    const gradient = (/** @type {number} */ first, /** @type {number} */ rows) => {
      net.trainBatch(
        batch.inputs.subarray(first * store.input, (first + rows) * store.input),
        answers.subarray(first * each, (first + rows) * each),
      );
      const found = net.gradients();
      net.restore(state);
      return found.flatMap(({ data }) => [...data]);
    };
    const whole = gradient(0, count);
    const sums = new Float32Array(whole.length);
    for (let image = 0; image < count; image++) {
      for (const [i, one] of gradient(image, 1).entries()) sums[i] = (sums[i] ?? 0) + one;
    }
    const gap = whole.map((one, i) => Math.abs(one - (sums[i] ?? 0) / count));
    return largest(gap) / largest(whole);
  }

  /** @returns {import('./track.js').Line} over the range of the data; NaN where there is more than one input */
  get line() {
    const { net, store } = this.subject;
    if (net.input === 1) return lineOf(this.subject, rangeOf(store));
    return { x: new Float32Array(), y: new Float32Array(), kinks: [], bend: Number.NaN };
  }

  /** @returns {number} that are found in the range of the data, or between images; NaN where that is no plane */
  get regions() {
    const { net, store } = this.subject;
    if (net.input === 2) return regionsOf(this.subject, rangeOf(store)).count;
    const images = !store.numbers && this.linear[0] === 0;
    return images ? sliceRegionsOf(net, store) : Number.NaN;
  }

  /** @returns {Float32Array} for all the test rows */
  get outputs() {
    const { net, store } = this.subject;
    return net.forward(store.rows('test', 0, store.count('test')).inputs);
  }

  #tested() {
    const { net, store } = this.subject;
    const count = store.count('test');
    const sums = { loss: 0, right: 0 };
    for (let first = 0; first < count; first += PART) {
      const part = net.evaluateStore(store, 'test', first, Math.min(PART, count - first));
      sums.loss += part.lossSum;
      sums.right += part.correct ?? Number.NaN;
    }
    return { loss: sums.loss / count, accuracy: sums.right / count };
  }

  #counted() {
    const { diagnosis, store } = this.subject;
    return diagnosis.active(store, 'train', 0, store.count('train')).map((counts) => [...counts]);
  }

  #probe() {
    const { store } = this.subject;
    return store.rows('train', 0, Math.min(PART, store.count('train'))).inputs;
  }
}

/** @param {readonly number[]} list */
function largest(list) {
  return list.reduce((most, one) => Math.max(most, Math.abs(one)), 0);
}

/** @param {Uint8Array | Float32Array} inputs */
function floats(inputs) {
  if (inputs instanceof Float32Array) return inputs;
  return Float32Array.from(inputs, (pixel) => Math.fround(pixel / 255));
}
