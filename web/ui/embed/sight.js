/** @typedef {import('../state/session.js').Session} Session */

/** Pauses what is scrolled out of sight, however many frames are between, and goes on with it when it is back. */
export class Sight {
  #visible = true;
  /** Whether training goes on once the page is in sight. */
  #waiting = false;

  /** @param {Session} session @param {Window & typeof globalThis} view */
  constructor(session, view) {
    this.session = session;
    new view.IntersectionObserver((entries) => {
      this.#see(entries.at(-1)?.isIntersecting ?? true);
    }).observe(view.document.documentElement);
  }

  /** @returns {boolean} whether it cannot be seen: then training, which is wanted, begins when it can */
  holds() {
    this.#waiting = !this.#visible;
    return this.#waiting;
  }

  /** Nothing is to go on by itself. */
  release() {
    this.#waiting = false;
  }

  /** @param {boolean} visible */
  #see(visible) {
    if (visible === this.#visible) return;
    this.#visible = visible;
    const { session } = this;
    if (!visible) {
      this.#waiting = session.running;
      if (session.running) session.toggle();
    } else if (this.#waiting) {
      this.#waiting = false;
      if (!session.running && session.startable) session.toggle();
    }
  }
}
