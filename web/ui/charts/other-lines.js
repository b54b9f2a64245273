import uPlot from 'uplot';
import { shortNames } from '../state/run-names.js';
import { theme } from '../theme.js';
import { fontOf } from './chart.js';
import { clippedApart, spread } from './labels.js';
import { lookOf } from './looks.js';

/** @typedef {import('../state/curves.js').Points} Points */
/** @typedef {import('./scene.js').Other} Other */

/** Pixels at the right of the charts for labels. */
export const LABELS = 78;
const [GAP, SIZE] = [11, 10];

/**
 * @param {uPlot} chart
 * @param {readonly Other[]} runs
 * @param {'accuracies' | 'testLosses'} curve
 */
export function drawOthers(chart, runs, curve) {
  const { ctx, bbox } = chart;
  ctx.save();
  ctx.beginPath();
  ctx.rect(bbox.left, bbox.top, bbox.width, bbox.height);
  ctx.clip();
  for (const run of runs) {
    const { colour, dash, width } = lookOf(run);
    ctx.lineWidth = width * uPlot.pxRatio;
    ctx.strokeStyle = theme.colour(colour);
    ctx.setLineDash(dash.map((part) => part * uPlot.pxRatio));
    trace(chart, run.curves[curve]);
  }
  ctx.restore();
}

/** @param {uPlot} chart @param {Points} points */
function trace({ ctx, valToPos }, { x, y }) {
  ctx.beginPath();
  let drawing = false;
  for (const [i, value] of y.entries()) {
    if (!Number.isFinite(value)) {
      drawing = false;
      continue;
    }
    const [left, top] = [valToPos(x[i] ?? 0, 'x', true), valToPos(value, 'y', true)];
    if (drawing) ctx.lineTo(left, top);
    else ctx.moveTo(left, top);
    drawing = true;
  }
  ctx.stroke();
}

/**
 * Writes at the right what the lines end with: names or values.
 *
 * @param {uPlot} chart
 * @param {readonly EndLabel[]} labels
 * @typedef {{ text: string, value: number, colour: string, strong: boolean }} EndLabel
 */
export function drawLabels({ ctx, bbox, valToPos }, labels) {
  const ratio = uPlot.pxRatio;
  const [low, high] = [bbox.top, bbox.top + bbox.height];
  const known = labels.filter(({ value }) => Number.isFinite(value));
  const wanted = known.map(({ value }) => valToPos(value, 'y', true));
  const heights = spread(wanted, GAP * ratio, low, high);
  ctx.save();
  ctx.textBaseline = 'middle';
  ctx.textAlign = 'left';
  const font = (/** @type {boolean} */ strong) => `${strong ? 600 : 400} ${fontOf(SIZE * ratio)}`;
  ctx.font = font(false);
  const texts = known.map(({ text }) => text);
  const fits = clippedApart(texts, (LABELS - 8) * ratio, (part) => ctx.measureText(part).width);
  for (const [i, { colour, strong }] of known.entries()) {
    ctx.font = font(strong);
    ctx.fillStyle = theme.colour(colour);
    ctx.fillText(fits[i] ?? '', bbox.left + bbox.width + 6 * ratio, heights[i] ?? 0);
  }
  ctx.restore();
}

/**
 * @param {readonly Other[]} runs
 * @param {'accuracies' | 'testLosses'} curve
 * @param {{ name: string, value: number | undefined }} now the present run, and where its line ends
 * @param {(name: string, value: number) => string} write
 * @returns {EndLabel[]}
 */
export function endLabels(runs, curve, now, write) {
  const names = shortNames(runs.map(({ name }) => name));
  const { name, value = Number.NaN } = now;
  return [
    { text: write(name, value), value, colour: '--ink', strong: true },
    ...runs.map((run, i) => {
      const value = run.curves[curve].y.at(-1) ?? Number.NaN;
      const { twin = false } = run;
      const colour = run.colour === 0 && !twin ? '--ink3' : lookOf(run).colour;
      return { text: write(names[i] ?? '', value), value, colour, strong: twin };
    }),
  ];
}
