import { html, nothing } from 'lit';
import { parsePoints } from '../../engine/data/points.js';
import { parseExperiment } from '../../engine/experiment/index.js';
import { closeOutside } from '../dialog.js';
import { PageElement } from '../element.js';
import { icons } from '../icons.js';
import { withSet } from '../state/sets.js';
import { iconButton } from '../tip/icon-button.js';
import { faultWords } from '../words/told.js';
import { t } from '../words/words.js';

/** Points as text, from a spreadsheet or a file. What cannot be read is named by its line, and nothing is taken. */
class Paste extends PageElement {
  /** @override */
  static properties = /** @type {import('lit').PropertyDeclarations} */ ({
    ...PageElement.properties,
    open: { state: true },
    fault: { state: true },
  });

  constructor() {
    super();
    this.open = false;
    /** Why the text was not taken, in the page's language. @type {(() => string) | null} */
    this.fault = null;
  }

  /** @override */
  render() {
    const open = () => {
      this.fault = null;
      this.open = true;
    };
    // One template for both states: the button stays, and takes the focus back.
    return html`<button type="button" class="quiet" data-tip="set-paste" @click=${open}>${t('set.paste')}</button>
      ${this.open ? this.#dialog() : nothing}`;
  }

  #dialog() {
    const close = () => this.querySelector('dialog')?.close();
    const wrong = this.fault !== null;
    return html`<dialog class="window paste" aria-label=${t('set.paste')} @close=${() => {
      this.open = false;
    }} @click=${closeOutside}>
      <header>
        <h2>${t('set.paste')}</h2>
        ${iconButton({ name: t('pick.close'), icon: icons.remove, tip: 'close', act: close })}
      </header>
      <p id="paste-what">${t('set.paste-what')}</p>
      <textarea
        rows="10"
        spellcheck="false"
        aria-label=${t('set.paste-text')}
        aria-describedby="paste-what paste-fault"
        aria-invalid=${wrong}
        placeholder=${'x1,x2,class\n0.5,1,0\n-0.5,0,1'}
      ></textarea>
      <p class="mistake" id="paste-fault" aria-live="polite">${this.fault ? html`${icons.alarm} <span>${this.fault()}</span>` : nothing}</p>
      <footer><button type="button" class="main" data-tip="set-use" @click=${this.#use}>${t('set.use')}</button></footer>
    </dialog>`;
  }

  #use() {
    const { session } = this;
    const field = this.querySelector('textarea');
    try {
      const { data, classes } = parsePoints(field?.value ?? '');
      const { document } = session.experiment;
      const fitting =
        data.name === document.data.name ? document : parseExperiment(withSet(document, data.name));
      const taken = session.experiment.adopt({ ...fitting, data });
      this.querySelector('dialog')?.close();
      if (taken) session.say(() => used(data.points.length, classes));
    } catch (error) {
      this.fault = () => (error instanceof Error ? faultWords(error) : String(error));
      field?.focus();
    }
  }

  /** @override */
  updated() {
    const dialog = this.querySelector('dialog');
    if (!dialog || dialog.open) return;
    dialog.showModal();
    this.querySelector('textarea')?.focus();
  }
}

/** @param {number} count of points @param {readonly string[] | null} classes as the text calls them */
function used(count, classes) {
  const [first = '0', second] = classes ?? [];
  const told = t('set.used', { count });
  if (first === '0' && (second === undefined || second === '1')) return told;
  return `${told} ${second === undefined ? t('set.class-is', { first }) : t('set.classes-are', { first, second })}`;
}

customElements.define('strata-paste', Paste);
