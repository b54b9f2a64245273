import { evenly, readingAt, stepsOf } from '../../state/curves.js';

/** The log of a run: what was measured at which step. */

/** @typedef {import('../../state/curves.js').Curves} Curves */
/** @typedef {import('../../state/curves.js').Points} Points */

const columns = /** @type {const} */ ([
  'step',
  'epoch',
  'train_loss',
  'test_loss',
  'train_accuracy',
  'test_accuracy',
]);
/** @typedef {(step: number) => number | null} EpochAt epochs done by then, with fractions */
/** @typedef {Record<(typeof columns)[number], number | null>} Row null where nothing was measured at that step; accuracies from 0 to 1 */

/**
 * @param {Curves} curves
 * @param {EpochAt} epochAt
 * @returns {Row[]} one for each step at which something was measured
 */
export function rowsOf(curves, epochAt) {
  const at = {
    train_loss: placesOf(curves.losses),
    test_loss: placesOf(curves.testLosses),
    train_accuracy: placesOf(curves.trainAccuracies),
    test_accuracy: placesOf(curves.accuracies),
  };
  return stepsOf(curves).map((step) => ({
    step,
    epoch: rounded(epochAt(step)),
    train_loss: at.train_loss.get(step) ?? null,
    test_loss: at.test_loss.get(step) ?? null,
    train_accuracy: shareOf(at.train_accuracy.get(step)),
    test_accuracy: shareOf(at.test_accuracy.get(step)),
  }));
}

/**
 * @param {Curves} curves
 * @param {EpochAt} epochAt
 * @param {number} most at least 2
 * @returns {Row[]} at so many steps at most, evenly chosen among the tested ones or, if none was tested, all; with what was
 *   last known there, and the train loss averaged over some hundred steps
 */
export function tableOf(curves, epochAt, most) {
  const tested = curves.testLosses.x;
  const steps = tested.length > 0 ? tested : stepsOf(curves);
  return evenly(steps.length, most).map((place) => {
    const step = steps[place] ?? 0;
    const { accuracy, trainAccuracy, testLoss, loss } = readingAt(curves, null, step);
    return {
      step,
      epoch: rounded(epochAt(step)),
      train_loss: loss,
      test_loss: testLoss,
      train_accuracy: shareOf(trainAccuracy),
      test_accuracy: shareOf(accuracy),
    };
  });
}

/** @param {readonly Row[]} rows @returns {string} as CSV */
export function csvOf(rows) {
  return csvText(
    columns,
    rows.map((row) => columns.map((column) => row[column])),
  );
}

/**
 * @param {readonly string[]} names of the columns
 * @param {readonly (readonly (number | string | null)[])[]} rows
 * @returns {string} as RFC 4180 has it
 */
export function csvText(names, rows) {
  const lines = [names, ...rows].map((row) => row.map(cell).join(','));
  return `${lines.join('\r\n')}\r\n`;
}

/**
 * @param {object} run
 * @param {string} run.name
 * @param {unknown} run.experiment
 * @param {string | null} run.fingerprint of the weights at the last step; null while they change
 * @param {boolean} run.pristine whether the experiment alone determines them
 * @param {number | null} run.train_loss_every as `spacing` has it
 * @param {Row | null} run.last what was known at the end, as the page shows it
 * @param {readonly Row[]} run.rows
 * @returns {string} numbers that are not finite are null, as JSON has none
 */
export function jsonOf({ rows, ...run }) {
  const log = rows.map((row) => JSON.stringify(row)).join(',\n    ');
  const head = JSON.stringify(run, null, 2).replace(/\n\}$/, '');
  return `${head},\n  "log": [\n    ${log}\n  ]\n}\n`;
}

/**
 * @param {Points} points
 * @returns {number | null} they are no further apart than so many steps; null if there is one at most
 */
export function spacing({ x }) {
  const gaps = x.slice(1).map((step, i) => step - (x[i] ?? 0));
  return gaps.reduce(
    (most, gap) => Math.max(most ?? gap, gap),
    /** @type {number | null} */ (null),
  );
}

/** @param {Points} points */
function placesOf({ x, y }) {
  return new Map(x.map((step, i) => [step, y[i] ?? Number.NaN]));
}

/** @param {number | null | undefined} percent */
function shareOf(percent) {
  return rounded(percent === undefined || percent === null ? null : percent / 100);
}

/** @param {number | null} value without the digits that only a division has brought */
function rounded(value) {
  return value === null ? null : Number(value.toFixed(6));
}

/** @param {number | string | null} value */
function cell(value) {
  if (value === null) return '';
  if (typeof value === 'string')
    return /[",\r\n]/.test(value) ? `"${value.replaceAll('"', '""')}"` : value;
  if (Number.isNaN(value)) return 'nan';
  return Number.isFinite(value) ? String(value) : value > 0 ? 'inf' : '-inf';
}
