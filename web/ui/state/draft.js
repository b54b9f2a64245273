/** @typedef {import('./paths.js').Path} Path */

/** What stands in a field and is not in the document: still being typed, or not allowed. */
export class Draft {
  /** Says what is wrong, in the page's language; null as long as no mistake is known. @type {(() => string) | null} */
  mistake = null;

  /**
   * @param {Path} path
   * @param {string} text what the field shows
   * @param {unknown} value what that means; an Error if it means nothing
   */
  constructor(path, text, value) {
    this.path = path;
    this.text = text;
    this.value = value;
  }

  get message() {
    return this.mistake?.() ?? null;
  }

  /** @param {Path} path @returns {Draft} the same of a field that has moved */
  at(path) {
    const moved = new Draft(path, this.text, this.value);
    moved.mistake = this.mistake;
    return moved;
  }
}
