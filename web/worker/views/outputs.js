import { copyOf, imagesAtOnce } from './work.js';

/** Points of the last function's curve, and how far it goes beyond the rows' sums, as a part of their range. */
const [POINTS, BEYOND] = [160, 0.25];

/**
 * @typedef {object} OutputsView what a network with one output answers, and how steep its last function is there
 * @property {number} step
 * @property {Float32Array} truths of the test rows
 * @property {Float32Array} answers
 * @property {Float32Array} slopes of the last function; 1 where there is none behind the last layer
 * @property {string | null} name of that function
 * @property {{ answers: Float32Array, slopes: Float32Array }} curve of that function, over the rows' sums and a little beyond
 */

/**
 * @param {import('../session.js').Session} session
 * @returns {import('./work.js').Work<OutputsView>}
 */
export function* outputs(session) {
  const { store, step } = session;
  const count = store.count('test');
  if (store.targets !== 1 || count === 0) return;
  const net = copyOf(session);
  try {
    yield { share: 0, found: null };
    const { layers } = net.sections;
    const diagnosis = net.engine.diagnose(net);
    const truths = new Float32Array(count);
    const answers = new Float32Array(count);
    const sums = new Float32Array(count);
    const head = headOf(net.engine, layers.at(-1));
    for (let first = 0; first < count; ) {
      const rows = store.rows('test', first, Math.min(imagesAtOnce(net), count - first));
      const seen = diagnosis.trace(rows.inputs);
      truths.set('targets' in rows ? rows.targets : [], first);
      answers.set(seen.at(-1) ?? [], first);
      sums.set(seen.at(head.name === null ? -1 : -2) ?? [], first);
      first += rows.inputs.length / net.input;
      yield { share: first / count, found: null };
    }
    const grid = around(sums);
    const curve = { answers: head.values(grid), slopes: head.slopes(grid) };
    const { name } = head;
    const found = { step, truths, answers, slopes: head.slopes(sums), name, curve };
    yield { share: 1, found };
  } finally {
    net.dispose();
  }
}

/**
 * The last function, or none.
 *
 * @param {import('../../engine/engine.js').Engine} engine
 * @param {any} layer
 */
function headOf(engine, layer) {
  if (layer.type !== 'activation') {
    return {
      name: null,
      values: (/** @type {Float32Array} */ x) => x,
      slopes: (/** @type {Float32Array} */ x) => x.map(() => 1),
    };
  }
  const { type, name, ...parameters } = layer;
  return {
    name: /** @type {string} */ (name),
    values: (/** @type {Float32Array} */ x) => engine.activate(name, parameters, x),
    slopes: (/** @type {Float32Array} */ x) => engine.activateGrad(name, parameters, x),
  };
}

/** @param {Float32Array} values */
function around(values) {
  const finite = values.filter(Number.isFinite);
  const low = finite.reduce((least, one) => Math.min(least, one), finite[0] ?? 0);
  const high = finite.reduce((most, one) => Math.max(most, one), finite[0] ?? 0);
  const margin = BEYOND * (high - low || 1);
  const stride = (high - low + 2 * margin) / (POINTS - 1);
  return Float32Array.from({ length: POINTS }, (_, i) => low - margin + i * stride);
}
