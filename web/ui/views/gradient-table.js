import { html, nothing } from 'lit';
import { scientific } from '../numbers.js';
import { stageName } from '../stack/stages.js';
import { t } from '../words/words.js';

/** @typedef {import('./gradient-rows.js').Row} Row */

/**
 * The waterfall in figures, from the output back to the first layer.
 *
 * @param {import('../state/session.js').Session} session
 * @param {object} figures
 * @param {readonly Row[]} figures.rows
 * @param {readonly number[]} figures.first values before the first step, or none
 * @param {readonly number[]} figures.twin values of the other network, or none
 * @param {string} figures.law what it is called
 * @param {number} figures.step
 */
export function gradientTable({ experiment, twin: { other } }, { rows, first, twin, law, step }) {
  const { layers } = experiment.document;
  // The other network may have more layers or fewer: both end with the output.
  const beside = rows.map((_, i) => twin[twin.length - rows.length + i]);
  const heads = [
    t('gradients.layer'),
    t('gradients.norm'),
    t('gradients.ratio'),
    ...(law ? [t('gradients.law', { law })] : []),
    ...(first.length > 0 ? [t('gradients.first')] : []),
    ...(twin.length > 0 ? [t('gradients.twin', { name: other })] : []),
  ];
  const row = (/** @type {Row} */ { index, value, ratio, law: allowed }, /** @type {number} */ i) =>
    html`<tr><th scope="row">${stageName(layers, index)}</th><td>${known(value)}</td>
      <td>${Number.isFinite(ratio) ? `×${scientific(ratio)}` : '–'}</td>
      ${law ? html`<td>${known(allowed)}</td>` : nothing}
      ${first.length > 0 ? html`<td>${known(first[i])}</td>` : nothing}
      ${twin.length > 0 ? html`<td>${known(beside[i])}</td>` : nothing}</tr>`;
  return html`<div class="view-table" tabindex="0" role="region" aria-label=${t('gradients.table', { step })}>
    <table>
      <caption>${t('gradients.table', { step })}</caption>
      <thead><tr>${heads.map((head) => html`<th scope="col">${head}</th>`)}</tr></thead>
      <tbody>${rows.map(row).toReversed()}</tbody>
    </table>
  </div>`;
}

/** @param {number | undefined} value */
function known(value) {
  return value === undefined || Number.isNaN(value) ? '–' : scientific(value);
}
