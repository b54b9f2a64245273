import { html } from 'lit';
import { PageElement } from '../element.js';

import { icons } from '../icons.js';
import { iconButton } from '../tip/icon-button.js';
import { t } from '../words/words.js';

/** Opens a twin of the network, and changes between the two. */
class TwinSwitch extends PageElement {
  constructor() {
    super();
    this.follow(() => [this.session.twin, this.session.experiment]);
  }

  /** @override */
  render() {
    const { session } = this;
    const { twin } = session;
    if (!twin.document) {
      return html`<button type="button" class="begin" data-tip="twin" @click=${() => twin.open()}>
        ${icons.twin}<span>${t('twin.open')}</span>
      </button>`;
    }
    return html`<fieldset class="scale" data-tip="twin-shown">
        <legend class="hidden">${t('twin.shown')}</legend>
        ${this.#choice('a')} ${this.#choice('b')}
      </fieldset>
      <span class="one">${differenceWords(twin.section)}</span>
      ${iconButton({ name: t('twin.close'), icon: icons.remove, tip: 'twin-close', act: () => this.#close() })}`;
  }

  /** @param {'a' | 'b'} which */
  #choice(which) {
    const { session } = this;
    return html`<label>
      <input type="radio" name="twin-shown" .checked=${session.twin.shown === which} @change=${() => session.swap()} /><span>${which.toUpperCase()}</span>
    </label>`;
  }

  async #close() {
    this.session.twin.close();
    await this.updateComplete;
    /** @type {HTMLElement | null} */ (this.querySelector('button.begin'))?.focus();
  }
}

/** @param {import('../../engine/lesson/twin.js').Section | null} section */
export function differenceWords(section) {
  return section ? t('twin.one', { section: t(`twin.section-${section}`) }) : t('twin.none');
}

customElements.define('strata-twin-switch', TwinSwitch);
