import { csvLine } from '../csv.mjs';

/** @typedef {import('./records.mjs').Outcome} Outcome */
/** @typedef {{ run: number, values: Record<string, unknown> } & Outcome} Row */

/** @param {Row[]} rows at least one @returns {string} in the order of the runs */
export function toCsv(rows) {
  const fields = Object.keys(rows[0]?.values ?? {});
  const figures = [
    ...['train_loss', 'test_loss', 'test_accuracy', 'steps', 'epochs', 'stopped'],
    ...['seconds', 'images_per_second', 'fingerprint', 'link'],
  ];
  const lines = rows.map(({ run, values, ...outcome }) => {
    const { trainLoss, testLoss, testAccuracy, steps, epochs, stopped } = outcome;
    const { seconds, imagesPerSecond, fingerprint, link } = outcome;
    return csvLine([
      ...[run, ...fields.map((field) => cell(values[field]))],
      ...[trainLoss, testLoss, testAccuracy, steps, epochs, stopped],
      ...[seconds, imagesPerSecond, fingerprint, link],
    ]);
  });
  return csvLine(['run', ...fields, ...figures]) + lines.join('');
}

/** @param {Row[]} rows at least one @returns {string} the best first */
export function toMarkdown(rows) {
  const fields = Object.keys(rows[0]?.values ?? {});
  const classes = rows.some(({ testAccuracy }) => testAccuracy !== null);
  const figures = [...(classes ? ['test accuracy'] : []), 'test loss', 'train loss', 'fingerprint'];
  const lines = ranked(rows).map(({ run, values, ...outcome }) => {
    const { testAccuracy, testLoss, trainLoss, fingerprint } = outcome;
    const share = testAccuracy === null ? '' : `${(100 * testAccuracy).toFixed(2)} %`;
    return [
      ...[String(run), ...fields.map((field) => String(cell(values[field])))],
      ...[...(classes ? [share] : []), loss(testLoss), loss(trainLoss), fingerprint],
    ];
  });
  const header = ['run', ...fields, ...figures];
  const rule = header.map((name) => (/^(run|test|train)/.test(name) ? '--:' : '---'));
  return [header.map(escaped), rule, ...lines.map((line) => line.map(escaped))]
    .map((line) => `| ${line.join(' | ')} |\n`)
    .join('');
}

/**
 * @param {Row[]} rows
 * @returns {Row[]} by test accuracy, then by test loss; runs whose numbers were not finite come last
 */
export function ranked(rows) {
  const least = (/** @type {number | null} */ value) => value ?? Number.POSITIVE_INFINITY;
  const failed = (/** @type {Row} */ { stopped }) => (stopped === 'nonfinite' ? 1 : 0);
  return [...rows].sort(
    (a, b) =>
      failed(a) - failed(b) ||
      (b.testAccuracy ?? 0) - (a.testAccuracy ?? 0) ||
      compare(least(a.testLoss), least(b.testLoss)) ||
      a.run - b.run,
  );
}

/** @param {number} a @param {number} b either may be infinite */
function compare(a, b) {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}

/** @param {unknown} value of a field @returns {string | number} as it stands in the document */
function cell(value) {
  return typeof value === 'string' || typeof value === 'number' ? value : JSON.stringify(value);
}

/** @param {number | null} value */
function loss(value) {
  if (value === null) return '—';
  return value < 1e6 ? value.toFixed(4) : value.toExponential(3);
}

/** @param {string} text */
function escaped(text) {
  return text.replaceAll('\\', '\\\\').replaceAll('|', '\\|').replaceAll('\n', ' ');
}
