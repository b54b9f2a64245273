import { html } from 'lit';
import { PageElement } from '../element.js';
import { pathOf, scaleFor } from '../layer/plot-shapes.js';

/** @typedef {import('../../worker/protocol.js').Curve} Curve */

const [WIDTH, HEIGHT] = [34, 22];
const POINTS = 41;
const REACH = 3;

/** Curves of the functions with their default parameters, which do not change. @type {Map<string, Promise<Curve | null>>} */
const curves = new Map();

/** A function's curve, small. */
class Thumbnail extends PageElement {
  /** @override */
  static properties = /** @type {import('lit').PropertyDeclarations} */ ({
    ...PageElement.properties,
    name: { attribute: false },
    curve: { state: true },
  });

  constructor() {
    super();
    this.name = 'identity';
    /** @type {Curve | null} */
    this.curve = null;
  }

  /** @override */
  updated() {
    const { name } = this;
    const known = curves.get(name) ?? this.session.activationCurves.of(name, {}, REACH, POINTS);
    curves.set(name, known);
    known.then((curve) => {
      if (name === this.name) this.curve = curve;
    });
  }

  /** @override */
  render() {
    const f = this.curve?.f;
    const across = (/** @type {number} */ i) => (i / (POINTS - 1)) * WIDTH;
    const clipped = f?.map((y) => Math.max(-REACH, Math.min(REACH, y)));
    const scale = clipped && scaleFor(clipped, HEIGHT);
    return html`<svg viewBox="0 0 ${WIDTH} ${HEIGHT}" aria-hidden="true">
      <path class="axis" d="M${WIDTH / 2} 0V${HEIGHT}M0 ${scale ? scale.place(0) : HEIGHT / 2}H${WIDTH}" />
      <path class="f" d=${clipped && scale ? pathOf(clipped, scale.place, across, HEIGHT) : ''} />
    </svg>`;
  }
}

customElements.define('strata-thumbnail', Thumbnail);
