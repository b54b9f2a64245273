import { html } from 'lit';
import { FLAT } from '../../engine/flat.js';
import { PageElement } from '../element.js';
import { count, percent, plain } from '../numbers.js';
import { t, words } from '../words/words.js';
import { scatter, slopeChart } from './outputs-chart.js';
import { moment, progress, Work } from './work.js';

/** @typedef {import('../../worker/protocol.js').OutputsView} Found */

/** What a network with one output answers, beside the truth, and how steep its last function is there. */
class OutputsView extends PageElement {
  constructor() {
    super();
    this.follow(() => [this.session.experiment, words]);
  }

  #work = new Work(
    this,
    (ticket) => this.session.ask('outputs', ticket),
    () => {
      const now = moment(this.session);
      return now && `${now} ${JSON.stringify(this.session.experiment.document.data)}`;
    },
  );

  /** @override */
  render() {
    const { found, lacking } = this.#work;
    if (!found) {
      return html`<div class="view"><p class="aside">${t(lacking ? 'views.untold' : 'views.waiting')}</p></div>`;
    }
    const rows = found.answers.length;
    return html`<div class="view">
      <p>${t('outputs.what', { rows, step: found.step })} ${progress(this.#work, t('outputs.taking'))}</p>
      <div class="start-charts">${scatter(found)} ${slopeChart(found)}</div>
      ${figures(found)}
    </div>`;
  }
}

/** @param {Found} found */
function figures({ answers, truths, slopes }) {
  const rows = answers.length;
  const least = truths.reduce((low, one) => Math.min(low, one), 0);
  const share = slopes.filter((one) => Math.abs(one) < FLAT).length / rows;
  const span = { low: rough(Math.min(...answers)), high: rough(Math.max(...answers)) };
  return html`<dl class="view-figures">
    <div>
      <dt>${t('outputs.below')}</dt><dd class="figure">${count(answers.filter((one) => one < 0).length)}</dd>
      <dd class="aside">${t(least < 0 ? 'outputs.below-some' : 'outputs.below-what', { rows })}</dd>
    </div>
    <div>
      <dt>${t('outputs.range')}</dt><dd class="figure">${t('outputs.span', span)}</dd>
      <dd class="aside">${t('outputs.range-what')}</dd>
    </div>
    <div>
      <dt>${t('outputs.flat')}</dt><dd class="figure">${percent(share)}</dd>
      <dd class="aside">${t('outputs.flat-what')}</dd>
    </div>
  </dl>`;
}

/** @param {number} value */
function rough(value) {
  return plain(Number(value.toPrecision(3)));
}

customElements.define('strata-outputs', OutputsView);
