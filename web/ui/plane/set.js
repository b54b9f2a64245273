import { html, nothing } from 'lit';
import { shareSlider, sizeSlider } from '../data/slider.js';
import { PageElement } from '../element.js';
import { folded, room } from '../field/fold.js';
import { icons } from '../icons.js';
import { count, fixed, percentWhole } from '../numbers.js';
import { isGiven, rowOf } from '../state/sets.js';
import { iconButton } from '../tip/icon-button.js';
import { setWords } from '../words/told.js';
import { t } from '../words/words.js';
import './measurements.js';
import { OwnPoints } from './own-points.js';
import './plane.js';
import './plane.css';

/** Where the sliders of the sizes stop; the largest is the data set's. */
const SIZES = [10, 20, 50, 100, 200, 500, 1000, 2000, 5000, 10000];
/** Of noise, twenty parts are too coarse: the sets have some 0.04 to begin with. */
const NOISES = 50;

/** Data that are not images: a picture of them, what flows through the network, and how they are made. */
class DataSet extends PageElement {
  constructor() {
    super();
    this.follow(() => [this.session.experiment, this.session.digit, room]);
  }

  #own = new OwnPoints(this);

  /** @override */
  render() {
    const { document } = this.session.experiment;
    const row = rowOf(document);
    const { kind } = this.session.digit.point;
    return html`<p class="about">${setWords(row)}</p>
      ${
        kind === 'table'
          ? html`<strata-measurements .session=${this.session}></strata-measurements>`
          : this.#picture()
      }
      ${isGiven(document) ? this.#own.tools() : this.#settings(row)}`;
  }

  #picture() {
    const { document } = this.session.experiment;
    const given = isGiven(document);
    const line = this.session.digit.point.kind === 'line';
    const behind = document.loss === 'cross_entropy' ? 'plane.key-probability' : 'plane.key';
    return html`<strata-plane
        .session=${this.session}
        .places=${given ? this.#own.place : null}
        .removes=${given ? this.#own.remove : null}
      ></strata-plane>
      <div class="legend">
        <p class="aside">
          ${
            line
              ? t('plane.key-line')
              : html`<span><i class="mark hollow"></i>${t('set.class', { class: 0 })}</span>
                <span><i class="mark filled"></i>${t('set.class', { class: 1 })}</span>
                <span>${t(behind)}</span>`
          }
        </p>
        ${given ? nothing : iconButton({ name: t('set.another'), icon: icons.next, tip: 'set-next', act: () => this.session.digit.point.chooseTest() })}
      </div>`;
  }

  /** @param {import('../../engine/tables.js').DataRow} row */
  #settings({ train, test, kind }) {
    const store = this.session.experiment;
    const { data } = store.document;
    const size = (
      /** @type {'train' | 'test'} */ key,
      /** @type {string} */ tip,
      /** @type {string} */ label,
      /** @type {number} */ most,
    ) => sizeSlider(store, key, { tip, label, most, sizes: SIZES }, count);
    const noise = {
      tip: 'data-noise',
      label: t('data.noise'),
      text: (/** @type {number} */ value) => fixed(value, 2),
    };
    const labels = { tip: 'data-labels', label: t('data.labels'), text: percentWhole };
    const some = (data.noise ?? 0) > 0 || (data.label_noise ?? 0) > 0;
    const summary = t('set.summary', { images: count(data.train), noise: some ? 'some' : 'none' });
    return folded(
      '',
      summary,
      html`${size('train', 'data-size', t('data.size'), train.max)}
        ${size('test', 'data-test-size', t('data.test-size'), test.max)}
        ${shareSlider(store, 'noise', noise, NOISES)}
        ${kind === 'CLASSES' ? shareSlider(store, 'label_noise', labels) : nothing}`,
    );
  }
}

customElements.define('strata-set', DataSet);
