import { html } from 'lit';
import { closeOutside } from '../dialog.js';
import { PageElement } from '../element.js';
import { icons } from '../icons.js';
import { paintSheet } from '../ink.js';
import { count } from '../numbers.js';
import { rove } from '../rove.js';
import { theme } from '../theme.js';
import { iconButton } from '../tip/icon-button.js';
import { t } from '../words/words.js';

/** @typedef {import('../../worker/protocol.js').TestImages} TestImages */
/** @typedef {number | 'all' | 'own'} Wanted a class, all test images, or those that the student keeps */

const COLUMNS = 10;
const PAGE = 60;
const SIZE = 28 * 28;
/** @type {TestImages} */
const NONE = {
  images: new Uint8Array(),
  labels: new Uint8Array(),
  indices: new Uint32Array(),
  total: 0,
};

/** All test digits in pages, and the student's own, to choose the one that flows through the network. */
export class Pick extends PageElement {
  /** @override */
  static properties = /** @type {import('lit').PropertyDeclarations} */ ({
    ...PageElement.properties,
    shown: { state: true },
    current: { state: true },
  });

  constructor() {
    super();
    this.shown = NONE;
    /** The place that the keyboard is at. */
    this.current = 0;
    this.follow(() => [theme]);
  }

  /** @type {Wanted} */
  #wanted = 'all';
  #first = 0;
  #open = false;

  async open() {
    this.#open = true;
    this.querySelector('dialog')?.showModal();
    await this.#load(this.#first);
    this.#focus();
  }

  /** @override */
  render() {
    const { total, indices } = this.shown;
    const first = this.#first;
    const last = first + indices.length;
    const range =
      total === 0
        ? t('pick.none')
        : t('pick.range', { first: count(first + 1), last: count(last), total: count(total) });
    return html`<dialog class="window pick" aria-label=${t('pick.title')} @close=${() => {
      this.#open = false;
    }} @click=${closeOutside}>
      <header>
        <h2>${t('pick.title')}</h2>
        ${iconButton({ name: t('pick.close'), icon: icons.remove, tip: 'close', act: () => this.querySelector('dialog')?.close() })}
      </header>
      ${this.#filter()}
      <div class="sheet" role="grid" aria-label=${t('pick.grid')} @keydown=${this.#key} @click=${this.#press}>
        <canvas aria-hidden="true"></canvas>
        ${this.#rows()}
      </div>
      <footer>
        ${iconButton({ name: t('pick.before'), icon: icons.earlier, tip: 'pick-page', act: () => this.#turn(-1), off: first === 0 })}
        <span aria-live="polite">${range}</span>
        ${iconButton({ name: t('pick.after'), icon: icons.later, tip: 'pick-page', act: () => this.#turn(1), off: last >= total })}
      </footer>
    </dialog>`;
  }

  #filter() {
    /** @type {[Wanted, string][]} */
    const choices = [
      ['all', t('pick.all')],
      .../** @type {[Wanted, string][]} */ (
        Array.from({ length: 10 }, (_, digit) => [digit, String(digit)])
      ),
      ['own', t('pick.own')],
    ];
    return html`<fieldset class="wanted" data-tip="pick-class">
      <legend class="hidden">${t('pick.class')}</legend>
      ${choices.map(
        ([wanted, text]) => html`<label><input
            type="radio"
            name="pick"
            .checked=${this.#wanted === wanted}
            @change=${() => {
              this.#wanted = wanted;
              this.#load(0);
            }}
          /><span>${text}</span></label>`,
      )}
    </fieldset>`;
  }

  #rows() {
    const { labels, indices } = this.shown;
    const cells = [...indices].map((index, at) => {
      const key = this.#wanted === 'own' ? 'pick.kept' : 'pick.digit';
      const name = t(key, { label: labels[at] ?? 0, number: count(index + 1) });
      return html`<button
        type="button"
        role="gridcell"
        tabindex=${at === this.current ? 0 : -1}
        aria-label=${name}
        title=${name}
        data-at=${at}
      ></button>`;
    });
    const rows = [];
    for (let at = 0; at < cells.length; at += COLUMNS) {
      rows.push(html`<div role="row">${cells.slice(at, at + COLUMNS)}</div>`);
    }
    return rows;
  }

  /** @override */
  updated() {
    const canvas = this.querySelector('canvas');
    if (this.#open && canvas) paintSheet(canvas, this.shown.images, COLUMNS, theme.colour('--ink'));
  }

  /** @param {number} first @param {number} [current] */
  async #load(first, current = 0) {
    const wanted = this.#wanted;
    const label = typeof wanted === 'number' ? wanted : null;
    const found =
      wanted === 'own'
        ? this.#ownImages()
        : await this.session.ask('testImages', first, PAGE, label);
    // Another class may have been chosen meanwhile.
    if (wanted !== this.#wanted) return;
    this.shown = found ?? NONE;
    this.#first = first;
    this.current = Math.max(0, Math.min(current, this.shown.indices.length - 1));
    await this.updateComplete;
  }

  /** @returns {TestImages} */
  #ownImages() {
    const { digits, request } = this.session.digit.own;
    return {
      images: request?.pixels ?? NONE.images,
      labels: Uint8Array.from(digits, ({ truth }) => truth),
      indices: Uint32Array.from(digits.keys()),
      total: digits.length,
    };
  }

  /**
   * @param {number} by pages
   * @param {number} [current] where the keyboard is then
   */
  async #turn(by, current = 0) {
    const first = this.#first + by * PAGE;
    if (first < 0 || first >= this.shown.total) return false;
    await this.#load(first, current);
    return true;
  }

  #focus() {
    const cell = this.querySelector(`[data-at="${this.current}"]`);
    /** @type {HTMLElement | null} */ (cell)?.focus();
  }

  /** @param {KeyboardEvent} event */
  async #key(event) {
    const pages = { PageUp: -1, PageDown: 1 }[event.key];
    const last = this.shown.indices.length - 1;
    const to = pages ? null : rove(event.key, this.current, { count: last + 1, columns: COLUMNS });
    if (!pages && to === null) return;
    event.preventDefault();
    if (pages) await this.#turn(pages, this.current);
    else if (to === null) return;
    else if (to < 0) await this.#turn(-1, PAGE + to);
    else if (to > last) await this.#turn(1, to - PAGE);
    else this.current = to;
    await this.updateComplete;
    this.#focus();
  }

  /** @param {MouseEvent} event */
  #press(event) {
    const cell = /** @type {HTMLElement} */ (event.target).closest('[data-at]');
    if (!cell) return;
    const at = Number(/** @type {HTMLElement} */ (cell).dataset.at);
    const { digit } = this.session;
    const { images, labels, indices } = this.shown;
    const index = indices[at] ?? 0;
    const own = this.#wanted === 'own' ? digit.own.digits[index] : undefined;
    if (own) digit.showOwn(own);
    else {
      const pixels = images.slice(at * SIZE, (at + 1) * SIZE);
      digit.showTest({ index, truth: labels[at] ?? 0, pixels });
    }
    this.querySelector('dialog')?.close();
  }
}

customElements.define('strata-pick', Pick);
