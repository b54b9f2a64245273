import { html, nothing } from 'lit';
import { closeOutside } from '../dialog.js';
import { PageElement } from '../element.js';
import { icons } from '../icons.js';
import { enterInspector } from '../inspect/look-into.js';
import { scientific } from '../numbers.js';
import { rove } from '../rove.js';
import { layerName, stagesOf } from '../stack/stages.js';
import { theme } from '../theme.js';
import { iconButton } from '../tip/icon-button.js';
import { t } from '../words/words.js';
import { tileImages } from './tile-images.js';

const SIDE = 28;

/** A layer's units at full size, live, with their response to the digit: one tab stop, and a way to each. */
class Enlarge extends PageElement {
  /** @override */
  static properties = /** @type {import('lit').PropertyDeclarations} */ ({
    ...PageElement.properties,
    current: { state: true },
  });

  constructor() {
    super();
    /** The place that the keyboard is at. */
    this.current = 0;
    this.follow(() => [this.session.look, this.session.experiment, theme]);
  }

  /** The layer's units, or none while nothing is enlarged. */
  get #tiles() {
    const { views, enlarged } = this.session.look;
    return views?.tiles.find(({ layer }) => layer === enlarged);
  }

  get #units() {
    const { look, experiment } = this.session;
    const linear = experiment.document.layers[look.enlarged ?? -1];
    return linear?.type === 'linear' ? linear.units : 0;
  }

  /** @override */
  render() {
    const { look } = this.session;
    if (look.enlarged === null) return nothing;
    const name = layerName(this.session.experiment.document.layers, look.enlarged);
    return html`<dialog class="window enlarge" aria-label=${t('units.grid', { layer: name })} @close=${() => look.enlarge(null)} @click=${closeOutside}>
      <header>
        <h2>${t('units.grid', { layer: name })}</h2>
        ${look.enlarged === 0 && this.session.digit.images ? this.#kind() : html`<small>${this.#what()}</small>`}
        ${iconButton({ name: t('pick.close'), icon: icons.remove, tip: 'close', act: () => this.querySelector('dialog')?.close() })}
      </header>
      <div class="units" role="group" data-tip="units-cell" aria-label=${t('units.grid', { layer: name })} @keydown=${this.#key}>
        ${this.#cells()}
      </div>
      ${this.#pages()}
    </dialog>`;
  }

  /** What the images are of, where there is no choice. */
  #what() {
    const { kind } = this.session.digit.point;
    if (kind === 'line') return t('units.over-line');
    return t(kind === 'table' ? 'units.bars' : 'units.effective');
  }

  /** Weights as they are, or times the spread of their pixels. */
  #kind() {
    const { look } = this.session;
    const choice = (/** @type {boolean} */ raw) => html`<label><input
        type="radio"
        name="tile-kind"
        .checked=${look.raw === raw}
        @change=${() => look.showRaw(raw)}
      /><span>${t(raw ? 'units.kind-raw' : 'units.kind-spread')}</span></label>`;
    return html`<fieldset class="scale" data-tip="units-kind">
      <legend class="hidden">${t('units.kind')}</legend>
      ${choice(false)} ${choice(true)}
    </fieldset>`;
  }

  #cells() {
    const tiles = this.#tiles;
    if (!tiles) return nothing;
    const { look } = this.session;
    const { hidden, output } = stagesOf(this.session.experiment.document.layers);
    const stage = [...hidden, output].find(({ linear }) => linear.index === look.enlarged);
    const response = stage?.activations.at(-1)?.index ?? tiles.layer;
    const outputs = look.views?.outputs?.[response];
    return Array.from({ length: tiles.count }, (_, at) => {
      const unit = tiles.first + at;
      const value = outputs?.[unit];
      return html`<button
        type="button"
        tabindex=${at === this.current ? 0 : -1}
        data-at=${at}
        @click=${() => this.#open(unit)}
      >
        <canvas width=${SIDE} height=${SIDE} aria-hidden="true"></canvas>
        <span>${t('unit.name', { unit: unit + 1 })}</span>
        <b>${value === undefined ? '–' : scientific(value)}</b>
      </button>`;
    });
  }

  #pages() {
    const tiles = this.#tiles;
    const units = this.#units;
    if (!tiles || tiles.count >= units) return nothing;
    const { first, count } = tiles;
    const { look } = this.session;
    const turn = (/** @type {number} */ to) => {
      this.current = 0;
      look.turn(tiles.layer, to);
    };
    const { perPage } = look.grid(units);
    return html`<footer>
      ${iconButton({ name: t('units.before'), icon: icons.earlier, tip: 'units-page', act: () => turn(first - perPage), off: first === 0 })}
      <span aria-live="polite">${t('units.page', { first: first + 1, last: first + count, units })}</span>
      ${iconButton({ name: t('units.after'), icon: icons.later, tip: 'units-page', act: () => turn(first + perPage), off: first + count >= units })}
    </footer>`;
  }

  /** @override */
  updated() {
    const dialog = this.querySelector('dialog');
    if (dialog && !dialog.open) {
      this.current = 0;
      dialog.showModal();
    }
    const tiles = this.#tiles;
    const images = tiles && tileImages(tiles, this.session.digit.point.kind);
    if (!images) return;
    const { canvas: source, width, height } = images;
    for (const [at, canvas] of this.querySelectorAll('canvas').entries()) {
      const context = canvas.getContext('2d');
      context?.clearRect(0, 0, SIDE, SIDE);
      context?.drawImage(source, 0, at * height, width, height, 0, 0, SIDE, SIDE);
    }
  }

  /** @param {number} unit */
  #open(unit) {
    const { look } = this.session;
    const layer = look.enlarged;
    this.querySelector('dialog')?.close();
    if (layer === null) return;
    look.select({ layer, unit });
    // The window has given the focus back to what opened it.
    enterInspector();
  }

  /** @param {KeyboardEvent} event */
  async #key(event) {
    const grid = /** @type {HTMLElement} */ (event.currentTarget);
    const columns = getComputedStyle(grid).gridTemplateColumns.split(' ').length;
    const count = this.#tiles?.count ?? 0;
    const to = rove(event.key, this.current, { count, columns });
    if (to === null) return;
    event.preventDefault();
    if (to < 0 || to >= count) return;
    this.current = to;
    await this.updateComplete;
    /** @type {HTMLElement | null} */ (grid.querySelector(`[data-at="${to}"]`))?.focus();
  }
}

customElements.define('strata-enlarge', Enlarge);
