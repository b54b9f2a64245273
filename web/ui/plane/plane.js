import { html, nothing } from 'lit';
import { PageElement } from '../element.js';
import { fixed } from '../numbers.js';
import { isGiven } from '../state/sets.js';
import { theme } from '../theme.js';
import { t } from '../words/words.js';
import { paintAxes, paintCurve, paintField, paintPoints } from './paint.js';
import { heightsOf, shareIn, valueAt } from './scale.js';

/** @typedef {import('./scale.js').Range} Range */

/** @type {Map<string, [number, number]>} */
const ARROWS = new Map([
  ['ArrowLeft', [-1, 0]],
  ['ArrowRight', [1, 0]],
  ['ArrowUp', [0, 1]],
  ['ArrowDown', [0, -1]],
]);
/** An arrow key passes one part in so many of the range, with Shift several of them. */
const [PARTS, FAR] = [40, 5];
/** Before the data are known. */
const UNKNOWN = /** @type {const} */ ([-1, 1]);

let made = 0;

/**
 * The data, with what the network answers behind or through them: points of two classes over a plane, or numbers over a
 * line. What is chosen flows through the network. Of any size.
 */
export class Plane extends PageElement {
  /** @override */
  static properties = /** @type {import('lit').PropertyDeclarations} */ ({
    ...PageElement.properties,
    places: { attribute: false },
    removes: { attribute: false },
    said: { state: true },
  });

  constructor() {
    super();
    /** Places a point, where points can be placed. @type {((place: readonly number[]) => void) | null} */
    this.places = null;
    /** Removes the nearest point. @type {((place: readonly number[], ranges: readonly Range[]) => readonly number[] | null) | null} */
    this.removes = null;
    /** What the keyboard has done, for those who do not see it. */
    this.said = '';
    this.follow(() => [
      this.session.look,
      this.session.digit,
      this.session.experiment,
      this.session.run,
      theme,
    ]);
  }

  #id = `plane-keys-${++made}`;
  #resizing = new ResizeObserver(() => this.requestUpdate());
  /** The height of the cross over a line, where points can be placed. */
  #height = 0;
  #pressed = false;
  /** What the points were painted for. */
  #painted = '';
  #fielded = /** @type {unknown[]} */ ([]);

  /** @override */
  disconnectedCallback() {
    super.disconnectedCallback();
    this.#resizing.disconnect();
    this.#painted = '';
  }

  /** @override */
  connectedCallback() {
    super.connectedCallback();
    this.#resizing.observe(this);
  }

