import { deepFreeze } from '../tables.js';

/**
 * A data set an experiment may name: numbers per image, classes, and how many images there are.
 * @typedef {{ name: string, label: string, input: number, outputs: number, train: number, test: number }} DataSet
 */

/** @type {readonly DataSet[]} */
export const datasets = deepFreeze([
  { name: 'mnist', label: 'MNIST', input: 784, outputs: 10, train: 60000, test: 10000 },
]);
