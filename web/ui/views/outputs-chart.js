import { html, svg } from 'lit';
import { linearMarks } from '../charts/ranges.js';
import { plain } from '../numbers.js';
import { t } from '../words/words.js';

/** @typedef {import('../../worker/protocol.js').OutputsView} Found */
/** @typedef {readonly [number, number]} Range */

const [WIDTH, HEIGHT, LEFT, TOP, BOTTOM, RIGHT] = [310, 264, 34, 8, 232, 300];
/** Room at either end of an axis, as a part of it. */
const MARGIN = 0.04;
/** Where numbers are not finite. */
const UNKNOWN = /** @type {const} */ ([0, 1]);

/** Answers upwards, truths across: all rows as dots, and the line on which both are equal. @param {Found} found */
export function scatter({ answers, truths }) {
  const up = rangeOf(answers, truths);
  const across = rangeOf(truths);
  const [least, most] = extremes(truths);
  const [low, high] = extremes(answers);
  const impossible = least >= 0;
  const ends = [Math.max(up[0], across[0]), Math.min(up[1], across[1])];
  const from = `${place(across, ends[0] ?? 0, LEFT, RIGHT)} ${place(up, ends[0] ?? 0, BOTTOM, TOP)}`;
  const to = `${place(across, ends[1] ?? 0, LEFT, RIGHT)} ${place(up, ends[1] ?? 0, BOTTOM, TOP)}`;
  const dots = (/** @type {boolean} */ below) =>
    dotPath(
      Array.from(answers, (one, i) => [truths[i] ?? Number.NaN, one]).filter(
        ([, one = 0]) => (impossible && one < 0) === below,
      ),
      across,
      up,
    );
  const label = { rows: answers.length, low: rough(low), high: rough(high) };
  return html`<figure class="start-chart outputs-chart">
    <figcaption><b>${t('outputs.scatter')}</b> <span class="aside">${t('outputs.scatter-what')}</span></figcaption>
    <svg viewBox="0 0 ${WIDTH} ${HEIGHT}" role="img" aria-label=${t('outputs.chart-scatter', { ...label, least: rough(least), most: rough(most) })}>
      ${axes(across, up, t('outputs.truth'))}
      <path class="equal" d=${`M${from}L${to}`} />
      <path class="dots" d=${dots(false)} /><path class="dots impossible" d=${dots(true)} />
    </svg>
  </figure>`;
}

/** Answers upwards, slopes across: the last function's curve, and where on it the rows are. @param {Found} found */
export function slopeChart({ answers, truths, slopes, name, curve }) {
  const up = rangeOf(answers, truths);
  const across = rangeOf(slopes, Float32Array.of(0, 1));
  const [least, most] = extremes(slopes);
  const points = Array.from(curve.answers, (one, i) => [curve.slopes[i] ?? Number.NaN, one]);
  const seen = points.filter(([, one = 0]) => one >= up[0] && one <= up[1]);
  const line = seen.map(
    ([slope = 0, one = 0]) => `${place(across, slope, LEFT, RIGHT)} ${place(up, one, BOTTOM, TOP)}`,
  );
  const rows = Array.from(answers, (one, i) => [slopes[i] ?? Number.NaN, one]);
  return html`<figure class="start-chart outputs-chart">
    <figcaption><b>${t('outputs.slope')}</b> <span class="aside">${name === null ? t('outputs.slope-linear') : t('outputs.slope-of', { name })}</span></figcaption>
    <svg viewBox="0 0 ${WIDTH} ${HEIGHT}" role="img" aria-label=${t('outputs.chart-slope', { least: rough(least), most: rough(most) })}>
      ${axes(across, up, t('outputs.slope-axis'))}
      <path class="line head" d=${line.length > 0 ? `M${line.join('L')}` : ''} />
      <path class="dots" d=${dotPath(rows, across, up)} />
    </svg>
  </figure>`;
}

/** @param {Range} across @param {Range} up @param {string} name of what is across */
function axes(across, up, name) {
  return svg`
    ${linearMarks(...up, 6).map((mark) => svg`<path class=${mark === 0 ? 'zero' : 'grid'} d="M${LEFT} ${place(up, mark, BOTTOM, TOP)}H${RIGHT}" /><text class="mark" x=${LEFT - 5} y=${Number(place(up, mark, BOTTOM, TOP)) + 3}>${plain(mark)}</text>`)}
    ${linearMarks(...across, 5).map((mark) => svg`<path class="grid" d="M${place(across, mark, LEFT, RIGHT)} ${TOP}V${BOTTOM}" /><text class="layer" x=${place(across, mark, LEFT, RIGHT)} y=${BOTTOM + 14}>${plain(mark)}</text>`)}
    <text class="mark" x=${RIGHT} y=${HEIGHT - 4}>${name} →</text>
    <text x=${LEFT + 4} y=${TOP + 8}>↑ ${t('outputs.answer')}</text>`;
}

/** Dots as one path: of no length, with round ends. @param {readonly (readonly number[])[]} points @param {Range} across @param {Range} up */
function dotPath(points, across, up) {
  return points
    .filter((point) => point.every(Number.isFinite))
    .map(([x = 0, y = 0]) => `M${place(across, x, LEFT, RIGHT)} ${place(up, y, BOTTOM, TOP)}h0`)
    .join('');
}

/** @param {Range} range @param {number} value @param {number} first @param {number} last */
function place([low, high], value, first, last) {
  return (first + ((value - low) * (last - first)) / (high - low)).toFixed(1);
}

/** @param {readonly Float32Array[]} lists @returns {Range} that holds them all, and 0 */
function rangeOf(...lists) {
  const [low, high] = lists
    .map(extremes)
    .reduce(([a, b], [c, d]) => [Math.min(a, c), Math.max(b, d)], [0, 0]);
  const margin = MARGIN * (high - low);
  return margin > 0 ? [low - margin, high + margin] : UNKNOWN;
}

/** @param {Float32Array} list @returns {Range} */
function extremes(list) {
  const finite = list.filter(Number.isFinite);
  if (finite.length === 0) return UNKNOWN;
  return [finite.reduce((a, b) => Math.min(a, b)), finite.reduce((a, b) => Math.max(a, b))];
}

/** @param {number} value */
function rough(value) {
  return plain(Number(value.toPrecision(3)));
}
