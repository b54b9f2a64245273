/** @typedef {import('./scene.js').Subject} Subject */

/**
 * @typedef {object} Collapsed a stack as the one linear layer that remains without its activations
 * @property {Float32Array} weight [out, in]
 * @property {Float32Array} bias [out]
 * @property {[number, number]} shape
 * @property {number} gap the largest difference between the outputs of stack and layer over the test images, as a part of
 *   the stack's largest output
 * @property {number} rank of the matrix
 */

/** Test images that are looked at together. */
const PART = 1000;
/** What is left of a row beside the largest one, when the others are taken out of it, and is still no rounding. */
const ROUNDING = 1e-5;

/** A stack beside the one linear layer that remains without its activations, over the test images, some at a time. */
export class Collapse {
  /** Test images that both have seen. */
  images = 0;
  #subject;
  #single;
  #gap = 0;
  #most = 0;

  /** @param {Pick<Subject, 'net' | 'store' | 'diagnosis'>} subject whose first and last layers but for activations are linear */
  constructor(subject) {
    this.#subject = subject;
    const { net, diagnosis } = subject;
    const { layers } = net.sections;
    const first = layers.findIndex(({ type }) => type === 'linear');
    const { weight, bias, shape } = diagnosis.collapse(first, layers.length - 1, { over: true });
    this.weight = weight;
    this.bias = bias;
    this.shape = shape;
    const one = { type: 'linear', units: shape[0] };
    this.#single = net.engine.createNetwork({ layers: [one] }, { input: shape[1] });
    this.#single.setParameters([
      { name: '0.weight', shape, data: weight },
      { name: '0.bias', shape: [shape[0]], data: bias },
    ]);
  }

  /** @returns {number} of the matrix */
  get rank() {
    return rankOf(this.weight, this.shape);
  }

  /** @returns {number} the largest difference between their outputs so far, as a part of the stack's largest output */
  get gap() {
    return this.#gap / this.#most;
  }

  /** @param {number} most of the next test images */
  compare(most) {
    const { net, store } = this.#subject;
    const count = Math.min(most, store.count('test') - this.images);
    const { inputs } = store.rows('test', this.images, count);
    const [deep, flat] = [net.forward(inputs), this.#single.forward(inputs)];
    for (const [i, output] of deep.entries()) {
      this.#gap = Math.max(this.#gap, Math.abs(output - (flat[i] ?? 0)));
      this.#most = Math.max(this.#most, Math.abs(output));
    }
    this.images += count;
  }

  dispose() {
    this.#single.dispose();
  }
}

/**
 * @param {Pick<Subject, 'net' | 'store' | 'diagnosis'>} subject
 * @returns {Collapsed}
 */
export function collapsed(subject) {
  const one = new Collapse(subject);
  try {
    while (one.images < subject.store.count('test')) one.compare(PART);
    const { weight, bias, shape, gap, rank } = one;
    return { weight, bias, shape, gap, rank };
  } finally {
    one.dispose();
  }
}

/**
 * Rank of a matrix by the method of Gram and Schmidt, the longest remaining row first.
 *
 * @param {Float32Array} matrix row by row
 * @param {[number, number]} shape
 */
function rankOf(matrix, [rows, columns]) {
  const left = Array.from({ length: rows }, (_, row) =>
    Float64Array.from(matrix.subarray(row * columns, (row + 1) * columns)),
  );
  const longest = Math.max(...left.map(norm));
  for (let rank = 0; rank < rows; rank++) {
    const lengths = left.map(norm);
    const length = Math.max(...lengths);
    if (!(length > ROUNDING * longest)) return rank;
    const [pivot = new Float64Array()] = left.splice(lengths.indexOf(length), 1);
    for (const row of left) {
      const part = dot(row, pivot) / length ** 2;
      for (const [i, one] of pivot.entries()) row[i] = (row[i] ?? 0) - part * one;
    }
  }
  return rows;
}

/** @param {Float64Array} row */
function norm(row) {
  return Math.sqrt(dot(row, row));
}

/** @param {Float64Array} a @param {Float64Array} b */
function dot(a, b) {
  return a.reduce((sum, one, i) => sum + one * (b[i] ?? 0), 0);
}
