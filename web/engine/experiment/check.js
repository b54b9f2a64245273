import * as v from 'valibot';
import { StrataError } from '../errors.js';
import { sentence } from '../sentences.js';
import { join } from './path.js';
import { problemAt, toPlain } from './plain.js';

/** @typedef {import('./index.js').Problem} Problem */

const LISTED = 100;

/** A document that does not fit its schema. Its message has one line per problem (the first hundred of them). */
export class ProblemsError extends StrataError {
  /**
   * @param {string} code
   * @param {readonly Problem[]} problems at least one
   */
  constructor(code, problems) {
    const lines = problems.slice(0, LISTED).map(line);
    const more = problems.length - LISTED;
    if (more > 0) lines.push(sentence('problem.more', { count: { written: more } }));
    const { path = '' } = problems[0] ?? {};
    super(code, sentence('error.problems', { lines }), { path });
    /** @readonly All that is wrong. @type {readonly Problem[]} */
    this.problems = problems;
  }
}

/**
 * @param {v.GenericSchema<unknown, unknown>} schema
 * @param {unknown} input a JSON text or a value of unknown origin
 */
export function check(schema, input) {
  return checkPlain(schema, toPlain(input));
}

/**
 * @param {v.GenericSchema<unknown, unknown>} schema
 * @param {{ value?: unknown, problems: Problem[] }} plain
 * @returns {{ value: any, problems: Problem[] }} the value counts only if there are no problems
 */
export function checkPlain(schema, plain) {
  if (!('value' in plain)) return { value: undefined, problems: plain.problems };
  const { output, issues = [] } = v.safeParse(schema, plain.value);
  return { value: output, problems: [...plain.problems, ...issues.map(toProblem)] };
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
