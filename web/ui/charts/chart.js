import uPlot from 'uplot';
import { theme } from '../theme.js';
import { logMarks } from './ranges.js';

/**
 * @typedef {object} Line
 * @property {string} label
 * @property {string} colour a custom property of the style sheet
 * @property {number} width
 */

/**
 * @typedef {object} ChartOptions
 * @property {Line[]} lines
 * @property {boolean} log
 * @property {() => number} end the step at which the axis ends, even if the last value was before
 * @property {(low: number, high: number) => [number, number]} range of y around the values that are there
 */

const font = () => `10px ${getComputedStyle(document.body).fontFamily}`;

/**
 * A chart over the steps, with one crosshair for all charts of the page.
 *
 * @param {HTMLElement} place
 * @param {{ width: number, height: number }} size
 * @param {ChartOptions} options
 */
export function makeChart(place, size, { lines, log, end, range }) {
  const colour = (/** @type {string} */ name) => () => theme.colour(name);
  /** @type {uPlot.Axis} */
  const axis = {
    stroke: colour('--ink3'),
    font: font(),
    grid: { stroke: colour('--line'), width: 1 },
    ticks: { show: false },
    gap: 4,
  };
  /** @type {uPlot.Options} */
  const options = {
    ...size,
    legend: { show: false },
    padding: [8, 12, 0, 0],
    cursor: { sync: { key: 'strata' }, drag: { x: false, y: false }, points: { size: 5 } },
    scales: {
      x: { time: false, range: () => [0, Math.max(end(), 10)] },
      y: { distr: log ? 3 : 1, range: (_, low, high) => range(low, high) },
    },
    axes: [
      { ...axis, size: 20, values: stepLabels, space: 60 },
      { ...axis, ...(log ? logAxis : {}), size: 34, space: 24, values: valueLabels },
    ],
    series: [
      {},
      ...lines.map((line) => ({
        label: line.label,
        stroke: colour(line.colour),
        width: line.width,
        points: { show: false },
        spanGaps: true,
      })),
    ],
  };
  return new uPlot(options, [[], ...lines.map(() => [])], place);
}

/**
 * Every mark has its label and its line.
 * @type {uPlot.Axis}
 */
const logAxis = {
  splits: (_, _axis, low, high) => logMarks(low, high),
  filter: (_, marks) => marks,
};

/** @type {uPlot.Axis.DynamicValues} */
const valueLabels = (_, values) => values.map(valueLabel);

/** @type {uPlot.Axis.DynamicValues} */
const stepLabels = (_, values) => values.map((step) => (Number.isInteger(step) ? short(step) : ''));

/** @param {number} step */
function short(step) {
  return step >= 10_000 ? `${Number((step / 1000).toFixed(1))}k` : String(step);
}

/** @param {number} value */
function valueLabel(value) {
  const size = Math.abs(value);
  const plain = value === 0 || (size >= 1e-3 && size < 1e5);
  const rounded = Number(value.toPrecision(plain ? 6 : 3));
  return plain ? String(rounded) : rounded.toExponential().replace('e+', 'e');
}
