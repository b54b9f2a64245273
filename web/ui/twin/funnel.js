import { html, nothing, svg } from 'lit';
import { stagesOf } from '../stack/stages.js';
import { inputOf } from '../state/sets.js';

/** @typedef {import('../../engine/experiment/index.js').Experiment} Experiment */

/** In CSS pixels: of the whole, of the bars, and of the room at either side for their numbers. */
const [HEIGHT, TALLEST, SHORTEST, BAR, SIDE] = [112, 76, 8, 8, 16];
/** Pixels that a matrix needs for its name, and for its shape. */
const [NAMED, SHAPED] = [34, 62];

/**
 * A network as the widths of its layers, with a matrix between any two and the activation after it.
 *
 * @param {Experiment} document
 * @param {number} across CSS pixels
 * @param {string} label for who does not see it
 */
export function funnel(document, across, label) {
  const { hidden, output } = stagesOf(document.layers);
  const stages = [...hidden, output];
  const widths = [
    inputOf(document),
    ...stages.map(({ linear: { layer } }) => (layer.type === 'linear' ? layer.units : 0)),
  ];
  const most = Math.sqrt(Math.max(...widths));
  const heights = widths.map((units) => Math.max(SHORTEST, (TALLEST * Math.sqrt(units)) / most));
  const step = (across - 2 * SIDE) / stages.length;
  const place = (/** @type {number} */ i) => SIDE + i * step;
  // Above the bars stand their activations.
  const middle = HEIGHT - TALLEST / 2 - 20;
  return html`<svg class="funnel" width=${across} height=${HEIGHT} viewBox="0 0 ${across} ${HEIGHT}" role="img" aria-label=${label}>
    ${stages.map((_, i) => {
      const [from = 0, to = 0] = [heights[i], heights[i + 1]];
      const [left, right] = [place(i), place(i + 1)];
      return svg`<path class="matrix-shape" d="M${left} ${middle - from / 2}L${right} ${middle - to / 2}V${middle + to / 2}L${left} ${middle + from / 2}Z" />`;
    })}
    ${stages.map((stage, i) => {
      const centre = (place(i) + place(i + 1)) / 2;
      return svg`${step >= NAMED ? svg`<text class="matrix-name" x=${centre} y=${middle + 4}>${stages.length > 1 ? svg`W<tspan class="index" dy="3">${i + 1}</tspan>` : 'W'}</text>` : nothing}
        ${step >= SHAPED + 30 ? svg`<text class="shape" x=${centre} y=${HEIGHT - 4}>${widths[i + 1]}×${widths[i]}</text>` : nothing}
        ${bends(stage)}`;

      /** @param {typeof stage} one */
      function bends({ activations }) {
        const names = activations.map(({ layer }) =>
          layer.type === 'activation' ? layer.name : '',
        );
        if (names.length === 0 || step < SHAPED) return nothing;
        const last = i === stages.length - 1;
        return svg`<text class=${last ? 'bend end' : 'bend'} x=${last ? across : place(i + 1)} y=${middle - (heights[i + 1] ?? 0) / 2 - 4}>${names.join(', ')}</text>`;
      }
    })}
    ${widths.map((units, i) => {
      const height = heights[i] ?? 0;
      const said = step >= NAMED || i === 0 || i === widths.length - 1;
      return svg`<rect class="units" x=${place(i) - BAR / 2} y=${middle - height / 2} width=${BAR} height=${height} rx="1" />
        ${said ? svg`<text class="width" x=${place(i)} y=${HEIGHT - 4}>${units}</text>` : nothing}`;
    })}
  </svg>`;
}
