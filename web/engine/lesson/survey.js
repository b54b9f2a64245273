import { crossingsOf } from '../contour.js';
import { bendingLayers, pieceAt } from './bends.js';

/** @typedef {import('./bends.js').Bending} Bending */
/** @typedef {import('./pieces.js').Bare} Bare */

/** Points of either side of a square over which regions are looked for. */
const SIDE = 201;
/** Lines would cover all of the plane if there were more pieces of them. */
const MOST_LINES = 60_000;
/** What is said of a point whose outputs are not finite. */
const NO_ANSWER = 255;
/** Bits of a character that hold the pieces of several units. */
const BITS = 15;
/** Of a hash, as FNV has them. */
const [BASIS, PRIME] = [0x811c9dc5, 0x01000193];

/**
 * A network with two inputs, surveyed over a square, row by row from below. A region is where every unit stays on one
 * piece of its activation; what touches no point of the grid is not found.
 */
export class Survey {
  /** Number of its region by point, row by row from the lower left. */
  regions;
  /** Tells regions apart by the pattern of their units, also those of different times. @type {number[]} */
  marks = [];
  /** Outputs by point. */
  outputs;
  /** The class of the largest output by point; 255 where one is not finite. */
  answers;
  /** The activations that have kinks, and how many units of them there are. @type {{ layer: number, units: number }[]} */
  layers = [];
  /** By activation: units that are on, by point. @type {Uint16Array[]} */
  on = [];
  /** By activation: pieces of its units' kinks, each as x and y of either end, in steps of the grid. @type {number[][]} */
  lines = [];
  /** Activations that have too many of them, and none is kept. @type {Set<number>} */
  crowded = new Set();
  #subject;
  /** @type {readonly [number, number]} */
  #range;
  /** @type {Bending[]} */
  #bending;
  /** By activation: the numbers of the patterns of all layers up to it. @type {Map<string, number>[]} */
  #numbers;
  /** Regions with a point of every second row and column. @type {Set<number>} */
  #coarse = new Set();
  /** Of the row below. @type {Float32Array[]} */
  #below = [];

  /**
   * @param {Bare} subject
   * @param {readonly [number, number]} range of both inputs
   * @param {number} [side] points of either side
   */
  constructor(subject, range, side = SIDE) {
    this.side = side;
    this.#subject = subject;
    this.#range = range;
    this.#bending = bendingLayers(subject.net);
    this.#numbers = this.#bending.map(() => new Map());
    this.lines = this.#bending.map(() => []);
    this.on = this.#bending.map(() => new Uint16Array(side * side));
    this.regions = new Uint32Array(side * side);
    this.outputs = new Float32Array(side * side * subject.net.output);
    this.answers = new Uint8Array(side * side);
  }

  /** Regions of the whole network. */
  get count() {
    return this.#numbers.at(-1)?.size ?? 1;
  }

  /** Regions after each activation, with those before it. */
  get depths() {
    return this.#numbers.map(({ size }) => size);
  }

  /** Regions that a grid of half as many points would have found. */
  get coarse() {
    return this.#coarse.size;
  }

  /** @param {number} [atOnce] points @returns {Generator<number, void>} the share that is done */
  *go(atOnce = this.side) {
    const { side } = this;
    for (let row = 0; row < side; row++) {
      /** @type {Float32Array[]} */
      const whole = [];
      for (let first = 0; first < side; first += atOnce) {
        const count = Math.min(atOnce, side - first);
        const points = this.#points(row, first, count);
        const outputs = this.#subject.diagnosis.trace(points);
        this.#number(row * side + first, count, points, outputs, whole);
        yield (row + (first + count) / side) / side;
      }
      this.#cross(row, whole);
      this.#below = whole;
    }
  }

