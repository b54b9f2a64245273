import { html } from 'lit';
import { live } from 'lit/directives/live.js';
import { images } from '#place';
import { datasets } from '../../engine/experiment/index.js';
import { PageElement } from '../element.js';
import { folded, room } from '../field/fold.js';
import { count, percentWhole } from '../numbers.js';
import { t } from '../words/words.js';
import './batch.js';
import './own.js';
import { shareSlider, sizeSlider } from './slider.js';

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
      <fieldset class="classes" data-field="data.classes" data-tip="data-classes">
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
    const most =
      images.most?.train ?? datasets.find((one) => one.name === name)?.train.max ?? train;
    const options = { tip: 'data-size', label: t('data.size'), most, sizes: SIZES };
    return sizeSlider(experiment, 'train', options, count);
  }

  /**
   * @param {'noise' | 'label_noise'} key
   * @param {'data.noise' | 'data.labels'} label
   */
  #noise(key, label) {
    const tip = key === 'noise' ? 'data-noise' : 'data-labels';
    const options = { tip, label: t(label), text: percentWhole };
    return shareSlider(this.session.experiment, key, options);
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
