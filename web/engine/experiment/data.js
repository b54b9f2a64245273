/** The field `data` of the experiment document: one kind of object for each data set, told apart by its name. */
import * as v from 'valibot';
import { sentence } from '../sentences.js';
import { tables } from '../tables.js';
import { datasetOf, datasets, isLoaded } from './datasets.js';
import { handedOn, notWanted, number, optionObject, rule } from './fields.js';
import { shown } from './words.js';

/** @typedef {import('./datasets.js').DataSet} DataSet */
/** @typedef {import('./index.js').Data} Data */
/** @typedef {import('./fields.js').Schema} Schema */
/** @typedef {import('./fields.js').Fault} Fault */
/** @typedef {import('./fields.js').Keys} Keys */

/** A share of labels. */
export const SHARE = { min: 0, max: 1, integer: false };
/** Coordinates, which networks take as they are: numbers far from 1 are hard to learn, but may be shown. */
const COORDINATE = { min: -1e9, max: 1e9, integer: false };

/**
 * @param {DataSet} row
 * @returns {Record<string, unknown>} the fields of `data` that have a default which does not depend on others
 */
export function dataDefaults({ source, kind, outputs, train, test, noise }) {
  if (source === 'GIVEN') return {};
  return {
    train: train.default,
    test: test.default,
    ...(source === 'FILES' && { classes: allClasses(outputs) }),
    noise: noise.default,
    ...(kind === 'CLASSES' && { label_noise: 0 }),
  };
}

/** @param {DataSet} row */
function dataOption(row) {
  const { name, source, outputs } = row;
  if (source === 'GIVEN') return givenOption(row);
  const defaults = dataDefaults(row);
  /** @type {Record<string, Schema>} */
  const fields = {
    train: number(row.train),
    test: number(row.test),
    classes: classList(outputs),
    noise: number({ ...row.noise, integer: false }),
    label_noise: number(SHARE),
  };
  const known = Object.entries(fields).flatMap(([key, field]) => {
    const usual = defaults[key];
    const value = /** @type {any} */ (Array.isArray(usual) ? () => [...usual] : usual);
    return usual === undefined ? [] : [[key, v.optional(field, value)]];
  });
  return optionObject(
    { name: v.literal(name), ...Object.fromEntries(known) },
    sentence('problem.data'),
  );
}

/**
 * A set whose points the document has: the first `train` are trained on and the last `test` tested, all by default, since
 * few points leave none to spare. Where both together are no more than there are, no point is in both.
 * @param {DataSet} row
 */
function givenOption({ name, train, kind, input }) {
  const most = train.max;
  const wanted = sentence(kind === 'CLASSES' ? 'problem.points' : 'problem.samples', { most });
  const last = kind === 'CLASSES' ? number({ min: 0, max: 1, integer: true }) : number(COORDINATE);
  const places = [...Array.from({ length: input }, () => number(COORDINATE)), last];
  const point = v.strictTuple(/** @type {any} */ (places), ({ input: value, path }) =>
    path
      ? handedOn(sentence('problem.one-too-many', { count: places.length }))
      : notWanted(value, sentence('problem.numbers', { count: places.length })),
  );
  const points = v.pipe(
    v.array(point, ({ input: value }) => notWanted(value, wanted)),
    v.check(
      (list) => list.length >= 1 && list.length <= most,
      ({ input: list }) => handedOn(sentence('problem.point-count', { count: list.length, most })),
    ),
    v.description(handedOn(wanted)),
  );
  const size = v.optional(number({ min: 1, max: most, integer: true }));
  const option = optionObject(
    { name: v.literal(name), train: size, test: size, points },
    sentence('problem.data'),
  );
  const filled = v.pipe(
    option,
    rule(['points'], sizeFaults),
    v.transform((/** @type {any} */ { train: first, test, points: list }) => ({
      name,
      train: first ?? list.length,
      test: test ?? list.length,
      points: list,
    })),
  );
  return /** @type {typeof option} */ (/** @type {unknown} */ (filled));
}

/** @param {{ points: unknown[], train?: unknown, test?: unknown }} value */
function sizeFaults({ points, ...sizes }) {
  return /** @type {const} */ (['train', 'test']).flatMap((key) => {
    const size = sizes[key];
    if (typeof size !== 'number' || size <= points.length) return [];
    const values = { value: shown(size), points: points.length };
    return [{ keys: [key], message: sentence('problem.more-than-points', values) }];
  });
}

/** All options of the field `data`. */
export const dataOptions = datasets.map(dataOption);

/** @param {number} outputs @returns {number[]} */
function allClasses(outputs) {
  return Array.from({ length: outputs }, (_, i) => i);
}

/**
 * Classes in ascending order, each at most once.
 * @param {number} outputs
 */
function classList(outputs) {
  const wanted = sentence('problem.classes', { last: outputs - 1 });
  return v.pipe(
    v.array(number({ min: 0, max: outputs - 1, integer: true }), ({ input }) =>
      notWanted(input, wanted),
    ),
    v.check(
      (list) =>
        list.length > 0 && list.every((one, i) => i === 0 || Number(one) > Number(list[i - 1])),
      ({ input }) => notWanted(input, wanted),
    ),
    v.description(handedOn(wanted)),
  );
}

/** @param {unknown} name of a data set @returns {boolean} whether its rows have numbers to aim at in place of classes */
export function hasValues(name) {
  return datasetOf(name)?.kind === 'VALUES';
}

/** Losses that numbers to aim at fit, the first being the default for them. */
export const valueLosses = tables.losses
  .filter(({ targets }) => targets === 'NUMBERS')
  .map(({ name }) => name);

/**
 * What does not go together with data that have numbers to aim at.
 * @param {{ data: Data, loss: string }} value
 * @returns {Fault[]}
 */
export function lossFaults({ data, loss }) {
  if (!hasValues(data.name) || valueLosses.includes(loss)) return [];
  const names = valueLosses.map((name) => `"${name}"`).join(', ');
  const values = { value: shown(loss), data: data.name, names };
  return [{ keys: ['loss'], message: sentence('problem.loss-classes', values) }];
}

/**
 * @param {{ data: Data, target_accuracy: number }} value
 * @returns {Fault[]}
 */
export function targetFaults({ data, target_accuracy: target }) {
  return target === 1 ? [] : classFaults(data, ['target_accuracy'], target);
}

/**
 * A share of right answers, for which there have to be classes.
 * @param {Data} data
 * @param {Keys} keys of the field that asks for it
 * @param {number} share
 * @returns {Fault[]}
 */
export function classFaults(data, keys, share) {
  if (!hasValues(data.name)) return [];
  const values = { value: shown(share), data: data.name, name: String(keys.at(-1)) };
  return [{ keys, message: sentence('problem.target-classes', values) }];
}

/**
 * A batch of more rows than there are is refused, but for given sets: their points come and go while somebody draws, and
 * all of them then make a batch.
 * @param {{ data: Data, batch: number }} value
 * @returns {Fault[]}
 */
export function batchFaults({ data, batch }) {
  if (batch <= data.train || datasetOf(data.name)?.source === 'GIVEN') return [];
  const values = { value: shown(batch), images: data.train };
  const key = isLoaded({ data }) ? 'problem.batch' : 'problem.batch-rows';
  return [{ keys: ['batch'], message: sentence(key, values) }];
}
