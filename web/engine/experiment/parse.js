import { deepFreeze, tables } from '../tables.js';
import { check, checkPlain, ProblemsError } from './check.js';
import { problemAt, toPlain } from './plain.js';
import { experiment, layers, sections } from './schema.js';
import { numberProblem } from './words.js';

/** @typedef {import('./index.js').Problem} Problem */
/** @typedef {import('./index.js').Experiment} Experiment */
/** @typedef {import('./index.js').Sections} Sections */
/** @typedef {import('./index.js').Layer} Layer */

/** A document that does not fit. Its message has one line per problem (the first hundred of them). */
export class ExperimentError extends ProblemsError {
  /** @param {readonly Problem[]} problems at least one */
  constructor(problems) {
    super('experiment-invalid', problems);
  }
}

/**
 * Reads an experiment document, version 1.
 *
 * @param {unknown} textOrObject a JSON text of at most 65,536 characters, or the parsed object
 * @returns {Experiment} a frozen copy with every default filled in, fields in a fixed order
 * @throws {ExperimentError} `experiment-invalid`, with every problem; see `problems`
 *
 * @example
 * const layers = [{ type: 'linear', units: 10 }];
 * console.log(parseExperiment({ strata: 1, data: { name: 'mnist' }, layers }).optimizer.lr); // 0.1
 */
export function parseExperiment(textOrObject) {
  return demand(check(experiment, textOrObject));
}

/**
 * What is wrong with a document.
 *
 * @param {unknown} textOrObject as parseExperiment
 * @returns {Problem[]} empty if the document is valid
 */
export function problems(textOrObject) {
  return check(experiment, textOrObject).problems;
}

/**
 * Reads what a network is made from: a whole experiment, or an object of just its sections `layers` (required), `loss`,
 * `optimizer`, `init` and `seed`. It is a whole experiment if it has the field `strata`; then all of an experiment's
 * rules hold. Sections alone have no data set to fit, so the last linear layer may have any width.
 *
 * @param {unknown} textOrObject
 * @param {{ input: number }} options numbers per input row
 * @returns {Sections} frozen, with every default filled in
 * @throws {ExperimentError} `experiment-invalid`, with every problem
 */
export function parseSections(textOrObject, options) {
  const input = options?.input;
  const range = { min: 1, max: tables.limits.input, integer: true };
  if (!(Number.isInteger(input) && input >= range.min && input <= range.max)) {
    throw new ExperimentError([problemAt('input', input, numberProblem(input, range))]);
  }
  const plain = toPlain(textOrObject);
  const whole = typeof plain.value === 'object' && plain.value !== null && 'strata' in plain.value;
  if (!whole) return demand(checkPlain(sections(input), plain));
  const { layers, loss, optimizer, init, schedule, clip, seed } = demand(
    checkPlain(experiment, plain),
  );
  const parts = { layers, loss, optimizer, init, schedule, clip, seed };
  return demand(check(sections(input), parts));
}

/**
 * @param {unknown} list
 * @returns {{ value: readonly Layer[], problems: Problem[] }} paths begin at the list: `[1].units`
 */
export function checkLayers(list) {
  return check(layers, list);
}

/**
 * @template T
 * @param {{ value: T, problems: Problem[] }} result
 * @returns {T}
 */
function demand({ value, problems }) {
  if (problems.length > 0) throw new ExperimentError(problems);
  return deepFreeze(value);
}
