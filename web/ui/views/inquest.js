import { html, nothing } from 'lit';
import { scientific } from '../numbers.js';
import { t } from '../words/words.js';
import { newTicket, sleep } from './work.js';

/** @typedef {import('../../worker/protocol.js').DeathQuestion} Question */
/** @typedef {import('../../worker/protocol.js').DeathView} Found */
/** @typedef {import('../element.js').PageElement} PageElement */
/** @typedef {import('lit').ReactiveController} ReactiveController */

/** Milliseconds between two parts while training goes on. */
const REST = 60;

/**
 * Has the worker find out, unit by unit and when asked, which update killed it.
 *
 * @implements {ReactiveController}
 */
export class Inquest {
  /** What is known, by layer and unit; null where it cannot be told. @type {Map<string, Found | null>} */
  #found = new Map();
  #network = '';
  /** The one that is under way. */
  #asked = '';
  share = 0;
  /** Ends with what is under way. @type {Promise<void>} */
  settled = Promise.resolve();

  /** @param {PageElement} host */
  constructor(host) {
    this.host = host;
    host.addController(this);
  }

  hostDisconnected() {
    this.#asked = '';
  }

  /** @param {string} network another one has other units, or the same at other steps */
  begin(network) {
    if (network === this.#network) return;
    this.#network = network;
    this.#found.clear();
    this.#asked = '';
  }

  /** @param {number} layer @param {number} unit @returns {Found | null | undefined} undefined: it has not been asked for */
  of(layer, unit) {
    return this.#found.get(keyOf(layer, unit));
  }

  /** A unit is not dead, or no longer. @param {number} layer @param {number} unit */
  forget(layer, unit) {
    this.#found.delete(keyOf(layer, unit));
  }

  /** @param {Question} question */
  ask(question) {
    if (this.#asked !== '') return;
    this.#asked = keyOf(question.layer, question.unit);
    this.share = 0;
    this.settled = this.#carryOut(question);
    this.host.requestUpdate();
  }

  /** @param {Question} question */
  async #carryOut(question) {
    const { session } = this.host;
    const [key, network, ticket] = [this.#asked, this.#network, newTicket()];
    /** @type {Found | null} */
    let found = null;
    for (;;) {
      const part = await session.ask('death', ticket, question);
      if (this.#asked !== key || this.#network !== network) return;
      found = part?.found ?? found;
      if (!part || part.done) break;
      this.share = part.share;
      this.host.requestUpdate();
      if (session.running) await sleep(REST);
    }
    this.#found.set(key, found);
    this.#asked = '';
    this.host.requestUpdate();
  }

  /**
   * The question, or the answer.
   *
   * @param {Question} question
   * @param {string} layer its name
   */
  words(question, layer) {
    const { layer: at, unit } = question;
    const found = this.of(at, unit);
    if (found !== undefined) return html`<p class="deed" role="status">${deedWords(found)}</p>`;
    const mine = this.#asked === keyOf(at, unit);
    return html`<p class="deed"><button type="button" data-tip="dead-why" aria-disabled=${this.#asked !== ''}
        aria-label=${t('dead.why-of', { layer, unit: unit + 1 })} @click=${() => this.ask(question)}>${t('dead.why')}</button>
      ${mine ? html`<progress max="1" .value=${this.share} aria-label=${t('dead.asking')}></progress>` : nothing}</p>`;
  }
}

/** @param {number} layer @param {number} unit */
function keyOf(layer, unit) {
  return `${layer} ${unit}`;
}

/** @param {Found | null} found */
function deedWords(found) {
  if (!found) return t('dead.untold');
  const { step, before, rate, gradient, moved, weight, bias } = found;
  if (before) return t('dead.before', { step });
  const sizes = [rate, gradient, moved, weight].map(scientific);
  const [lr = '', norm = '', change = '', size = ''] = sizes;
  return html`<b>${t('dead.deed', { step })}</b>
    ${t('dead.moved', { rate: lr, gradient: norm, moved: change, weight: size })}
    ${bias ? t('dead.bias', { before: scientific(bias[0]), after: scientific(bias[1]) }) : nothing}`;
}
