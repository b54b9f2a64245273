import { html, nothing, svg } from 'lit';
import { decades } from '../flow/verdict.js';
import { scientific } from '../numbers.js';
import { t } from '../words/words.js';

const [WIDTH, HEIGHT, LEFT, TOP, BOTTOM] = [310, 168, 40, 8, 134];
/** Where a spread of 0 is, which no logarithm has. */
const ZERO = 148;

/** How lines are told from one another: by colour and by dashes. */
const looks = [
  ['--run-grey', '2 3'],
  ['--run-green', ''],
  ['--run-pink', '6 3'],
  ['--run-teal', ''],
  ['--run-teal', '2 2'],
  ['--run-olive', '7 2 2 2'],
  ['--run-pink', ''],
  ['--run-green', '5 3'],
  ['--run-olive', ''],
];

/** @typedef {number | 'present' | 'now'} Which of the initialisers, the network's own, or the weights it has now */

/** @param {Which} which */
function styleOf(which) {
  if (which === 'present') return 'stroke:var(--ink);stroke-width:2.5';
  if (which === 'now') return 'stroke:var(--accent);stroke-width:2.5';
  const [colour, dashes] = looks[which % looks.length] ?? [];
  return `stroke:var(${colour});stroke-dasharray:${dashes || 'none'}`;
}

/** What a line looks like. @param {Which} which */
export function swatch(which) {
  return html`<svg class="swatch" viewBox="0 0 24 8" aria-hidden="true"><path d="M1 4H23" .style=${styleOf(which)} /></svg>`;
}

/**
 * Sizes by layer, a line for each initialiser, on an axis in powers of ten.
 *
 * @param {object} picture
 * @param {string} picture.title
 * @param {string} picture.what the sizes are
 * @param {readonly (readonly number[])[]} picture.lines
 * @param {number} picture.present the network's own
 * @param {readonly number[] | null} picture.now of the weights it has now
 */
export function startChart({ title, what, lines, present, now }) {
  const { low, high } = decades([...lines.flat(), ...(now ?? [])]);
  const layers = lines[0]?.length ?? 0;
  const across = (/** @type {number} */ i) =>
    layers > 1 ? LEFT + 8 + (i * (WIDTH - LEFT - 16)) / (layers - 1) : (LEFT + WIDTH) / 2;
  const place = (/** @type {number} */ size) =>
    size > 0
      ? TOP +
        ((high - Math.min(high, Math.max(low, Math.log10(size)))) * (BOTTOM - TOP)) / (high - low)
      : ZERO;
  const stride = Math.ceil((high - low) / 5);
  const marks = Array.from(
    { length: Math.floor((high - low) / stride) + 1 },
    (_, i) => high - i * stride,
  );
  return html`<figure class="start-chart">
    <figcaption><b>${title}</b> <span class="aside">${what}</span></figcaption>
    <svg viewBox="0 0 ${WIDTH} ${HEIGHT}" role="img" aria-label=${t('starts.chart', { what: title })}>
      ${marks.map((power) => svg`<path class="grid" d="M${LEFT} ${place(10 ** power)}H${WIDTH}" /><text class="mark" x=${LEFT - 4} y=${place(10 ** power) + 3}>${scientific(10 ** power)}</text>`)}
      <path class="grid" d="M${LEFT} ${ZERO}H${WIDTH}" /><text class="mark" x=${LEFT - 4} y=${ZERO + 3}>0</text>
      ${Array.from({ length: layers }, (_, i) => svg`<text class=${i + 1 < layers ? 'layer' : 'mark'} x=${i + 1 < layers ? across(i) : WIDTH} y=${HEIGHT - 6}>${i + 1 < layers ? i + 1 : t('starts.output')}</text>`)}
      ${lines.map((sizes, i) => (i === present ? nothing : line(sizes, i)))}
      ${line(lines[present] ?? [], 'present')} ${line(now ?? [], 'now')}
    </svg>
  </figure>`;

  /** @param {readonly number[]} sizes @param {Which} which */
  function line(sizes, which) {
    const known = sizes
      .map((size, at) => ({ size, at }))
      .filter(({ size }) => Number.isFinite(size));
    const points = known.map(
      ({ size, at }) => `${across(at).toFixed(1)} ${place(size).toFixed(1)}`,
    );
    if (points.length === 0) return nothing;
    const radius = typeof which === 'number' ? 1.8 : 3;
    return svg`<path class="line" d=${`M${points.join('L')}`} .style=${styleOf(which)} />${known.map(
      ({ size, at }) =>
        svg`<circle cx=${across(at)} cy=${place(size)} r=${radius} .style=${`${styleOf(which)};stroke-dasharray:none`} />`,
    )}`;
  }
}
