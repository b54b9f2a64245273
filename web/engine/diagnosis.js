import { demandRows } from './arrays.js';
import { StrataError } from './errors.js';
import { FLAT } from './flat.js';
import { demandHistogram, FIELDS, none, spread, summary, unit } from './summary.js';

/** @typedef {import('./network.js').Network} Network */
/** @typedef {import('./summary.js').Summary} Summary */
/** @typedef {import('./summary.js').Range} Range */

/**
 * @typedef {object} LayerView
 * @property {Summary} input of the layer; for an activation, the pre-activations
 * @property {Summary} output
 * @property {number} dead activation: share of units whose derivative is 0 for every given image
 * @property {number} flat activation: share of all (image, unit) pairs whose derivative is nearly 0
 *
 * @typedef {object} LayerNorms of the last watched step; 0 where a layer has no parameters
 * @property {number} outputGradient of the loss by the layer's output, over the batch
 * @property {number} gradient of the loss by the layer's parameters
 * @property {number} update change of the parameters
 * @property {number} weight the parameters before it
 *
 * @typedef {{ input: Range | null, output: Range | null }} Ranges
 */

/** Looks inside a network, computed by the engine on request. Made by `engine.diagnose`. */
export class Diagnosis {
  #engine;
  #network;

  /** @param {Network} network */
  constructor(network) {
    this.#engine = network.engine;
    this.#network = network;
  }

  /**
   * What each layer does to a set of images, in evaluation mode.
   * @param {Float32Array | Uint8Array} x [n · input]
   * @param {{ bins?: number, flatBelow?: number, ranges?: readonly Ranges[] }} [options]
   *   `flatBelow`: derivatives smaller than this, rounded to single precision as they are, count as flat; 0.01 by
   *   default; `ranges` of the histograms by layer, by default from the smallest to the largest number found, which takes a second pass; where it is null, nothing is
   *   counted and the summary is empty
   * @returns {LayerView[]} one per layer
   * @throws {StrataError} `histogram-invalid`, `array-type`, `array-length`
   */
  observe(x, { bins = 40, flatBelow = FLAT, ranges } = {}) {
    const { layers } = this.#network.sections;
    demandHistogram(
      bins,
      ranges?.flatMap(({ input, output }) => [input, output].filter((range) => range !== null)),
    );
    if (!(flatBelow >= 0)) {
      const message = `flatBelow cannot be ${flatBelow}; give a number from 0 on.`;
      throw new StrataError('histogram-invalid', message, { path: 'flatBelow' });
    }
    if (ranges && ranges.length !== layers.length) {
      const message = `${ranges.length} pairs of ranges were given; ${layers.length} layers need one each.`;
      throw new StrataError('histogram-invalid', message, { path: 'ranges' });
    }
    if (ranges) return this.#observe(x, bins, flatBelow, ranges);
    const anywhere = layers.map(() => ({ input: unit, output: unit }));
    const first = this.#observe(x, 1, flatBelow, anywhere);
    const found = first.map(({ input, output }) => ({
      input: spread(input),
      output: spread(output),
    }));
    return this.#observe(x, bins, flatBelow, found);
  }

