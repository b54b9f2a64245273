import { html, nothing, svg } from 'lit';
import { PageElement } from '../element.js';
import { icons } from '../icons.js';
import { count, fixed } from '../numbers.js';
import { rowOf } from '../state/sets.js';
import { t } from '../words/words.js';
import './mixups.js';

/** A cell is as dark as this share of its row's mistakes makes it, at most. */
const [FAINT, DARK] = [0.04, 0.4];
/** Smaller counts are read out, but not printed. */
const PRINTED = 10;

/** What the network takes for what: true classes downwards, answers across, and the share that is right by class. */
class Confusion extends PageElement {
  /** @override */
  static properties = /** @type {import('lit').PropertyDeclarations} */ ({
    ...PageElement.properties,
    current: { state: true },
  });

  constructor() {
    super();
    /** The cell that the keyboard is at. */
    this.current = 0;
    this.follow(() => [this.session.tests, this.session.experiment]);
  }

  /** How many there are. */
  get #classes() {
    return rowOf(this.session.experiment.document).outputs;
  }

  /** @override */
  render() {
    const cells = this.session.run.test?.confusion;
    const rows = Array.from({ length: this.#classes }, (_, truth) =>
      this.#row(truth, cells?.subarray(truth * this.#classes, (truth + 1) * this.#classes)),
    );
    return html`
      <h3>${t('confusion.title')} <small>${t('confusion.what')}</small>
        <strata-mixups .session=${this.session}></strata-mixups>
      </h3>
      <div class="matrix" role="grid" data-tip="confusion" aria-label=${t('confusion.grid')} .style=${`--classes:${this.#classes}`} @keydown=${this.#key} @click=${this.#click}>
        <div class="line" role="row">
          <span role="columnheader"><span class="hidden">${t('confusion.truth')}</span></span>
          ${Array.from({ length: this.#classes }, (_, answer) => html`<span role="columnheader" class="head">${answer}</span>`)}
          <span role="columnheader" class="head share">${t('confusion.right')}</span>
        </div>
        ${rows}
      </div>
    `;
  }

  /**
   * @param {number} truth
   * @param {Uint32Array | undefined} cells
   */
  #row(truth, cells) {
    const all = cells?.reduce((sum, cell) => sum + cell, 0) ?? 0;
    const right = all > 0 ? (cells?.[truth] ?? 0) / all : null;
    const wrong = Math.max(30, ...[...(cells ?? [])].filter((_, answer) => answer !== truth));
    return html`<div class="line" role="row">
      <span role="rowheader" class="head">${truth}</span>
      ${Array.from({ length: this.#classes }, (_, answer) =>
        this.#cell(truth, answer, cells?.[answer] ?? 0, wrong),
      )}
      <span role="gridcell" class="right-share">${this.#dot(right)}<span>${right === null ? '–' : fixed(100 * right, 1)}</span></span>
    </div>`;
  }

  /**
   * @param {number} truth
   * @param {number} answer
   * @param {number} images
   * @param {number} most
   */
  #cell(truth, answer, images, most) {
    const at = truth * this.#classes + answer;
    const same = truth === answer;
    const shade = images === 0 ? 0 : FAINT + (DARK - FAINT) * Math.min(1, images / most);
    const chosen = this.session.tests.cell;
    return html`<button
      type="button"
      role="gridcell"
      tabindex=${at === (this.current % this.#classes ** 2) ? 0 : -1}
      data-cell=${at}
      aria-selected=${chosen?.truth === truth && chosen.answer === answer}
      aria-label=${t(same ? 'confusion.cell-right' : 'confusion.cell', { truth, answer, images })}
      .style=${same ? '' : `--shade:${(100 * shade).toFixed(0)}%`}
      data-short=${!same && images >= PRINTED ? short(images) : ''}
    >${same ? icons.check : nothing}</button>`;
  }

  /** @param {number | null} right */
  #dot(right) {
    const low = this.session.tests.lowest;
    const x = right === null ? null : 3 + (36 * Math.max(0, right - low)) / (1 - low);
    return html`<svg viewBox="0 0 42 10" aria-hidden="true">
      ${svg`<path d="M3 5H39" />${x === null ? nothing : svg`<circle cx=${x} cy="5" r="3" />`}`}
    </svg>`;
  }

  /** @param {KeyboardEvent} event */
  #key(event) {
    const [row, column] = [Math.floor(this.current / this.#classes), this.current % this.#classes];
    const places = /** @type {Record<string, [number, number]>} */ ({
      ArrowLeft: [row, column - 1],
      ArrowRight: [row, column + 1],
      ArrowUp: [row - 1, column],
      ArrowDown: [row + 1, column],
      Home: [row, 0],
      End: [row, this.#classes - 1],
    });
    const place = places[event.key];
    if (!place) return;
    event.preventDefault();
    const [y, x] = place.map((at) => Math.min(this.#classes - 1, Math.max(0, at)));
    this.#go((y ?? 0) * this.#classes + (x ?? 0));
  }

  /** @param {number} cell */
  async #go(cell) {
    this.current = cell;
    await this.updateComplete;
    /** @type {HTMLElement | null} */ (this.querySelector(`[data-cell="${cell}"]`))?.focus();
  }

  /** @param {MouseEvent} event */
  #click(event) {
    const cell = /** @type {HTMLElement} */ (event.target).closest('[data-cell]');
    if (!(cell instanceof HTMLElement)) return;
    this.current = Number(cell.dataset.cell);
    this.session.tests.open({
      truth: Math.floor(this.current / this.#classes),
      answer: this.current % this.#classes,
    });
  }
}

/** @param {number} images */
function short(images) {
  return images < 1000 ? count(images) : `${fixed(images / 1000, 0)}k`;
}

customElements.define('strata-confusion', Confusion);
