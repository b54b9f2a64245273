/** Milliseconds of work after which the next element has a task of its own: a quarter as fast, a device is not held up. */
const TURN = 4;

/** A task of its own for what follows. */
export const aTask = () => new Promise((resolve) => setTimeout(resolve));

/** @typedef {import('lit').LitElement} Element */

/**
 * While the page opens, its elements are drawn for the first time in many short tasks, so that it can be used in between:
 * in the order of the document, so that nothing moves that is there.
 */
class Opening {
  #gradual = false;
  #serving = false;
  /** @type {{ element: Element, draw: () => void }[]} */
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
   * @param {Element} element
   * @param {() => void} draws
   * @returns {Promise<void> | void} until it has been drawn
   */
  draw(element, draws) {
    if (!this.#gradual) return draws();
    return new Promise((resolve, reject) => {
      const draw = () => {
        try {
          resolve(draws());
        } catch (error) {
          reject(error);
        }
      };
      this.#waiting.push({ element, draw });
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
      do await this.#drawNext();
      while (performance.now() < end && this.#waiting.length > 0);
    }
    this.#serving = false;
  }

  /** The first in the document; what it is made of then waits too. */
  async #drawNext() {
    const [next] = this.#waiting.sort((a, b) =>
      a.element.compareDocumentPosition(b.element) & Node.DOCUMENT_POSITION_FOLLOWING ? -1 : 1,
    );
    if (!next) return;
    this.#waiting.shift();
    next.draw();
    // One that fails does not keep the others waiting.
    await next.element.updateComplete.catch(reportError);
  }
}

export const opening = new Opening();