  /** Of the numbers across, and of those upwards. @returns {[Range, Range]} */
  get #ranges() {
    const { digit, experiment } = this.session;
    const { point } = digit;
    const across = point.range ?? UNKNOWN;
    if (point.kind === 'plane') return [across, across];
    return [across, heightsOf(point.rows?.train, isGiven(experiment.document))];
  }

  get #flat() {
    return this.session.digit.point.kind === 'line';
  }

  /** Where the cross is: what flows and, over a line, the height that a point would be placed at. */
  get #cross() {
    const [first = 0, second = 0] = this.session.digit.point.values ?? [];
    return [first, this.#flat ? (this.places ? this.#height : this.#answer) : second];
  }

  /** What the network answers to what flows. */
  get #answer() {
    return this.session.look.views?.answer?.[0] ?? Number.NaN;
  }

  /** @override */
  render() {
    const [across, up] = this.#ranges;
    const [x, y] = this.#cross;
    const left = `${(100 * shareIn(across, x ?? 0)).toFixed(2)}%`;
    const top = `${(100 * (1 - shareIn(up, y ?? 0))).toFixed(2)}%`;
    const known = this.session.digit.point.values !== null;
    const tip = this.#flat ? 'plane-line' : 'plane';
    const own = this.#flat ? 'plane-own-line' : 'plane-own';
    return html`<div class=${`picture ${this.#flat ? 'flat' : ''}`}>
        <canvas class="field" aria-hidden="true"></canvas>
        <canvas
          class="data"
          tabindex="0"
          role="application"
          aria-label=${t(this.#flat ? 'plane.curve' : 'plane.points')}
          aria-describedby=${this.#id}
          data-tip=${this.places ? own : tip}
          @pointerdown=${this.#down}
          @pointermove=${this.#move}
          @pointerup=${this.#up}
          @pointercancel=${this.#up}
          @keydown=${this.#key}
        ></canvas>
        ${known ? html`<i class="cross" .style=${`left:${left};top:${top}`} aria-hidden="true"></i>` : nothing}
        ${known && this.#flat ? html`<i class="upright" .style=${`left:${left}`} aria-hidden="true"></i>` : nothing}
      </div>
      <p class="hidden" id=${this.#id}>${t(this.places ? 'plane.keys-own' : 'plane.keys')}</p>
      <p class="hidden" aria-live="polite">${this.said}</p>`;
  }

  /** @override */
  updated() {
    const [field, data] = this.querySelectorAll('canvas');
    if (!field || !data) return;
    this.#paintField(field);
    this.#paintData(data);
  }

  /** @param {HTMLCanvasElement} canvas */
  #paintField(canvas) {
    const { look, experiment } = this.session;
    const { field = null } = look.views ?? {};
    const [across, up] = this.#ranges;
    const wanted = [field, theme.dark, canvas.clientWidth, canvas.clientHeight, ...across, ...up];
    if (wanted.every((one, i) => one === this.#fielded[i])) return;
    this.#fielded = wanted;
    const picture = this.#cleared(canvas);
    if (!picture) return;
    if (this.#flat) paintAxes(picture);
    else if (field && field.height > 1) {
      paintField(picture, field, experiment.document.loss === 'cross_entropy');
    }
    if (this.#flat && field?.height === 1) paintCurve(picture, field);
  }

  /** Points are painted when they change, not with every look. @param {HTMLCanvasElement} canvas */
  #paintData(canvas) {
    const { rows } = this.session.digit.point;
    const [across, up] = this.#ranges;
    const { clientWidth, clientHeight } = canvas;
    const { data, seed } = this.session.experiment.document;
    const wanted = JSON.stringify([
      data,
      seed,
      rows !== null,
      theme.dark,
      clientWidth,
      clientHeight,
      across,
      up,
    ]);
    if (wanted === this.#painted) return;
    this.#painted = wanted;
    const picture = this.#cleared(canvas);
    if (picture && rows) paintPoints(picture, rows.train);
  }

  /** @param {HTMLCanvasElement} canvas @returns {import('./paint.js').Picture | null} */
  #cleared(canvas) {
    const ratio = Math.min(2, globalThis.devicePixelRatio || 1);
    const { clientWidth: width, clientHeight: height } = canvas;
    canvas.width = Math.max(1, Math.round(width * ratio));
    canvas.height = Math.max(1, Math.round(height * ratio));
    const context = canvas.getContext('2d');
    context?.scale(ratio, ratio);
    const [across, up] = this.#ranges;
    return context && width > 0 ? { context, width, height, across, up } : null;
  }

  /** @param {readonly number[]} place across and up */
  #choose([x = 0, y = 0]) {
    this.#height = y;
    this.session.digit.point.choose(this.#flat ? [x] : [x, y]);
  }

  /** @param {PointerEvent} event @returns {number[]} */
  #place({ target, clientX, clientY }) {
    const box = /** @type {HTMLElement} */ (target).getBoundingClientRect();
    const [across, up] = this.#ranges;
    return [
      valueAt(across, (clientX - box.left) / box.width),
      valueAt(up, 1 - (clientY - box.top) / box.height),
    ];
  }

  /** @param {PointerEvent} event */
  #down(event) {
    if (event.button !== 0) return;
    /** @type {HTMLElement} */ (event.target).setPointerCapture(event.pointerId);
    this.#choose(this.#place(event));
    this.#pressed = true;
  }

  /** @param {PointerEvent} event */
  #move(event) {
    if (this.#pressed) this.#choose(this.#place(event));
  }

  /** A finger that scrolls the page is cancelled, and places nothing. @param {PointerEvent} event */
  #up(event) {
    if (this.#pressed && event.type === 'pointerup') this.places?.(this.#place(event));
    this.#pressed = false;
  }

  /** @param {KeyboardEvent} event */
  #key(event) {
    if (event.altKey || event.ctrlKey || event.metaKey) return;
    const arrow = ARROWS.get(event.key);
    const [x, y] = this.#cross;
    const place = [x ?? 0, Number.isFinite(y) ? (y ?? 0) : 0];
    const places = event.key === ' ' && this.places;
    const removes = ['Delete', 'Backspace'].includes(event.key) && this.removes;
    if (!arrow && !places && !removes) return;
    event.preventDefault();
    if (places) {
      places(place);
      this.said = t('plane.placed', { place: this.#words(place) });
    } else if (removes) {
      const removed = removes(place, this.#ranges);
      if (removed) this.said = t('plane.removed', { place: this.#words(removed) });
    } else {
      this.#walk(place, arrow ?? [0, 0], event.shiftKey ? FAR : 1);
    }
  }

  /**
   * @param {readonly number[]} from
   * @param {readonly number[]} arrow
   * @param {number} steps
   */
  #walk(from, arrow, steps) {
    const place = this.#ranges.map((range, i) => {
      const share = shareIn(range, from[i] ?? 0) + ((arrow[i] ?? 0) * steps) / PARTS;
      return arrow[i] === 0 ? (from[i] ?? 0) : valueAt(range, share);
    });
    this.#choose(place);
    this.said = this.#words(place);
  }

  /** @param {readonly number[]} place */
  #words([x = 0, y = 0]) {
    if (!this.#flat) return t('plane.at-plane', { x1: fixed(x, 2), x2: fixed(y, 2) });
    if (!this.places) return t('plane.at-line', { x: fixed(x, 2) });
    return t('plane.at-own', { x: fixed(x, 2), y: fixed(y, 2) });
  }
}

customElements.define('strata-plane', Plane);
