import { tables } from '../../engine/tables.js';

/** Headings of the tables' groups, in the order in which they are offered. */
const headings = {
  rectifier: 'Rectifiers',
  smooth: 'Smooth rectifiers',
  bounded: 'Squashing',
  linear: 'Linear',
  shrinkage: 'Shrinkage',
  unbounded: 'Unbounded',
  polynomial: 'Powers',
  periodic: 'Periodic',
};

const order = Object.keys(headings);

/** Every activation, under its heading. */
export const activationChoices = tables.activations
  .toSorted((a, b) => order.indexOf(a.group) - order.indexOf(b.group))
  .map(({ name, group }) => ({
    name,
    label: name,
    group: headings[/** @type {keyof typeof headings} */ (group)] ?? group,
  }));

/**
 * @param {string} name
 * @returns {readonly import('../../engine/tables.js').Param[]}
 */
export function activationParams(name) {
  return tables.activations.find((row) => row.name === name)?.params ?? [];
}
