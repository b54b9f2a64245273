import { problems } from '../../../web/engine/experiment/index.js';
import { join } from '../../../web/engine/experiment/path.js';
import { toPlain } from '../../../web/engine/experiment/plain.js';
import { encodeLink } from '../../../web/engine/link.js';
import { count } from '../progress.mjs';
import { draw } from './draw.mjs';
import { checkSweep, MOST_RUNS } from './form.mjs';
import { assign } from './places.mjs';

/** @typedef {import('./form.mjs').Sweep} Sweep */
/** @typedef {{ path: string, message: string }} Fault where in the file, and what is wrong there */
/**
 * @typedef {object} PlannedRun
 * @property {string} key the same for equal experiments: their link without a claim
 * @property {Record<string, unknown>} values by path in the document
 * @property {any} document
 */
/** @typedef {Record<string, { value: unknown, index?: number }>} Choice `index`: which item of the field's list */

const WHOLE = 'the field takes whole numbers; "whole": true in the range draws them';

/**
 * Reads a sweep file.
 *
 * @param {string} text JSON
 * @returns {{ runs: PlannedRun[], faults: Fault[] }} runs that differ, in a fixed order; they count only if there are no
 *   faults. More runs of a random search begin with those of fewer.
 */
export function planSweep(text) {
  const plain = toPlain(text);
  const checked = 'value' in plain ? checkSweep(plain.value) : { faults: [] };
  const faults = [
    ...plain.problems.map(({ path, message }) => ({ path, message })),
    ...checked.faults,
  ];
  const { sweep } = checked;
  if (!sweep || faults.length > 0) return { runs: [], faults };
  if (sweep.search === 'random') return documents(sweep, random(sweep));
  const size = Object.values(sweep.fields).reduce((all, list) => all * list.length, 1);
  if (size <= MOST_RUNS) return documents(sweep, grid(sweep));
  const message = `${count(size)} combinations; at most ${count(MOST_RUNS)} are run`;
  return { runs: [], faults: [{ path: 'fields', message }] };
}

/** @param {Sweep & { search: 'grid' }} sweep @returns {Choice[]} the last field varies fastest */
function grid({ fields }) {
  return Object.entries(fields).reduce(
    (choices, [path, list]) =>
      choices.flatMap((choice) =>
        list.map((value, index) => ({ ...choice, [path]: { value, index } })),
      ),
    /** @type {Choice[]} */ ([{}]),
  );
}

/** @param {Sweep & { search: 'random' }} sweep @returns {Choice[]} */
function random({ fields, runs, seed }) {
  return Array.from({ length: runs }, (_, run) =>
    Object.fromEntries(
      Object.entries(fields).map(([path, from], field) => [path, draw(from, { seed, run, field })]),
    ),
  );
}

/**
 * @param {Sweep} sweep
 * @param {Choice[]} choices
 * @returns {{ runs: PlannedRun[], faults: Fault[] }}
 */
function documents({ experiment }, choices) {
  /** @type {Map<string, Fault>} */
  const faults = new Map();
  /** @type {Map<string, PlannedRun>} */
  const runs = new Map();
  const add = (/** @type {Fault} */ fault, what = fault.message) => {
    const key = `${fault.path}: ${what}`;
    if (!faults.has(key)) faults.set(key, fault);
  };
  for (const choice of choices) {
    const { document, unfit } = documentOf(experiment, choice);
    for (const fault of unfit) add(fault);
    const wrong = problems(document);
    for (const problem of wrong) {
      // Said once, and not of every number that was drawn.
      const kind = isDrawn(problem.path, choice) ? problem.sentence?.key : undefined;
      add(faultOf(problem, choice), kind);
    }
    if (unfit.length + wrong.length > 0) continue;
    const key = encodeLink(document);
    const values = Object.fromEntries(
      Object.entries(choice).map(([path, { value }]) => [path, value]),
    );
    if (!runs.has(key)) runs.set(key, { key, values, document });
  }
  return { runs: [...runs.values()], faults: [...faults.values()] };
}

/** @param {object} experiment @param {Choice} choice @returns {{ document: any, unfit: Fault[] }} */
function documentOf(experiment, choice) {
  const document = structuredClone(experiment);
  // What a list has by default may depend on the fields that are none of its items, and a part is of the whole given.
  const items = (/** @type {string} */ path) => Number(path.includes('['));
  const depth = (/** @type {string} */ path) => path.split(/[.[]/).length;
  const paths = Object.keys(choice).sort((a, b) => items(a) - items(b) || depth(a) - depth(b));
  const unfit = paths.flatMap((path) => {
    const message = assign(document, path, choice[path]?.value);
    return message === undefined ? [] : [{ path: join('fields', path), message }];
  });
  return { document, unfit };
}

/** @param {import('../../../web/engine/experiment/index.js').Problem} problem @param {Choice} choice @returns {Fault} */
function faultOf({ path, message, sentence }, choice) {
  const drawn = isDrawn(path, choice);
  const outside = drawn && /^problem\.too-(?:small|large)$/.test(sentence?.key ?? '');
  if (drawn && sentence?.key === 'problem.not-whole')
    return { path: join('fields', path), message: WHOLE };
  return {
    path: placeOf(path, choice),
    message: outside ? `drawn from the range: ${message}` : message,
  };
}

/** @param {string} path @param {Choice} choice @returns {boolean} whether the number there is from a range */
function isDrawn(path, choice) {
  const chosen = choice[path];
  return chosen !== undefined && chosen.index === undefined;
}

/**
 * @param {string} path of a problem in a run's document
 * @param {Choice} choice
 * @returns {string} where in the file that comes from
 */
function placeOf(path, choice) {
  const field = Object.keys(choice)
    .filter((one) => path.startsWith(one) && /^$|^[.[]/.test(path.slice(one.length)))
    .sort((a, b) => b.length - a.length)[0];
  if (field === undefined) return /^$|^\[/.test(path) ? `experiment${path}` : `experiment.${path}`;
  const index = choice[field]?.index;
  const item = index === undefined ? join('fields', field) : join(join('fields', field), index);
  return item + path.slice(field.length);
}
