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
