import { html } from 'lit';
import { DIGITS } from '../../engine/lesson/slice.js';
import { PageElement } from '../element.js';
import { icons } from '../icons.js';
import { paintInk } from '../ink.js';
import { theme } from '../theme.js';
import { iconButton } from '../tip/icon-button.js';
import { t } from '../words/words.js';

/** @typedef {import('../state/session.js').Session} Session */
/** @typedef {{ label: number, place: number, index: number | null, pixels: Uint8Array | null }} Pick `place` among the
 *   digits of its kind, `index` among all test images */

const LETTERS = ['A', 'B', 'C'];

/** Three test images that span a plane. */
export class SlicePicks {
  /** @type {Pick[]} */
  list = DIGITS.map((label) => ({ label, place: 0, index: null, pixels: null }));

  /** What the images are of. */
  #data = '';

  /** @returns {[number, number, number] | null} */
  get indices() {
    const [a, b, c] = this.list.map(({ index }) => index);
    return a === null ||
      b === null ||
      c === null ||
      a === undefined ||
      b === undefined ||
      c === undefined
      ? null
      : [a, b, c];
  }

  /**
   * Looks for those that are not known.
   *
   * @param {Session} session
   * @param {string} data tells those of other data from these
   * @returns {Promise<boolean>} whether all are known now
   */
  async fetch(session, data) {
    if (data !== this.#data) this.list = this.list.map((pick) => ({ ...pick, index: null }));
    this.#data = data;
    for (const [i, { label, place, index }] of this.list.entries()) {
      if (index !== null) continue;
      let found = await session.ask('testImages', place, 1, label);
      // After the last comes the first again.
      const begins = found && found.total > 0 ? place % found.total : place;
      if (begins !== place) found = await session.ask('testImages', begins, 1, label);
      const at = found?.indices[0];
      const pick = this.list[i];
      if (at === undefined || pick?.label !== label || pick.place !== place) continue;
      this.list = this.list.with(i, { ...pick, index: at, pixels: found?.images ?? null });
    }
    return this.indices !== null;
  }

  /** @param {number} at @param {Partial<Pick>} change */
  change(at, change) {
    this.list = this.list.map((pick, i) => (i === at ? { ...pick, ...change, index: null } : pick));
  }
}

/** Chooses them. */
class SliceImages extends PageElement {
  /** @override */
  static properties = /** @type {import('lit').PropertyDeclarations} */ ({
    ...PageElement.properties,
    picks: { attribute: false },
    take: { attribute: false },
  });

  constructor() {
    super();
    /** @type {readonly Pick[]} */
    this.picks = [];
    /** @type {(at: number, change: Partial<Pick>) => void} */
    this.take = () => {};
    this.follow(() => [theme]);
  }

  /** @override */
  render() {
    return html`<div class="slice-images">${this.picks.map(({ label, place }, i) => {
      const letter = LETTERS[i] ?? '';
      return html`<div>
        <b aria-hidden="true">${letter}</b>
        <canvas width="28" height="28" role="img" aria-label=${t('regions.image-of', { letter, label })}></canvas>
        <select aria-label=${t('regions.class', { letter })} data-tip="regions-class"
          @change=${(/** @type {Event} */ event) => this.take(i, { label: Number(/** @type {HTMLSelectElement} */ (event.target).value), place: 0 })}>
          ${Array.from({ length: 10 }, (_, digit) => html`<option value=${digit} .selected=${digit === label}>${digit}</option>`)}
        </select>
        ${iconButton({ name: t('regions.next', { letter }), icon: icons.next, tip: 'regions-next', act: () => this.take(i, { place: place + 1 }) })}
      </div>`;
    })}</div>`;
  }

  /** @override */
  updated() {
    for (const [i, canvas] of [...this.querySelectorAll('canvas')].entries()) {
      const pixels = this.picks[i]?.pixels;
      if (pixels) paintInk(canvas, pixels, theme.colour('--ink'));
    }
  }
}

customElements.define('strata-slice-images', SliceImages);
