import { valueAt } from '../state/paths.js';
import { t } from '../words/words.js';
import { partsIn, placesIn } from './parts.js';

/** @typedef {import('../../engine/experiment/index.js').Experiment} Experiment */
/** @typedef {import('../../engine/experiment/index.js').Layer} Layer */

const LAYERS = 'layers.';

/**
 * @param {readonly string[]} names of what is locked
 * @param {Experiment} before
 * @param {Experiment} after
 * @returns {string[]} those of them that are other ones afterwards
 */
function changedAmong(names, before, after) {
  const places = placesIn(names).filter((name) => isOther(name, before, after));
  const rearranged = typesOf(before) !== typesOf(after);
  return partsIn(names).includes('layer_editing') && rearranged
    ? [...places, 'layer_editing']
    : places;
}

/** @param {Experiment} document */
function typesOf({ layers }) {
  return layers.map(({ type }) => type).join();
}

/**
 * What layers have may go with a layer, come with another that has the same, and change places with it.
 *
 * @param {string} name of a place
 * @param {Experiment} before
 * @param {Experiment} after
 */
function isOther(name, before, after) {
  if (!name.startsWith(LAYERS)) {
    const [was, is] = [before, after].map((one) => JSON.stringify(valueAt(one, name.split('.'))));
    return was !== is;
  }
  const key = name.slice(LAYERS.length);
  const [was, is] = [valuesOf(before.layers, key), valuesOf(after.layers, key)];
  if (was.length === is.length) return was.join() !== is.join();
  return is.some((value) => !was.includes(value));
}

/**
 * @param {readonly Layer[]} layers
 * @param {string} key of a layer, or its type, for its name
 * @returns {string[]} in an order of its own
 */
function valuesOf(layers, key) {
  const found = layers.map((layer) =>
    layer.type === key && 'name' in layer ? layer.name : valueAt(layer, [key]),
  );
  return found
    .filter((value) => value !== undefined)
    .map((value) => JSON.stringify(value))
    .sort();
}

/**
 * Has the student's edits refused that would change what is locked; whoever shows the page may `load` anything.
 *
 * @param {Pick<import('../state/session.js').Session, 'experiment' | 'say'>} session
 * @param {readonly string[]} names of what is locked
 */
export function fixIn(session, names) {
  const { experiment } = session;
  experiment.keeps = (next) => {
    const changed = changedAmong(names, experiment.document, next);
    if (changed.length === 0) return true;
    session.say(() => t('embed.fixed-place', { names: changed.join(', ') }));
    return false;
  };
}
