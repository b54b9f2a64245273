import { html, nothing, svg } from 'lit';
import { FLAT } from '../../engine/flat.js';
import { PageElement } from '../element.js';
import { scientific } from '../numbers.js';
import { t } from '../words/words.js';
import { pathOf, scaleFor, ticks } from './plot-shapes.js';

/** @typedef {import('../../worker/protocol.js').Curve} Curve */
/** @typedef {import('../../worker/protocol.js').LayerView} LayerView */

const WIDTH = 190;
const LEFT = 24;
/** Heights of the curve, of the histogram under it, and of the line of numbers. */
const [CURVE, HISTOGRAM, AXIS] = [88, 42, 14];
const HEIGHT = CURVE + HISTOGRAM + AXIS;
const POINTS = 161;
const REACH = 4;
/** From this half width on, numbers are long, and there is room for three. */
const CROWDED = 1e5;

/**
 * An activation and its derivative over the histogram of what goes into it, on one axis: which units sit where the curve
 * is flat is seen at once. The values are the engine's own.
 */
class ActivationPlot extends PageElement {
  /** @override */
  static properties = /** @type {import('lit').PropertyDeclarations} */ ({
    ...PageElement.properties,
    layer: { attribute: false },
    index: { attribute: false },
    curve: { state: true },
  });

  constructor() {
    super();
    /** @type {import('../../engine/experiment/index.js').ActivationLayer} */
    this.layer = { type: 'activation', name: 'identity' };
    /** Where the layer is in the document. */
    this.index = 0;
    /** @type {{ reach: number, curve: Curve } | null} */
    this.curve = null;
    this.follow(() => [this.session.look]);
  }

  #asked = '';

  /** @returns {LayerView | undefined} */
  get #view() {
    return this.session.look.views?.layers[this.index];
  }

  /** @override */
  updated() {
    const { type: _, name, ...parameters } = this.layer;
    // What was a linear layer when it was looked at has no histogram, which would have no width.
    const reach = this.#view?.high || REACH;
    const wanted = JSON.stringify([name, parameters, reach]);
    if (wanted === this.#asked) return;
    this.#asked = wanted;
    this.session.activationCurves.of(name, parameters, reach, POINTS).then((curve) => {
      if (wanted === this.#asked && curve) this.curve = { reach, curve };
    });
  }

  /** @override */
  render() {
    const { curve } = this;
    const reach = curve?.reach ?? REACH;
    const view = this.#view?.high === reach ? this.#view : undefined;
    return html`<svg viewBox="0 0 ${WIDTH} ${HEIGHT}" role="img" aria-label=${this.#words(reach, view)}>
      ${curve ? this.#curve(curve.curve) : nothing} ${view ? histogram(view) : nothing} ${axis(reach)}
    </svg>`;
  }

  /** @param {Curve} curve */
  #curve({ f, slope }) {
    const scale = scaleFor(f, CURVE);
    const place = (/** @type {number} */ i) => LEFT + (i / (POINTS - 1)) * (WIDTH - LEFT);
    const marks = ticks(scale.low, scale.high, 3);
    return svg`
      ${flatParts(slope).map(
        ([from, to]) =>
          svg`<rect class="flat" x=${place(from)} y="0" width=${place(to) - place(from)} height=${CURVE + HISTOGRAM} />`,
      )}
      ${marks.map(
        (y) => svg`<path class="grid" d="M${LEFT} ${scale.place(y)}H${WIDTH}" />
          <text class="mark" x=${LEFT - 4} y=${scale.place(y) + 3}>${scientific(y)}</text>`,
      )}
      <path class="zero" d="M${place((POINTS - 1) / 2)} 0V${CURVE + HISTOGRAM}" />
      <path class="slope" d=${pathOf(slope, scale.place, place, CURVE)} />
      <path class="f" d=${pathOf(f, scale.place, place, CURVE)} />
    `;
  }

  /**
   * @param {number} reach
   * @param {LayerView | undefined} view
   */
  #words(reach, view) {
    const { name } = this.layer;
    if (!view) return t('plot.curve', { name, reach });
    return t('plot.curve-histogram', {
      name,
      reach,
      left: Math.round(100 * view.left),
      flat: Math.round(100 * view.flat),
    });
  }
}

/**
 * @param {Float32Array} slope
 * @returns {[number, number][]} stretches of points where the curve is flat
 */
function flatParts(slope) {
  /** @type {[number, number][]} */
  const parts = [];
  for (const [i, value] of slope.entries()) {
    if (!(Math.abs(value) < FLAT)) continue;
    const last = parts.at(-1);
    if (last && last[1] === i) last[1] = Math.min(i + 1, POINTS - 1);
    else parts.push([i, Math.min(i + 1, POINTS - 1)]);
  }
  return parts;
}

/** @param {LayerView} view */
function histogram({ counts, below, above }) {
  const most = Math.max(1, ...counts);
  const width = (WIDTH - LEFT) / counts.length;
  const base = CURVE + HISTOGRAM;
  const bars = (/** @type {number} */ from, /** @type {number} */ to) => {
    let path = `M${LEFT + from * width} ${base}`;
    for (let i = from; i < to; i++) {
      const height = ((counts[i] ?? 0) / most) * (HISTOGRAM - 4);
      path += `V${(base - height).toFixed(1)}H${(LEFT + (i + 1) * width).toFixed(1)}`;
    }
    return `${path}V${base}Z`;
  };
  const half = counts.length / 2;
  const outside = (below + above) / counts.reduce((sum, count) => sum + count, below + above);
  return svg`<path class="bars negative" d=${bars(0, half)} /><path class="bars positive" d=${bars(half, counts.length)} />
    ${
      outside > 0.02
        ? svg`<text class="outside" x=${WIDTH} y=${CURVE + 10}>${t('plot.outside', { share: Math.round(100 * outside) })}</text>`
        : nothing
    }`;
}

/** @param {number} reach half the width */
function axis(reach) {
  const place = (/** @type {number} */ x) => LEFT + ((x / reach + 1) / 2) * (WIDTH - LEFT);
  const base = CURVE + HISTOGRAM;
  return svg`<path class="axis" d="M${LEFT} ${base}H${WIDTH}" />
    <text class="z" x=${LEFT - 4} y=${base - 2}>z</text>
    ${(reach < CROWDED ? [-1, -0.5, 0, 0.5, 1] : [-1, 0, 1]).map((part) => {
      const anchor = part === -1 ? 'start' : part === 1 ? 'end' : 'middle';
      return svg`<text class="mark below" text-anchor=${anchor} x=${place(part * reach)} y=${HEIGHT - 2}>${scientific(part * reach)}</text>`;
    })}`;
}

customElements.define('strata-plot', ActivationPlot);
