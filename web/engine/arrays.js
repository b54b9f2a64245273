import { StrataError } from './errors.js';
import { Status } from './exports.js';

/**
 * @param {unknown} x
 * @param {number} width numbers per row
 * @returns {number} rows
 * @throws {StrataError} `array-type`, `array-length`
 */
export function demandRows(x, width) {
  if (!(x instanceof Float32Array || x instanceof Uint8Array)) {
    throw new StrataError(
      'array-type',
      'The input must be a Float32Array, or a Uint8Array of pixels.',
      { path: 'x' },
    );
  }
  if (x.length === 0 || x.length % width !== 0) {
    const message = `The input has ${x.length} numbers; it must hold whole rows of ${width}, at least one.`;
    throw new StrataError('array-length', message, { path: 'x' });
  }
  return x.length / width;
}

/**
 * @param {unknown} labels
 * @param {number} rows
 * @param {number} width outputs per row
 * @throws {StrataError} `array-type`, `array-length`
 */
export function demandLabels(labels, rows, width) {
  const path = 'labels';
  if (!(labels instanceof Uint8Array || labels instanceof Float32Array)) {
    throw new StrataError(
      'array-type',
      'Labels must be a Uint8Array of classes or a Float32Array of targets.',
      { path },
    );
  }
  const wanted = labels instanceof Uint8Array ? rows : rows * width;
  if (labels.length !== wanted) {
    const message = `There are ${labels.length} labels; ${rows} rows need ${wanted}.`;
    throw new StrataError('array-length', message, { path });
  }
}

/**
 * The error behind a refused batch.
 * @param {number} status
 * @param {{ output: number, sections: { loss: string } }} network
 * @param {ArrayLike<number> | undefined} labels
 */
export function statusError(status, network, labels) {
  const path = 'labels';
  if (status === Status.TARGETS) {
    const message = `${network.sections.loss} needs class labels (a Uint8Array); it got numbers to aim at.`;
    return new StrataError('targets-unfit', message, { path });
  }
  const index = Array.from(labels ?? []).findIndex((label) => label >= network.output);
  const found = index < 0 ? 'A label' : `Label ${labels?.[index]} at position ${index}`;
  const message = `${found} is too large; the network's classes are 0 to ${network.output - 1}.`;
  return new StrataError('label-range', message, { path });
}
