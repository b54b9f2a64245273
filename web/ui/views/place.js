import { html, nothing } from 'lit';
import { PageElement } from '../element.js';
import { centreViews } from '../state/view-store.js';
import { t } from '../words/words.js';

/** @typedef {import('../state/session.js').Session} Session */
/** @typedef {import('../state/view-store.js').ViewName} ViewName */

const names = /** @type {ViewName[]} */ (Object.keys(centreViews));

/** A menu of what the centre column can show. @param {Session} session */
export function viewMenu({ view }) {
  return html`<div class="field view-menu" data-tip="view">
    <label class="hidden" for="view">${t('views.menu')}</label>
    <div class="box">
      <select id="view" @change=${(/** @type {Event} */ event) => view.show(/** @type {HTMLSelectElement} */ (event.target).value)}>
        ${names.map(
          (name) =>
            html`<option value=${name} .selected=${name === view.name} ?disabled=${!view.applies(name)}>${t(`views.${name}`)}</option>`,
        )}
      </select>
    </div>
  </div>`;
}

/** The view that is shown instead of the cards, if one is. Its script is fetched when it is first wanted. */
class ViewPlace extends PageElement {
  /** @override */
  static properties = /** @type {import('lit').PropertyDeclarations} */ ({
    ...PageElement.properties,
    state: { state: true },
  });

  constructor() {
    super();
    /** @type {'unasked' | 'asked' | 'there' | 'lacking'} */
    this.state = 'unasked';
    this.follow(() => [this.session.view, this.session.experiment, this.session.twin]);
  }

  /** @override */
  render() {
    const { name } = this.session.view;
    if (name === 'layers') return nothing;
    if (this.state === 'lacking') return html`<p role="alert">${t('views.lacking')}</p>`;
    if (this.state !== 'there') return html`<p class="aside">${t('views.fetching')}</p>`;
    const { session } = this;
    return {
      twins: html`<strata-twins .session=${session}></strata-twins>`,
      collapse: html`<strata-collapse .session=${session}></strata-collapse>`,
      dead: html`<strata-dead .session=${session}></strata-dead>`,
      batch: html`<strata-batch-view .session=${session}></strata-batch-view>`,
      gradients: html`<strata-gradients .session=${session}></strata-gradients>`,
      start: html`<strata-start .session=${session}></strata-start>`,
      outputs: html`<strata-outputs .session=${session}></strata-outputs>`,
      compare: html`<strata-compare .session=${session}></strata-compare>`,
      kinks: html`<strata-kinks .session=${session}></strata-kinks>`,
      regions: html`<strata-regions .session=${session}></strata-regions>`,
    }[name];
  }

  /** @override */
  updated() {
    if (this.session.view.name !== 'layers' && this.state === 'unasked') this.#fetch();
  }

  async #fetch() {
    this.state = 'asked';
    this.state = await import('./views.js').then(
      () => /** @type {const} */ ('there'),
      () => /** @type {const} */ ('lacking'),
    );
  }
}

customElements.define('strata-view-place', ViewPlace);
