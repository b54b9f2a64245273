import { html, nothing } from 'lit';
import { PageElement } from '../element.js';
import { icons } from '../icons.js';
import { heightsOf } from '../plane/scale.js';
import { rove } from '../rove.js';
import { isGiven } from '../state/sets.js';
import { theme } from '../theme.js';
import { iconButton } from '../tip/icon-button.js';
import { t, words } from '../words/words.js';
import { paintKinks, unitAt } from './kinks-plot.js';
import { countWords, hingeWords } from './kinks-words.js';
import { Resized } from './picture.js';
import { moment, progress, Work } from './work.js';

/** @typedef {import('../../worker/protocol.js').Hinge} Hinge */
/** @typedef {import('../../worker/protocol.js').KinksView} Found */

/** Milliseconds from one unit to the next, and for all of them at most. */
const [PACE, ALL] = [700, 10_000];

/** A network with one input and one output: its curve, and the hinges of its units that add up to it. */
class KinksView extends PageElement {
  /** @override */
  static properties = /** @type {import('lit').PropertyDeclarations} */ ({
    ...PageElement.properties,
    added: { state: true },
    order: { state: true },
    chosen: { state: true },
    playing: { state: true },
  });

  constructor() {
    super();
    /** Units of the sum; all unless a number is chosen. */
    this.added = Number.POSITIVE_INFINITY;
    /** @type {'kink' | 'size'} */
    this.order = 'kink';
    /** The unit that stands out. @type {number | null} */
    this.chosen = null;
    this.playing = false;
    this.follow(() => [this.session.experiment, this.session.digit, theme, words]);
    new Resized(this);
  }

