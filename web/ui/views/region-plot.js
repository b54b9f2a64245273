import { paintInk } from '../ink.js';
import { paintPoints } from '../plane/paint.js';
import { theme } from '../theme.js';
import { freshCanvas } from './picture.js';
import { tintColours, tintsOf } from './region-tints.js';

/** @typedef {import('../../worker/protocol.js').RegionsView} Found */

/** Where the three images of a plane are. */
const corners = [
  [0, 0],
  [1, 0],
  [0, 1],
];

/** What the worker says of a place without an answer. */
export const NO_ANSWER = 255;
/** A label needs such a part of the picture. */
const ROOM = 0.004;
/** Pixels of an image, and of its picture at its place. */
const [DIGIT, THUMB] = [28, 56];

/** The last picture of the regions: it changes seldom, the cross often. @type {{ found: Found, key: string, image: HTMLCanvasElement } | null} */
let known = null;

/** @param {Found} found @returns {HTMLCanvasElement} a pixel for each point */
function imageOf(found) {
  const { regions, marks, side } = found;
  const colours = tintColours((name) => theme.colour(name));
  const key = colours.join();
  if (known?.found === found && known.key === key) return known.image;
  const image = document.createElement('canvas');
  image.width = side;
  image.height = side;
  const context = image.getContext('2d');
  const pixels = context?.createImageData(side, side);
  if (context && pixels) {
    const target = new Uint32Array(pixels.data.buffer);
    const tints = tintsOf(regions, marks, side);
    for (const [i, region] of regions.entries()) {
      const row = side - 1 - Math.floor(i / side);
      target[row * side + (i % side)] = colours[tints[region] ?? 0] ?? 0;
    }
    context.putImageData(pixels, 0, 0);
  }
  known = { found, key, image };
  return image;
}

/**
 * @typedef {object} Shown
 * @property {Found} found
 * @property {import('../plane/scale.js').Rows | null} rows the data, where they are points of the plane
 * @property {readonly (Uint8Array | null)[]} images at (0, 0), (1, 0), (0, 1), where it is a plane through them
 * @property {{ column: number, row: number } | null} cross a point of the grid
 */

/** @param {HTMLCanvasElement | null} canvas @param {Shown} shown */
export function paintRegions(canvas, { found, rows, images, cross }) {
  const fresh = freshCanvas(canvas);
  if (!fresh) return;
  const { context, width, height } = fresh;
  const { side, low, high, lines, borders } = found;
  const cell = width / (side - 1);
  // The outermost points lie on the edges.
  context.drawImage(imageOf(found), -cell / 2, -cell / 2, width + cell, height + cell);
  for (const [depth, list] of lines.entries()) {
    stroke(context, list, cell, height, {
      colour: '--ink2',
      wide: depth === 0 ? 1.4 : 0.7,
      clear: depth === 0 ? 0.9 : 0.7,
    });
  }
  stroke(context, borders, cell, height, { colour: '--surface', wide: 6, clear: 1 });
  stroke(context, borders, cell, height, { colour: '--ink', wide: 3, clear: 1 });
  /** @type {import('../plane/scale.js').Range} */
  const range = [low, high];
  if (rows) paintPoints({ context, width, height, across: range, up: range }, rows, 3);
  else paintLabels(context, found, cell, height);
  paintThumbs(context, images, { width, height, low, high });
  if (cross) paintCross(context, cross.column * cell, height - cross.row * cell);
}

/**
 * @param {CanvasRenderingContext2D} context
 * @param {Float32Array} list x and y of either end, in steps of the grid
 * @param {number} cell
 * @param {number} height
 * @param {{ colour: string, wide: number, clear: number }} look
 */
function stroke(context, list, cell, height, { colour, wide, clear }) {
  context.beginPath();
  for (let i = 0; i + 3 < list.length; i += 4) {
    context.moveTo((list[i] ?? 0) * cell, height - (list[i + 1] ?? 0) * cell);
    context.lineTo((list[i + 2] ?? 0) * cell, height - (list[i + 3] ?? 0) * cell);
  }
  context.globalAlpha = clear;
  context.lineWidth = wide;
  context.lineCap = 'round';
  context.strokeStyle = theme.colour(colour);
  context.stroke();
  context.globalAlpha = 1;
}

/**
 * Each class's name in the middle of where it is the answer.
 *
 * @param {CanvasRenderingContext2D} context
 * @param {Found} found
 * @param {number} cell
 * @param {number} height
 */
