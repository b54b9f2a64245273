import { bendingLayers, pieceAt } from './bends.js';

/** @typedef {import('./bends.js').Bending} Bending */
/** @typedef {import('./pieces.js').Bare} Bare */

/** Points of a line over which pieces are looked for. */
const LINE = 2001;
/** Points from one to the next of the three that tell whether a piece is bent. */
const REACH = 10;
/** Halvings of the space between two points, which leave a part as small as a number's last digit. */
const HALVINGS = 14;

/**
 * @typedef {object} Line what a network with one input does
 * @property {Float32Array} x ascending
 * @property {Float32Array} y [points · outputs]
 * @property {number[]} kinks places of x where a unit changes over to another slope
 * @property {number} bend the largest second difference of y where no unit does, as a part of the largest y: rounding, where
 *   all activations are piecewise linear
 *
 * @typedef {object} Change of a unit to another slope
 * @property {number} layer its activation
 * @property {number} unit
 * @property {number} x
 */

/** A network with one input, followed over a line. */
export class Track {
  /** Of every unit, in the order of their places. @type {Change[]} */
  changes = [];
  /** Of the layers asked for, what comes out of them by point. @type {Map<number, Float32Array>} */
  outputs = new Map();
  #subject;
  #bending;
  /** Between which points a unit changes over. @type {{ layer: number, unit: number, before: number, bends: number[] }[]} */
  #found = [];

  /**
   * @param {Bare} subject
   * @param {readonly [number, number]} range
   * @param {readonly number[]} [kept] layers whose outputs are of use
   */
  constructor(subject, [low, high], kept = []) {
    const { net } = subject;
    this.#subject = subject;
    this.#bending = bendingLayers(net);
    this.x = Float32Array.from({ length: LINE }, (_, i) => low + ((high - low) * i) / (LINE - 1));
    this.y = new Float32Array(LINE * net.output);
    this.kept = kept;
  }

  /** @param {number} [atOnce] points @returns {Generator<number, void>} the share that is done */
  *go(atOnce = LINE) {
    /** @type {Float32Array[]} */
    let last = [];
    for (let first = 0; first < LINE; first += atOnce) {
      const part = this.x.subarray(first, first + atOnce);
      const outputs = this.#subject.diagnosis.trace(part);
      this.#note(first, part.length, outputs, last);
      last = outputs.map((list) => list.slice(-list.length / part.length));
      yield (first + part.length) / LINE;
    }
    yield* this.#place(atOnce);
  }

  /**
   * @param {number} first point
   * @param {number} count
   * @param {Float32Array[]} outputs of all layers
   * @param {Float32Array[]} last those of the point before
   */
  #note(first, count, outputs, last) {
    const { net } = this.#subject;
    this.y.set(outputs.at(-1) ?? [], first * net.output);
    for (const layer of this.kept) {
      const own = outputs[layer] ?? new Float32Array();
      const all = this.outputs.get(layer) ?? new Float32Array((own.length / count) * LINE);
      all.set(own, (first * own.length) / count);
      this.outputs.set(layer, all);
    }
    for (const { layer, bends } of this.#bending) {
      const z = outputs[layer - 1] ?? this.x.subarray(first, first + count);
      const width = z.length / count;
      for (let unit = 0; unit < width; unit++) {
        let before = first === 0 ? z[unit] : (last[layer - 1]?.[unit] ?? this.x[first - 1]);
        for (let i = 0; i < count; i++) {
          const now = z[i * width + unit];
          const [from, to] = [pieceAt(bends, before ?? 0), pieceAt(bends, now ?? 0)];
          if (from !== to) {
            const passed = bends.at.slice(Math.min(from, to), Math.max(from, to));
            this.#found.push({ layer, unit, before: first + i - 1, bends: passed });
          }
          before = now;
        }
      }
    }
  }

  /**
   * Finds the places themselves, all of them together.
   *
   * @param {number} atOnce points
   * @returns {Generator<number, void>}
   */
  *#place(atOnce) {
    const places = this.#found.flatMap(({ layer, unit, before, bends }) =>
      bends.map((bend) => ({
        layer,
        unit,
        bend,
        low: this.x[before] ?? 0,
        high: this.x[before + 1] ?? 0,
        above: false,
      })),
    );
    if (places.length > LINE) return this.#roughly();
    for (let halving = 0; halving <= HALVINGS; halving++) {
      for (let first = 0; first < places.length; first += atOnce) {
        const part = places.slice(first, first + atOnce);
        const points = Float32Array.from(part, ({ low, high }) =>
          halving === 0 ? low : (low + high) / 2,
        );
        const outputs = this.#subject.diagnosis.trace(points);
        for (const [i, place] of part.entries()) {
          const z = outputs[place.layer - 1] ?? points;
          const above = (z[(i * z.length) / points.length + place.unit] ?? 0) > place.bend;
          if (halving === 0) place.above = above;
          else place[above === place.above ? 'low' : 'high'] = points[i] ?? 0;
        }
        yield 1;
      }
    }
    this.changes = places
      .map(({ layer, unit, low, high }) => ({ layer, unit, x: (low + high) / 2 }))
      .sort((one, other) => one.x - other.x);
  }

  /** More than there are points: where exactly is of no use to anybody. */
  #roughly() {
    this.changes = this.#found.map(({ layer, unit, before }) => ({
      layer,
      unit,
      x: ((this.x[before] ?? 0) + (this.x[before + 1] ?? 0)) / 2,
    }));
  }

  /** The points before which some unit changes over. @returns {number[]} ascending */
  get #cuts() {
    return [...new Set(this.#found.map(({ before }) => before + 1))].sort((a, b) => a - b);
  }

  /** @returns {Line} once it has been followed to its end */
  get line() {
    const { x, y } = this;
    const cuts = this.#cuts;
    const kinks = cuts.map((i) => ((x[i] ?? 0) + (x[i - 1] ?? 0)) / 2);
    const starts = new Set(cuts);
    const width = this.#subject.net.output;
    let [bend, piece] = [0, 0];
    for (let i = 1; i < LINE; i++) {
      if (starts.has(i)) piece = i;
      for (let unit = 0; i - 2 * REACH >= piece && unit < width; unit++) {
        const at = (/** @type {number} */ before) => y[(i - before) * width + unit] ?? 0;
        bend = Math.max(bend, Math.abs(at(0) - 2 * at(REACH) + at(2 * REACH)));
      }
    }
    const largest = y.reduce((most, one) => Math.max(most, Math.abs(one)), 0);
    return { x, y, kinks, bend: bend / largest };
  }
}