  #work = new Work(
    this,
    (ticket) => this.session.ask('kinks', ticket),
    () => moment(this.session),
  );
  #timer = 0;

  /** @override */
  disconnectedCallback() {
    super.disconnectedCallback();
    this.#stop();
  }

  get found() {
    return this.#work.found;
  }

  /** @returns {readonly Hinge[]} in the order in which they are added */
  get sorted() {
    const first = (/** @type {Hinge} */ { kinks }) => kinks[0] ?? Number.POSITIVE_INFINITY;
    const size = (/** @type {Hinge} */ { y }) => Math.max(...y) - Math.min(...y);
    const hinges = [...(this.found?.hinges ?? [])];
    return this.order === 'kink'
      ? hinges.sort((one, other) => first(one) - first(other) || one.unit - other.unit)
      : hinges.sort((one, other) => size(other) - size(one));
  }

  /** The unit that stands out: the one that is pointed at, or the last that was added. */
  get current() {
    const { sorted, chosen, added } = this;
    if (sorted.some(({ unit }) => unit === chosen)) return chosen;
    return added < sorted.length ? (sorted[added - 1]?.unit ?? null) : null;
  }

  /** @override */
  render() {
    const { lacking } = this.#work;
    const { found } = this;
    const { document } = this.session.experiment;
    if (!found)
      return html`<div class="view"><p class="aside">${t(lacking ? 'views.untold' : 'views.waiting')}</p></div>`;
    const { sorted } = this;
    return html`<div class="view kinks">
      <p><b>${countWords(found, document)}</b> <span class="aside">${t('kinks.step', { step: found.step })}</span> ${progress(this.#work, t('kinks.picture'))}</p>
      <canvas class="kinks-picture" role="img" aria-label=${t('kinks.picture')} data-tip="kinks-picture" data-tip-beside=".view"
        @pointermove=${this.#point} @pointerdown=${this.#point}></canvas>
      ${this.#legend(sorted)}
      ${sorted.length > 0 ? this.#adding(sorted) : html`<p class="aside">${t('kinks.too-many')}</p>`}
      ${sorted.length > 0 ? this.#units(sorted, found) : nothing}
    </div>`;
  }

  /** @param {readonly Hinge[]} sorted */
  #legend(sorted) {
    const { layers } = this.session.experiment.document;
    const hinges = sorted[0]?.weight === null ? 'kinks.hinges-deep' : 'kinks.hinges';
    return html`<p class="aside kinks-key">
      <span><i class="ink"></i>${t('kinks.fit')}</span>
      ${this.added < sorted.length ? html`<span><i class="accent"></i>${t('kinks.sum')}</span>` : nothing}
      ${sorted.length > 0 ? html`<span><i></i>${t(hinges)}</span>` : nothing}
      ${layers.at(-1)?.type === 'activation' ? html`<span>${t('kinks.behind')}</span>` : nothing}
    </p>`;
  }

  /** @param {readonly Hinge[]} sorted */
  #adding(sorted) {
    const added = Math.min(this.added, sorted.length);
    const text = t('kinks.of', { added, units: sorted.length });
    const add = (/** @type {Event} */ event) => {
      this.#stop();
      this.#add(Number(/** @type {HTMLInputElement} */ (event.target).value));
    };
    const order = (
      /** @type {'kink' | 'size'} */ one,
    ) => html`<label><input type="radio" name="kinks-order"
        .checked=${this.order === one} @change=${() => {
          this.order = one;
        }} /><span>${t(`kinks.order-${one}`)}</span></label>`;
    return html`<div class="kinks-bar">
      ${iconButton({
        name: t(this.playing ? 'kinks.stop' : 'kinks.play'),
        icon: this.playing ? icons.pause : icons.run,
        tip: 'kinks-play',
        act: () => (this.playing ? this.#stop() : this.#play()),
      })}
      <label for="kinks-added">${t('kinks.added')}</label>
      <input id="kinks-added" type="range" min="0" max=${sorted.length} step="1" .value=${String(added)}
        aria-valuetext=${text} data-tip="kinks-added" @input=${add} />
      <output for="kinks-added">${text}</output>
      <fieldset class="scale" data-tip="kinks-order"><legend>${t('kinks.order')}</legend>${order('kink')}${order('size')}</fieldset>
    </div>`;
  }

  /** @param {readonly Hinge[]} sorted @param {Found} found */
  #units(sorted, found) {
    const { current, added } = this;
    const at = Math.max(
      0,
      sorted.findIndex(({ unit }) => unit === current),
    );
    const hinge = sorted[at];
    const text = hinge ? hingeWords(hinge, found) : '';
    const choose = (/** @type {PointerEvent} */ { target }) => {
      const unit = /** @type {HTMLElement} */ (target).dataset.unit;
      if (unit !== undefined) this.chosen = Number(unit);
    };
    return html`<div class="kinks-units" role="slider" tabindex="0" data-tip="kinks-units" data-tip-beside=".view"
        aria-label=${t('kinks.units')} aria-valuemin="1" aria-valuemax=${sorted.length} aria-valuenow=${at + 1} aria-valuetext=${text}
        @keydown=${this.#key} @focus=${() => {
          this.chosen = hinge?.unit ?? null;
        }}
        @pointerover=${choose} @pointerdown=${choose}>
        ${sorted.map(({ unit, dead }, i) => html`<i data-unit=${unit} class="${i < added ? 'in' : ''} ${dead ? 'dead' : ''} ${unit === current ? 'current' : ''}">${sorted.length <= 24 ? unit + 1 : nothing}</i>`)}
      </div>
      <p class="kinks-unit">${current === null ? nothing : text}</p>`;
  }

  /** @param {KeyboardEvent} event */
  #key(event) {
    const { sorted, current } = this;
    const at = sorted.findIndex(({ unit }) => unit === current);
    const to = rove(event.key, at, { count: sorted.length, columns: 1 });
    if (to === null || event.altKey || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    this.chosen = sorted[Math.min(sorted.length - 1, Math.max(0, to))]?.unit ?? null;
  }

  /** @param {PointerEvent} event */
  #point({ clientX, clientY, currentTarget }) {
    if (!this.found) return;
    const { left, top, width, height } = /** @type {Element} */ (
      currentTarget
    ).getBoundingClientRect();
    const place = { x: clientX - left, y: clientY - top };
    const unit = unitAt(this.found, place, { width, height });
    if (unit !== null) this.chosen = unit;
  }

  /** @param {number} units */
  #add(units) {
    const all = this.sorted.length;
    this.added = units >= all ? Number.POSITIVE_INFINITY : units;
    this.chosen = this.sorted[units - 1]?.unit ?? null;
  }

  #play() {
    this.playing = true;
    this.#add(0);
    const pace = Math.min(PACE, ALL / Math.max(1, this.sorted.length));
    let units = 0;
    this.#timer = window.setInterval(() => {
      units++;
      this.#add(units);
      if (units >= this.sorted.length) this.#stop();
    }, pace);
  }

  #stop() {
    clearInterval(this.#timer);
    this.playing = false;
  }

  /** @override */
  updated() {
    const { found, sorted, added, current } = this;
    const rows = this.session.digit.point.rows?.train ?? null;
    if (!found) return;
    paintKinks(this.querySelector('canvas'), {
      found,
      up: heightsOf(rows ?? undefined, isGiven(this.session.experiment.document)),
      rows,
      order: sorted,
      added,
      chosen: current,
    });
  }
}

customElements.define('strata-kinks', KinksView);
