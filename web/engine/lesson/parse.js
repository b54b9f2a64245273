import { check, ProblemsError } from '../experiment/check.js';
import { deepFreeze } from '../tables.js';
import { lesson } from './schema.js';

/** @typedef {import('./index.js').Lesson} Lesson */

/** A lesson that does not fit. Its message has one line per problem (the first hundred of them). */
class LessonError extends ProblemsError {
  /** @param {readonly import('../experiment/index.js').Problem[]} problems at least one */
  constructor(problems) {
    super('lesson-invalid', problems);
  }
}

/**
 * Reads a lesson, version 1.
 *
 * @param {unknown} textOrObject a JSON text of at most 65,536 characters, or the parsed object
 * @returns {Lesson} a frozen copy; its experiment with every default filled in
 * @throws {LessonError} `lesson-invalid`, with every problem; see `problems`
 */
export function parseLesson(textOrObject) {
  const { value, problems } = check(lesson, textOrObject);
  if (problems.length > 0) throw new LessonError(problems);
  return deepFreeze(value);
}
