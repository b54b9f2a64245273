import { html, nothing } from 'lit';
import { PageElement } from '../element.js';
import { paintInk } from '../ink.js';
import { percent } from '../numbers.js';
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
    const { cell, shown } = tests;
    const title = cell ? t('mistakes.cell', cell) : t('mistakes.title');
    return html`
      <h3>${title} <small>${cell ? nothing : t('mistakes.what')}</small>
        ${cell ? html`<button type="button" class="link" data-tip="mistakes-all" @click=${() => tests.open(null)}>${t('mistakes.all')}</button>` : nothing}
      </h3>
      ${shown.length === 0 ? html`<p class="aside">${t(tests.known ? 'mistakes.none' : 'mistakes.unknown')}</p>` : nothing}
      <ul role="list" data-tip="mistakes">${shown.map((verdict) => this.#image(verdict))}</ul>
    `;
  }

  /** @param {Verdict} verdict */
  #image(verdict) {
    const { truth, answer, confidence } = verdict;
    return html`<li>
      <button
        type="button"
        aria-label=${t('mistakes.image', { truth, answer, sure: percent(confidence) })}
        @click=${() => this.session.digit.showTest(verdict)}
      >
        <canvas width=${SIDE} height=${SIDE} aria-hidden="true"></canvas>
        <span>${truth}→${answer}</span>
      </button>
    </li>`;
  }

  /** @override */
  updated() {
    const canvases = this.querySelectorAll('canvas');
    for (const [i, { pixels }] of this.session.tests.shown.entries()) {
      const canvas = canvases[i];
      if (canvas) paintInk(canvas, pixels, theme.colour('--ink'));
    }
  }
}

customElements.define('strata-mistakes', Mistakes);
