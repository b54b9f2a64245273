import { LitElement } from 'lit';
import { opening } from './opening.js';
import { words } from './words/words.js';

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
    // Whatever an element shows has words or numbers in it.
    this.follow(() => [words]);
  }

  /**
   * Renders again when something changes.
   *
   * @param {() => Changing[]} sources asked for when the element is connected
   */
  follow(sources) {
    this.addController(new Follow(this, sources));
  }

  /** @protected @override */
  scheduleUpdate() {
    const draws = () => super.scheduleUpdate();
    return this.hasUpdated ? draws() : opening.draw(this, draws);
  }

  /** @protected @override */
  createRenderRoot() {
    return this;
  }
}

/** @implements {ReactiveController} */
class Follow {
  /** @type {(() => void)[]} */
  #ends = [];

  /**
   * @param {PageElement} host
   * @param {() => Changing[]} sources
   */
  constructor(host, sources) {
    this.host = host;
    this.sources = sources;
  }

  hostConnected() {
    const update = () => this.host.requestUpdate();
    this.#ends = this.sources().map((source) => source.subscribe(update));
  }

  hostDisconnected() {
    for (const end of this.#ends) end();
  }
}
