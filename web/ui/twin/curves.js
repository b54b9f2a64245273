import { html, nothing, svg } from 'lit';
import { t } from '../words/words.js';

/** @typedef {import('./sides.js').Side} Side */

const [HEIGHT, MARGIN] = [180, 8];

/**
 * What networks of one input put out over its range, as curves.
 *
 * @param {readonly Side[]} sides
 * @param {number} across CSS pixels
 */
export function curvesOf(sides, across) {
  const values = sides.flatMap(({ views }) => [...(views?.field?.values ?? [])]);
  const finite = values.filter(Number.isFinite);
  const [low, high] = [Math.min(0, ...finite), Math.max(0.1, ...finite)];
  const up = (/** @type {number} */ y) =>
    MARGIN + ((high - y) * (HEIGHT - 2 * MARGIN)) / (high - low);
  return html`<svg class="curves" width=${across} height=${HEIGHT} viewBox="0 0 ${across} ${HEIGHT}" role="img" aria-label=${t('twins.curves')}>
    <path class="grid" d="M0 ${up(0)}H${across}" />
    ${sides.map(({ views, shown }) => {
      const field = views?.field;
      if (!field) return nothing;
      const points = [...field.values].flatMap((y, i) =>
        Number.isFinite(y)
          ? [`${((i * across) / (field.width - 1)).toFixed(1)} ${up(y).toFixed(1)}`]
          : [],
      );
      return points.length === 0
        ? nothing
        : svg`<path class=${shown ? 'own' : 'other'} d=${`M${points.join('L')}`} />`;
    })}
  </svg>`;
}
