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
    const layers = rows[0]?.spreads.length ?? 0;
    return html`<div class="view">
      <p>${t('starts.what', { images: found.images })} ${progress(this.#work, t('starts.measuring'))}</p>
      <p class="starts-key aside">
        <span>${swatch('present')} ${t('starts.present', { init: initWords(init) })}</span>
        ${now ? html`<span>${swatch('now')} ${t('starts.now', { step: now.step })}</span>` : nothing}
      </p>
      <div class="start-charts">${startChart(lines('spreads'))} ${startChart(lines('gradients'))}</div>
      <div class="view-table below starts" tabindex="0" role="region" aria-label=${t('starts.table')}>
        <table>
          <caption>${t('starts.table')}</caption>
          ${this.#group('spreads', { layers, present, now })} ${this.#group('gradients', { layers, present, now })}
        </table>
      </div>
    </div>`;
  }

  /**
   * The rows of one quantity, with a column for each layer.
   *
   * @param {'spreads' | 'gradients'} what
   * @param {{ layers: number, present: number, now: Found['now'] }} shown
   */
  #group(what, { layers, present, now }) {
    const uses = what === 'spreads';
    const name = (/** @type {number} */ i) => (i + 1 < layers ? i + 1 : t('starts.output'));
    return html`<tbody>
      <tr>
        <th scope="rowgroup" class="group">${t(`starts.${what}`)}</th>
        ${Array.from({ length: layers }, (_, i) => html`<th scope="col">${name(i)}</th>`)}
        <td></td>
      </tr>
      ${this.#before.rows.map(
        (row, i) => html`<tr aria-current=${i === present ? 'true' : 'false'}>
          <th scope="row">${swatch(i === present ? 'present' : i)} ${initWords(row.init)}</th>${cells(row[what])}
          <td>${uses ? this.#useButton(row.init, i === present) : nothing}</td>
        </tr>`,
      )}
      ${now ? html`<tr><th scope="row">${swatch('now')} ${t('starts.now', { step: now.step })}</th>${cells(now[what])}<td></td></tr>` : nothing}
    </tbody>`;
  }

  /** @param {Named} init @param {boolean} present */
  #useButton(init, present) {
    const name = initWords(init);
    return html`<button type="button" class="quiet" data-tip="starts-use" aria-disabled=${present}
      aria-label=${present ? t('starts.used', { init: name }) : t('starts.use-this', { init: name })}
      @click=${() => present || this.#use(init)}>${present ? icons.check : t('starts.use')}</button>`;
  }

  /** @param {Named} init */
  #use(init) {
    this.session.experiment.settle();
    this.session.experiment.replace(['init'], init);
  }
}

/** @param {readonly number[]} sizes by layer */
function cells(sizes) {
  return sizes.map((size) => html`<td>${scientific(size)}</td>`);
}

customElements.define('strata-start', StartView);