  /** @param {number} row @param {number} first @param {number} count */
  #points(row, first, count) {
    const [low, high] = this.#range;
    const place = (/** @type {number} */ i) => low + ((high - low) * i) / (this.side - 1);
    return Float32Array.from({ length: 2 * count }, (_, i) =>
      place(i % 2 === 0 ? first + i / 2 : row),
    );
  }

  /**
   * @param {number} first point
   * @param {number} count
   * @param {Float32Array} points
   * @param {Float32Array[]} outputs of all layers
   * @param {Float32Array[]} whole by activation, the row's pre-activations, which are added to
   */
  #number(first, count, points, outputs, whole) {
    const { side } = this;
    this.outputs.set(outputs.at(-1) ?? points, first * this.#subject.net.output);
    const numbers = new Uint32Array(count);
    const hashes = new Uint32Array(count).fill(BASIS);
    for (const [depth, { layer, bends }] of this.#bending.entries()) {
      const z = outputs[layer - 1] ?? points;
      const units = z.length / count;
      this.layers[depth] = { layer, units };
      whole[depth] ??= new Float32Array(side * units);
      whole[depth].set(z, (first % side) * units);
      for (let i = 0; i < count; i++) {
        const { key, on } = patternOf(z.subarray(i * units, (i + 1) * units), bends);
        const known = /** @type {Map<string, number>} */ (this.#numbers[depth]);
        const full = `${numbers[i]} ${key}`;
        const number = known.get(full) ?? known.size;
        known.set(full, number);
        numbers[i] = number;
        hashes[i] = hashed(hashes[i] ?? 0, key);
        /** @type {Uint16Array} */ (this.on[depth])[first + i] = on;
      }
    }
    for (let i = 0; i < count; i++) {
      const number = numbers[i] ?? 0;
      this.regions[first + i] = number;
      this.answers[first + i] = answerOf(this.outputs, first + i, this.#subject.net.output);
      this.marks[number] = hashes[i] ?? 0;
      const [row, column] = [Math.floor((first + i) / side), (first + i) % side];
      if (row % 2 === 0 && column % 2 === 0) this.#coarse.add(number);
    }
  }

  /**
   * Where units change over between the row before and this one.
   *
   * @param {number} row
   * @param {Float32Array[]} whole by activation, the row's pre-activations
   */
  #cross(row, whole) {
    if (row === 0) return;
    for (const [depth, { bends }] of this.#bending.entries()) {
      const [below, above] = [this.#below[depth], whole[depth]];
      if (!below || !above) continue;
      const units = above.length / this.side;
      for (const bend of bends.at) {
        for (let at = 0; at + units < above.length; at++) {
          const corner = /** @type {number} */ (below[at]) > bend;
          if (
            corner === /** @type {number} */ (below[at + units]) > bend &&
            corner === /** @type {number} */ (above[at + units]) > bend &&
            corner === /** @type {number} */ (above[at]) > bend
          ) {
            continue;
          }
          const corners = [below[at], below[at + units], above[at + units], above[at]];
          this.#draw(
            depth,
            corners.map((z) => bend - (z ?? 0)),
            Math.floor(at / units),
            row - 1,
          );
        }
      }
    }
  }

  /**
   * @param {number} depth
   * @param {number[]} corners of a cell, one side after the other
   * @param {number} x
   * @param {number} y
   */
  #draw(depth, corners, x, y) {
    const lines = this.lines[depth];
    if (!lines || this.crowded.has(depth) || !corners.every(Number.isFinite)) return;
    const ends = crossingsOf(corners, x, y);
    for (let i = 0; i + 1 < ends.length; i += 2) {
      lines.push(...(ends[i] ?? []), ...(ends[i + 1] ?? []));
    }
    if (lines.length <= 4 * MOST_LINES) return;
    this.crowded.add(depth);
    lines.length = 0;
  }

  /**
   * Where the answer changes from one class to another.
   *
   * @returns {number[]} pieces of lines, as those of kinks
   */
  get borders() {
    const { side, answers } = this;
    const { output } = this.#subject.net;
    /** @type {number[]} */
    const found = [];
    const lead = (/** @type {number} */ point, /** @type {number} */ wanted) => {
      const own = this.outputs.subarray(point * output, (point + 1) * output);
      const others = own.reduce(
        (most, one, k) => (k === wanted ? most : Math.max(most, one)),
        -Infinity,
      );
      return (own[wanted] ?? 0) - others;
    };
    for (let y = 0; y + 1 < side; y++) {
      for (let x = 0; x + 1 < side; x++) {
        const at = y * side + x;
        const own = answers[at];
        if (own === answers[at + 1] && own === answers[at + side] && own === answers[at + side + 1])
          continue;
        const corners = [at, at + 1, at + side + 1, at + side];
        const classes = new Set(corners.map((corner) => answers[corner] ?? NO_ANSWER));
        if (classes.has(NO_ANSWER)) continue;
        for (const one of classes) {
          const ends = crossingsOf(
            corners.map((corner) => lead(corner, one)),
            x,
            y,
          );
          for (let i = 0; i + 1 < ends.length; i += 2) {
            found.push(...(ends[i] ?? []), ...(ends[i + 1] ?? []));
          }
        }
      }
    }
    return found;
  }
}

/**
 * @param {Float32Array} z of all units
 * @param {import('./bends.js').Bends} bends
 * @returns {{ key: string, on: number }} the units' pieces, several to a character, and how many are on
 */
function patternOf(z, bends) {
  const bits = Math.max(1, Math.ceil(Math.log2(bends.at.length + 1)));
  const each = Math.floor(BITS / bits);
  let [key, on] = ['', 0];
  for (let first = 0; first < z.length; first += each) {
    let packed = 0;
    for (let unit = first; unit < first + each && unit < z.length; unit++) {
      const piece = pieceAt(bends, z[unit] ?? 0);
      packed = (packed << bits) | piece;
      if (bends.on[piece]) on++;
    }
    key += String.fromCharCode(packed);
  }
  return { key, on };
}

/**
 * @param {Float32Array} outputs by point
 * @param {number} point
 * @param {number} width outputs of a point
 * @returns {number} the largest one's class
 */
function answerOf(outputs, point, width) {
  let best = 0;
  for (let one = 0; one < width; one++) {
    const value = outputs[point * width + one] ?? 0;
    if (!Number.isFinite(value)) return NO_ANSWER;
    if (value > (outputs[point * width + best] ?? 0)) best = one;
  }
  return best;
}

/** @param {number} hash @param {string} key @returns {number} of what was hashed and this */
function hashed(hash, key) {
  let result = hash;
  for (let i = 0; i < key.length; i++) result = Math.imul(result ^ key.charCodeAt(i), PRIME);
  return result >>> 0;
}
