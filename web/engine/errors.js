/**
 * An error a user can act on.
 *
 * `code` is stable and meant for programs, `message` is a sentence meant for people, `path` says where in the
 * experiment document, the file or the arguments the fault lies (`layers[1].negative_slope`), or is empty.
 */
export class StrataError extends Error {
  /**
   * @param {string} code stable identifier in kebab case, e.g. `idx-truncated`
   * @param {string} message one plain sentence that names what is wrong and what is allowed
   * @param {{ path?: string, cause?: unknown }} [where]
   */
  constructor(code, message, where = {}) {
    super(message, where.cause === undefined ? undefined : { cause: where.cause });
    this.name = 'StrataError';
    /** @readonly */
    this.code = code;
    /** @readonly */
    this.path = where.path ?? '';
  }
}
