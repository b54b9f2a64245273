import { html, nothing } from 'lit';
import { PageElement } from '../element.js';
import { icons } from '../icons.js';
import { scientific } from '../numbers.js';
import { t, words } from '../words/words.js';
import { initsBeside, initWords, isSameInit } from './inits.js';
import { startChart, swatch } from './start-chart.js';
import { moment, progress, Work } from './work.js';

/** @typedef {import('../../engine/experiment/index.js').Named} Named */
/** @typedef {import('../../worker/protocol.js').StartView} Found */
/** @typedef {Found['rows'][number]} Row */

/** How large signals and gradients are by layer before the first step, for each initialiser, and how large they are now. */
class StartView extends PageElement {
  constructor() {
    super();
    this.follow(() => [this.session.experiment, words]);
  }

  /** @type {readonly Named[]} */
  #inits = [];
  /** What training does not change, and what it was measured of. @type {{ rows: readonly Row[], of: string }} */
  #before = { rows: [], of: '' };
  #work = new Work(
    this,
    (ticket) => this.#ask(ticket),
    () => this.#wanted(),
  );

  #wanted() {
    this.#inits = initsBeside(this.session.experiment.document.init);
    return moment(this.session);
  }

  /** @param {number} ticket */
  async #ask(ticket) {
    const { layers, loss, seed, data } = this.session.experiment.document;
    const network = JSON.stringify([layers, loss, seed, data, this.#inits]);
    const known = this.#before.of === network;
    const part = await this.session.ask('starts', ticket, known ? [] : this.#inits);
    if (!known && part?.found) {
      const { rows } = part.found;
      this.#before = { rows, of: rows.length === this.#inits.length ? network : '' };
    }
    return part;
  }

  /** @override */
  render() {
    const { found, lacking } = this.#work;
    const { rows } = this.#before;
    if (!found || rows.length === 0) {
      return html`<div class="view"><p class="aside">${t(lacking ? 'views.untold' : 'views.waiting')}</p></div>`;
    }
    const { init } = this.session.experiment.document;
    const present = rows.findIndex((row) => isSameInit(row.init, init));
    const now = found.now && found.now.step > 0 ? found.now : null;
    const lines = (/** @type {'spreads' | 'gradients'} */ what) => ({
      title: t(`starts.${what}`),
      what: t(`starts.${what}-what`),
      lines: rows.map((row) => row[what]),
      present,
      now: now?.[what] ?? null,
    });
    return html`<div class="view">
      <p>${t('starts.what', { images: found.images })} ${progress(this.#work, t('starts.measuring'))}</p>
      <div class="start-charts">${startChart(lines('spreads'))} ${startChart(lines('gradients'))}</div>
      <div class="view-table below" tabindex="0" role="region" aria-label=${t('starts.table')}>
        <table>
          <caption>${t('starts.table')}</caption>
          <thead><tr>
            <th scope="col">${t('starts.init')}</th><th scope="col">${t('starts.spreads')}</th>
            <th scope="col">${t('starts.gradients')}</th><th scope="col"><span class="hidden">${t('starts.use')}</span></th>
          </tr></thead>
          <tbody>
            ${rows.map((row, i) => this.#row(row, i, i === present))}
            ${now ? html`<tr><th scope="row">${swatch('now')} ${t('starts.now', { step: now.step })}</th>${sizes(now)}<td></td></tr>` : nothing}
          </tbody>
        </table>
      </div>
    </div>`;
  }

  /**
   * @param {Row} row
   * @param {number} i
   * @param {boolean} present
   */
  #row(row, i, present) {
    const name = initWords(row.init);
    return html`<tr aria-current=${present ? 'true' : 'false'}>
      <th scope="row">${swatch(present ? 'present' : i)} ${name}</th>${sizes(row)}
      <td><button type="button" class="quiet" data-tip="starts-use" aria-disabled=${present}
        aria-label=${present ? t('starts.used', { init: name }) : t('starts.use-this', { init: name })}
        @click=${() => present || this.#use(row.init)}>${present ? icons.check : t('starts.use')}</button></td>
    </tr>`;
  }

  /** @param {Named} init */
  #use(init) {
    this.session.experiment.settle();
    this.session.experiment.replace(['init'], init);
  }
}

/** @param {{ spreads: number[], gradients: number[] }} of */
function sizes({ spreads, gradients }) {
  return [spreads, gradients].map(
    (list) => html`<td class="by-layer">${list.map(scientific).join(' · ')}</td>`,
  );
}

customElements.define('strata-start', StartView);
