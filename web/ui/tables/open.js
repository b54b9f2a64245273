import { html, nothing } from 'lit';
import { PageElement } from '../element.js';
import { icons } from '../icons.js';
import { iconButton } from '../tip/icon-button.js';
import { t, words } from '../words/words.js';

/** A button for the numbers behind the pictures, which are fetched when they are wanted. */
class OpenNumbers extends PageElement {
  /** @override */
  static properties = /** @type {import('lit').PropertyDeclarations} */ ({
    ...PageElement.properties,
    open: { state: true },
  });

  constructor() {
    super();
    this.open = false;
    this.follow(() => [words]);
  }

  /** @override */
  render() {
    const act = () => this.#open();
    // One template for both states: the button stays, and takes the focus back.
    return html`${iconButton({ name: t('numbers.open'), icon: icons.list, tip: 'numbers', act })}
      ${this.open ? html`<strata-numbers .session=${this.session} @close=${() => this.#closed()}></strata-numbers>` : nothing}`;
  }

  async #open() {
    await import('./window.js');
    this.open = true;
  }

  #closed() {
    this.open = false;
    this.querySelector('button')?.focus();
  }
}

customElements.define('strata-open-numbers', OpenNumbers);
