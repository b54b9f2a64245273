import { html, nothing } from 'lit';
import { PageElement } from '../element.js';
import { more } from '../field/more.js';
import { t } from '../words/words.js';

const POPOVER = 'save-run';
const kinds = /** @type {const} */ (['png', 'svg', 'csv', 'json']);

/** A menu: the chart as a picture, the log as a file, and both as a table. What it does is fetched when it is wanted. */
class Save extends PageElement {
  /** @override */
  static properties = /** @type {import('lit').PropertyDeclarations} */ ({
    ...PageElement.properties,
    log: { attribute: false },
    table: { state: true },
  });

  constructor() {
    super();
    /** Whether the loss has a logarithmic axis. */
    this.log = true;
    this.table = false;
    this.follow(() => [this.session.readouts]);
  }

  /** @override */
  render() {
    const idle = this.session.run.empty;
    const item = (
      /** @type {(typeof kinds)[number] | 'table'} */ what,
      /** @type {() => void} */ act,
    ) =>
      html`<button class="quiet" type="button" data-tip=${`save-${what}`} aria-disabled=${idle} @click=${() => !idle && act()}>${t(`save.${what}`)}</button>`;
    const content = html`
      ${kinds.map((kind) => item(kind, () => this.#save(kind)))}
      ${item('table', () => this.#show())}
      ${idle ? html`<p class="aside">${t('save.nothing')}</p>` : nothing}
    `;
    return html`${more(POPOVER, t('save.title'), content, 'save')}
      ${this.table ? html`<strata-run-table .session=${this.session} @close=${() => this.#closed()}></strata-run-table>` : nothing}`;
  }

  /** @param {(typeof kinds)[number]} kind */
  async #save(kind) {
    this.#close();
    const { saveAs } = await import('./export/save-as.js');
    const certain = await saveAs(kind, this.session, this.log);
    if (!certain) this.session.say(() => t('note.download'));
  }

  async #show() {
    this.#close();
    await import('./export/table.js');
    this.table = true;
  }

  #close() {
    /** @type {HTMLElement | null} */ (this.querySelector(`#${POPOVER}`))?.hidePopover();
  }

  #closed() {
    this.table = false;
    /** @type {HTMLElement | null} */ (this.querySelector('button'))?.focus();
  }
}

customElements.define('strata-save', Save);
