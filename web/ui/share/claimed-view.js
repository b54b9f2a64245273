import { html, nothing } from 'lit';
import { knowsBefore } from '../../engine/link.js';
import { PageElement } from '../element.js';
import { icons } from '../icons.js';
import { count, inFours, plain } from '../numbers.js';
import { iconButton } from '../tip/icon-button.js';
import { faultWords } from '../words/told.js';
import '../words/check.js';
import { t } from '../words/words.js';
import './claimed.css';
import { claimWords } from './forms.js';

/** @typedef {import('../../engine/link.js').Claim} Claim */
/** @typedef {import('./claimed.js').Claimed} Claimed */

/** What of a replay was another than claimed, by the ends of their sentences' keys. */
const differing = /** @type {const} */ ({
  checkpoint: 'epoch',
  steps: 'steps',
  fingerprint: 'weights',
  testAccuracy: 'accuracy',
});

/** What the link that was opened claims, with a way to check it. */
class ClaimedView extends PageElement {
  /** @override */
  static properties = /** @type {import('lit').PropertyDeclarations} */ ({
    ...PageElement.properties,
    claimed: { attribute: false },
  });

  constructor() {
    super();
    /** @type {Claimed} set before the element is connected */
    this.claimed = /** @type {any} */ (undefined);
  }

  #unfollow = () => {};

  /** @param {Map<string, unknown>} changed @override */
  willUpdate(changed) {
    if (!changed.has('claimed')) return;
    this.#unfollow();
    this.#unfollow = this.claimed.subscribe(() => this.requestUpdate());
  }

  /** @override */
  disconnectedCallback() {
    super.disconnectedCallback();
    this.#unfollow();
  }

  /** @override */
  render() {
    const { claimed } = this;
    const { claim, verdict, fault } = claimed;
    const kind = verdict ? (verdict.identical ? 'identical' : 'differs') : '';
    return html`<section class="claimed ${kind}" aria-label=${t('check.title')}>
      <p>${t('check.claims', claimWords(claim))}</p>
      ${claimed.checking ? this.#progress(claimed) : nothing}
      <p role="status">${verdict ? verdictOf(verdict, claim) : nothing}</p>
      <p role="alert">${fault ? html`${icons.alarm} ${t('check.failed', { reason: faultWords(fault) })}` : nothing}</p>
      <div class="acts">
        ${
          claimed.checking
            ? html`<button type="button" data-tip="check-stop" @click=${() => this.#stop()}>${t('check.stop')}</button>`
            : html`<button type="button" class="main" data-tip="check-claim" @click=${() => this.#check()}>${t(verdict || fault ? 'check.again' : 'check.check')}</button>`
        }
        ${iconButton({ name: t('check.close'), icon: icons.remove, tip: 'close', act: () => this.#close() })}
      </div>
    </section>`;
  }

  /** @param {Claimed} claimed */
  #progress({ checked }) {
    const { steps = 0, of = 1, epochs = [] } = checked ?? {};
    const known = epochs.filter((one) => one !== null).length;
    return html`<label class="progress">
      <span>${t('check.progress', { steps: count(steps), of: count(of) })}
        ${known > 0 ? t('check.epochs', { epochs: count(known) }) : nothing}</span>
      <progress max="1" .value=${of > 0 ? steps / of : 1}></progress>
    </label>`;
  }

  async #check() {
    const checking = this.claimed.check();
    await this.#focus('check-stop');
    await checking;
    if (
      document.activeElement?.closest('strata-claimed') ||
      document.activeElement === document.body
    )
      await this.#focus('check-claim');
  }

  async #stop() {
    this.claimed.stop();
    await this.#focus('check-claim');
  }

  /** The button that was pressed is another one now. @param {string} tip */
  async #focus(tip) {
    await this.updateComplete;
    /** @type {HTMLElement | null} */ (this.querySelector(`[data-tip=${tip}]`))?.focus();
  }

  #close() {
    this.session.address.dismiss();
    document.getElementById('layers')?.focus();
  }
}

/** @param {import('../../engine/replay.js').Verdict} verdict @param {Claim} claim */
function verdictOf({ differs, epoch, found }, claim) {
  if (differs === null) return html`${icons.check} ${t('check.identical', claimWords(found))}`;
  const share = (/** @type {number | null} */ one) =>
    one === null ? t('check.none') : `${plain(100 * one)}\u00a0%`;
  const later = epoch !== null && !knowsBefore(claim, epoch) ? 'yes' : 'no';
  const values = {
    epoch: count(epoch ?? 0),
    later: epoch === 0 ? 'start' : later,
    steps: count(found.steps),
    claimed: count(claim.steps),
    weights: inFours(found.fingerprint),
    accuracy: share(found.testAccuracy),
    said: share(claim.testAccuracy),
  };
  return html`${icons.alarm} ${t(`check.differs-${differing[differs]}`, values)}`;
}

customElements.define('strata-claimed', ClaimedView);
