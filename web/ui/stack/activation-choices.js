import { tables } from '../../engine/tables.js';
import { t } from '../words/words.js';

/** The tables' groups in the order in which they are offered. */
const order = [
  'rectifier',
  'smooth',
  'bounded',
  'linear',
  'shrinkage',
  'unbounded',
  'polynomial',
  'periodic',
];

const sorted = tables.activations.toSorted((a, b) => placeOf(a.group) - placeOf(b.group));

/** @param {string} group */
function placeOf(group) {
  return order.indexOf(group);
}

/** @returns {{ name: string, label: string, group: string }[]} every activation, under its heading */
export function activationChoices() {
  return sorted.map(({ name, group }) => ({
    name,
    label: name,
    group: t(/** @type {any} */ (`group.${group}`)),
  }));
}

/**
 * @param {string} name
 * @returns {readonly import('../../engine/tables.js').Param[]}
 */
export function activationParams(name) {
  return tables.activations.find((row) => row.name === name)?.params ?? [];
}
