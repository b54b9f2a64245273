import { join } from '../../../web/engine/experiment/path.js';
import {
  nameProblem,
  numberProblem,
  unknownFieldProblem,
} from '../../../web/engine/experiment/words.js';
import { textOf } from '../../../web/engine/sentences.js';
import { keysOf } from './places.mjs';

/** @typedef {{ path: string, message: string }} Fault */
/** @typedef {{ min: number, max: number, scale: 'linear' | 'log', whole: boolean }} Range */

/**
 * @typedef {{ experiment: object } & (
 *   { search: 'grid', fields: Record<string, unknown[]> } |
 *   { search: 'random', fields: Record<string, unknown[] | Range>, runs: number, seed: number })} Sweep
 */

export const MOST_RUNS = 10000;
const SEED = { min: 0, max: 2 ** 32 - 1, integer: true };
const RUNS = { min: 1, max: MOST_RUNS, integer: true };
const ANY = { min: -1e300, max: 1e300 };

/**
 * @param {unknown} value of unknown origin, as plain data
 * @returns {{ sweep?: Sweep, faults: Fault[] }} the sweep counts only if there are no faults
 */
export function checkSweep(value) {
  if (!isRecord(value)) return { faults: [{ path: '', message: 'not a sweep; give an object' }] };
  const { sweep, experiment, search = 'grid', fields, runs, seed = 1 } = value;
  const random = search === 'random';
  const faults = unknownIn('', value, [
    ...['sweep', 'experiment', 'search', 'fields'],
    ...(random ? ['runs', 'seed'] : []),
  ]);
  if (sweep !== 1) faults.push({ path: 'sweep', message: "give the format's version, 1" });
  if (!isRecord(experiment)) {
    faults.push({ path: 'experiment', message: 'missing; give an experiment document' });
  }
  if (search !== 'grid' && !random) {
    faults.push(fault('search', nameProblem(search, ['grid', 'random'])));
  }
  if (random) faults.push(...numberFaults('runs', runs, RUNS), ...numberFaults('seed', seed, SEED));
  const lists = isRecord(fields) && Object.keys(fields).length > 0;
  if (!lists) {
    const message = 'missing; give what varies, such as {"optimizer.lr": [0.01, 0.1]}';
    faults.push({ path: 'fields', message });
    return { faults };
  }
  const filled = Object.entries(fields).map(([path, from]) => {
    const result =
      random && isRecord(from) ? checkRange(path, from) : checkList(path, from, random);
    faults.push(...pathFaults(path), ...result.faults);
    return [path, result.value];
  });
  const result = { experiment, search, fields: Object.fromEntries(filled), runs, seed };
  return { sweep: /** @type {any} */ (result), faults };
}

/** @param {string} path @returns {Fault[]} */
function pathFaults(path) {
  if (keysOf(path)) return [];
  const message = 'not a place in an experiment; give one such as optimizer.lr or layers[0].units';
  return [{ path: join('fields', path), message }];
}

/** @param {string} path @param {unknown} list @param {boolean} random */
function checkList(path, list, random) {
  const wanted = random ? 'a list of values, or a range with min and max' : 'a list of values';
  const fine = Array.isArray(list) && list.length > 0;
  const fault = { path: join('fields', path), message: `give ${wanted}` };
  return { value: list, faults: fine ? [] : [fault] };
}

/**
 * @param {string} path
 * @param {Record<string, unknown>} range
 * @returns {{ value: unknown, faults: Fault[] }}
 */
function checkRange(path, range) {
  const at = join('fields', path);
  const { min, max, scale = 'linear', whole = false } = range;
  const faults = [
    ...unknownIn(at, range, ['min', 'max', 'scale', 'whole']),
    ...numberFaults(join(at, 'min'), min, { ...ANY, integer: whole === true }),
    ...numberFaults(join(at, 'max'), max, { ...ANY, integer: whole === true }),
  ];
  if (scale !== 'linear' && scale !== 'log') {
    faults.push(fault(join(at, 'scale'), nameProblem(scale, ['linear', 'log'])));
  }
  if (typeof whole !== 'boolean') {
    faults.push({ path: join(at, 'whole'), message: 'give true or false' });
  }
  if (typeof min === 'number' && typeof max === 'number') {
    if (!(max > min)) faults.push({ path: join(at, 'max'), message: 'give more than min' });
    if (scale === 'log' && !(min > 0)) {
      const message = 'a logarithmic scale begins above 0';
      faults.push({ path: join(at, 'min'), message });
    }
  }
  return { value: { min, max, scale, whole }, faults };
}

/**
 * @param {string} path
 * @param {unknown} value
 * @param {{ min: number, max: number, integer?: boolean }} range
 * @returns {Fault[]}
 */
function numberFaults(path, value, range) {
  const fine =
    typeof value === 'number' &&
    value >= range.min &&
    value <= range.max &&
    (!range.integer || Number.isInteger(value));
  return fine ? [] : [fault(path, numberProblem(value, range))];
}

/**
 * @param {string} at
 * @param {object} value
 * @param {string[]} known
 * @returns {Fault[]}
 */
function unknownIn(at, value, known) {
  return Object.keys(value)
    .filter((key) => !known.includes(key))
    .map((key) => fault(join(at, key), unknownFieldProblem(key, known)));
}

/** @param {string} path @param {import('../../../web/engine/sentences.js').Sentence} sentence @returns {Fault} */
function fault(path, sentence) {
  return { path, message: textOf(sentence) };
}

/** @param {unknown} value @returns {value is Record<string, unknown>} */
function isRecord(value) {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
