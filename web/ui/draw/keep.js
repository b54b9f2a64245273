import { html } from 'lit';
import { PageElement } from '../element.js';
import { place } from '../field/more.js';
import { icons } from '../icons.js';
import { MOST } from '../state/own-digits.js';
import { iconButton } from '../tip/icon-button.js';
import { t } from '../words/words.js';

const POPOVER = 'keep-digit';

/** Keeps the drawing as a test of one's own, once it is said which digit it is; or removes it again. */
class Keep extends PageElement {
  constructor() {
    super();
    this.follow(() => [this.session.digit, this.session.digit.own]);
  }

  /** @override */
  render() {
    const { own, pixels } = this.session.digit;
    const kept = own.placeOf(pixels) >= 0;
    const asks = !kept && this.#obstacle() === null;
    return html`
      ${iconButton({
        name: t(kept ? 'own.remove' : 'own.keep'),
        icon: kept ? icons.kept : icons.keep,
        tip: kept ? 'own-remove' : 'own-keep',
        kind: 'keep',
        off: !kept && !asks,
        opens: asks ? POPOVER : undefined,
        act: () => kept && own.remove(own.placeOf(pixels)),
        refuse: () => this.session.say(() => this.#obstacle() ?? ''),
      })}
      <div
        id=${POPOVER}
        class="popover which"
        popover
        role="dialog"
        aria-label=${t('own.which')}
        tabindex="-1"
        @beforetoggle=${place}
        @toggle=${this.#opened}
        @keydown=${this.#key}
      >
        <p aria-hidden="true">${t('own.which')}</p>
        <div class="digits" data-tip="own-truth">
          ${Array.from({ length: 10 }, (_, truth) => html`<button type="button" @click=${() => this.#keep(truth)}>${truth}</button>`)}
        </div>
        <p class="aside">${t('own.keys')}</p>
      </div>
    `;
  }

  /** @returns {string | null} why this cannot be kept */
  #obstacle() {
    const { digit } = this.session;
    if (digit.pixels === null || digit.source === 'test') return t('own.draw-first');
    return digit.own.digits.length >= MOST ? t('own.full-up', { most: MOST }) : null;
  }

  /** @param {ToggleEvent} event */
  #opened(event) {
    // On none of the digits: a second press of Enter would else choose it.
    if (event.newState === 'open') /** @type {HTMLElement} */ (event.target).focus();
  }

  /** @param {KeyboardEvent} event */
  #key(event) {
    if (!/^[0-9]$/.test(event.key) || event.ctrlKey || event.altKey || event.metaKey) return;
    event.preventDefault();
    event.stopPropagation();
    this.#keep(Number(event.key));
  }

  /** @param {number} truth */
  #keep(truth) {
    const { digit } = this.session;
    const { pixels } = digit;
    if (pixels === null || this.#obstacle()) return;
    digit.own.keep(pixels, truth);
    digit.showOwn({ pixels, truth });
    /** @type {HTMLElement | null} */ (this.querySelector('.popover'))?.hidePopover();
    this.querySelector('button')?.focus();
    const [count, { trouble }] = [digit.own.digits.length, digit.own];
    this.session.say(() =>
      trouble ? t(`own.${trouble}`) : t('own.kept', { truth, count, most: MOST }),
    );
  }
}

customElements.define('strata-keep', Keep);
