// Time per step over the work in it, both axes logarithmic: linear cost is a line that rises one decade per decade.
import { machineLine } from '../machine.mjs';
import { drawing, element, line, text } from './svg.mjs';

/** @typedef {import('../parts/growth.mjs').Growth} Growth */
/** @typedef {{ x: number, y: number }} Point */

const SIZE = { width: 760, height: 470 };
const PLOT = { left: 76, right: 528, top: 68, bottom: 380 };
const series = /** @type {const} */ ([
  { along: 'batch', kind: 'strict', label: 'by batch', more: '128 units a layer' },
  { along: 'width', kind: 'fast', label: 'by width', more: 'batch 64' },
]);

/**
 * @param {Growth} growth
 * @param {import('../machine.mjs').Machine} machine
 * @returns {string} an SVG file
 */
export function growthChart({ figures }, machine) {
  const points = figures.map(({ along, setting, weights, seconds }) => ({
    along,
    x: weights * setting.batch,
    y: 1000 * seconds.median,
  }));
  const scaleX = logarithmic(decades(points.map(({ x }) => x)), [PLOT.left, PLOT.right]);
  const scaleY = logarithmic(decades(points.map(({ y }) => y)), [PLOT.bottom, PLOT.top]);
  const at = (/** @type {Point} */ { x, y }) => ({ x: scaleX.place(x), y: scaleY.place(y) });
  const title = 'Time of a training step over its size, 784-units(relu)-units(relu)-10';
  return drawing({ ...SIZE, title }, [
    text(24, 34, title, 'title'),
    ...scaleX.ticks.map((tick) => vertical(scaleX.place(tick), power(tick))),
    ...scaleY.ticks.map((tick) => horizontal(scaleY.place(tick), String(tick))),
    text(
      (PLOT.left + PLOT.right) / 2,
      PLOT.bottom + 42,
      'weights × images in a batch',
      'middle muted',
    ),
    text(24, PLOT.top - 8, 'ms', 'muted'),
    guide(points, at),
    ...series.map((row) => curve(points.filter(({ along }) => along === row.along).map(at), row)),
    ...series.map(key),
    line([PLOT.right + 16, PLOT.top + 100], [PLOT.right + 32, PLOT.top + 100], 'guide'),
    text(PLOT.right + 36, PLOT.top + 104, 'in proportion', 'muted'),
    text(
      24,
      SIZE.height - 18,
      `Strict kernels; ${machineLine({ ...machine, browsers: [] })}`,
      'muted',
    ),
  ]);
}

/** @param {number[]} values @returns {[number, number]} powers of ten around them */
function decades(values) {
  const exponents = values.map(Math.log10);
  return [10 ** Math.floor(Math.min(...exponents)), 10 ** Math.ceil(Math.max(...exponents))];
}

/**
 * @param {[number, number]} domain powers of ten
 * @param {[number, number]} range
 */
function logarithmic([low, high], [from, to]) {
  const [first, last] = [Math.round(Math.log10(low)), Math.round(Math.log10(high))];
  const ticks = Array.from({ length: last - first + 1 }, (_, i) => Number(`1e${first + i}`));
  const place = (/** @type {number} */ value) =>
    from + ((to - from) * (Math.log10(value) - first)) / Math.max(1, last - first);
  return { place, ticks };
}

/**
 * @param {number} x
 * @param {string} label
 */
function vertical(x, label) {
  const tick = text(x, PLOT.bottom + 20, label, 'middle muted');
  return line([x, PLOT.top], [x, PLOT.bottom], 'grid') + tick;
}

/**
 * @param {number} y
 * @param {string} label
 */
function horizontal(y, label) {
  return (
    line([PLOT.left, y], [PLOT.right, y], 'grid') + text(PLOT.left - 10, y + 4, label, 'end muted')
  );
}

/** @param {number} value a power of ten from 1,000 on */
function power(value) {
  return new Intl.NumberFormat('en', { notation: 'compact' }).format(value);
}

/**
 * Cost in proportion to size, through the largest step of the widest network.
 *
 * @param {(Point & { along: string })[]} points
 * @param {(point: Point) => Point} at
 */
function guide(points, at) {
  const end = points.reduce((largest, point) => (point.x > largest.x ? point : largest));
  const x = Math.min(...points.map((point) => point.x));
  const [from, to] = [at({ x, y: (end.y * x) / end.x }), at(end)];
  const y = Math.min(from.y, PLOT.bottom);
  const start = from.y > y ? from.x + ((from.y - y) * (to.x - from.x)) / (from.y - to.y) : from.x;
  return line([start, y], [to.x, to.y], 'guide');
}

/**
 * @param {Point[]} points
 * @param {(typeof series)[number]} row
 */
function curve(points, { kind }) {
  const path = points.map(({ x, y }) => `${x.toFixed(1)},${y.toFixed(1)}`).join(' ');
  const dots = points.map(({ x, y }) => element('circle', { cx: x, cy: y, r: 4, class: kind }));
  return [element('polyline', { points: path, class: `curve ${kind}` }), ...dots].join('\n');
}

/**
 * @param {(typeof series)[number]} row
 * @param {number} i
 */
function key({ kind, label, more }, i) {
  const [x, y] = [PLOT.right + 24, PLOT.top + 16 + 44 * i];
  return [
    element('circle', { cx: x, cy: y - 4, r: 4, class: kind }),
    text(x + 12, y, label, 'heading'),
    text(x + 12, y + 16, more, 'muted'),
  ].join('\n');
}
