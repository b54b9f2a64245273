import { html, nothing, svg } from 'lit';
import { PageElement } from '../element.js';

/** @typedef {import('../../worker/protocol.js').Curve} Curve */

const [WIDTH, HEIGHT] = [190, 72];
const REACH = 4;
const POINTS = 161;

/** An activation and its derivative, drawn from the engine's own values. */
class ActivationCurve extends PageElement {
  /** @override */
  static properties = /** @type {import('lit').PropertyDeclarations} */ ({
    ...PageElement.properties,
    layer: { attribute: false },
    curve: { state: true },
  });

  constructor() {
    super();
    /** @type {import('../../engine/experiment/index.js').ActivationLayer} */
    this.layer = { type: 'activation', name: 'identity' };
    /** @type {Curve | null} */
    this.curve = null;
  }

  #asked = '';

  /** @override */
  updated() {
    const { type: _, name, ...parameters } = this.layer;
    const wanted = JSON.stringify([name, parameters]);
    if (wanted === this.#asked) return;
    this.#asked = wanted;
    this.session.curve(name, parameters, REACH, POINTS).then((curve) => {
      if (wanted === this.#asked) this.curve = curve;
    });
  }

  /** @override */
  render() {
    if (!this.curve) return html`<svg viewBox="0 0 ${WIDTH} ${HEIGHT}" aria-hidden="true"></svg>`;
    const { f, slope } = this.curve;
    const scale = scaleFor(f);
    const zero = scale(0);
    return html`<svg
      viewBox="0 0 ${WIDTH} ${HEIGHT}"
      role="img"
      aria-label="Curve of ${this.layer.name} and, dashed, of its derivative from −${REACH} to ${REACH}"
    >
      ${svg`
        <path class="axis" d="M${WIDTH / 2} 0V${HEIGHT}" />
        ${zero >= 0 && zero <= HEIGHT ? svg`<path class="axis" d="M0 ${zero}H${WIDTH}" />` : nothing}
        <path class="slope" d=${pathOf(slope, scale)} />
        <path class="f" d=${pathOf(f, scale)} />
      `}
    </svg>`;
  }
}

/**
 * @param {Float32Array} f
 * @returns {(y: number) => number} from a value to a place in the picture
 */
function scaleFor(f) {
  const finite = [...f].filter(Number.isFinite).map((y) => Math.max(-REACH, Math.min(REACH, y)));
  const low = Math.min(-0.25, ...finite);
  const high = Math.max(1.15, ...finite);
  const margin = 3;
  return (y) => margin + ((high - y) / (high - low)) * (HEIGHT - 2 * margin);
}

/**
 * @param {Float32Array} values
 * @param {(y: number) => number} scale
 */
function pathOf(values, scale) {
  let path = '';
  let pen = 'M';
  for (const [i, y] of values.entries()) {
    if (!Number.isFinite(y)) {
      pen = 'M';
      continue;
    }
    const place = Math.max(-HEIGHT, Math.min(2 * HEIGHT, scale(y)));
    path += `${pen}${((i / (POINTS - 1)) * WIDTH).toFixed(1)} ${place.toFixed(1)}`;
    pen = 'L';
  }
  return path;
}

customElements.define('strata-curve', ActivationCurve);
