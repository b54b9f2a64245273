import { html, nothing } from 'lit';
import { PageElement } from '../element.js';
import { icons } from '../icons.js';
import { paintSheet } from '../ink.js';
import { rove } from '../rove.js';
import { theme } from '../theme.js';
import { t } from '../words/words.js';

/** So many stand in one row; more stand in two, smaller, so that the column does not grow. */
const [ROW, DENSE] = [8, 10];

/** The digits that the student keeps, those that are read wrongly outlined. One tab stop. */
class Own extends PageElement {
  /** @override */
  static properties = /** @type {import('lit').PropertyDeclarations} */ ({
    ...PageElement.properties,
    current: { state: true },
  });

  constructor() {
    super();
    /** The place that the keyboard is at. */
    this.current = 0;
    this.follow(() => [this.session.digit, this.session.digit.own, theme]);
  }

  get #columns() {
    return this.session.digit.own.digits.length > ROW ? DENSE : ROW;
  }

  /** @override */
  render() {
    const { digits, right, trouble } = this.session.digit.own;
    const total = digits.length;
    const score = right === null ? nothing : t('own.right', { right, total });
    const told = trouble && (total > 0 || trouble === 'damaged');
    return html`
      <h3>${t('own.title')} <small>${total > 0 ? score : nothing}</small></h3>
      ${total === 0 ? html`<p class="aside">${t('own.none')}</p>` : this.#strip()}
      ${told ? html`<p class="mistake">${icons.alarm} ${t(`own.${trouble}`)}</p>` : nothing}
    `;
  }

  #strip() {
    const { digit } = this.session;
    const columns = this.#columns;
    const current = Math.min(this.current, digit.own.digits.length - 1);
    const cells = digit.own.digits.map(({ truth, pixels }, place) => {
      const answer = digit.own.answers?.[place];
      const name = nameOf(truth, answer);
      return html`<button
        type="button"
        role="gridcell"
        class=${answer === undefined || answer === truth ? '' : 'wrong'}
        tabindex=${place === current ? 0 : -1}
        aria-label=${name}
        aria-selected=${digit.pixels === pixels}
        title=${name}
        data-place=${place}
      ></button>`;
    });
    const rows = [];
    for (let at = 0; at < cells.length; at += columns) {
      rows.push(html`<div role="row">${cells.slice(at, at + columns)}</div>`);
    }
    return html`<div
      class="kept"
      role="grid"
      data-tip="own-grid"
      aria-label=${t('own.grid')}
      data-columns=${columns}
      @keydown=${this.#key}
      @click=${this.#press}
    ><canvas aria-hidden="true"></canvas>${rows}</div>`;
  }

  /** @override */
  updated() {
    const canvas = this.querySelector('canvas');
    const images = this.session.digit.own.request?.pixels;
    if (canvas && images) paintSheet(canvas, images, this.#columns, theme.colour('--ink'));
  }

  /** @param {KeyboardEvent} event */
  async #key(event) {
    const { own } = this.session.digit;
    const last = own.digits.length - 1;
    const removes = event.key === 'Delete' || event.key === 'Backspace';
    const to = rove(event.key, this.current, { count: last + 1, columns: this.#columns });
    if (!removes && to === null) return;
    event.preventDefault();
    if (removes) own.remove(this.current);
    const end = removes ? last - 1 : last;
    if (to !== null && to >= 0 && to <= end) this.current = to;
    this.current = Math.max(0, Math.min(this.current, end));
    await this.updateComplete;
    const cell = this.querySelector(`[data-place="${this.current}"]`);
    /** @type {HTMLElement | null} */ (cell ?? document.querySelector('canvas.pad'))?.focus();
  }

  /** @param {MouseEvent} event */
  #press(event) {
    const { place } = /** @type {HTMLElement} */ (event.target).dataset;
    const { digit } = this.session;
    const chosen = place === undefined ? undefined : digit.own.digits[Number(place)];
    if (!chosen) return;
    this.current = Number(place);
    digit.showOwn(chosen);
  }
}

/**
 * @param {number} truth
 * @param {number | undefined} answer
 */
function nameOf(truth, answer) {
  if (answer === undefined) return t('own.unread', { truth });
  if (answer < 0) return t('own.no-answer', { truth });
  return answer === truth ? t('own.read', { truth }) : t('own.misread', { truth, answer });
}

customElements.define('strata-own', Own);
