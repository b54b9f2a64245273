import * as v from 'valibot';
import { StrataError } from '../errors.js';
import { sentence } from '../sentences.js';
import { deepFreeze, tables } from '../tables.js';
import { join } from './path.js';
import { problemAt, toPlain } from './plain.js';
import { experiment, layers, sections } from './schema.js';
import { numberProblem } from './words.js';

/** @typedef {import('./index.js').Problem} Problem */
/** @typedef {import('./index.js').Experiment} Experiment */
/** @typedef {import('./index.js').Sections} Sections */
/** @typedef {import('./index.js').Layer} Layer */

const LISTED = 100;

/** A document that does not fit. Its message has one line per problem (the first hundred of them). */
export class ExperimentError extends StrataError {
  /** @param {readonly Problem[]} problems at least one */
  constructor(problems) {
    const lines = problems.slice(0, LISTED).map(line);
    const more = problems.length - LISTED;
    if (more > 0) lines.push(sentence('problem.more', { count: { written: more } }));
    const { path = '' } = problems[0] ?? {};
    super('experiment-invalid', sentence('error.problems', { lines }), { path });
    /** @readonly */
    this.problems = problems;
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
 * @param {v.GenericSchema<unknown, unknown>} schema
 * @param {unknown} input
 */
function check(schema, input) {
  return checkPlain(schema, toPlain(input));
}

/**
 * @param {v.GenericSchema<unknown, unknown>} schema
 * @param {{ value?: unknown, problems: Problem[] }} plain
 * @returns {{ value: any, problems: Problem[] }} the value counts only if there are no problems
 */
function checkPlain(schema, plain) {
  if (!('value' in plain)) return { value: undefined, problems: plain.problems };
  const { output, issues = [] } = v.safeParse(schema, plain.value);
  return { value: output, problems: [...plain.problems, ...issues.map(toProblem)] };
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

/**
 * @param {v.BaseIssue<unknown>} issue
 * @returns {Problem}
 */
function toProblem({ path, input, message }) {
  const keys = (path ?? []).map(({ key }) => /** @type {string | number} */ (key));
  return problemAt(keys.reduce(join, ''), path ? path.at(-1)?.value : input, message);
}

/** @param {Problem} problem @returns {import('../sentences.js').Sentence | string} */
function line({ path, message, sentence: parts }) {
  const words = parts ?? message;
  return path === '' ? words : sentence('problem.at', { path, problem: words });
}
