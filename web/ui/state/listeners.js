/** Something that tells listeners when it has changed. */
export class Changing {
  /** @type {Set<() => void>} */
  #listeners = new Set();

  /**
   * @param {() => void} listener
   * @returns {() => void} ends it
   */
  subscribe(listener) {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** Tells everyone. */
  changed() {
    for (const listener of [...this.#listeners]) listener();
  }
}
