import { html, nothing } from 'lit';
import { PageElement } from '../element.js';
import { rove } from '../rove.js';
import { theme } from '../theme.js';
import { t, words } from '../words/words.js';
import { unitWords } from './dead-words.js';
import { isDated } from './deaths.js';

const HEIGHT = 400;
const SIZES = [30, 24, 18, 14, 11, 9, 7, 5, 4, 3];

/** Cells of this size have room for the step that killed their unit. */
export const ROOMY = 18;

/**
 * The largest cells with which all layers have room.
 *
 * @param {readonly number[]} units by layer
 * @param {number} width
 * @returns {number} of a cell, with the gap to the next
 */
export function cellSize(units, width) {
  const fits = (/** @type {number} */ size) => {
    const columns = Math.max(1, Math.floor(width / size));
    return units.reduce((sum, one) => sum + Math.ceil(one / columns) * size, 0) <= HEIGHT;
  };
  return SIZES.find(fits) ?? 3;
}

/** The units of one activation, as cells as dark as the share of images that they answer to; dead ones are hatched. */
class UnitMap extends PageElement {
  /** @override */
  static properties = /** @type {import('lit').PropertyDeclarations} */ ({
    ...PageElement.properties,
    counts: { attribute: false },
    images: { attribute: false },
    size: { attribute: false },
    across: { attribute: false },
    name: { attribute: false },
    spans: { attribute: false },
    deed: { attribute: false },
    current: { state: true },
  });

  constructor() {
    super();
    /** Images that have a slope, by unit. */
    this.counts = new Uint32Array();
    this.images = 1;
    /** Of a cell, and of all of them. */
    this.size = 18;
    this.across = 640;
    /** What people call the layer. */
    this.name = '';
    /** When a unit died; null if it did not. @type {(unit: number) => import('./deaths.js').Span | null} */
    this.spans = () => null;
    /** What killed it, or the question. @type {(unit: number) => unknown} */
    this.deed = () => nothing;
    /** The unit that is read out. @type {number} */
    this.current = 0;
    this.follow(() => [theme, words]);
  }

  get #columns() {
    return Math.max(1, Math.min(this.counts.length, Math.floor(this.across / this.size)));
  }

  /** @override */
  render() {
    const unit = Math.min(this.current, this.counts.length - 1);
    const text = unitWords(unit, this.counts[unit] ?? 0, this.images, this.spans(unit));
    return html`<div
        class="unit-map"
        role="slider"
        tabindex="0"
        data-tip="dead-map"
        data-tip-beside=".view"
        aria-label=${t('dead.map', { layer: this.name })}
        aria-valuemin="1"
        aria-valuemax=${this.counts.length}
        aria-valuenow=${unit + 1}
        aria-valuetext=${text}
        @keydown=${this.#key}
        @click=${this.#click}
      ><canvas></canvas></div>
      <p class="aside">${text}</p>
      ${this.deed(unit)}`;
  }

  /** @override */
  updated() {
    const canvas = this.querySelector('canvas');
    const context = canvas?.getContext('2d');
    if (!canvas || !context) return;
    const { size } = this;
    const columns = this.#columns;
    const [width, height] = [columns * size, Math.ceil(this.counts.length / columns) * size];
    const ratio = Math.min(2, devicePixelRatio || 1);
    canvas.width = width * ratio;
    canvas.height = height * ratio;
    canvas.style.width = `${width}px`;
    context.scale(ratio, ratio);
    const inner = size > 4 ? size - 2 : size - 1;
    for (const [unit, images] of this.counts.entries()) {
      const [x, y] = [(unit % columns) * size, Math.floor(unit / columns) * size];
      paintCell(context, x, y, inner, images / this.images);
      const span = size >= ROOMY ? this.spans(unit) : null;
      if (span && isDated(span)) paintStep(context, x, y, inner, span.to);
    }
    const unit = Math.min(this.current, this.counts.length - 1);
    context.strokeStyle = theme.colour('--accent');
    context.lineWidth = 2;
    const [x, y] = [(unit % columns) * size, Math.floor(unit / columns) * size];
    context.strokeRect(x + 1, y + 1, inner - 2, inner - 2);
  }

  /** @param {KeyboardEvent} event */
  #key(event) {
    const count = this.counts.length;
    const to = rove(event.key, this.current, { count, columns: this.#columns });
    if (to === null || event.altKey || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    this.current = Math.min(count - 1, Math.max(0, to));
  }

  /** @param {MouseEvent} event */
  #click({ clientX, clientY }) {
    const { left = 0, top = 0 } = this.querySelector('canvas')?.getBoundingClientRect() ?? {};
    const [column, row] = [clientX - left, clientY - top].map((place) =>
      Math.floor(place / this.size),
    );
    const unit = (row ?? 0) * this.#columns + Math.min(this.#columns - 1, column ?? 0);
    if (unit >= 0 && unit < this.counts.length) this.current = unit;
  }
}

/**
 * @param {CanvasRenderingContext2D} context
 * @param {number} x
 * @param {number} y
 * @param {number} size
 * @param {number} share of the images
 */
function paintCell(context, x, y, size, share) {
  context.fillStyle = theme.colour('--sunk');
  context.fillRect(x, y, size, size);
  if (share > 0) {
    context.globalAlpha = 0.15 + 0.85 * share;
    context.fillStyle = theme.colour('--ink2');
    context.fillRect(x, y, size, size);
    context.globalAlpha = 1;
    return;
  }
  context.save();
  context.beginPath();
  context.rect(x, y, size, size);
  context.clip();
  context.strokeStyle = theme.colour('--alarm');
  context.lineWidth = 1;
  context.beginPath();
  for (let at = -size; at < size; at += 3) {
    context.moveTo(x + at, y + size);
    context.lineTo(x + at + size, y);
  }
  context.stroke();
  context.restore();
}

/**
 * The step at which a unit died, over its cell, if there is room.
 *
 * @param {CanvasRenderingContext2D} context
 * @param {number} x
 * @param {number} y
 * @param {number} size
 * @param {number} step
 */
function paintStep(context, x, y, size, step) {
  const text = `${step}`;
  context.font = `600 ${size > 20 ? 11 : 9}px ${getComputedStyle(context.canvas).fontFamily}`;
  const width = context.measureText(text).width + 2;
  if (width > size) return;
  context.fillStyle = theme.colour('--sunk');
  context.fillRect(x + (size - width) / 2, y + size / 2 - 6, width, 12);
  context.fillStyle = theme.colour('--ink');
  context.textAlign = 'center';
  context.textBaseline = 'middle';
  context.fillText(text, x + size / 2, y + size / 2 + 0.5);
}

customElements.define('strata-unit-map', UnitMap);
