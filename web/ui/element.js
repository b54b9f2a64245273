import { LitElement } from 'lit';

/** @typedef {import('./state/session.js').Session} Session */
/** @typedef {import('./state/listeners.js').Changing} Changing */
/** @typedef {import('lit').ReactiveController} ReactiveController */

/**
 * An element of the page. It renders into the document, not into a shadow tree of its own: labels, descriptions and
 * focus then work across elements, and one style sheet serves all.
 */
export class PageElement extends LitElement {
  /** @override */
  static properties = /** @type {import('lit').PropertyDeclarations} */ ({
    session: { attribute: false },
  });

  constructor() {
    super();
    /** @type {Session} set before the element is connected */
    this.session = /** @type {any} */ (undefined);
  }

  /**
   * Renders again when something changes.
   *
   * @param {() => Changing[]} sources asked for when the element is connected
   * @param {{ seldom?: boolean }} [options] `seldom` for text a person has to read while it changes
   */
  follow(sources, options = {}) {
    this.addController(new Follow(this, sources, options.seldom ?? false));
  }

  /** @protected @override */
  createRenderRoot() {
    return this;
  }
}

/** Whether motion is to be kept low. */
export const calm = matchMedia('(prefers-reduced-motion: reduce)');
/** Milliseconds between two updates of text that changes all the time: 8 a second, or 2. */
const interval = () => (calm.matches ? 500 : 125);

/** @implements {ReactiveController} */
class Follow {
  /** @type {(() => void)[]} */
  #ends = [];
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #timer;
  #missed = false;

  /**
   * @param {PageElement} host
   * @param {() => Changing[]} sources
   * @param {boolean} seldom
   */
  constructor(host, sources, seldom) {
    this.host = host;
    this.sources = sources;
    this.seldom = seldom;
  }

  hostConnected() {
    this.#ends = this.sources().map((source) => source.subscribe(() => this.#changed()));
  }

  hostDisconnected() {
    for (const end of this.#ends) end();
    clearTimeout(this.#timer);
    this.#timer = undefined;
  }

  #changed() {
    if (!this.seldom) {
      this.host.requestUpdate();
    } else if (this.#timer !== undefined) {
      this.#missed = true;
    } else {
      this.host.requestUpdate();
      this.#missed = false;
      this.#timer = setTimeout(() => {
        this.#timer = undefined;
        if (this.#missed) this.#changed();
      }, interval());
    }
  }
}
