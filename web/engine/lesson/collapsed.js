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

/**
 * @param {Pick<Subject, 'net' | 'store' | 'diagnosis'>} subject whose first and last layers but for activations are linear
 * @returns {Collapsed}
 */
export function collapsed({ net, store, diagnosis }) {
  const { layers } = net.sections;
  const first = layers.findIndex(({ type }) => type === 'linear');
  const { weight, bias, shape } = diagnosis.collapse(first, layers.length - 1, { over: true });
  const one = { type: 'linear', units: shape[0] };
  const single = net.engine.createNetwork({ layers: [one] }, { input: shape[1] });
  try {
    single.setParameters([
      { name: '0.weight', shape, data: weight },
      { name: '0.bias', shape: [shape[0]], data: bias },
    ]);
    const count = store.count('test');
    let [gap, most] = [0, 0];
    for (let from = 0; from < count; from += PART) {
      const { inputs } = store.rows('test', from, Math.min(PART, count - from));
      const [deep, flat] = [net.forward(inputs), single.forward(inputs)];
      for (const [i, output] of deep.entries()) {
        gap = Math.max(gap, Math.abs(output - (flat[i] ?? 0)));
        most = Math.max(most, Math.abs(output));
      }
    }
    return { weight, bias, shape, gap: gap / most, rank: rankOf(weight, shape) };
  } finally {
    single.dispose();
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
