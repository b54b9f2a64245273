import { copyOf } from './work.js';

/** @typedef {import('../../engine/network.js').Network} Network */
/** @typedef {import('../../engine/network.js').Parameter} Parameter */
/** @typedef {import('../../engine/store.js').DataStore} DataStore */

/** Rows and units that are looked at, at most. */
const [ROWS, UNITS] = [256, 64];

/**
 * @typedef {{ inputs: Uint8Array | Float32Array, answers: Uint8Array | Float32Array }} Rows
 *
 * @typedef {{ name: string, index: number, whole: number, mean: number }} OneGradient of a parameter, the one at that place of
 *   its tensor: that of the batch, and the mean of its rows'
 *
 * @typedef {object} BatchView what the first layer makes of a batch
 * @property {number} step
 * @property {number} rows of the batch that are looked at
 * @property {number} all of them
 * @property {number} units of the layer that are looked at, the first ones
 * @property {number} allUnits
 * @property {Uint8Array | Float32Array} inputs [rows · width]
 * @property {Uint8Array | null} labels
 * @property {Float32Array} weight [units · width]
 * @property {Float32Array} bias [units]; zeros where there is none
 * @property {Float32Array} outputs [rows · units]
 * @property {OneGradient[]} gradients by tensor, where its gradient is largest; none before all rows have been compared
 * @property {number} gap largest difference between the two in any parameter, as a part of the largest gradient
 */

/**
 * @param {import('../session.js').Session} session
 * @returns {import('./work.js').Work<BatchView>}
 */
export function* batch(session) {
  const { store, run, step } = session;
  const all = run.lastBatch;
  const indices = all.slice(0, ROWS);
  if (indices.some((index) => index >= store.count('train'))) return;
  const net = copyOf(session);
  try {
    yield { share: 0, found: null };
    const rows = gathered(store, indices);
    const labels = rows.answers instanceof Uint8Array ? rows.answers : null;
    const still = {
      step,
      rows: indices.length,
      all: all.length,
      labels,
      ...firstLayer(net, rows.inputs),
    };
    yield { share: 0, found: { ...still, gradients: [], gap: Number.NaN } };
    const whole = gradientsOf(net, rows);
    yield { share: 0, found: null };
    // In 32 bits and in the order of the rows, as the engine adds up a batch.
    const sums = whole.map(({ data }) => new Float32Array(data.length));
    for (let row = 0; row < indices.length; row++) {
      add(sums, gradientsOf(net, rowOf(rows, row, indices.length)));
      yield { share: (row + 1) / indices.length, found: null };
    }
    yield { share: 1, found: { ...still, ...compared(whole, sums, indices.length) } };
  } finally {
    net.dispose();
  }
}

/**
 * @param {DataStore} store
 * @param {Uint32Array} indices
 * @returns {Rows} copies
 */
function gathered(store, indices) {
  const list = [...indices].map((index) => store.rows('train', index, 1));
  const Inputs = store.numbers ? Float32Array : Uint8Array;
  const inputs = new Inputs(indices.length * store.input);
  const each = store.targets || 1;
  const answers =
    store.targets > 0 ? new Float32Array(indices.length * each) : new Uint8Array(indices.length);
  for (const [i, row] of list.entries()) {
    inputs.set(row.inputs, i * store.input);
    answers.set('labels' in row ? row.labels : row.targets, i * each);
  }
  return { inputs, answers };
}

/**
 * @param {Rows} rows
 * @param {number} row
 * @param {number} count of all
 * @returns {Rows} that one
 */
function rowOf({ inputs, answers }, row, count) {
  const [width, each] = [inputs.length / count, answers.length / count];
  return {
    inputs: inputs.subarray(row * width, (row + 1) * width),
    answers: answers.subarray(row * each, (row + 1) * each),
  };
}

/**
 * @param {Network} net whose first layer is linear
 * @param {Rows['inputs']} inputs
 */
function firstLayer(net, inputs) {
  const allUnits = net.tensors[0]?.shape[0] ?? 0;
  const units = Math.min(UNITS, allUnits);
  const data = net.parameter('0.weight').data.slice(0, units * net.input);
  const own = net.tensors.some(({ name }) => name === '0.bias');
  const bias = own ? net.parameter('0.bias').data.slice(0, units) : new Float32Array(units);
  const one = net.engine.createNetwork(
    { layers: [{ type: 'linear', units }] },
    { input: net.input },
  );
  try {
    one.setParameters([
      { name: '0.weight', shape: [units, net.input], data },
      { name: '0.bias', shape: [units], data: bias },
    ]);
    return { units, allUnits, inputs, weight: data, bias, outputs: one.forward(inputs) };
  } finally {
    one.dispose();
  }
}

/** @param {Network} net @param {Rows} rows */
function gradientsOf(net, { inputs, answers }) {
  net.trainBatch(inputs, answers);
  return net.gradients();
}

/** @param {Float32Array[]} sums @param {Parameter[]} gradients */
function add(sums, gradients) {
  for (const [k, sum] of sums.entries()) {
    const data = gradients[k]?.data ?? [];
    for (let i = 0; i < sum.length; i++) sum[i] = (sum[i] ?? 0) + (data[i] ?? 0);
  }
}

/**
 * @param {Parameter[]} whole
 * @param {Float32Array[]} sums
 * @param {number} rows
 */
function compared(whole, sums, rows) {
  let [gap, most] = [0, 0];
  const gradients = whole.map(({ name, data }, k) => {
    let index = 0;
    for (let i = 0; i < data.length; i++) {
      const one = data[i] ?? 0;
      gap = Math.max(gap, Math.abs(one - (sums[k]?.[i] ?? 0) / rows));
      if (Math.abs(one) > Math.abs(data[index] ?? 0)) index = i;
    }
    const largest = data[index] ?? 0;
    most = Math.max(most, Math.abs(largest));
    return { name, index, whole: largest, mean: (sums[k]?.[index] ?? 0) / rows };
  });
  return { gradients, gap: gap / most };
}

/**
 * The lecture's example: four rows of three numbers, through two units.
 *
 * @param {import('../../engine/engine.js').Engine} engine
 */
export function example(engine) {
  const inputs = Float32Array.of(1, 2, 3, 0, 1, 0, -1, 0.5, 2, 2, -1, 1);
  const weight = Float32Array.of(0.5, -1, 1, 1, 0, -0.5);
  const bias = Float32Array.of(0.5, -2);
  const net = engine.createNetwork({ layers: [{ type: 'linear', units: 2 }] }, { input: 3 });
  const through = (/** @type {Float32Array} */ added) => {
    net.setParameters([
      { name: '0.weight', shape: [2, 3], data: weight },
      { name: '0.bias', shape: [2], data: added },
    ]);
    return net.forward(inputs);
  };
  try {
    return { inputs, weight, bias, products: through(new Float32Array(2)), outputs: through(bias) };
  } finally {
    net.dispose();
  }
}
