import { html } from 'lit';
import { PageElement } from '../element.js';
import { icons } from '../icons.js';
import { isShown, leaveUnit, lookInto } from '../inspect/look-into.js';
import { rove } from '../rove.js';
import { theme } from '../theme.js';
import { iconButton } from '../tip/icon-button.js';
import { t } from '../words/words.js';
import { NOT_A_NUMBER } from './signed-images.js';
import { BAR, tilePlace, ZONE } from './tile-grid.js';
import { tileImages } from './tile-images.js';

/** @typedef {import('../../worker/protocol.js').Tiles} LayerTiles */

/**
 * The units of a layer as images of what they look for, each with a bar for its response to the digit. One tab stop:
 * arrow keys walk from unit to unit, Enter looks into one.
 */
class UnitTiles extends PageElement {
  /** @override */
  static properties = /** @type {import('lit').PropertyDeclarations} */ ({
    ...PageElement.properties,
    layer: { attribute: false },
    response: { attribute: false },
    units: { attribute: false },
    name: { attribute: false },
    current: { state: true },
  });

  constructor() {
    super();
    /** The linear layer in the document. */
    this.layer = 0;
    /** The layer whose output is the response: that after the activation. */
    this.response = 0;
    this.units = 1;
    /** What people call the layer. */
    this.name = '';
    /** The unit that the keyboard is at. */
    this.current = 0;
    this.follow(() => [this.session.look, theme]);
  }

  /** @override */
  render() {
    const { first, count } = this.#page();
    const grid = this.session.look.grid(this.units);
    const current = Math.min(Math.max(this.current, first), first + count - 1);
    const units = Array.from({ length: count }, (_, i) => {
      const unit = first + i;
      const { x, y } = tilePlace(grid, i);
      const chosen = isShown(this.session.look, { layer: this.layer, unit });
      return html`<button
        type="button"
        role="gridcell"
        class="tile"
        .style=${`left:${x}px;top:${y}px;width:${grid.size}px;height:${grid.size}px`}
        tabindex=${unit === current ? 0 : -1}
        data-unit=${unit}
        aria-label=${t('unit.name', { unit: unit + 1 })}
        aria-selected=${chosen}
        aria-expanded=${chosen}
      ></button>`;
    });
    const rows = [];
    for (let i = 0; i < count; i += grid.columns) {
      rows.push(html`<div role="row">${units.slice(i, i + grid.columns)}</div>`);
    }
    return html`
      <div
        class="zone"
        role="grid"
        data-tip="units-grid"
        aria-label=${t('units.grid', { layer: this.name })}
        @keydown=${this.#key}
        @click=${this.#click}
      >
        <canvas aria-hidden="true"></canvas>
        ${rows}
      </div>
      <p class="caption">${this.#caption(first, count)}</p>
    `;
  }