  /**
   * For how many images of a store each unit of an activation has a slope: the others do not train it.
   * @param {import('./store.js').DataStore} store
   * @param {'train' | 'test'} split
   * @param {number} first image
   * @param {number} count of images
   * @returns {Uint32Array[]} one per layer, [units]; zeros for linear layers
   * @throws {StrataError} `store-range`, `store-input`, `engine-mixed`
   */
  active(store, split, first, count) {
    const { c, heap } = this.#engine;
    store.demandFit(this.#network);
    const { pixels, packed, numbers } = store.locate(split, first, count);
    const widths = this.#widths();
    const units = widths.reduce((sum, width) => sum + width, 0);
    return heap.borrow([4 * units], (counts = 0) => {
      c.strata_active(this.#network.address, pixels, packed, numbers, count, counts);
      let at = counts;
      return widths.map((width) => {
        const part = heap.u32(at, width).slice();
        at += 4 * width;
        return part;
      });
    });
  }

  /**
   * Measures norms at every step from now on, or no longer; costs about one more pass over the parameters.
   * @param {boolean} on
   */
  watch(on) {
    this.#engine.c.strata_watch(this.#network.address, Number(on));
  }

  /** @returns {LayerNorms[]} one per layer */
  norms() {
    const { c, heap } = this.#engine;
    return this.#network.sections.layers.map((_, layer) =>
      heap.borrow([8 * 4], (at = 0) => {
        c.strata_norms(this.#network.address, layer, at);
        const [outputGradient = 0, gradient = 0, update = 0, weight = 0] = heap.f64(at, 4);
        return { outputGradient, gradient, update, weight };
      }),
    );
  }

  /**
   * The norms of a run's next step, which is then taken back: run and network stay as they are.
   * @param {import('./run.js').Run} run of this network
   * @returns {LayerNorms[] | null} one per layer; null if that step cannot be taken or is not finite
   */
  foresee(run) {
    const [state, place] = [this.#network.state(), run.place];
    this.watch(true);
    const { steps } = run.advance(1);
    this.watch(false);
    const norms = steps > 0 ? this.norms() : null;
    this.#network.restore(state);
    run.goOn(place);
    return norms;
  }

  /**
   * Summary of a parameter's values or of its gradients at the last step.
   * @param {string} name as in `network.parameters()`
   * @param {'value' | 'gradient'} part
   * @param {{ bins?: number, range?: Range }} [options] range by default from the smallest to the largest
   * @returns {Summary}
   * @throws {StrataError} `parameter-unknown`, `histogram-invalid`
   */
  summarize(name, part, { bins = 40, range } = {}) {
    demandHistogram(bins, range && [range]);
    const index = this.#network.tensors.findIndex((tensor) => tensor.name === name);
    if (index < 0) {
      const names = this.#network.tensors.map((tensor) => tensor.name).join(', ');
      throw new StrataError(
        'parameter-unknown',
        `There is no parameter "${name}"; there are ${names}.`,
      );
    }
    if (part !== 'value' && part !== 'gradient') {
      const message = `A parameter has no "${part}"; choose "value" or "gradient".`;
      throw new StrataError('parameter-unknown', message, { path: 'part' });
    }
    if (range) return this.#summarize(index, part, bins, range);
    return this.#summarize(index, part, bins, spread(this.#summarize(index, part, 1, unit)));
  }

  /**
   * The single linear layer equal to the linear layers `first` to `last`, none of which may be an activation.
   * @param {number} first index in `layers`
   * @param {number} last
   * @param {{ over?: boolean }} [options] `over`: activations behind `first` are passed over, as if they were the identity
   * @returns {{ weight: Float32Array, bias: Float32Array, shape: [number, number] }} weight [out, in], bias [out]
   * @throws {StrataError} `collapse-layers`
   */
  collapse(first, last, { over = false } = {}) {
    const { c, heap } = this.#engine;
    const net = this.#network.address;
    const layers = this.#network.sections.layers;
    const stack = layers.slice(first, last + 1);
    if (
      !(Number.isInteger(first) && stack.length > 0) ||
      stack.length !== last - first + 1 ||
      stack.some(({ type }, i) => type !== 'linear' && (i === 0 || !over))
    ) {
      const message = `Layers ${first} to ${last} are not all linear; only linear layers collapse into one.`;
      throw new StrataError('collapse-layers', message);
    }
    const widths = layers
      .slice(0, first)
      .flatMap((layer) => (layer.type === 'linear' ? [layer.units] : []));
    const columns = widths.at(-1) ?? this.#network.input;
    const rows =
      stack.flatMap((layer) => (layer.type === 'linear' ? [layer.units] : [])).at(-1) ?? 0;
    const sizes = [4 * rows * columns, 4 * rows, 4 * c.strata_collapse_floats(net, first, last)];
    return heap.borrow(sizes, (weight = 0, bias = 0, scratch = 0) => {
      c.strata_collapse(net, first, last, Number(over), weight, bias, scratch);
      return {
        weight: heap.f32(weight, rows * columns).slice(),
        bias: heap.f32(bias, rows).slice(),
        shape: /** @type {[number, number]} */ ([rows, columns]),
      };
    });
  }

  /**
   * What every layer puts out, in evaluation mode.
   * @param {Float32Array | Uint8Array} x [n · input]
   * @returns {Float32Array[]} one per layer, [n · its width]
   * @throws {StrataError} `array-type`, `array-length`
   */
  trace(x) {
    const { c, heap } = this.#engine;
    const rows = demandRows(x, this.#network.input);
    const widths = this.#widths();
    const total = widths.reduce((sum, width) => sum + rows * width, 0);
    return heap.borrow([x.byteLength, 4 * total], (input = 0, outputs = 0) => {
      const [pixels, numbers] = this.#engine.put(x, input);
      c.strata_trace(this.#network.address, pixels, numbers, rows, outputs);
      let at = outputs;
      return widths.map((width) => {
        const output = heap.f32(at, rows * width).slice();
        at += 4 * rows * width;
        return output;
      });
    });
  }

  /**
   * How outputs of a linear layer answer to each number of the input: their derivatives, where every activation on the
   * way has its mean slope over some images. One image gives the derivative there, exactly; none gives slopes of 1.
   * @param {number} layer index in `layers`
   * @param {number} first output
   * @param {number} count of outputs
   * @param {Float32Array | Uint8Array} [x] [n · input]
   * @returns {Float32Array} [count · input]
   * @throws {StrataError} `sensitivity-outputs`, `array-type`, `array-length`
   */
  sensitivity(layer, first, count, x) {
    const { c, heap } = this.#engine;
    const net = this.#network.address;
    const { input } = this.#network;
    const rows = x ? demandRows(x, input) : 0;
    const at = this.#network.sections.layers[layer];
    if (at?.type !== 'linear' || !(first >= 0 && count >= 1 && first + count <= at.units)) {
      const message = `There are no outputs ${first} to ${first + count - 1} of a linear layer ${layer}.`;
      throw new StrataError('sensitivity-outputs', message);
    }
    const sizes = [
      x?.byteLength ?? 0,
      4 * count * input,
      4 * c.strata_sensitivity_floats(net, layer),
    ];
    return heap.borrow(sizes, (from = 0, out = 0, scratch = 0) => {
      const [pixels, numbers] = x ? this.#engine.put(x, from) : [0, 0];
      c.strata_sensitivity(net, layer, first, count, pixels, numbers, rows, out, scratch);
      return heap.f32(out, count * input).slice();
    });
  }

  /** Outputs of every layer. */
  #widths() {
    let width = this.#network.input;
    return this.#network.sections.layers.map((layer) => {
      if (layer.type === 'linear') width = layer.units;
      return width;
    });
  }

  /**
   * @param {Float32Array | Uint8Array} x
   * @param {number} bins
   * @param {number} flatBelow
   * @param {readonly Ranges[]} ranges
   * @returns {LayerView[]}
   */
  #observe(x, bins, flatBelow, ranges) {
    const { c, heap } = this.#engine;
    const net = this.#network.address;
    const rows = demandRows(x, this.#network.input);
    const { layers } = this.#network.sections;
    const perView = c.strata_view_bytes() / 8;
    const units = this.#widths().reduce((sum, width) => sum + width, 0);
    const edges = ranges.flatMap(({ input, output }) => [...(input ?? none), ...(output ?? none)]);
    const sizes = [
      x.byteLength,
      8 * edges.length,
      8 * layers.length * bins,
      units,
      8 * perView * layers.length,
    ];
    return heap.borrow(sizes, (input = 0, range = 0, counts = 0, marks = 0, views = 0) => {
      const [pixels, numbers] = this.#engine.put(x, input);
      heap.f64(range, edges.length).set(edges);
      const flat = Math.fround(flatBelow);
      c.strata_observe(net, pixels, numbers, rows, flat, range, bins, counts, marks, views);
      return ranges.map((bounds, layer) => {
        const fields = heap.f64(views + 8 * perView * layer, perView);
        const histogram = (/** @type {number} */ i) =>
          heap.u32(counts + 4 * bins * (2 * layer + i), bins).slice();
        return {
          input: summary(fields.subarray(0, FIELDS), bounds.input ?? none, histogram(0)),
          output: summary(fields.subarray(FIELDS, 2 * FIELDS), bounds.output ?? none, histogram(1)),
          dead: fields[2 * FIELDS] ?? 0,
          flat: fields[2 * FIELDS + 1] ?? 0,
        };
      });
    });
  }

  /**
   * @param {number} index
   * @param {'value' | 'gradient'} part
   * @param {number} bins
   * @param {Range} range
   */
  #summarize(index, part, bins, range) {
    const { c, heap } = this.#engine;
    const net = this.#network.address;
    return heap.borrow([4 * bins, 8 * FIELDS], (counts = 0, out = 0) => {
      c.strata_tensor_summary(net, index, Number(part === 'gradient'), ...range, bins, counts, out);
      return summary(heap.f64(out, FIELDS), range, heap.u32(counts, bins).slice());
    });
  }
}
