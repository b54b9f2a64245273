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

/** Tells of another's changes, at once and then no more often than people can read. */
export class Seldom extends Changing {
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #timer;
  #missed = false;

  /**
   * @param {Changing} source
   * @param {() => number} interval milliseconds
   */
  constructor(source, interval) {
    super();
    this.interval = interval;
    source.subscribe(() => this.#noticed());
  }

  #noticed() {
    if (this.#timer !== undefined) {
      this.#missed = true;
      return;
    }
    this.#missed = false;
    this.changed();
    this.#timer = setTimeout(() => {
      this.#timer = undefined;
      if (this.#missed) this.#noticed();
    }, this.interval());
  }
}
