import { textOf } from './sentences.js';

/** @typedef {import('./sentences.js').Sentence} Sentence */

/**
 * An error a user can act on.
 *
 * `code` is stable and meant for programs, `message` is a sentence meant for people, `path` says where in the
 * experiment document, the file or the arguments the fault lies (`layers[1].negative_slope`), or is empty.
 */
export class StrataError extends Error {
  /**
   * @param {string} code stable identifier in kebab case, e.g. `idx-truncated`
   * @param {string | Sentence} message one plain sentence that names what is wrong and what is allowed
   * @param {{ path?: string, cause?: unknown }} [where]
   */
  constructor(code, message, where = {}) {
    const sentence = typeof message === 'string' ? undefined : message;
    super(
      typeof message === 'string' ? message : textOf(message),
      where.cause === undefined ? undefined : { cause: where.cause },
    );
    this.name = 'StrataError';
    /** @readonly Stable, in kebab case, such as `idx-truncated`. @type {string} */
    this.code = code;
    /** @readonly Where the fault lies, such as `layers[1].negative_slope`; may be empty. @type {string} */
    this.path = where.path ?? '';
    /** @readonly The message in parts, to be said in other languages; undefined where only programmers meet it. @type {Sentence | undefined} */
    this.sentence = sentence;
  }
}
