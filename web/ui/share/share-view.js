import { html } from 'lit';
import { alone, linkTo } from '#place';
import { handOver } from '../charts/export/hand-over.js';
import { closeOutside } from '../dialog.js';
import { PageElement } from '../element.js';
import { icons } from '../icons.js';
import { nameOf } from '../state/run-names.js';
import { iconButton } from '../tip/icon-button.js';
import '../words/share.js';
import { faultWords } from '../words/told.js';
import { t } from '../words/words.js';
import { claimText, claimWords, forms } from './forms.js';
import { help } from './helper.js';
import { drawn, fileOf, symbolOf } from './qr.js';
import './share.css';
import './take-along.js';

/** @typedef {import('../../engine/link.js').Claim} Claim */

/** Where there is nothing to embed, the ways to do so are of no use. */
const FORMS = [...(alone ? ['link', 'markdown'] : Object.keys(forms)), 'pytorch', 'qr'];

/** The experiment as a link, in the forms that it is handed on in, with what its run has come to if that is wanted. */
class ShareWindow extends PageElement {
  /** @override */
  static properties = /** @type {import('lit').PropertyDeclarations} */ ({
    ...PageElement.properties,
    form: { state: true },
    claim: { state: true },
    claiming: { state: true },
    copied: { state: true },
    script: { state: true },
  });

  constructor() {
    super();
    this.form = 'link';
    /** What the run has come to, as far as that can be claimed. @type {Claim | null} */
    this.claim = null;
    this.claiming = false;
    /** What the last press of Copy has done: a sentence. @type {() => string} */
    this.copied = () => '';
    /** For PyTorch, once it is written. */
    this.script = '';
    this.follow(() => [this.session, this.session.readouts]);
  }

  /** Of which run the claim was asked for. */
  #asked = '';

  /** @override */
  render() {
    const link = this.#link;
    return html`<dialog class="window share" aria-labelledby="share-title" @close=${() => this.session.address.unshare()} @click=${closeOutside}>
      <header>
        <h2 id="share-title">${t('run.share')}</h2>
        ${iconButton({ name: t('pick.close'), icon: icons.remove, tip: 'close', act: () => this.#close() })}
      </header>
      ${this.#choice()}
      <fieldset class="scale" data-tip="share-form">
        <legend class="hidden">${t('share.form')}</legend>
        ${FORMS.map(
          (form) =>
            html`<label><input type="radio" name="share-form" .checked=${form === this.form} @change=${() => this.#show(form)} /><span>${t(/** @type {'share.form-link'} */ (`share.form-${form}`))}</span></label>`,
        )}
      </fieldset>
      ${this.form === 'qr' ? this.#symbol(link) : this.#text(link)}
      <strata-take-along .session=${this.session} @adopted=${() => this.#close()}></strata-take-along>
    </dialog>`;
  }

  /** Whether the result goes with it. */
  #choice() {
    const { claim } = this;
    return html`<div class="choice">
      <label><input type="checkbox" data-tip="share-claim" aria-describedby="share-why" aria-disabled=${claim === null} .checked=${this.claiming && claim !== null} @click=${(/** @type {Event} */ event) => claim === null && event.preventDefault()} @change=${() => this.#choose()} />
        <span>${t('share.claim')}</span></label>
      <p class="aside" id="share-why">${claim ? t('share.result', claimWords(claim)) : this.#why()}</p>
    </div>`;
  }

  /** Why there is no result that could be claimed. */
  #why() {
    const { running, run } = this.session;
    const { step = 0, phase, pristine = true } = run.snapshot ?? {};
    if (step === 0) return t('share.no-steps');
    if (phase === 'nonfinite') return t('share.no-numbers');
    if (running) return t('share.no-rest');
    return t(pristine ? 'share.no-tests' : 'share.no-past');
  }

  /** @param {string} link */
  #text(link) {
    const text = this.#formed(link);
    return html`<label class="hidden" for="share-text">${t('share.text')}</label>
      <textarea id="share-text" readonly rows="5" spellcheck="false" .value=${text} @focus=${select}></textarea>
      <p class="aside">${t(/** @type {'share.about-link'} */ (`share.about-${this.form}`))}</p>
      ${this.#act('share-copy', t('share.copy'), () => this.#copy(text), text === '')}`;
  }

  /** @param {string} link */
  #symbol(link) {
    const symbol = symbolOf(link);
    if (symbol === null) return html`<p>${t('share.too-long')}</p>`;
    const save = () => {
      const blob = new Blob([fileOf(symbol)], { type: 'image/svg+xml' });
      const certain = handOver(blob, nameOf(this.session.experiment.document), 'svg');
      if (!certain) this.copied = () => t('note.download');
    };
    return html`${drawn(symbol, t('share.symbol'))}
      <p class="aside">${t('share.about-qr')}</p>
      ${this.#act('save-svg', t('numbers.svg'), save)}`;
  }

  /** @param {string} tip @param {string} name @param {() => void} act @param {boolean} [idle] while there is nothing yet */
  #act(tip, name, act, idle = false) {
    return html`<div class="act">
      <button type="button" class="main" autofocus data-tip=${tip} aria-disabled=${idle} @click=${() => !idle && act()}>${name}</button>
      <p class="aside" role="status">${this.copied()}</p>
    </div>`;
  }

  /** @param {Claim} claim @returns {string | null} what a link with it holds; null: no experiment has as many epochs */
  #textWith(claim) {
    const { experiment, run } = this.session;
    return claimText(experiment.document, claim, run.snapshot?.stepsPerEpoch ?? 1);
  }

  /** @returns {string} */
  get #link() {
    const { address } = this.session;
    const text = this.claiming && this.claim && this.#textWith(this.claim);
    return text ? linkTo(`e=${text}`) : address.link;
  }

