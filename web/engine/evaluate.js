import { statusError } from './arrays.js';
import { Status } from './exports.js';

/**
 * Evaluates rows that lie in the engine's memory.
 *
 * @param {import('./network.js').Network} network
 * @param {{ pixels: number, packed: number, numbers: number, labels: number, targets: number, verdicts: number }} at
 *   addresses, 0 for what there is not
 * @param {number} rows
 * @param {{ report: number, labels: Uint8Array | Float32Array }} options address of a cleared report, and the labels for the
 *   message
 * @returns {{ loss: number, right: number, confusion: Uint32Array }} sums over the rows
 * @throws {import('./errors.js').StrataError} `label-range`, `targets-unfit`
 */
export function evaluateRows(network, at, rows, { report, labels }) {
  const { c, heap } = network.engine;
  const cells = network.output * network.output;
  return heap.borrow([4 * cells], (confusion = 0) => {
    heap.u32(confusion, cells).fill(0);
    const status = c.strata_evaluate(
      network.address,
      at.pixels,
      at.packed,
      at.numbers,
      at.labels,
      at.targets,
      rows,
      report,
      confusion,
      at.verdicts,
    );
    if (status !== Status.OK) throw statusError(status, network, labels);
    return {
      loss: c.strata_report(report, 0),
      right: c.strata_report(report, 2),
      confusion: heap.u32(confusion, cells).slice(),
    };
  });
}

/**
 * @typedef {object} PartEvaluation sums over rows
 * @property {number} lossSum
 * @property {number | null} correct right answers; null where the store has targets
 * @property {number} count rows
 * @property {Uint32Array | null} confusion [out · out], row = true class, column = answer; null where the store has targets
 * @property {import('./network.js').Verdicts} verdicts
 */

/**
 * @param {import('./network.js').Network} network
 * @param {import('./store.js').DataStore} store
 * @param {{ split: import('./store.js').Split, first: number, count: number }} part
 * @returns {PartEvaluation}
 * @throws {import('./errors.js').StrataError} as `network.evaluateStore`
 */
export function evaluatePart(network, store, { split, first, count }) {
  const { c, heap } = network.engine;
  store.demandFit(network);
  const at = store.locate(split, first, count);
  return heap.borrow([c.strata_report_bytes(), 8 * count], (report = 0, verdicts = 0) => {
    c.strata_report_clear(report);
    const labels = heap.u8(at.labels, at.labels === 0 ? 0 : count);
    const sums = evaluateRows(network, { ...at, verdicts }, count, { report, labels });
    const answers = heap.u32(verdicts, 2 * count).filter((_, i) => i % 2 === 0);
    const confidences = heap.f32(verdicts, 2 * count).filter((_, i) => i % 2 === 1);
    const classes = store.targets === 0;
    return {
      lossSum: sums.loss,
      correct: classes ? sums.right : null,
      count,
      confusion: classes ? sums.confusion : null,
      verdicts: { answers, confidences },
    };
  });
}
