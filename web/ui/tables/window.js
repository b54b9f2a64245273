import { html, nothing } from 'lit';
import { handOver, pictureFile } from '../charts/export/hand-over.js';
import { csvText } from '../charts/export/log.js';
import { closeOutside } from '../dialog.js';
import { PageElement } from '../element.js';
import { icons } from '../icons.js';
import { count, percent, scientific } from '../numbers.js';
import { nameOf } from '../state/run-names.js';
import { iconButton } from '../tip/icon-button.js';
import { t, words } from '../words/words.js';
import { subjectNames, subjectOf } from './subjects.js';

/** @typedef {import('./layer-tables.js').Table} Table */
/** @typedef {import('./layer-tables.js').CellKind} CellKind */

const written = {
  whole: count,
  number: scientific,
  share: percent,
};

/**
 * The numbers behind the pictures, as they were when they were asked for: a table that changes cannot be read. Each can be
 * saved, and so can the picture.
 */
class NumbersWindow extends PageElement {
  /** @override */
  static properties = /** @type {import('lit').PropertyDeclarations} */ ({
    ...PageElement.properties,
    chosen: { state: true },
    subject: { state: true },
  });

  constructor() {
    super();
    /** What is shown, by its place among the names. */
    this.chosen = 0;
    /** @type {import('./subjects.js').Subject | null} */
    this.subject = null;
    this.follow(() => [words]);
  }

  /** @override */
  render() {
    const names = subjectNames(this.session);
    return html`<dialog class="window numbers" aria-label=${t('numbers.title')} @close=${this.#closed} @click=${closeOutside}>
      <header>
        <h2>${t('numbers.title')}</h2>
        ${iconButton({ name: t('pick.close'), icon: icons.remove, tip: 'close', act: () => this.querySelector('dialog')?.close() })}
      </header>
      <div class="choice">
        <label for="numbers-what">${t('numbers.what')}</label>
        <select id="numbers-what" data-tip="numbers-what" @change=${this.#choose}>
          ${names.map((name, i) => html`<option value=${i} .selected=${i === this.chosen}>${name}</option>`)}
        </select>
        ${
          this.subject?.picture
            ? html`<button type="button" data-tip="save-png" @click=${() => this.#savePicture('png')}>${t('numbers.png')}</button>
              <button type="button" data-tip="save-svg" @click=${() => this.#savePicture('svg')}>${t('numbers.svg')}</button>`
            : nothing
        }
      </div>
      <div class="scroll" tabindex="0" role="region" aria-label=${this.subject?.name ?? t('numbers.title')}>
        ${this.#tables()}
      </div>
    </dialog>`;
  }

  #tables() {
    if (!this.subject) return nothing;
    const { tables, step } = this.subject;
    if (tables.length === 0) return html`<p>${t('numbers.none')}</p>`;
    return html`<p class="aside">${t('numbers.at', { step: count(step) })}</p>
      ${tables.map((table) => this.#table(table))}`;
  }

  /** @param {Table} table */
  #table({ id, caption, columns, rows }) {
    const csv = () => {
      const names = columns.map(({ name }) => name);
      this.#save(new Blob([csvText(names, rows)], { type: 'text/csv' }), id, 'csv');
    };
    const kinds = columns.map(({ kind }) => kind);
    return html`<section>
      <button type="button" data-tip="numbers-csv" aria-label=${t('numbers.csv-of', { what: caption })} @click=${csv}>${t('numbers.csv')}</button>
      <table>
        <caption>${caption}</caption>
        <thead><tr>${columns.map(({ name }) => html`<th scope="col">${name}</th>`)}</tr></thead>
        <tbody>${rows.map(([first = null, ...rest]) => {
          const head = html`<th scope="row">${cell(first, kinds[0] ?? 'number')}</th>`;
          return html`<tr>${head}${rest.map((value, i) => html`<td>${cell(value, kinds[i + 1] ?? 'number')}</td>`)}</tr>`;
        })}</tbody>
      </table>
    </section>`;
  }

  /** @override */
  firstUpdated() {
    this.querySelector('dialog')?.showModal();
    this.#take();
  }

  /** @param {Event} event */
  #choose(event) {
    this.chosen = Number(/** @type {HTMLSelectElement} */ (event.target).value);
    this.#take();
  }

  async #take() {
    const { chosen } = this;
    const subject = await subjectOf(this.session, chosen);
    if (chosen === this.chosen) this.subject = subject;
  }

  /** @param {'png' | 'svg'} kind */
  async #savePicture(kind) {
    const { picture, id } = this.subject ?? {};
    if (picture && id) this.#save(await pictureFile(picture, kind), id, kind);
  }

  /**
   * @param {Blob} blob
   * @param {string} what
   * @param {string} kind
   */
  #save(blob, what, kind) {
    const of = what === this.subject?.id ? what : `${this.subject?.id} ${what}`;
    const certain = handOver(blob, `${nameOf(this.session.earlier.trained)} ${of}`, kind);
    if (!certain) this.session.say(() => t('note.download'));
  }

  /** A dialog's own event does not rise. */
  #closed() {
    this.dispatchEvent(new Event('close'));
  }
}

/**
 * @param {number | string | null} value
 * @param {CellKind} kind
 */
function cell(value, kind) {
  return typeof value === 'string' ? value : value === null ? '–' : written[kind](value);
}

customElements.define('strata-numbers', NumbersWindow);
