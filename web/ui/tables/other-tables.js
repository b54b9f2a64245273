import { t } from '../words/words.js';

/** @typedef {import('./layer-tables.js').Table} Table */

const SIDE = 28;

/** @param {Uint32Array} cells of the confusion @returns {Table} */
export function confusionTable(cells) {
  const classes = Math.sqrt(cells.length);
  const digits = [...Array(classes).keys()];
  return {
    id: 'confusion',
    caption: t('numbers.confusion'),
    columns: [
      { name: t('mixups.digit'), kind: 'whole' },
      ...digits.map((digit) => ({ name: String(digit), kind: /** @type {const} */ ('whole') })),
      { name: t('mixups.right'), kind: 'share' },
    ],
    rows: digits.map((truth) => {
      const row = [...cells.subarray(truth * classes, (truth + 1) * classes)];
      const all = row.reduce((sum, images) => sum + images, 0);
      return [truth, ...row, all > 0 ? (row[truth] ?? 0) / all : null];
    }),
  };
}

/** @param {Uint8Array} pixels @returns {Table} */
export function digitTable(pixels) {
  const across = [...Array(SIDE).keys()];
  return {
    id: 'pixels',
    caption: t('numbers.pixels'),
    columns: [
      { name: t('numbers.row'), kind: 'whole' },
      ...across.map((x) => ({ name: String(x + 1), kind: /** @type {const} */ ('whole') })),
    ],
    rows: across.map((y) => [y + 1, ...pixels.subarray(y * SIDE, (y + 1) * SIDE)]),
  };
}

/** @param {Float32Array} values @param {readonly string[]} names @returns {Table} */
export function inputsTable(values, names) {
  return {
    id: 'inputs',
    caption: t('numbers.inputs'),
    columns: [
      { name: t('numbers.input'), kind: 'whole' },
      { name: t('numbers.value'), kind: 'number' },
    ],
    rows: [...values].map((value, i) => [names[i] ?? '', value]),
  };
}
