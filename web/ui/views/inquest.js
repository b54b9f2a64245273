import { html, nothing } from 'lit';
import { scientific } from '../numbers.js';
import { t } from '../words/words.js';
import { newTicket, sleep } from './work.js';

/** @typedef {import('../../worker/protocol.js').DeathQuestion} Question */
/** @typedef {import('../../worker/protocol.js').DeathView} Found */
/** @typedef {import('../../worker/protocol.js').Deed} Deed */
/** @typedef {import('../element.js').PageElement} PageElement */
/** @typedef {import('lit').ReactiveController} ReactiveController */

/** Milliseconds between two parts while training goes on. */
const REST = 60;

/**
 * Has the worker find out, when asked, which update killed each of the units that are dead.
 *
 * @implements {ReactiveController}
 */
export class Inquest {
  /** What is known of so many images, by layer and unit; null where it cannot be told. @type {Map<string, { deed: Deed | null, images: number }>} */
  #found = new Map();
  #network = '';
  /** Counts what is asked, and given up. */
  #asked = 0;
  #busy = false;
  share = 0;
  /** Ends with what is under way. @type {Promise<void>} */
  settled = Promise.resolve();

  /** @param {PageElement} host */
  constructor(host) {
    this.host = host;
    host.addController(this);
  }

  hostDisconnected() {
    this.#giveUp();
  }

  #giveUp() {
    this.#asked += 1;
    this.#busy = false;
  }

  /**
   * Forgets what is no longer so.
   *
   * @param {string} network another one has other units, or the same at other steps
   * @param {{ images: number, layers: readonly { layer: number, counts: Uint32Array }[] }} seen
   */
  note(network, { images, layers }) {
    if (network !== this.#network) {
      this.#network = network;
      this.#found.clear();
      this.#giveUp();
    }
    for (const { layer, counts } of layers) {
      for (const [unit, active] of counts.entries()) {
        const key = keyOf(layer, unit);
        // Whom few images did not wake any more, one of many may have woken longer.
        const less = (this.#found.get(key)?.images ?? 0) < images;
        if (active > 0 || less) this.#found.delete(key);
      }
    }
  }

  /** @param {number} layer @param {number} unit @returns {Deed | null | undefined} undefined: it has not been asked for */
  of(layer, unit) {
    return this.#found.get(keyOf(layer, unit))?.deed;
  }

  /** @param {Question} question */
  ask(question) {
    if (this.#busy) return;
    this.#busy = true;
    this.share = 0;
    this.settled = this.#carryOut(question);
    this.host.requestUpdate();
  }

  /** @param {Question} question */
  async #carryOut(question) {
    const { session } = this.host;
    const [asked, ticket] = [++this.#asked, newTicket()];
    /** @type {Found | null} */
    let found = null;
    for (;;) {
      const part = await session.ask('death', ticket, question);
      if (this.#asked !== asked) return;
      found = part?.found ?? found;
      if (!part || part.done) break;
      this.share = part.share;
      this.host.requestUpdate();
      if (session.running) await sleep(REST);
    }
    const { dead, images } = question;
    for (const { layer, unit } of dead) {
      const deed = found?.deeds.find((one) => one.layer === layer && one.unit === unit) ?? null;
      this.#found.set(keyOf(layer, unit), { deed, images });
    }
    this.#busy = false;
    this.host.requestUpdate();
  }

  /**
   * What killed a unit, or the question.
   *
   * @param {number} layer
   * @param {number} unit
   * @param {{ name: string, question: () => Question }} about `name` of the layer
   */
  words(layer, unit, { name, question }) {
    const found = this.of(layer, unit);
    if (found !== undefined) return html`<p class="deed" role="status">${deedWords(found)}</p>`;
    return html`<p class="deed"><button type="button" data-tip="dead-why" aria-disabled=${this.#busy}
        aria-label=${t('dead.why-of', { layer: name, unit: unit + 1 })} @click=${() => this.ask(question())}>${t('dead.why')}</button>
      ${this.#busy ? html`<progress max="1" .value=${this.share} aria-label=${t('dead.asking')}></progress>` : nothing}</p>`;
  }
}

/** @param {number} layer @param {number} unit */
function keyOf(layer, unit) {
  return `${layer} ${unit}`;
}

/** @param {Deed | null} found */
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
