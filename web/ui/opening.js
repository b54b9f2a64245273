/** Milliseconds of work after which the next element has a task of its own: a quarter as fast, a device is not held up. */
const TURN = 4;

/** A task of its own for what follows. */
export const aTask = () => new Promise((resolve) => setTimeout(resolve));

/** While the page opens, its elements are drawn for the first time in many short tasks, so that it can be used in between. */
class Opening {
  #gradual = false;
  #serving = false;
  /** @type {(() => void)[]} */
  #waiting = [];

  /** From here on, an element waits for its turn. */
  begin() {
    this.#gradual = true;
  }

  /** From here on, elements are drawn together with what they belong to. */
  end() {
    this.#gradual = false;
  }

  /**
   * @param {() => void} draws
   * @returns {Promise<void> | void} until it has been drawn
   */
  draw(draws) {
    if (!this.#gradual) return draws();
    return new Promise((resolve, reject) => {
      this.#waiting.push(() => {
        try {
          resolve(draws());
        } catch (error) {
          reject(error);
        }
      });
      if (!this.#serving) this.#serve();
    });
  }

  /** Until everything that the page has opened is drawn. */
  async drawn() {
    do await aTask();
    while (this.#serving);
  }

  async #serve() {
    this.#serving = true;
    while (this.#waiting.length > 0) {
      await aTask();
      const end = performance.now() + TURN;
      do this.#waiting.shift()?.();
      while (performance.now() < end && this.#waiting.length > 0);
    }
    this.#serving = false;
  }
}

export const opening = new Opening();