  /**
   * @param {number} first
   * @param {number} count
   */
  #caption(first, count) {
    const { look } = this.session;
    const enlarge = iconButton({
      name: t('units.enlarge', { layer: this.name }),
      icon: icons.enlarge,
      tip: 'enlarge',
      act: () => look.enlarge(this.layer),
    });
    const lost = this.#lost();
    if (count === this.units || lost) {
      return html`<span>${lost ? t('units.not-finite') : this.#kind()}</span>${enlarge}`;
    }
    const { perPage } = this.session.look.grid(this.units);
    const turn = (/** @type {number} */ by) => {
      const last = Math.floor((this.units - 1) / perPage) * perPage;
      look.turn(this.layer, Math.min(last, Math.max(0, first + by * perPage)));
    };
    return html`<span>${t('units.page', { first: first + 1, last: first + count, units: this.units })}</span>
      <span class="turn">
        ${iconButton({ name: t('units.before'), icon: '←', tip: 'units-page', act: () => turn(-1) })}
        ${iconButton({ name: t('units.after'), icon: '→', tip: 'units-page', act: () => turn(1) })} ${enlarge}
      </span>`;
  }

  /** What the images are of. */
  #kind() {
    const { look, digit } = this.session;
    const { kind } = digit.point;
    if (kind === 'line') return t('units.over-line');
    if (kind === 'table') return t('units.bars');
    if (this.layer > 0) return t('units.effective');
    return t(look.raw ? 'units.raw' : 'units.weights');
  }

  /** Whether there is nothing to be seen, as no number of the images is finite. */
  #lost() {
    const tiles = this.session.look.views?.tiles.find(({ layer }) => layer === this.layer);
    return tiles?.pixels.every((value) => value === NOT_A_NUMBER) ?? false;
  }

  #page() {
    const grid = this.session.look.grid(this.units);
    const last = Math.floor((this.units - 1) / grid.perPage) * grid.perPage;
    const first = Math.min(this.session.look.page(this.layer), last);
    return { first, count: Math.min(grid.perPage, this.units - first) };
  }

  /** @override */
  updated() {
    const canvas = this.querySelector('canvas');
    const views = this.session.look.views;
    const tiles = views?.tiles.find(({ layer }) => layer === this.layer);
    if (!canvas) return;
    const ratio = Math.min(2, globalThis.devicePixelRatio || 1);
    const zone = this.session.look.zone;
    const [width, height] = [Math.round(zone * ratio), ZONE.height * ratio];
    if (canvas.width !== width || canvas.height !== height) {
      canvas.width = width;
      canvas.height = height;
    }
    const context = canvas.getContext('2d');
    if (!context) return;
    context.setTransform(ratio, 0, 0, ratio, 0, 0);
    context.clearRect(0, 0, zone, ZONE.height);
    if (tiles) this.#paint(context, tiles, views?.outputs?.[this.response] ?? null);
  }

  /**
   * @param {CanvasRenderingContext2D} context
   * @param {LayerTiles} tiles
   * @param {Float32Array | null} outputs for the digit
   */
  #paint(context, tiles, outputs) {
    const { first, count } = tiles;
    const grid = this.session.look.grid(this.units);
    const images = tileImages(tiles, this.session.digit.point.kind);
    if (!images) return;
    const { canvas, width, height } = images;
    const most = outputs ? largest(outputs) : 0;
    context.imageSmoothingEnabled = grid.size < width;
    for (let i = 0; i < count; i++) {
      const { x, y } = tilePlace(grid, i);
      context.drawImage(canvas, 0, i * height, width, height, x, y, grid.size, grid.size);
      const output = outputs?.[first + i] ?? 0;
      if (grid.bar === 0 || !outputs || !Number.isFinite(output) || most === 0) continue;
      context.fillStyle = theme.colour(output < 0 ? '--negative' : '--positive');
      const length = Math.max(output === 0 ? 0 : 1.5, (Math.abs(output) / most) * grid.size);
      context.fillRect(x, y + grid.size + 1, length, BAR - 2);
    }
  }

  /** @param {KeyboardEvent} event */
  #key(event) {
    leaveUnit(this.session.look, event);
    const { first, count } = this.#page();
    const { columns } = this.session.look.grid(this.units);
    const last = first + count - 1;
    const at = Math.min(Math.max(this.current, first), last) - first;
    const to = rove(event.key, at, { count, columns });
    if (to === null || event.altKey || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    this.#go(Math.min(last, Math.max(first, first + to)));
  }

  /** @param {number} unit */
  async #go(unit) {
    this.current = unit;
    await this.updateComplete;
    /** @type {HTMLElement | null} */ (this.querySelector(`[data-unit="${unit}"]`))?.focus();
  }

  /** @param {MouseEvent} event */
  #click(event) {
    const tile = /** @type {HTMLElement} */ (event.target).closest('[data-unit]');
    if (!(tile instanceof HTMLElement)) return;
    this.current = Number(tile.dataset.unit);
    lookInto(this.session.look, { layer: this.layer, unit: this.current }, event);
  }
}

/** @param {Float32Array} values */
function largest(values) {
  let most = 0;
  for (const value of values) if (Number.isFinite(value)) most = Math.max(most, Math.abs(value));
  return most;
}

customElements.define('strata-tiles', UnitTiles);
