import { tables } from '../tables.js';

/** @typedef {import('../tables.js').DataRow} DataSet */

/** The data sets an experiment may name. */
export const { datasets } = tables;

/**
 * @param {unknown} name
 * @returns {DataSet | undefined}
 */
export function datasetOf(name) {
  return datasets.find((row) => row.name === name);
}
