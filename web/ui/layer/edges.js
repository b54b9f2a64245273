import { html, svg } from 'lit';
import { PageElement } from '../element.js';
import { tilePlace } from './tile-grid.js';

/** Where tiles and answers begin in a card, and how far answers are apart, in CSS pixels. The style sheet agrees. */
const TILES_TOP = 76;
export const ANSWERS = { top: 86, height: 31 };
const GUTTER = 36;
/** Width of the thickest edge. */
const THICK = 2.6;

/** The strongest weights between two cards that stand side by side. */
class Edges extends PageElement {
  /** @override */
  static properties = /** @type {import('lit').PropertyDeclarations} */ ({
    ...PageElement.properties,
    from: { attribute: false },
    to: { attribute: false },
  });

  constructor() {
    super();
    /** @type {{ layer: number, units: number }} */
    this.from = { layer: 0, units: 1 };
    /** `answers`: the card on the right is that of the output. @type {{ layer: number, units: number, answers: boolean }} */
    this.to = { layer: 0, units: 1, answers: false };
    this.follow(() => [this.session.look]);
  }

  /** @override */
  render() {
    const { from, to } = this;
    const { look } = this.session;
    const list = look.views?.edges.find(
      (edge) => edge.from === from.layer && edge.to === to.layer,
    )?.list;
    if (!list) return html``;
    const most = Math.abs(list[2] ?? 1) || 1;
    const paths = [];
    for (let i = 0; i + 2 < list.length; i += 3) {
      const [before = 0, unit = 0, weight = 0] = list.subarray(i, i + 3);
      const y0 = tileY(look.grid(from.units), before - look.page(from.layer));
      const y1 = to.answers
        ? ANSWERS.top + (unit + 0.5) * ANSWERS.height
        : tileY(look.grid(to.units), unit - look.page(to.layer));
      const width = Math.max(0.5, (Math.abs(weight) / most) * THICK);
      const half = GUTTER / 2;
      paths.push(
        svg`<path class=${weight < 0 ? 'negative' : 'positive'} stroke-width=${width.toFixed(2)} d="M0 ${y0.toFixed(1)}C${half} ${y0.toFixed(1)} ${half} ${y1.toFixed(1)} ${GUTTER} ${y1.toFixed(1)}" />`,
      );
    }
    return html`<svg viewBox="0 0 ${GUTTER} 432" preserveAspectRatio="none" aria-hidden="true">
      ${paths.reverse()}
    </svg>`;
  }
}

/**
 * @param {import('./tile-grid.js').TileGrid} grid of the layer
 * @param {number} i place of the unit on its page
 * @returns {number} where its edges begin: in its row of tiles, spread by its column
 */
function tileY(grid, i) {
  const { y } = tilePlace(grid, i);
  const across = grid.columns > 1 ? (i % grid.columns) / (grid.columns - 1) : 0.5;
  return TILES_TOP + y + grid.size * (0.2 + 0.6 * across);
}

customElements.define('strata-edges', Edges);
