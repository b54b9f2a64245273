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
  #last = Number.NEGATIVE_INFINITY;

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
    const left = this.#last + this.interval() - performance.now();
    if (left > 0) {
      this.#timer ??= setTimeout(() => this.#tell(), left);
      return;
    }
    this.#tell();
  }

  #tell() {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#last = performance.now();
    this.changed();
  }
}
