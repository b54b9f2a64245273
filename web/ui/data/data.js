import { html, nothing } from 'lit';
import { live } from 'lit/directives/live.js';
import { datasets } from '../../engine/experiment/index.js';
import { PageElement } from '../element.js';
import { folded, room } from '../field/fold.js';
import { icons } from '../icons.js';
import { count, percentWhole } from '../numbers.js';
import { t } from '../words/words.js';
import './batch.js';
import './own.js';

/** Sizes of the training set that the slider stops at; the largest is the data set's. */
const SIZES = [100, 200, 500, 1000, 2000, 5000, 10000, 20000, 40000];

/** Which images the network learns from. */
class DataOptions extends PageElement {
  constructor() {
    super();
    this.follow(() => [this.session.experiment, room]);
  }

  /** @override */
  render() {
    const { data } = this.session.experiment.document;
    const settings = html`
      ${this.#size()} ${this.#noise('noise', 'data.noise')} ${this.#noise('label_noise', 'data.labels')}
      <fieldset class="classes" data-tip="data-classes">
        <legend>${t('data.classes')}</legend>
        ${Array.from({ length: 10 }, (_, digit) => {
          const on = data.classes?.includes(digit);
          return html`<label><input type="checkbox" .checked=${live(on)} @change=${() => this.#toggle(digit)} /><span>${digit}</span></label>`;
        })}
      </fieldset>
    `;
    return html`<strata-batch .session=${this.session}></strata-batch>
      <strata-own .session=${this.session}></strata-own>
      ${folded('', summaryOf(data), settings)}`;
  }

  #size() {
    const { experiment } = this.session;
    const { name, train } = experiment.document.data;
    const most = datasets.find((one) => one.name === name)?.train.max ?? train;
    const sizes = [...SIZES.filter((size) => size < most), most];
    const nearest = sizes.findIndex((size) => size >= train);
    return this.#slider({
      tip: 'data-size',
      label: t('data.size'),
      text: count(train),
      max: sizes.length - 1,
      value: nearest,
      take: (place) => {
        const size = sizes[place] ?? most;
        experiment.set(['data', 'train'], String(size), size);
      },
      message: experiment.draft(['data', 'train'])?.message,
    });
  }

  /**
   * @param {'noise' | 'label_noise'} key
   * @param {'data.noise' | 'data.labels'} label
   */
  #noise(key, label) {
    const { experiment } = this.session;
    const value = experiment.document.data[key] ?? 0;
    return this.#slider({
      tip: key === 'noise' ? 'data-noise' : 'data-labels',
      label: t(label),
      text: percentWhole(value),
      max: 20,
      value: Math.round(20 * value),
      take: (place) => experiment.set(['data', key], String(place / 20), place / 20),
      message: null,
    });
  }

  /**
   * @param {{ tip: string, label: string, text: string, max: number, value: number, take: (place: number) => void, message: string | null | undefined }} slider
   */
  #slider({ tip, label, text, max, value, take, message }) {
    return html`<label class="slider" data-tip=${tip} ?data-wrong=${Boolean(message)}>
      <span>${label}</span><output>${text}</output>
      <input
        type="range"
        min="0"
        max=${max}
        aria-valuetext=${text}
        .value=${String(value)}
        @change=${(/** @type {Event} */ event) =>
          take(Number(/** @type {HTMLInputElement} */ (event.target).value))}
      />
      ${message ? html`<span class="mistake">${icons.alarm} ${message}</span>` : nothing}
    </label>`;
  }

  /** @param {number} digit */
  #toggle(digit) {
    const { experiment } = this.session;
    const { classes = [] } = experiment.document.data;
    const next = classes.includes(digit)
      ? classes.filter((one) => one !== digit)
      : [...classes, digit].sort((a, b) => a - b);
    if (next.length > 0) experiment.replace(['data', 'classes'], next);
    else this.session.say(() => t('data.one-class'));
    this.requestUpdate();
  }
}

/** @param {import('../../engine/experiment/index.js').Experiment['data']} data */
function summaryOf({ train, noise = 0, label_noise = 0, classes = [] }) {
  return t('data.summary', {
    images: count(train),
    noise: noise > 0 || label_noise > 0 ? 'some' : 'none',
    classes: classes.length,
  });
}

customElements.define('strata-data', DataOptions);
