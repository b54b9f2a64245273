import { canonical } from '../../engine/experiment/index.js';
import { inputOf } from './sets.js';

/** @typedef {import('../../engine/experiment/index.js').Experiment} Experiment */
/** @typedef {Record<string, unknown>} Section */

/**
 * @param {Experiment} experiment
 * @returns {string} what tells it from others, in the document's words: layers, learning rate, seed, and what differs
 *   from the defaults
 */
export function nameOf(experiment) {
  const { optimizer, seed } = experiment;
  const {
    strata,
    layers,
    optimizer: chosen,
    epochs,
    target_accuracy,
    seed: _,
    data,
    goals,
    ...rest
  } = canonical(experiment);
  const rate = 'lr' in optimizer ? optimizer.lr : '';
  const { name = 'sgd', ...settings } = { .../** @type {Section} */ (chosen) };
  const { name: set, ...choice } = { .../** @type {Section} */ (data) };
  return [
    set === 'mnist' ? '' : String(set),
    shapeOf(experiment),
    name === 'sgd' ? '' : String(name),
    `lr ${rate}`,
    ...differences({ ...settings, lr: undefined }),
    ...differences(rest),
    ...differences('points' in choice ? {} : choice),
    ...('points' in choice ? [`${experiment.data.train} points`] : []),
    `seed ${seed}`,
  ]
    .filter((part) => part !== '')
    .join(', ');
}

/** @param {Experiment} experiment */
function shapeOf(experiment) {
  const { layers } = experiment;
  const units = layers.flatMap((layer) => (layer.type === 'linear' ? [layer.units] : []));
  const functions = new Set(
    layers.flatMap((layer) => (layer.type === 'activation' ? [layer.name] : [])),
  );
  return [[inputOf(experiment), ...units].join('-'), [...functions].join('/')].join(' ').trim();
}

/** @param {Section} section @returns {string[]} */
function differences(section) {
  return Object.entries(section).flatMap(([key, value]) => {
    if (value === undefined) return [];
    if (value === true) return [key];
    const short = typeof value === 'object' && value !== null && 'name' in value;
    return [`${key} ${short ? value.name : String(value)}`];
  });
}

/**
 * @param {string} name
 * @param {readonly string[]} taken
 * @returns {string} that name, numbered if it is taken
 */
export function freeName(name, taken) {
  let free = name;
  for (let number = 2; taken.includes(free); number++) free = `${name} (${number})`;
  return free;
}

/**
 * @param {readonly string[]} names
 * @returns {string[]} each without the parts that all of them have
 */
export function shortNames(names) {
  if (names.length < 2) return [...names];
  const parts = names.map(partsOf);
  const common = new Set(parts[0]?.filter((part) => parts.every((list) => list.includes(part))));
  return parts.map((list, i) => {
    const own = list.filter((part) => !common.has(part)).join(', ');
    return own.replace(/^(\d+(?:-\d+)+), (?=\D)/, '$1 ') || (names[i] ?? '');
  });
}

/** @param {string} name @returns {string[]} units and functions are two */
function partsOf(name) {
  return name
    .split(', ')
    .flatMap((part) => /^(\d+(?:-\d+)+) (\S+)$/.exec(part)?.slice(1) ?? [part]);
}
