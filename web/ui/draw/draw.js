import { html } from 'lit';
import { PageElement } from '../element.js';
import { icons } from '../icons.js';
import { paintInk } from '../ink.js';
import { theme } from '../theme.js';
import { iconButton } from '../tip/icon-button.js';
import { t } from '../words/words.js';
import './keep.js';
import { Pad } from './pad.js';
import './pick.js';
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
    this.follow(() => [this.session.digit, theme]);
  }

  #pad = new Pad();
  /** Where the keyboard's pen is, in pixels of 28 × 28. */
  #pen = { x: 14, y: 14 };
  /** The pointer that draws. @type {number | null} */
  #pointer = null;
  /** What the network sees of the strokes. @type {Uint8Array | null} */
  #drawn = null;

  /** @returns {boolean} whether the pad shows its strokes, not an image from elsewhere */
  get #own() {
    return this.session.digit.pixels === this.#drawn;
  }

  /** @override */
  render() {
    const { digit } = this.session;
    return html`
      <p class="title"><span aria-hidden="true" data-tip="pad">${t('draw.title')}</span>
        <small>${t('draw.or')} <button type="button" class="link" data-tip="draw-pick" @click=${this.#pick}>${t('draw.pick')}</button></small>
      </p>
      <div class="pads">
        <canvas
          class="pad"
          data-tip="pad"
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
        <p class="aside keys" id="draw-help">${t('draw.keys')}</p>
        <div class="beside">
          <canvas class="seen" role="img" aria-label=${digit.pixels ? t('draw.seen', { what: this.#what() }) : t('draw.seen-nothing')}></canvas>
          <p class="aside">${t('draw.as-seen')}</p>
          ${this.#tools()}
        </div>
      </div>
      <strata-pick .session=${this.session}></strata-pick>
    `;
  }

  #what() {
    const { source, label } = this.session.digit;
    if (source === 'drawing' || label === null) return t('draw.drawing');
    return t(source === 'own' ? 'draw.own' : 'draw.test-image', { label });
  }

  #tools() {
    const none = !this.#own || this.#pad.strokes.length === 0;
    return html`<div class="tools">
      ${iconButton({ name: t('draw.undo'), icon: icons.undo, tip: 'draw-undo', act: () => this.#undo(), off: none })}
      ${iconButton({ name: t('draw.clear'), icon: icons.clear, tip: 'draw-clear', act: () => this.#clear() })}
      <strata-keep .session=${this.session}></strata-keep>
      ${iconButton({ name: t('draw.test'), icon: icons.next, tip: 'draw-test', act: () => this.#sample() })}
    </div>`;
  }

  /** @override */
  updated() {
    const { digit } = this.session;
    const pad = /** @type {HTMLCanvasElement} */ (this.querySelector('canvas.pad'));
    const seen = /** @type {HTMLCanvasElement} */ (this.querySelector('canvas.seen'));
    const ink = theme.colour('--ink');
    // A canvas that is given a size is empty.
    seen.width = SIDE;
    seen.height = SIDE;
    if (digit.pixels) paintInk(seen, digit.pixels, ink);
    const context = pad.getContext('2d');
    if (!context) return;
    context.clearRect(0, 0, SIZE, SIZE);
    if (this.#own) {
      this.#paintBox(context);
      this.#pad.paint(context, SIZE, ink);
    } else context.drawImage(seen, 0, 0, SIZE, SIZE);
    if (document.activeElement === pad && pad.matches(':focus-visible')) this.#paintPen(context);
  }

  /** What the drawing is cropped to. @param {CanvasRenderingContext2D} context */
  #paintBox(context) {
    const { box } = this.#pad;
    if (!box) return;
    const line = 2;
    context.strokeStyle = theme.colour('--accent');
    context.lineWidth = line;
    context.setLineDash([6, 5]);
    // Just inside the canvas where the ink reaches its edge.
    const [left, top] = [box.left, box.top].map((at) => Math.max(line / 2, at * SIZE - line));
    const [right, bottom] = [box.left + box.width, box.top + box.height].map((at) =>
      Math.min(SIZE - line / 2, at * SIZE + line),
    );
    context.strokeRect(left ?? 0, top ?? 0, (right ?? 0) - (left ?? 0), (bottom ?? 0) - (top ?? 0));
    context.setLineDash([]);
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
    // A second finger does not draw.
    if (event.button !== 0 || this.#pointer !== null) return;
    /** @type {HTMLCanvasElement} */ (event.target).setPointerCapture(event.pointerId);
    this.#pointer = event.pointerId;
    this.#begin(this.#point(event));
  }

  /** @param {PointerEvent} event */
  #move(event) {
    if (event.pointerId !== this.#pointer) return;
    this.#pad.draw(this.#point(event));
    this.#show();
  }

  /** @param {PointerEvent} event */
  #up(event) {
    if (event.pointerId === this.#pointer) this.#pointer = null;
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
    } else if (event.key === 'Backspace') {
      this.#undo();
    } else {
      this.#clear();
    }
  }

  /** @returns {boolean} whether strokes add to what is there: no other image, and none that is kept already */
  get #adds() {
    return this.#own && this.session.digit.own.placeOf(this.#drawn) < 0;
  }

  /** @param {{ x: number, y: number }} point */
  #continues(point) {
    const last = this.#pad.strokes.at(-1)?.at(-1);
    return this.#adds && last?.x === point.x && last.y === point.y;
  }

  /** @param {{ x: number, y: number }} point */
  #begin(point) {
    if (!this.#adds) this.#pad.clear();
    this.#pad.begin(point);
    this.#show();
  }

  #show() {
    this.#drawn = this.#pad.pixels();
    this.session.digit.show(this.#drawn);
  }

  #undo() {
    if (!this.#own) return;
    this.#pad.undo();
    this.#show();
  }

  #clear() {
    this.#pad.clear();
    this.#show();
  }

  #sample() {
    this.session.digit.showSample();
  }

  #pick() {
    /** @type {import('./pick.js').Pick | null} */ (this.querySelector('strata-pick'))?.open();
  }
}

customElements.define('strata-draw', Draw);
