import { html, nothing } from 'lit';
import { PageElement } from '../element.js';
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
        ${cell ? html`<button type="button" class="link" @click=${() => tests.open(null)}>${t('mistakes.all')}</button>` : nothing}
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

/**
 * @param {HTMLCanvasElement} canvas
 * @param {Uint8Array} pixels rows of 28, as many images below one another as there are
 * @param {string} ink as `#rrggbb`
 */
export function paintInk(canvas, pixels, ink) {
  const context = canvas.getContext('2d');
  if (!context) return;
  const image = context.createImageData(SIDE, pixels.length / SIDE);
  const target = new Uint32Array(image.data.buffer);
  const [r = 0, g = 0, b = 0] = [1, 3, 5].map((at) => Number.parseInt(ink.slice(at, at + 2), 16));
  const colour = (b << 16) | (g << 8) | r;
  for (let i = 0; i < pixels.length; i++) target[i] = ((pixels[i] ?? 0) << 24) | colour;
  context.putImageData(image, 0, 0);
}

customElements.define('strata-mistakes', Mistakes);
