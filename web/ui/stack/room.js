/** @typedef {import('../state/look-store.js').LookStore} LookStore */

/** Follows how much room there is for cards side by side, and in one of them for tiles. */
export class Room {
  #observer = new ResizeObserver(() => this.#measure());
  /** @type {Element | null} */
  #zone = null;

  /** @param {HTMLElement & { session: { look: LookStore } }} stack */
  constructor(stack) {
    this.stack = stack;
  }

  begin() {
    this.#observer.observe(this.stack);
  }

  end() {
    this.#observer.disconnect();
    this.#zone = null;
  }

  /** The first card that is open may be another one, or as wide as it was not before. */
  follow() {
    const zone = this.stack.querySelector('.zone');
    if (zone === this.#zone) return;
    if (this.#zone) this.#observer.unobserve(this.#zone);
    if (zone) this.#observer.observe(zone);
    this.#zone = zone;
  }

  #measure() {
    const { look } = this.stack.session;
    const list = this.stack.querySelector('ol');
    // Beside another view the cards are there, and take up no room.
    if (!list?.clientWidth) return;
    const style = getComputedStyle(list);
    const size = (/** @type {string} */ name) => Number.parseFloat(style.getPropertyValue(name));
    // One below the other, as the style sheet has them on a narrow page, all fit.
    const below = style.flexDirection === 'column';
    const gutter = size('--gutter');
    look.fit(
      {
        width: below ? Number.POSITIVE_INFINITY : list.clientWidth,
        card: size('--card') + gutter,
        closed: size('--spine') + size('--spine-gap'),
        // A row of spines stands apart from the cards; there may be one on both sides.
        apart: 2 * (gutter - size('--spine-gap')),
        output: size('--output'),
      },
      this.#zone?.clientWidth || look.zone,
    );
  }
}