function paintLabels(context, { answers, side, low, high }, cell, height) {
  context.font = `650 22px ${getComputedStyle(document.body).fontFamily}`;
  context.textAlign = 'center';
  context.textBaseline = 'middle';
  context.lineWidth = 4;
  context.strokeStyle = theme.colour('--surface');
  context.fillStyle = theme.colour('--ink');
  const inGrid = (/** @type {number} */ one) => ((one - low) / (high - low)) * (side - 1);
  const taken = corners.map((corner) => corner.map(inGrid));
  const free = (/** @type {number} */ x, /** @type {number} */ y) =>
    taken.every(([column = 0, row = 0]) => Math.hypot(x - column, y - row) * cell > THUMB);
  for (const [answer, { column, row }] of middles(answers, side, free)) {
    const [x, y] = [column * cell, height - row * cell];
    context.strokeText(String(answer), x, y);
    context.fillText(String(answer), x, y);
  }
  context.textAlign = 'start';
  context.textBaseline = 'alphabetic';
}

/**
 * @param {Uint8Array} answers by point
 * @param {number} side
 * @param {(column: number, row: number) => boolean} free whether a point can be taken
 * @returns {Map<number, { column: number, row: number }>} by answer the point of its own that is nearest to their middle;
 *   none for those that have little room
 */
function middles(answers, side, free) {
  /** @type {Map<number, number[]>} */
  const places = new Map();
  for (const [i, answer] of answers.entries()) {
    if (answer === NO_ANSWER) continue;
    const own = places.get(answer) ?? [];
    own.push(i);
    places.set(answer, own);
  }
  /** @type {ReturnType<typeof middles>} */
  const found = new Map();
  for (const [answer, own] of places) {
    const open = own.filter((i) => free(i % side, Math.floor(i / side)));
    if (open.length < ROOM * side ** 2) continue;
    const x = own.reduce((sum, i) => sum + (i % side), 0) / own.length;
    const y = own.reduce((sum, i) => sum + Math.floor(i / side), 0) / own.length;
    const apart = (/** @type {number} */ i) =>
      ((i % side) - x) ** 2 + (Math.floor(i / side) - y) ** 2;
    const nearest = open.reduce((best, i) => (apart(i) < apart(best) ? i : best), open[0] ?? 0);
    found.set(answer, { column: nearest % side, row: Math.floor(nearest / side) });
  }
  return found;
}

/**
 * @param {CanvasRenderingContext2D} context
 * @param {readonly (Uint8Array | null)[]} images
 * @param {{ width: number, height: number, low: number, high: number }} size
 */
function paintThumbs(context, images, { width, height, low, high }) {
  const at = (/** @type {number} */ value) => (value - low) / (high - low);
  context.imageSmoothingEnabled = false;
  for (const [i, pixels] of images.entries()) {
    const [s = 0, t = 0] = corners[i] ?? [];
    const [x, y] = [width * at(s), height * (1 - at(t))];
    if (!pixels) continue;
    const thumb = document.createElement('canvas');
    thumb.width = DIGIT;
    thumb.height = DIGIT;
    paintInk(thumb, pixels, theme.colour('--ink'));
    context.fillStyle = theme.colour('--ink');
    context.fillRect(x - THUMB / 2 - 2, y - THUMB / 2 - 2, THUMB + 4, THUMB + 4);
    context.fillStyle = theme.colour('--surface');
    context.fillRect(x - THUMB / 2, y - THUMB / 2, THUMB, THUMB);
    context.drawImage(thumb, x - THUMB / 2, y - THUMB / 2, THUMB, THUMB);
    context.font = `600 12px ${getComputedStyle(document.body).fontFamily}`;
    context.fillStyle = theme.colour('--ink');
    context.fillText('ABC'[i] ?? '', x - THUMB / 2 - 14, y - THUMB / 2 + 8);
  }
  context.imageSmoothingEnabled = true;
}

/** @param {CanvasRenderingContext2D} context @param {number} x @param {number} y */
function paintCross(context, x, y) {
  for (const [colour, wide] of /** @type {const} */ ([
    ['--surface', 5],
    ['--accent', 2.5],
  ])) {
    context.beginPath();
    context.arc(x, y, 8, 0, 7);
    context.strokeStyle = theme.colour(colour);
    context.lineWidth = wide;
    context.stroke();
  }
}
