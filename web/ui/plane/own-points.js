import { html, nothing } from 'lit';
import { live } from 'lit/directives/live.js';
import { icons } from '../icons.js';
import { count } from '../numbers.js';
import { rowOf } from '../state/sets.js';
import { iconButton } from '../tip/icon-button.js';
import { t } from '../words/words.js';
import './paste.js';
import { nearestTo } from './scale.js';

/** @typedef {import('../element.js').PageElement} PageElement */

/** Points that the student places: all of them are in the document, so each is an edit that can be taken back. */
export class OwnPoints {
  /** The class of the next point. */
  #class = 0;

  /** @param {PageElement} host */
  constructor(host) {
    this.host = host;
  }

  get #store() {
    return this.host.session.experiment;
  }

  get #points() {
    return this.#store.document.data.points ?? [];
  }

  get #classes() {
    return rowOf(this.#store.document).kind === 'CLASSES';
  }

  /** Whether points are among the training and the test examples alike. */
  get #overlap() {
    const { train, test } = this.#store.document.data;
    return train + test > this.#points.length;
  }

  /** @param {readonly number[]} place */
  place = (place) => {
    const most = rowOf(this.#store.document).train.max;
    if (this.#points.length >= most) {
      this.host.session.say(() => t('set.full', { most: count(most) }));
      return;
    }
    this.#become([...this.#points, [...place, ...(this.#classes ? [this.#class] : [])]]);
  };

  /**
   * @param {readonly number[]} place
   * @param {readonly import('./scale.js').Range[]} ranges
   * @returns {readonly number[] | null} the point that is no more
   */
  remove = (place, ranges) => {
    const points = this.#points;
    const at = nearestTo(points, place, ranges);
    if (points.length < 2 || at < 0) {
      this.host.session.say(() => t('set.last'));
      return null;
    }
    this.#become(points.toSpliced(at, 1));
    return points[at] ?? null;
  };

  /** @param {readonly (readonly number[])[]} points */
  #become(points) {
    this.#store.replace(['data'], { name: this.#store.document.data.name, points });
  }

  tools() {
    const points = this.#points;
    const most = rowOf(this.#store.document).train.max;
    const clear = () => this.#become(points.slice(-1));
    return html`<div class="own-points" data-field="data.points">
      ${this.#classes ? this.#classChoice() : nothing}
      <span class="aside">${t('set.count', { count: count(points.length), most: count(most) })}</span>
      ${iconButton({ name: t('set.clear'), icon: icons.clear, tip: 'set-clear', act: clear, off: points.length < 2, refuse: () => this.host.session.say(() => t('set.last')) })}
      <strata-paste .session=${this.host.session}></strata-paste>
      ${this.#overlap ? html`<p class="aside overlap">${t('set.overlap')}</p>` : nothing}
    </div>`;
  }

  #classChoice() {
    const choice = (/** @type {number} */ one) => html`<label><input
        type="radio"
        name="point-class"
        .checked=${live(this.#class === one)}
        @change=${() => {
          this.#class = one;
          this.host.requestUpdate();
        }}
      /><span><i class=${`mark ${one === 0 ? 'hollow' : 'filled'}`}></i>${t('set.class', { class: one })}</span></label>`;
    return html`<fieldset class="scale" data-tip="set-class">
      <legend class="hidden">${t('set.place-class')}</legend>
      ${choice(0)}${choice(1)}
    </fieldset>`;
  }
}
