import { pens } from '../charts/export/pens.js';
import { decades } from '../flow/verdict.js';
import { scaleFor, ticks } from '../layer/plot-shapes.js';
import { count, fixed, scientific } from '../numbers.js';
import { thinned } from '../state/curves.js';

/** The page's smaller charts as pictures: lists of shapes. */

/** @typedef {import('../charts/export/picture.js').Picture} Picture */
/** @typedef {import('../charts/export/picture.js').Shape} Shape */
/** @typedef {ReturnType<typeof pens>} Pens */
/** @typedef {{ left: number, top: number, width: number, height: number }} Box */
/** @typedef {import('../../worker/protocol.js').Curve} Curve */
/** @typedef {import('../../worker/protocol.js').LayerView} LayerView */
/** @typedef {import('../state/curves.js').Points} Points */
/** @typedef {(name: string) => string} Colour of a custom property of the style sheet */

const [LEFT, WIDTH] = [56, 404];
const CURVE = { left: LEFT, top: 56, width: WIDTH, height: 190 };
const HISTOGRAM = { left: LEFT, top: 246, width: WIDTH, height: 90 };
const GRADIENT = { left: LEFT, top: 398, width: WIDTH, height: 90 };
const SIZE = { width: 480, height: 520 };
/** Points of the gradient's history at most, and steps that are marked. */
const [HISTORY, STEPS] = [200, 5];

/**
 * An activation and its slope over the histogram of what goes into it, and the gradient's history.
 *
 * @param {object} layer
 * @param {string} layer.title
 * @param {{ view: LayerView, curve: Curve } | null} layer.activation
 * @param {Points} layer.gradients
 * @param {{ curve: string, histogram: string, gradient: string, steps: string }} captions
 * @param {Colour} colour
 * @returns {Picture}
 */
export function layerPicture({ title, activation, gradients }, captions, colour) {
  const pen = pens(colour);
  const shapes = [
    pen.box({ left: 0, top: 0, ...SIZE }, '--bg'),
    pen.text(LEFT, 22, title, { size: 14, strong: true, ink: '--ink' }),
    ...(activation ? activationShapes(pen, activation, captions) : []),
    ...gradientShapes(pen, thinned(gradients, HISTORY), captions),
  ];
  return { ...SIZE, title, shapes };
}

/**
 * @param {Pens} pen
 * @param {{ view: LayerView, curve: Curve }} activation
 * @param {{ curve: string, histogram: string }} captions
 * @returns {Shape[]}
 */
function activationShapes(pen, { view, curve: { f, slope } }, captions) {
  const { low, high, counts } = view;
  const scale = scaleFor(f, CURVE.height);
  const across = (/** @type {number} */ i) => LEFT + (i / (f.length - 1)) * WIDTH;
  const drawn = (/** @type {Float32Array} */ values) =>
    [...values]
      .map((y, i) => /** @type {[number, number]} */ ([across(i), CURVE.top + scale.place(y)]))
      .filter(([, y]) => y >= CURVE.top && y <= CURVE.top + CURVE.height);
  const most = Math.max(1, ...counts);
  const width = WIDTH / counts.length;
  const bars = [...counts].map((part, i) => {
    const height = (part / most) * (HISTOGRAM.height - 8);
    const top = HISTOGRAM.top + HISTOGRAM.height - height;
    const box = { left: LEFT + i * width, top, width, height };
    return pen.box(box, i < counts.length / 2 ? '--negative-fill' : '--positive');
  });
  const base = HISTOGRAM.top + HISTOGRAM.height;
  const ups = ticks(scale.low, scale.high, 4).flatMap((y) => [
    ruleAcross(pen, CURVE, CURVE.top + scale.place(y)),
    pen.text(LEFT - 8, CURVE.top + scale.place(y), scientific(y), { anchor: 'end' }),
  ]);
  const middle = across((f.length - 1) / 2);
  return [
    ...ups,
    ...bars,
    pen.rule(
      [
        [middle, CURVE.top],
        [middle, base],
      ],
      '--ctl',
      1,
    ),
    pen.rule(drawn(slope), '--ctl', 1.5, [5, 4]),
    pen.rule(drawn(f), '--ink', 2),
    ...[low, low / 2, 0, high / 2, high].map((z, i) =>
      pen.text(LEFT + (i * WIDTH) / 4, base + 14, scientific(z), { anchor: 'middle' }),
    ),
    pen.text(LEFT, 42, captions.curve),
    pen.text(LEFT + WIDTH, base + 32, captions.histogram, { anchor: 'end' }),
  ];
}

