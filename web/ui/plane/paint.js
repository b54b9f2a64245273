import { linearMarks } from '../charts/ranges.js';
import { paintSigned } from '../layer/colours.js';
import { plain } from '../numbers.js';
import { theme } from '../theme.js';
import { zeroLines } from './contour.js';
import { shareIn } from './scale.js';

/** How the data and what the network makes of them are painted. */

/** @typedef {import('./scale.js').Range} Range */
/** @typedef {import('./scale.js').Rows} Rows */
/** @typedef {import('../../worker/protocol.js').Views['field']} Field */
/** @typedef {{ context: CanvasRenderingContext2D, width: number, height: number, across: Range, up: Range }} Picture */

/** So many points are seen; more would cover one another. */
const MOST = 1000;
/** Colours are half as strong as in images, so that points stand out. */
const [STRONG, OPAQUE] = [70, 0.75];
const MARKS = 4;

/**
 * What the network answers at each place of a plane: the difference of its two outputs.
 *
 * @param {Picture} picture
 * @param {NonNullable<Field>} field
 * @param {boolean} shares whether the outputs are probabilities
 */
export function paintField({ context, width, height }, field, shares) {
  const differences = new Float32Array(field.width * field.height);
  let most = shares ? 1 : 0;
  for (let i = 0; i < differences.length; i++) {
    const value = (field.values[2 * i + 1] ?? 0) - (field.values[2 * i] ?? 0);
    differences[i] = value;
    if (Number.isFinite(value)) most = Math.max(most, Math.abs(value));
  }
  const bytes = new Int8Array(differences.length);
  for (let y = 0; y < field.height; y++) {
    for (let x = 0; x < field.width; x++) {
      const value = differences[(field.height - 1 - y) * field.width + x] ?? Number.NaN;
      bytes[y * field.width + x] = Number.isNaN(value) ? -128 : byteOf(value / (most || 1));
    }
  }
  const image = paintSigned(bytes, field.width);
  if (!image) return;
  // The outermost places lie on the edges.
  const [cellX, cellY] = [width / (field.width - 1), height / (field.height - 1)];
  context.globalAlpha = OPAQUE;
  context.drawImage(image, -cellX / 2, -cellY / 2, width + cellX, height + cellY);
  context.globalAlpha = 1;
  paintBorder({ context, cellX, cellY, height }, zeroLines(differences, field.width, field.height));
}

/**
 * Where the network is undecided.
 *
 * @param {{ context: CanvasRenderingContext2D, cellX: number, cellY: number, height: number }} place
 * @param {ReturnType<typeof zeroLines>} lines
 */
function paintBorder({ context, cellX, cellY, height }, lines) {
  context.beginPath();
  for (const [[x0, y0], [x1, y1]] of lines) {
    context.moveTo(x0 * cellX, height - y0 * cellY);
    context.lineTo(x1 * cellX, height - y1 * cellY);
  }
  context.lineWidth = 1.5;
  context.strokeStyle = theme.colour('--ink2');
  context.stroke();
}

/** @param {number} share from −1 to 1 */
function byteOf(share) {
  return Math.round(STRONG * Math.max(-1, Math.min(1, share)));
}

/**
 * Class 0 hollow, class 1 filled; numbers as small dots.
 *
 * @param {Picture} picture
 * @param {Rows} rows
 * @param {number} [most] pixels of a mark from its middle to its edge
 */
export function paintPoints({ context, width, height, across, up }, rows, most = Infinity) {
  const classes = 'labels' in rows;
  const answers = classes ? rows.labels : rows.targets;
  const count = Math.min(MOST, answers.length);
  const fits = Math.min(width, height) / (count > 200 ? 90 : 50);
  const size = Math.min(most, Math.max(1.6, fits));
  const [ink, paper] = [theme.colour('--ink'), theme.colour('--surface')];
  for (let i = 0; i < count; i++) {
    const first = rows.inputs[(classes ? 2 : 1) * i] ?? 0;
    const second = classes ? (rows.inputs[2 * i + 1] ?? 0) : (answers[i] ?? 0);
    const [x, y] = [width * shareIn(across, first), height * (1 - shareIn(up, second))];
    const filled = classes && answers[i] === 1;
    paintMark(context, { x, y, size, filled, dot: !classes }, ink, paper);
  }
}

/**
 * @param {CanvasRenderingContext2D} context
 * @param {{ x: number, y: number, size: number, filled: boolean, dot: boolean }} mark
 * @param {string} ink
 * @param {string} paper
 */
function paintMark(context, { x, y, size, filled, dot }, ink, paper) {
  context.beginPath();
  if (filled) context.rect(x - size, y - size, 2 * size, 2 * size);
  else context.arc(x, y, dot ? size * 0.9 : size * 1.15, 0, 7);
  context.fillStyle = filled ? ink : dot ? theme.colour('--ctl') : paper;
  context.strokeStyle = filled ? paper : ink;
  context.lineWidth = dot ? 0 : filled ? 0.8 : 1.2;
  context.fill();
  if (!dot) context.stroke();
}

/**
 * The network's answer over a line.
 *
 * @param {Picture} picture
 * @param {NonNullable<Field>} field
 */
export function paintCurve({ context, width, height, up }, { values }) {
  context.beginPath();
  let drawing = false;
  for (const [i, value] of values.entries()) {
    if (!Number.isFinite(value)) {
      drawing = false;
      continue;
    }
    // What is far outside is drawn no farther than it is seen.
    const y = Math.max(-1, Math.min(2, 1 - shareIn(up, value)));
    const [left, top] = [(width * i) / (values.length - 1), height * y];
    if (drawing) context.lineTo(left, top);
    else context.moveTo(left, top);
    drawing = true;
  }
  context.lineWidth = 2;
  context.strokeStyle = theme.colour('--ink');
  context.stroke();
}

/** Lines at round numbers, and the numbers themselves. @param {Picture} picture */
export function paintAxes({ context, width, height, across, up }) {
  context.lineWidth = 1;
  context.strokeStyle = theme.colour('--line');
  context.fillStyle = theme.colour('--ink3');
  context.font = `10px ${getComputedStyle(document.body).fontFamily}`;
  context.beginPath();
  for (const mark of linearMarks(...across, MARKS)) {
    const x = Math.round(width * shareIn(across, mark)) + 0.5;
    context.moveTo(x, 0);
    context.lineTo(x, height);
    const written = plain(mark);
    const half = context.measureText(written).width / 2;
    context.fillText(written, Math.max(2, Math.min(width - 2 * half - 2, x - half)), height - 3);
  }
  for (const mark of linearMarks(...up, MARKS)) {
    const y = Math.round(height * (1 - shareIn(up, mark))) + 0.5;
    context.moveTo(0, y);
    context.lineTo(width, y);
    if (y > 12 && y < height - 14) context.fillText(plain(mark), 3, y - 3);
  }
  context.stroke();
}
