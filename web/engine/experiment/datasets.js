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

/** @typedef {{ readonly data: { readonly name: string } }} WithData an experiment, or as much of one as matters here */

/** @param {WithData} experiment @returns {boolean} whether its rows are loaded from files */
export function isLoaded({ data }) {
  return datasetOf(data.name)?.source === 'FILES';
}

/** @param {WithData} experiment @returns {number} numbers per row, which go into its network */
export function inputOf({ data }) {
  return datasetOf(data.name)?.input ?? 0;
}
