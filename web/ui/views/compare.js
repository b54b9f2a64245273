import { html, nothing } from 'lit';
import { tables } from '../../engine/tables.js';
import { PageElement } from '../element.js';
import { icons } from '../icons.js';
import { count, percent, scientific } from '../numbers.js';
import { labelOf } from '../words/told.js';
import { t, words } from '../words/words.js';
import { comparisonOf } from './comparison.js';

/** @typedef {import('../../worker/protocol.js').CompareRow} Row */
/** @typedef {'accuracy' | 'loss' | 'dead' | 'flat' | 'ratio' | 'step' | 'element'} Column */

const choices = [100, 300, 1000, 3000];

/**
 * How a figure is written, and which way it is sorted first: the better ones come first.
 * @type {Record<Column, { of: (row: Row) => number, write: (value: number) => string, down: boolean }>}
 */
const columns = {
  accuracy: { of: ({ accuracy }) => accuracy, write: percent, down: true },
  loss: { of: ({ loss }) => loss, write: scientific, down: false },
  dead: { of: ({ dead }) => dead, write: percent, down: false },
  flat: { of: ({ flat }) => flat, write: percent, down: false },
  ratio: { of: ({ ratio }) => ratio, write: scientific, down: true },
  step: { of: ({ stepTime }) => stepTime, write: scientific, down: false },
  element: { of: ({ elementTime }) => elementTime, write: scientific, down: false },
};

/** What each activation does to this very network: a table that is filled by training it with all of them. */
class CompareView extends PageElement {
  /** @override */
  static properties = /** @type {import('lit').PropertyDeclarations} */ ({
    ...PageElement.properties,
    steps: { state: true },
    sorted: { state: true },
    down: { state: true },
  });

  constructor() {
    super();
    this.steps = 300;
    /** @type {Column | null} */
    this.sorted = null;
    this.down = true;
    this.follow(() => [this.session.experiment, comparisonOf(this.session), words]);
  }

  /** @override */
  disconnectedCallback() {
    super.disconnectedCallback();
    // Other views' work would take its place, again and again.
    comparisonOf(this.session).cancel();
  }

  /** @override */
  render() {
    const comparison = comparisonOf(this.session);
    const { found, busy, fits, lacking } = comparison;
    return html`<div class="view">
      <p>${t('compare.what', { functions: tables.activations.length })}</p>
      <div class="compare-bar">
        <label for="compare-steps">${t('compare.steps')}</label>
        <select id="compare-steps" data-tip="compare-steps" @change=${(
          /** @type {Event} */ event,
        ) => {
          this.steps = Number(/** @type {HTMLSelectElement} */ (event.target).value);
        }}>
          ${choices.map((one) => html`<option value=${one} .selected=${one === this.steps}>${count(one)}</option>`)}
        </select>
        <button type="button" class=${busy ? '' : 'main'} data-tip=${busy ? 'compare-cancel' : 'compare-run'} @click=${() => this.#toggle()}>
          ${t(busy ? 'compare.cancel' : 'compare.run')}
        </button>
        ${busy ? html`<progress max="1" .value=${comparison.share} aria-label=${t('compare.progress')}></progress>` : nothing}
        <span class="aside">${this.#standing()}</span>
      </div>
      ${lacking ? html`<p class="aside">${t('views.untold')}</p>` : nothing}
      ${found && fits ? this.#table(found.rows) : nothing}
    </div>`;
  }

  #standing() {
    const { found, fits } = comparisonOf(this.session);
    if (!found) return '';
    if (!fits) return t('compare.stale');
    const { rows, steps, tested } = found;
    return t('compare.standing', {
      done: rows.length,
      functions: tables.activations.length,
      steps,
      tested,
    });
  }

  #toggle() {
    const comparison = comparisonOf(this.session);
    if (comparison.busy) comparison.cancel();
    else {
      this.session.experiment.settle();
      comparison.run(
        tables.activations.map(({ name }) => name),
        this.steps,
      );
    }
  }

  /** @param {readonly Row[]} rows */
  #table(rows) {
    const classes = rows.some(
      ({ accuracy, failedAt }) => failedAt === null && !Number.isNaN(accuracy),
    );
    const names = /** @type {Column[]} */ (Object.keys(columns)).filter(
      (name) => name !== (classes ? 'loss' : 'accuracy'),
    );
    const column =
      this.sorted !== null && names.includes(this.sorted) ? this.sorted : (names[0] ?? 'accuracy');
    const down = this.sorted === null ? columns[column].down : this.down;
    return html`<div class="view-table tall" tabindex="0" role="region" aria-label=${t('compare.table')}>
      <table>
        <thead><tr>
          <th scope="col">${t('compare.activation')}</th>
          ${names.map((name) => this.#head(name, name === column, down))}
        </tr></thead>
        <tbody>${sorted(rows, columns[column].of, down).map((row) => this.#row(row, names))}</tbody>
      </table>
    </div>`;
  }

  /** @param {Column} name @param {boolean} chosen @param {boolean} down */
  #head(name, chosen, down) {
    const sort = () => {
      this.down = chosen ? !down : columns[name].down;
      this.sorted = name;
    };
    return html`<th scope="col" aria-sort=${chosen ? (down ? 'descending' : 'ascending') : 'none'}>
      <button type="button" class="quiet" data-tip=${`compare-${name}`} @click=${sort}>${t(`compare.${name}`)}${chosen ? (down ? ' ↓' : ' ↑') : nothing}</button>
    </th>`;
  }

  /** @param {Row} row @param {readonly Column[]} names */
  #row(row, names) {
    const { layers } = this.session.experiment.document;
    const present = layers.every((layer) => layer.type === 'linear' || layer.name === row.name);
    const activation = tables.activations.find(({ name }) => name === row.name);
    const label = activation ? labelOf('activation', activation) : row.name;
    return html`<tr aria-current=${present ? 'true' : 'false'}>
      <th scope="row"><button type="button" class="quiet" data-tip="compare-use" aria-disabled=${present}
        aria-label=${t(present ? 'compare.used' : 'compare.use', { activation: label })}
        @click=${() => present || this.#use(row.name)}>${label}${present ? icons.check : nothing}</button></th>
      ${names.map((name, i) => {
        if (i === 0 && row.failedAt !== null) {
          return html`<td class="alarming">${t('compare.failed', { step: row.failedAt })}</td>`;
        }
        const value = columns[name].of(row);
        return html`<td>${Number.isNaN(value) ? '–' : columns[name].write(value)}</td>`;
      })}
    </tr>`;
  }

  /** @param {string} name of the activation that every layer gets */
  #use(name) {
    const { experiment } = this.session;
    comparisonOf(this.session).cancel();
    const layers = experiment.document.layers.map((layer) =>
      layer.type === 'activation' && layer.name !== name
        ? /** @type {const} */ ({ type: 'activation', name })
        : layer,
    );
    const problem = experiment.arrange(layers);
    if (problem !== null) this.session.say(() => problem);
  }
}

/**
 * @param {readonly Row[]} rows
 * @param {(row: Row) => number} of
 * @param {boolean} down the largest first; what is not known last
 */
function sorted(rows, of, down) {
  const rank = (/** @type {Row} */ row) =>
    Number.isNaN(of(row)) ? Number.POSITIVE_INFINITY : (down ? -1 : 1) * of(row);
  return [...rows].sort(
    (one, other) => rank(one) - rank(other) || one.name.localeCompare(other.name),
  );
}

customElements.define('strata-compare', CompareView);