  /** @param {string} link */
  #formed(link) {
    if (this.form === 'pytorch') return this.script;
    return forms[this.form]?.(link, this.session.experiment.document) ?? '';
  }

  #choose() {
    this.claiming = !this.claiming;
    this.copied = () => '';
  }

  /** @param {string} form */
  #show(form) {
    this.form = form;
    this.copied = () => '';
    if (form === 'pytorch') this.#write();
  }

  async #write() {
    const { experiment, data } = this.session;
    this.script = '';
    const written = await help(({ write }) => write(experiment.document, 'pytorch', [], data));
    if ('content' in written) this.script = `${written.content}`;
    else if (this.form === 'pytorch') {
      this.copied = () => t('share.not-written', { reason: faultWords(written.fault) });
    }
  }

  /** @param {string} text */
  async #copy(text) {
    try {
      await navigator.clipboard.writeText(text);
      this.copied = () => t('share.copied');
    } catch {
      // The browser does not allow it; what is selected can be copied by hand.
      /** @type {HTMLElement | null} */ (this.querySelector('textarea'))?.focus();
      this.copied = () => t('share.by-hand');
    }
  }

  #close() {
    this.querySelector('dialog')?.close();
  }

  /** @override */
  firstUpdated() {
    this.querySelector('dialog')?.showModal();
    this.copied = () => this.session.note;
  }

  /** @override */
  updated() {
    const { step, phase, generation, pristine } = this.session.run.snapshot ?? {};
    const tested = this.session.run.test?.images;
    const asked = [step, phase, generation, pristine, tested].join();
    if (asked === this.#asked) return;
    this.#asked = asked;
    this.#ask(asked);
  }

  /** @param {string} asked */
  async #ask(asked) {
    const claim = await this.session.ask('claim');
    if (asked !== this.#asked) return;
    this.claim = claim && this.#textWith(claim) === null ? null : claim;
  }
}

/** @param {Event} event */
function select({ target }) {
  /** @type {HTMLTextAreaElement} */ (target).select();
}

customElements.define('strata-share', ShareWindow);
