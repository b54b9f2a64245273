import { html, nothing, svg } from 'lit';
import { decades } from '../flow/verdict.js';
import { scientific } from '../numbers.js';
import { t } from '../words/words.js';
import { freePlace, markStride, placesBeside } from './chart-room.js';

/** @typedef {import('./gradient-rows.js').Row} Row */

const [LEFT, RIGHT, TOP, FOOT] = [44, 4, 24, 22];
/** Where a gradient of 0 is, which no logarithm has: so far below the axis. */
const ZERO = 14;
/** Widths of a layer from which on its gradient has room in figures, and its ratio to the next, and its number. */
const [FIGURE, RATIO, NUMBER] = [50, 38, 16];
/** Pixels of a letter below the axis, and between two words there. */
const [LETTER, APART] = [6.5, 6];
/** Pixels of the law's name, and from its line. */
const LAW = { letter: 9, height: 16, gap: 5 };

/**
 * The waterfall: each layer's gradient as a step of a stair that leads from the output, on the right, back to the first
 * layer, on an axis in powers of ten.
 *
 * @param {object} picture
 * @param {readonly Row[]} picture.rows
 * @param {readonly number[]} picture.first values before the first step
 * @param {readonly number[]} picture.twin values of the other network; none if there is none
 * @param {string} picture.other what that is called
 * @param {string} picture.law what the law is called; empty if none is to be drawn
 * @param {number} picture.width
 * @param {string} picture.what it shows, in words
 */
export function gradientChart({ rows, first, twin, other, law, width, what }) {
  const height = width < 500 ? 240 : 270;
  const bottom = height - FOOT - ZERO;
  const values = rows.map(({ value }) => value);
  const laws = law === '' ? [] : rows.map((row) => row.law);
  const { low, high } = decades([...values, ...first, ...twin, ...laws]);
  const slots = Math.max(rows.length, twin.length);
  const slot = (width - LEFT - RIGHT) / slots;
  /** Both networks end at the right. @param {readonly unknown[]} list @param {number} i */
  const start = (list, i) => LEFT + (slots - list.length + i) * slot;
  const y = (/** @type {number} */ size) =>
    size > 0
      ? TOP + ((high - clamp(Math.log10(size), low, high)) * (bottom - TOP)) / (high - low)
      : bottom + ZERO;
  const own = { x: (/** @type {number} */ i) => start(rows, i), y, slot, base: bottom + ZERO };
  const beside = (/** @type {number} */ i) => start(twin, i);
  const points = laws.flatMap((size, i) =>
    Number.isFinite(size) ? [{ x: own.x(i) + slot / 2, y: y(size) }] : [],
  );
  const taken = [
    ...stepsOf(values, own.x, own, slot >= FIGURE),
    ...stepsOf(twin, beside, own, false),
    ...stepsOf(first, own.x, own, false),
  ];
  return html`<svg class="waterfall" viewBox="0 0 ${width} ${height}" role="img" aria-label=${what}>
    ${axis(low, high, y, width)}
    <text class="way" x=${width - RIGHT} y="12">${t('gradients.way')}</text>
    ${rows.map(({ value }, i) => column(value, i, own))}
    ${first.map((size, i) => (Number.isFinite(size) ? svg`<path class="first" d="M${own.x(i) + slot * 0.2} ${y(size)}h${slot * 0.6}" />` : nothing))}
    ${twin.length > 0 ? svg`<path class="twin" d=${stair(twin, beside, y, slot)} />` : nothing}
    ${lawLine(points)}
    ${nameTwin(twin, beside, y, other)} ${lawName(points, law, taken)}
    ${rows.map((row, i) => figures(row, i, rows.length, own))}
    ${layerMarks(rows.length, own.x, slot, height - 6, width)}
  </svg>`;
}

/**
 * @param {number} value
 * @param {number} low
 * @param {number} high
 */
function clamp(value, low, high) {
  return Math.min(high, Math.max(low, value));
}

/**
 * @param {number} low exponent
 * @param {number} high
 * @param {(size: number) => number} y
 * @param {number} width
 */
function axis(low, high, y, width) {
  const stride = Math.ceil((high - low) / 6);
  const powers = Array.from(
    { length: Math.floor((high - low) / stride) + 1 },
    (_, i) => high - i * stride,
  );
  return [...powers.map((power) => 10 ** power), 0].map(
    (size) =>
      svg`<path class="grid" d="M${LEFT} ${y(size)}H${width}" /><text class="mark" x=${LEFT - 5} y=${y(size) + 3}>${scientific(size)}</text>`,
  );
}

/**
 * @typedef {import('./chart-room.js').Box} Box
 * @typedef {{ x: number, y: number }} Point
 * @typedef {{ x: (i: number) => number, y: (size: number) => number, slot: number, base: number }} Frame
 */

/**
 * @param {number} value
 * @param {number} i
 * @param {Frame} frame
 */
