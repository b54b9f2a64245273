import uPlot from 'uplot';
import { plain } from '../numbers.js';
import { theme } from '../theme.js';
import { logMarks, stepLabel } from './ranges.js';

/**
 * @typedef {object} Line
 * @property {string} label
 * @property {string} colour a custom property of the style sheet
 * @property {number} width
 * @property {number[]} [dash] in pixels
 */

/**
 * @typedef {object} Decades
 * @property {number} from where they begin: what is nearer to 0 is linear
 * @property {readonly number[]} marks
 */

/**
 * @typedef {object} ChartOptions
 * @property {Line[]} lines
 * @property {boolean} log
 * @property {Decades | null} [decades] in powers of ten on both sides of 0
 * @property {boolean} steps whether the steps are written below
 * @property {number} margin pixels on the right
 * @property {() => number} end the step at which the axis ends, even if the last value was before
 * @property {() => [number, number]} range of y
 * @property {(chart: uPlot) => void} before draws what lies beneath the lines
 * @property {(chart: uPlot) => void} after draws what lies above
 */

/** A point alone has no line to be seen by. @param {uPlot} chart @param {number} line */
function alone(chart, line) {
  const values = chart.data[line] ?? [];
  const first = values.findIndex((y) => y != null);
  return first >= 0 && values.findIndex((y, i) => i > first && y != null) < 0;
}

/** @param {number} size pixels */
export const fontOf = (size) => `${size}px ${getComputedStyle(document.body).fontFamily}`;

/**
 * A chart over the steps.
 *
 * @param {HTMLElement} place
 * @param {{ width: number, height: number }} size
 * @param {ChartOptions} options
 */
export function makeChart(place, size, options) {
  const { lines, log, decades, steps, margin, end, range, before, after } = options;
  const colour = (/** @type {string} */ name) => () => theme.colour(name);
  /** @type {uPlot.Axis} */
  const axis = {
    stroke: colour('--ink3'),
    font: fontOf(10),
    grid: { stroke: colour('--line'), width: 1 },
    ticks: { show: false },
    gap: 4,
  };
  const labels = steps ? stepLabels : noLabels;
  /** @type {uPlot.Options} */
  const wanted = {
    ...size,
    legend: { show: false },
    padding: [8, margin, steps ? 0 : 4, 0],
    // The page has a crosshair of its own, for all charts and for the keyboard.
    cursor: { show: false },
    scales: {
      x: { time: false, range: () => [0, Math.max(end(), 10)] },
      y: { ...(decades ? { distr: 4, asinh: decades.from } : { distr: log ? 3 : 1 }), range },
    },
    axes: [
      { ...axis, size: steps ? 20 : 0, values: labels, space: 60 },
      {
        ...axis,
        ...(decades ? marked(decades) : log ? logAxis : {}),
        size: 40,
        space: 24,
        values: valueLabels,
      },
    ],
    series: [
      {},
      ...lines.map((line) => ({
        label: line.label,
        stroke: colour(line.colour),
        width: line.width,
        dash: line.dash ?? [],
        points: { show: alone, size: 5, fill: colour(line.colour) },
      })),
    ],
    hooks: { drawAxes: [before], draw: [after] },
  };
  return new uPlot(wanted, [[], ...lines.map(() => [])], place);
}

/**
 * Lines over steps of their own, for a chart. Where a value is not finite, its line has a gap.
 *
 * @param {readonly (readonly (readonly number[])[])[]} tables steps, and the values of one line or more there
 */
export function aligned(tables) {
  const finite = (/** @type {number} */ value) => (Number.isFinite(value) ? value : null);
  return uPlot.join(
    tables.map(
      (table) =>
        /** @type {uPlot.AlignedData} */ (
          /** @type {unknown} */ (table.map((list) => list.map(finite)))
        ),
    ),
  );
}

/**
 * Every mark has its label and its line.
 * @type {uPlot.Axis}
 */
const logAxis = {
  splits: (_, _axis, low, high) => logMarks(low, high),
  filter: (_, marks) => marks,
};

/** @param {Decades} decades @returns {uPlot.Axis} */
const marked = ({ marks }) => ({ splits: [...marks], filter: (_, all) => all });

/** @type {uPlot.Axis.DynamicValues} */
const valueLabels = (_, values) => values.map(plain);

/** @type {uPlot.Axis.DynamicValues} */
const stepLabels = (_, values) => values.map(stepLabel);

/** @type {uPlot.Axis.DynamicValues} */
const noLabels = (_, values) => values.map(() => '');
