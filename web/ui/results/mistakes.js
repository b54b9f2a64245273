import { html, nothing } from 'lit';
import { PageElement } from '../element.js';
import { paintInk } from '../ink.js';
import { count, fixed, percent } from '../numbers.js';
import { theme } from '../theme.js';
import { t } from '../words/words.js';

/** @typedef {import('../../worker/protocol.js').Verdict} Verdict */

const SIDE = 28;

/** Test images that the network is surely wrong about, or those in a cell of the confusion. Press one to look into it. */
class Mistakes extends PageElement {
  constructor() {
    super();
    this.follow(() => [this.session.tests, theme]);
  }

  /** @override */
  render() {
    const { tests } = this.session;
    const { cell, shown, total, further } = tests;
    const title = cell ? t('mistakes.cell', cell) : t('mistakes.title');
    const counted = t(cell ? 'mistakes.count' : 'mistakes.count-all', {
      shown: count(shown.length),
      total: count(total),
    });
    return html`
      <h3>${title} <small>${cell ? nothing : t('mistakes.what')}</small>
        ${shown.length > 0 ? html`<small class="count">${counted}</small>` : nothing}
        ${further > 0 && shown.length > 0 ? html`<button type="button" class="link" data-tip="mistakes-more" @click=${this.#more}>${t('mistakes.more', { count: count(further) })}</button>` : nothing}
        ${cell ? html`<button type="button" class="link" data-tip="mistakes-all" @click=${() => tests.open(null)}>${t('mistakes.all')}</button>` : nothing}
      </h3>
      ${shown.length === 0 ? html`<p class="aside">${t(tests.known ? 'mistakes.none' : 'mistakes.unknown')}</p>` : nothing}
      <ul role="list" data-tip="mistakes">${shown.map((verdict) => this.#image(verdict))}</ul>
    `;
  }

  /** The first of the further images, which gets the focus once it is there. @type {number | null} */
  #next = null;

  #more() {
    const { tests } = this.session;
    this.#next = tests.shown.length;
    tests.showMore();
  }

  /** @param {Verdict} verdict */
  #image(verdict) {
    const { truth, answer, confidence, pixels } = verdict;
    const name = t('mistakes.image', { truth, answer, sure: percent(confidence) });
    const show = () => this.session.digit.showTest(verdict);
    const short = html`<span>${truth}→${answer}</span>`;
    if (pixels instanceof Float32Array) {
      return html`<li><button type="button" @click=${show}>${place(pixels)}${short}<span class="hidden">${name}</span></button></li>`;
    }
    return html`<li>
      <button type="button" aria-label=${name} @click=${show}>
        <canvas width=${SIDE} height=${SIDE} aria-hidden="true"></canvas>
        ${short}
      </button>
    </li>`;
  }

  /** @override */
  updated() {
    const canvases = this.querySelectorAll('canvas');
    const next = this.#next === null ? undefined : canvases[this.#next];
    if (next) {
      this.#next = null;
      next.closest('button')?.focus();
    }
    for (const [i, { pixels }] of this.session.tests.shown.entries()) {
      const canvas = canvases[i];
      if (canvas && pixels instanceof Uint8Array) paintInk(canvas, pixels, theme.colour('--ink'));
    }
  }
}

/** @param {Float32Array} point */
function place([x1, x2]) {
  return html`<small>${fixed(x1, 2)}<br />${fixed(x2, 2)}</small>`;
}

customElements.define('strata-mistakes', Mistakes);
