import { html } from 'lit';
import { live } from 'lit/directives/live.js';
import { fitting } from '#place';
import { datasets } from '../../engine/experiment/index.js';
import { PageElement } from '../element.js';
import { groupOf, withSet } from '../state/sets.js';
import { labelOf } from '../words/told.js';
import { t } from '../words/words.js';

const groups = /** @type {const} */ (['images', 'plane', 'line', 'table', 'own']);

/** Which data the network learns from. */
class SetChoice extends PageElement {
  constructor() {
    super();
    this.follow(() => [this.session.experiment]);
  }

  /** @override */
  render() {
    const { name } = this.session.experiment.document.data;
    return html`<h2>${t('data.title')}</h2>
      <select data-field="data" aria-label=${t('data.set')} data-tip="data-set" @change=${this.#choose}>
        ${groups.map(
          (group) => html`<optgroup label=${t(`data.set-${group}`)}>
            ${datasets
              .filter((row) => groupOf(row) === group)
              .map(
                (row) =>
                  html`<option value=${row.name} .selected=${live(row.name === name)}>${labelOf('data', row)}</option>`,
              )}
          </optgroup>`,
        )}
      </select>`;
  }

  /** @param {Event} event */
  #choose({ target }) {
    const { session } = this;
    const { experiment } = session;
    experiment.settle();
    const name = /** @type {HTMLSelectElement} */ (target).value;
    if (!experiment.adopt(fitting(withSet(experiment.document, name)))) return this.requestUpdate();
    const { data, layers, loss, batch, epochs } = experiment.document;
    const row = datasets.find((one) => one.name === data.name);
    const last = layers.findLast(({ type }) => type === 'linear');
    const units = last?.type === 'linear' ? last.units : 0;
    session.say(() =>
      t('note.set', { set: row ? labelOf('data', row) : name, units, loss, batch, epochs }),
    );
  }
}

customElements.define('strata-set-choice', SetChoice);
