import { html } from 'lit';
import { PageElement } from '../element.js';
import { icons } from '../icons.js';
import { fixed } from '../numbers.js';
import { rowOf } from '../state/sets.js';
import { iconButton } from '../tip/icon-button.js';
import { quantityWords } from '../words/told.js';
import { t } from '../words/words.js';

/** So many standard deviations reach an end of a bar. */
const REACH = 2.5;

/** One row of several numbers: the measurements of a child, who does not exist, and the age that the network reads from them. */
class Measurements extends PageElement {
  constructor() {
    super();
    this.follow(() => [this.session.digit, this.session.look, this.session.experiment]);
  }

  /** @override */
  render() {
    const { digit, experiment, look } = this.session;
    const { inputs } = rowOf(experiment.document);
    const { values, truth } = digit.point;
    const answer = look.views?.answer?.[0];
    const years = (/** @type {number | null | undefined} */ age) =>
      age === null || age === undefined ? '–' : t('set.years', { years: fixed(age, 2) });
    return html`<p class="synthetic">${t('set.synthetic')}</p>
      <table class="measured">
        <caption>
          <span>${t('set.child')}</span>
          ${iconButton({ name: t('set.another'), icon: icons.next, tip: 'set-next', act: () => digit.point.chooseTest() })}
        </caption>
        <thead>
          <tr><th scope="col">${t('set.measure')}</th><th scope="col" colspan="2">${t('set.deviations')}</th></tr>
        </thead>
        <tbody>
          ${inputs.map(({ name }, i) => html`<tr><th scope="row">${quantityWords(name)}</th>${bar(values?.[i])}</tr>`)}
        </tbody>
        <tfoot>
          <tr><th scope="row">${t('set.true-age')}</th><td colspan="2">${years(truth)}</td></tr>
          <tr><th scope="row">${t('set.read-age')}</th><td colspan="2"><b>${years(answer)}</b></td></tr>
        </tfoot>
      </table>
      <details class="generator">
        <summary data-tip="set-generator">${t('set.generator')} ${icons.open}</summary>
        <p>${t('set.generator-age')}</p>
      </details>`;
  }
}

/** @param {number | undefined} value */
function bar(value) {
  if (value === undefined) return html`<td></td><td>–</td>`;
  const part = Math.min(1, Math.abs(value) / REACH) * 50;
  const left = value < 0 ? 50 - part : 50;
  return html`<td class="bar" aria-hidden="true"><i class=${value < 0 ? 'negative' : 'positive'} .style=${`left:${left}%;width:${part}%`}></i></td>
    <td>${fixed(value, 2)}</td>`;
}

customElements.define('strata-measurements', Measurements);
