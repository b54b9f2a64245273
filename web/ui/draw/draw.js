import { html } from 'lit';
import { PageElement } from '../element.js';
import { icons } from '../icons.js';
import { theme } from '../theme.js';
import { t, words } from '../words/words.js';
import { Pad, paintPixels } from './pad.js';
import { SIDE } from './prepare.js';

/** Pixels of the pad's canvas, twice what it measures on the page. */
const SIZE = 272;

/** @type {Map<string, [number, number]>} */
const ARROWS = new Map([
  ['ArrowLeft', [-1, 0]],
  ['ArrowRight', [1, 0]],
  ['ArrowUp', [0, -1]],
  ['ArrowDown', [0, 1]],
]);

/** A pad to draw a digit on, with pointer or keys, and beside it what the network sees of it. */
class Draw extends PageElement {
  constructor() {
    super();
    this.follow(() => [this.session.digit, theme, words]);
  }

  #pad = new Pad();
  /** Where the keyboard's pen is, in pixels of 28 × 28. */
  #pen = { x: 14, y: 14 };
  #pressed = false;

  /** @override */
  render() {
    const { digit } = this.session;
    const source =
      digit.label === null ? t('draw.drawing') : t('draw.test-image', { label: digit.label });
    return html`
      <h2>${t('data.title')} <small>MNIST</small></h2>
      <p class="title" aria-hidden="true">${t('draw.title')}</p>
      <div class="pads">
        <canvas
          class="pad"
          width=${SIZE}
          height=${SIZE}
          tabindex="0"
          role="application"
          aria-label=${t('draw.title')}
          aria-describedby="draw-help"
          @pointerdown=${this.#down}
          @pointermove=${this.#move}
          @pointerup=${this.#up}
          @pointercancel=${this.#up}
          @keydown=${this.#key}
          @focus=${() => this.requestUpdate()}
          @blur=${() => this.requestUpdate()}
        ></canvas>
        <div>
          <canvas class="seen" role="img" aria-label=${digit.pixels ? t('draw.seen', { what: source }) : t('draw.seen-nothing')}></canvas>
          <p class="aside">${t('draw.as-seen')}</p>
        </div>
      </div>
      <div class="tools">
        <button type="button" @click=${() => this.#clear()}>${icons.clear}<span>${t('draw.clear')}</span></button>
        <button type="button" @click=${() => this.#sample()}>${icons.next}<span>${t('draw.test')}</span></button>
      </div>
      <p class="aside keys" id="draw-help">${t('draw.keys')}</p>
    `;
  }

  /** @override */
  updated() {
    const { digit } = this.session;
    const pad = /** @type {HTMLCanvasElement} */ (this.querySelector('canvas.pad'));
    const seen = /** @type {HTMLCanvasElement} */ (this.querySelector('canvas.seen'));
    const ink = theme.colour('--ink');
    paintPixels(seen, digit.pixels, ink);
    const context = pad.getContext('2d');
    if (!context) return;
    context.clearRect(0, 0, SIZE, SIZE);
    if (digit.label === null) this.#pad.paint(context, SIZE, ink);
    else context.drawImage(seen, 0, 0, SIZE, SIZE);
    if (document.activeElement === pad && pad.matches(':focus-visible')) this.#paintPen(context);
  }

  /** @param {CanvasRenderingContext2D} context */
  #paintPen(context) {
    const cell = SIZE / SIDE;
    context.strokeStyle = theme.colour('--accent');
    context.lineWidth = 3;
    context.strokeRect(this.#pen.x * cell, this.#pen.y * cell, cell, cell);
  }

  /** @param {PointerEvent} event */
  #point(event) {
    const canvas = /** @type {HTMLCanvasElement} */ (event.target);
    const { left, top, width, height } = canvas.getBoundingClientRect();
    return { x: (event.clientX - left) / width, y: (event.clientY - top) / height };
  }

  /** @param {PointerEvent} event */
  #down(event) {
    if (event.button !== 0) return;
    /** @type {HTMLCanvasElement} */ (event.target).setPointerCapture(event.pointerId);
    this.#pressed = true;
    this.#begin(this.#point(event));
  }

  /** @param {PointerEvent} event */
  #move(event) {
    if (!this.#pressed) return;
    this.#pad.draw(this.#point(event));
    this.#show();
  }

  #up() {
    this.#pressed = false;
  }

  /** @param {KeyboardEvent} event */
  #key(event) {
    const [dx, dy] = ARROWS.get(event.key) ?? [0, 0];
    const moves = dx !== 0 || dy !== 0;
    if (!moves && ![' ', 'Delete', 'Backspace'].includes(event.key)) return;
    event.preventDefault();
    const cell = () => ({ x: (this.#pen.x + 0.5) / SIDE, y: (this.#pen.y + 0.5) / SIDE });
    if (moves) {
      const before = cell();
      const within = (/** @type {number} */ at) => Math.min(SIDE - 1, Math.max(0, at));
      this.#pen = { x: within(this.#pen.x + dx), y: within(this.#pen.y + dy) };
      if (!event.shiftKey) return this.requestUpdate();
      if (!this.#continues(before)) this.#begin(before);
      this.#pad.draw(cell());
      this.#show();
    } else if (event.key === ' ') {
      this.#begin(cell());
    } else {
      this.#clear();
    }
  }

  /** @param {{ x: number, y: number }} point */
  #continues(point) {
    const last = this.#pad.strokes.at(-1)?.at(-1);
    return this.session.digit.label === null && last?.x === point.x && last.y === point.y;
  }

  /** @param {{ x: number, y: number }} point */
  #begin(point) {
    if (this.session.digit.label !== null) this.#pad.clear();
    this.#pad.begin(point);
    this.#show();
  }

  #show() {
    this.session.digit.show(this.#pad.pixels());
  }

  #clear() {
    this.#pad.clear();
    this.#show();
  }

  #sample() {
    this.#pad.clear();
    this.session.digit.showSample();
  }
}

customElements.define('strata-draw', Draw);
