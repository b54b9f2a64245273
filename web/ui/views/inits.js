import { tables } from '../../engine/tables.js';
import { plain } from '../numbers.js';
import { labelOf } from '../words/told.js';
import { t } from '../words/words.js';

/** @typedef {import('../../engine/experiment/index.js').Named} Named */

/** @type {readonly Named[]} */
const known = [
  { name: 'zeros' },
  { name: 'normal', std: 0.01 },
  { name: 'normal', std: 1 },
  { name: 'xavier_normal' },
  { name: 'xavier_uniform' },
  { name: 'lecun_normal' },
  { name: 'kaiming_normal' },
  { name: 'auto' },
];

/** @param {Named} one @param {Named} other @returns {boolean} whether they are the same, left-out parameters being the defaults */
export function isSameInit(one, other) {
  const { params = [] } = tables.initializers.find(({ name }) => name === one.name) ?? {};
  return (
    one.name === other.name &&
    params.every(({ name, default: own }) => (one[name] ?? own) === (other[name] ?? own))
  );
}

/** @param {Named} present @returns {readonly Named[]} those to be compared, the present one among them */
export function initsBeside(present) {
  return known.some((one) => isSameInit(one, present)) ? known : [...known, present];
}

/** @param {Named} init @returns {string} its name, with the parameters that matter: the spread, and what is not the default */
export function initWords(init) {
  const row = tables.initializers.find(({ name }) => name === init.name);
  if (!row) return init.name;
  const own = row.params
    .filter(
      ({ name, default: usual }) =>
        init[name] !== undefined && (name === 'std' || init[name] !== usual),
    )
    .map(
      ({ name }) => `${name} ${typeof init[name] === 'number' ? plain(init[name]) : init[name]}`,
    );
  return own.length === 0
    ? labelOf('init', row)
    : t('starts.with', { init: labelOf('init', row), parameters: own.join(', ') });
}
