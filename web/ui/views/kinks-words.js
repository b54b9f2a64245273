import { tables } from '../../engine/tables.js';
import { count, fixed, scientific } from '../numbers.js';
import { labelOf } from '../words/told.js';
import { t } from '../words/words.js';

/** @typedef {import('../../engine/experiment/index.js').Experiment} Experiment */
/** @typedef {import('../../worker/protocol.js').KinksView} Found */
/** @typedef {import('../../worker/protocol.js').Hinge} Hinge */

/** The names of its activations, each once. @param {Experiment} experiment */
export function activationsOf({ layers }) {
  const names = new Set(
    layers.flatMap((layer) => (layer.type === 'activation' ? [layer.name] : [])),
  );
  const labels = tables.activations
    .filter(({ name }) => names.has(name))
    .map((row) => labelOf('activation', row));
  return labels.join(', ');
}

/** @param {Found} found @param {Experiment} experiment */
export function countWords({ units, kinks, bend, piecewise }, experiment) {
  const activation = activationsOf(experiment);
  if (piecewise)
    return t('kinks.counted', { units, kinks: kinks.length, pieces: kinks.length + 1 });
  if (kinks.length === 0) return t('kinks.smooth', { activation, bend: scientific(bend) });
  return t('kinks.mixed', { activation, kinks: kinks.length, bend: scientific(bend) });
}

/** @param {Hinge} hinge @param {Found} found */
export function hingeWords({ unit, weight, bias, out, kinks, dead }, { x, piecewise }) {
  const numbers =
    weight === null || bias === null
      ? t('kinks.out', { v: fixed(out, 2) })
      : t('kinks.weights', { w: fixed(weight, 2), b: fixed(bias, 2), v: fixed(out, 2) });
  const seen = kinks.filter((kink) => kink > (x[0] ?? 0) && kink < (x.at(-1) ?? 0));
  const places = (/** @type {number[]} */ list) =>
    list
      .slice(0, 4)
      .map((one) => fixed(one, 2))
      .join('; ');
  const where =
    seen.length > 0
      ? t('kinks.at', { places: places(seen) })
      : kinks.length > 0
        ? t('kinks.outside', { places: places(kinks) })
        : piecewise
          ? t('kinks.none')
          : t('kinks.unbent');
  const parts = [numbers, dead ? t('kinks.dead') : where];
  // A dead unit's kink tells why it is dead.
  if (dead && kinks.length > 0) parts.push(where);
  return `${t('kinks.unit', { unit: count(unit + 1) })}: ${parts.join('; ')}`;
}