function column(value, i, { x, y, slot, base }) {
  if (Number.isNaN(value)) return nothing;
  const finite = Number.isFinite(value);
  const top = finite ? y(value) : TOP;
  const inset = slot > 8 ? 1 : 0;
  return svg`<g class=${finite ? 'layer' : 'layer wild'}>
    <rect x=${x(i) + inset} y=${top} width=${slot - 2 * inset} height=${base - top} />
    <path d="M${x(i) + inset} ${top}h${slot - 2 * inset}" />
  </g>`;
}

/**
 * @param {Row} row
 * @param {number} i
 * @param {number} count
 * @param {Frame} frame
 */
function figures({ value, ratio }, i, count, { x, y, slot, base }) {
  if (Number.isNaN(value)) return nothing;
  const wild = !Number.isFinite(value);
  const top = wild ? TOP : y(value);
  const middle = x(i) + slot / 2;
  // The ends' at least, where they do not run into each other.
  const ends = (i === 0 || i === count - 1) && slot * count > 3 * FIGURE;
  const anchor = slot >= FIGURE ? 'middle' : i === 0 ? 'start' : 'end';
  const edge = { middle, start: x(i), end: x(i) + slot }[anchor];
  const known = slot >= RATIO && Number.isFinite(ratio) && base - top > 50;
  // The law and what was before the first step run above the steps.
  return svg`${slot >= FIGURE || ends ? svg`<text class="value ${anchor} ${wild ? 'wild' : ''}" x=${edge} y=${base - top > 50 ? top + 15 : top - 6}>${scientific(value)}</text>` : nothing}
    ${known ? svg`<text class="ratio" x=${middle} y=${base - 7}>×${scientific(ratio)}</text>` : nothing}`;
}

/**
 * @param {readonly number[]} values
 * @param {(i: number) => number} x
 * @param {(size: number) => number} y
 * @param {number} slot
 */
function stair(values, x, y, slot) {
  let path = '';
  for (const [i, size] of values.entries()) {
    if (!Number.isFinite(size)) continue;
    const goesOn = path !== '' && Number.isFinite(values[i - 1]);
    path += `${goesOn ? 'L' : 'M'}${x(i).toFixed(1)} ${y(size).toFixed(1)}h${slot.toFixed(1)}`;
  }
  return path;
}

/**
 * @param {readonly number[]} values
 * @param {(i: number) => number} x
 * @param {(size: number) => number} y
 * @param {string} name
 */
function nameTwin(values, x, y, name) {
  const i = values.findIndex(Number.isFinite);
  if (i < 0) return nothing;
  return svg`<text class="twin-name" x=${x(i) + 2} y=${y(values[i] ?? 0) - 6}>${name}</text>`;
}

/** @param {readonly Point[]} points */
function lawLine(points) {
  if (points.length < 2) return nothing;
  return svg`<path class="law" d="M${points.map(({ x, y }) => `${x.toFixed(1)} ${y.toFixed(1)}`).join('L')}" />`;
}

/**
 * What the law is called, where its line leaves room.
 *
 * @param {readonly Point[]} points
 * @param {string} name
 * @param {readonly Box[]} taken
 */
function lawName(points, name, taken) {
  const words = { width: name.length * LAW.letter, height: LAW.height, gap: LAW.gap };
  const place = freePlace(placesBeside(points, words), taken);
  if (!place) return nothing;
  return svg`<text class="law-name" x=${(place.left + place.right) / 2} y=${place.bottom - 2}>${name}</text>`;
}

/**
 * What a stair covers, and the figures under its steps.
 *
 * @param {readonly number[]} values
 * @param {(i: number) => number} x
 * @param {Frame} frame
 * @param {boolean} figures whether there are any
 * @returns {Box[]}
 */
function stepsOf(values, x, { y, slot }, figures) {
  return values.flatMap((size, i) => {
    if (!Number.isFinite(size)) return [];
    const [left, top] = [x(i), y(size)];
    const step = { left, right: left + slot, top: top - 3, bottom: top + 3 };
    const middle = left + slot / 2;
    const half = FIGURE / 2;
    const figure = { left: middle - half, right: middle + half, top, bottom: top + 18 };
    return figures ? [step, figure] : [step];
  });
}

/**
 * The layers' numbers, evenly apart, and the last one's name.
 *
 * @param {number} count of layers
 * @param {(i: number) => number} x where a layer begins
 * @param {number} slot
 * @param {number} y
 * @param {number} width
 */
function layerMarks(count, x, slot, y, width) {
  const word = t('starts.output');
  const wide = slot >= FIGURE;
  const middle = (/** @type {number} */ i) => x(i) + slot / 2;
  const room = (wide ? middle(count - 1) : width - RIGHT) - (word.length * LETTER) / (wide ? 2 : 1);
  const stride = markStride(
    count,
    Math.ceil(NUMBER / slot),
    (last) => middle(last) + LETTER + APART <= room,
  );
  const marks = [];
  for (let i = 0; i < count - 1; i += stride) {
    marks.push(svg`<text class="number" x=${middle(i)} y=${y}>${i + 1}</text>`);
  }
  return svg`${marks}<text class=${wide ? 'number' : 'number end'} x=${wide ? middle(count - 1) : width - RIGHT} y=${y}>${word}</text>`;
}