/**
 * @param {Pens} pen
 * @param {Points} points
 * @param {{ gradient: string, steps: string }} captions
 * @returns {Shape[]}
 */
function gradientShapes(pen, { x, y }, captions) {
  const { low, high } = decades([...y]);
  const { top, height } = GRADIENT;
  const place = (/** @type {number} */ value) => {
    const log = value > 0 ? Math.log10(value) : low;
    return top + ((high - Math.min(high, Math.max(low, log))) / (high - low)) * height;
  };
  const [first = 0, last = 1] = [x[0], x.at(-1)];
  const across = (/** @type {number} */ step) =>
    LEFT + (WIDTH * (step - first)) / Math.max(1, last - first);
  const powers = Array.from({ length: high - low + 1 }, (_, i) => low + i);
  return [
    ...powers.flatMap((power) => [
      ruleAcross(pen, GRADIENT, place(10 ** power)),
      pen.text(LEFT - 8, place(10 ** power), scientific(10 ** power), { anchor: 'end' }),
    ]),
    pen.rule(
      x.map((step, i) => [across(step), place(y[i] ?? Number.NaN)]),
      '--ink',
      1.5,
    ),
    ...ticks(first, Math.max(first + 1, last), STEPS)
      .filter(Number.isInteger)
      .map((step) => pen.text(across(step), top + height + 14, count(step), { anchor: 'middle' })),
    pen.text(LEFT, top - 12, captions.gradient),
    pen.text(LEFT + WIDTH, top - 12, captions.steps, { anchor: 'end' }),
  ];
}

/** @param {Pens} pen @param {Box} box @param {number} y */
function ruleAcross(pen, { left, width }, y) {
  return pen.rule(
    [
      [left, y],
      [left + width, y],
    ],
    '--line',
    1,
  );
}

const CELL = 38;
const MATRIX = { left: 44, top: 76 };

/**
 * What the network takes for what: true classes downwards, answers across.
 *
 * @param {Uint32Array} cells
 * @param {{ title: string, what: string, right: string }} captions
 * @param {Colour} colour
 * @returns {Picture}
 */
export function confusionPicture(cells, captions, colour) {
  const pen = pens(colour);
  const classes = Math.sqrt(cells.length);
  const size = {
    // The heading has room beside a small matrix too.
    width: Math.max(300, MATRIX.left + (classes + 2) * CELL),
    height: MATRIX.top + classes * CELL + 16,
  };
  const digits = [...Array(classes).keys()];
  const rows = digits.map((truth) => cells.subarray(truth * classes, (truth + 1) * classes));
  const wrong = rows.flatMap((row, truth) => [...row].filter((_, answer) => answer !== truth));
  const most = Math.max(1, ...wrong);
  const centre = (/** @type {number} */ i) => (i + 0.5) * CELL;
  const shapes = rows.flatMap((row, truth) => {
    const all = row.reduce((sum, images) => sum + images, 0);
    const y = MATRIX.top + centre(truth);
    return [
      pen.text(MATRIX.left - 14, y, String(truth), { anchor: 'middle' }),
      ...[...row].flatMap((images, answer) => {
        const x = MATRIX.left + centre(answer);
        const side = truth === answer ? 0 : (CELL - 3) * Math.sqrt(images / most);
        const box = { left: x - side / 2, top: y - side / 2, width: side, height: side };
        const text = {
          ink: '--ink',
          strong: truth === answer,
          anchor: /** @type {const} */ ('middle'),
        };
        return [pen.box(box, '--faint'), pen.text(x, y, count(images), text)];
      }),
      pen.text(
        MATRIX.left + (classes + 1.8) * CELL,
        y,
        all > 0 ? fixed((100 * (row[truth] ?? 0)) / all, 1) : '–',
        { ink: '--ink', anchor: 'end' },
      ),
    ];
  });
  return {
    ...size,
    title: captions.title,
    shapes: [
      pen.box({ left: 0, top: 0, ...size }, '--bg'),
      pen.text(16, 22, captions.title, { size: 14, strong: true, ink: '--ink' }),
      pen.text(16, 42, captions.what),
      ...digits.map((answer) =>
        pen.text(MATRIX.left + centre(answer), MATRIX.top - 10, String(answer), {
          anchor: 'middle',
        }),
      ),
      pen.text(MATRIX.left + (classes + 1.8) * CELL, MATRIX.top - 10, captions.right, {
        anchor: 'end',
      }),
      ...shapes,
    ],
  };
}
