import { StrataError } from '../errors.js';
import { datasetOf } from '../experiment/index.js';
import { Status } from '../exports.js';
import { rowIndex, tables } from '../tables.js';

/** @typedef {import('../engine.js').Engine} Engine */
/** @typedef {import('../experiment/index.js').Data} Data */
/** @typedef {{ inputs: Float32Array, labels: Uint8Array }} PointRows inputs [n · input], classes [n] */
/** @typedef {{ inputs: Float32Array, targets: Float32Array }} CurveRows inputs [n · input], numbers to aim at [n] */
/** @typedef {{ train: PointRows, test: PointRows } | { train: CurveRows, test: CurveRows }} Generated */

/**
 * The rows of a data set that the engine makes from the seed, or that the document gives.
 *
 * @param {Engine} engine
 * @param {Data} data of a parsed experiment
 * @param {number} seed the experiment's
 * @returns {Generated}
 * @throws {StrataError} `data-loaded` for sets that are loaded, such as mnist; `memory`
 */
export function generate(engine, data, seed) {
  const row = datasetOf(data.name);
  if (!row || row.source === 'FILES') {
    const message = `${JSON.stringify(data.name)} is not made by the engine; loadData gets it.`;
    throw new StrataError('data-loaded', message, { path: 'data.name' });
  }
  const { points = [], train, test } = data;
  const sets =
    row.source === 'GIVEN'
      ? { train: given(points.slice(0, train), row), test: given(points.slice(-test), row) }
      : {
          train: generateRows(engine, { data, seed, split: 'train', first: 0, count: train }),
          test: generateRows(engine, { data, seed, split: 'test', first: 0, count: test }),
        };
  return /** @type {Generated} */ (sets);
}

/**
 * @param {readonly (readonly number[])[]} points
 * @param {import('../experiment/datasets.js').DataSet} row
 * @returns {PointRows | CurveRows}
 */
function given(points, { kind, input }) {
  const inputs = Float32Array.from(points.flatMap((point) => point.slice(0, input)));
  const answers = points.map((point) => point[input] ?? 0);
  return kind === 'CLASSES'
    ? { inputs, labels: Uint8Array.from(answers) }
    : { inputs, targets: Float32Array.from(answers) };
}

/**
 * @param {Engine} engine
 * @param {{ data: Data, seed: number, split: 'train' | 'test', first: number, count: number }} wanted
 * @returns {PointRows | CurveRows}
 */
function generateRows({ c, heap }, { data, seed, split, first, count }) {
  const set = rowIndex(tables.datasets, data.name);
  const { input = 1, kind } = tables.datasets[set] ?? {};
  const wrong = split === 'train' ? (data.label_noise ?? 0) : 0;
  return heap.borrow([4 * count * input, 4 * count], (inputs = 0, answers = 0) => {
    const about = [set, Number(split === 'test'), data.noise ?? 0, wrong, seed, first, count];
    const status = c.strata_generate(
      .../** @type {[number, number, number, number, number, number, number]} */ (about),
      inputs,
      answers,
      answers,
    );
    if (status !== Status.OK) throw new StrataError('engine-spec', 'The engine has no such set.');
    const made = heap.f32(inputs, count * input).slice();
    return kind === 'CLASSES'
      ? { inputs: made, labels: heap.u8(answers, count).slice() }
      : { inputs: made, targets: heap.f32(answers, count).slice() };
  });
}
