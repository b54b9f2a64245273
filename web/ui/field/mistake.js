/** What is wrong with a field's text, as a sentence in the language of the page, which may change. */
export class Mistake extends Error {
  #sentence;

  /** @param {() => string} sentence */
  constructor(sentence) {
    super();
    this.#sentence = sentence;
  }

  /** @override */
  get message() {
    return this.#sentence();
  }
}
