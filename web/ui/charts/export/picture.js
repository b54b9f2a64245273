import { plain } from '../../numbers.js';
import { shortNames } from '../../state/run-names.js';
import { clippedApart, spread } from '../labels.js';
import { lookOf, OWN_DASH } from '../looks.js';
import { linearMarks, logMarks, stepLabel } from '../ranges.js';
import { accuracyRangeOf, lossRangeOf } from '../scene.js';
import { pens } from './pens.js';

/** The charts as a picture: a list of shapes, to be written as SVG or painted on a canvas. */

/** @typedef {import('../scene.js').Scene} Scene */
/** @typedef {import('../../state/curves.js').Points} Points */

/**
 * @typedef {{ kind: 'line', points: [number, number][][], colour: string, width: number, dash: readonly number[] }} LineShape
 *   pieces, with gaps in between
 * @typedef {{ kind: 'text', x: number, y: number, text: string, colour: string, size: number, strong: boolean, anchor: 'start' | 'middle' | 'end' }} TextShape
 *   `y` is the middle of the line
 * @typedef {{ kind: 'box', x: number, y: number, width: number, height: number, colour: string }} BoxShape
 * @typedef {LineShape | TextShape | BoxShape} Shape
 * @typedef {{ width: number, height: number, title: string, shapes: Shape[] }} Picture
 */

/**
 * @typedef {object} Captions
 * @property {string} title
 * @property {string} accuracy
 * @property {string} loss
 * @property {string} steps
 * @property {string} test
 * @property {string} train
 * @property {string} own
 * @property {string} present the name of the present run, beside others
 */

/** @typedef {{ x: (step: number) => number, y: (value: number) => number, box: Box }} Plot */
/** @typedef {{ left: number, top: number, width: number, height: number }} Box */

const WHOLE = { width: 720, height: 480 };
const [LEFT, RIGHT, RIGHT_LABELLED] = [52, 20, 150];
const [ACCURACY_TOP, LOSS_TOP, HEIGHT] = [72, 266, 168];
const STEP_MARKS = 6;

/**
 * @param {Scene} scene
 * @param {Captions} captions
 * @param {(name: string) => string} colour of a custom property of the style sheet
 * @returns {Picture}
 */
export function pictureOf(scene, captions, colour) {
  const { curves, own, others, end, log, classes } = scene;
  // Without an accuracy the loss takes its place.
  const lossTop = classes ? LOSS_TOP : ACCURACY_TOP;
  const size = { ...WHOLE, height: WHOLE.height - LOSS_TOP + lossTop };
  const labelled = others.length > 0;
  const width = size.width - LEFT - (labelled ? RIGHT_LABELLED : RIGHT);
  const box = (/** @type {number} */ top) => ({ left: LEFT, top, width, height: HEIGHT });
  const above = plotOf(box(ACCURACY_TOP), end, accuracyRangeOf(scene), false);
  const below = plotOf(box(lossTop), end, lossRangeOf(scene), log);
  const pen = pens(colour);
  const othersIn = (/** @type {Plot} */ plot, /** @type {'accuracies' | 'testLosses'} */ kind) =>
    others.map((run) => {
      const look = lookOf(run);
      return curve(plot, run.curves[kind], colour(look.colour), 1.2 * look.width, look.dash);
    });
  const shapes = [
    { kind: /** @type {const} */ ('box'), x: 0, y: 0, ...size, colour: colour('--bg') },
    pen.text(LEFT, 22, captions.title, { size: 14, strong: true, ink: '--ink' }),
    ...legend(pen, captions, own !== null),
    ...(classes ? axes(pen, above, linearMarks(...accuracyRangeOf(scene)), end, null) : []),
    ...axes(pen, below, lossMarks(scene), end, captions.steps),
    ...othersIn(above, 'accuracies'),
    ...othersIn(below, 'testLosses'),
    ...(own ? [curve(above, own, colour('--ink2'), 1.5, OWN_DASH)] : []),
    curve(above, curves.trainAccuracies, colour('--ctl'), 2),
    curve(above, curves.accuracies, colour('--ink'), 2),
    curve(below, curves.losses, colour('--faint'), 1),
    curve(below, curves.smooth, colour('--ctl'), 2),
    curve(below, curves.testLosses, colour('--ink'), 2),
    ...(classes
      ? [pen.text(LEFT + width, ACCURACY_TOP - 10, captions.accuracy, { anchor: 'end' })]
      : []),
    pen.text(LEFT + width, lossTop - 10, captions.loss, { anchor: 'end' }),
    ...(labelled ? endNames(pen, above, scene, 'accuracies', captions.present) : []),
    ...(labelled ? endNames(pen, below, scene, 'testLosses', captions.present) : []),
  ];
  return { ...size, title: captions.title, shapes };
}

/** @param {Scene} scene */
function lossMarks(scene) {
  const range = lossRangeOf(scene);
  return scene.log ? logMarks(...range) : linearMarks(...range);
}

/**
 * @param {Box} box
 * @param {number} end
 * @param {[number, number]} range
 * @param {boolean} log
 * @returns {Plot}
 */
function plotOf(box, end, [low, high], log) {
  const place = log ? Math.log : Number;
  const [bottom, top] = [place(low), place(high)];
  return {
    box,
    x: (step) => box.left + (box.width * step) / end,
    y: (value) => box.top + box.height * (1 - (place(value) - bottom) / (top - bottom)),
  };
}

/**
 * @param {Plot} plot
 * @param {Points} points
 * @param {string} colour
 * @param {number} width
 * @param {readonly number[]} [dash]
 * @returns {LineShape}
 */
function curve(plot, points, colour, width, dash = []) {
  return { kind: 'line', points: pieces(plot, points), colour, width, dash };
}

/** @typedef {ReturnType<typeof import('./pens.js').pens>} Pens */

/**
 * @param {Plot} plot
 * @param {Points} points
 * @returns {[number, number][][]} what lies inside the plot; a value that is not finite leaves a gap
 */
function pieces({ box, x, y }, points) {
  /** @type {[number, number][][]} */
  const found = [];
  /** @type {[number, number] | null} */
  let last = null;
  for (const [i, value] of points.y.entries()) {
    /** @type {[number, number] | null} */
    const point = Number.isFinite(value) ? [x(points.x[i] ?? 0), y(value)] : null;
    const [from, to] = last && point ? clip(last, point, box) : [];
    const piece = found.at(-1);
    const end = piece?.at(-1);
    if (from && to && piece && end?.[0] === from[0] && end[1] === from[1]) piece.push(to);
    else if (from && to) found.push([from, to]);
    last = point;
  }
  return found;
}

/**
 * @param {[number, number]} a
 * @param {[number, number]} b
 * @param {Box} box
 * @returns {[number, number][]} both ends of the part between top and bottom; none if there is none
 */
function clip(a, b, { top, height }) {
  const bottom = top + height;
  if (Math.max(a[1], b[1]) < top || Math.min(a[1], b[1]) > bottom) return [];
  const at = (/** @type {[number, number]} */ end) => {
    const wanted = Math.min(bottom, Math.max(top, end[1]));
    if (wanted === end[1]) return end;
    const share = (wanted - a[1]) / (b[1] - a[1]);
    return /** @type {[number, number]} */ ([a[0] + share * (b[0] - a[0]), wanted]);
  };
  return [at(a), at(b)];
}

/**
 * @param {Pens} pen
 * @param {Plot} plot
 * @param {readonly number[]} marks
 * @param {number} end
 * @param {string | null} steps what the steps are called; null where they are not written
 * @returns {Shape[]}
 */
function axes(pen, { box, x, y }, marks, end, steps) {
  const [right, bottom] = [box.left + box.width, box.top + box.height];
  const ups = linearMarks(0, end, STEP_MARKS).filter(Number.isInteger);
  return [
    ...marks.flatMap((mark) => [
      pen.rule(
        [
          [box.left, y(mark)],
          [right, y(mark)],
        ],
        '--line',
        1,
      ),
      pen.text(box.left - 8, y(mark), plain(mark), { anchor: 'end' }),
    ]),
    ...ups.flatMap((step) => [
      pen.rule(
        [
          [x(step), box.top],
          [x(step), bottom],
        ],
        '--line',
        1,
      ),
      ...(steps === null
        ? []
        : [pen.text(x(step), bottom + 14, stepLabel(step), { anchor: 'middle' })]),
    ]),
    ...(steps === null ? [] : [pen.text(right, bottom + 32, steps, { anchor: 'end' })]),
  ];
}

/**
 * @param {Pens} pen
 * @param {Captions} captions
 * @param {boolean} own
 * @returns {Shape[]}
 */
function legend(pen, { test, train, own: digits }, own) {
  const entries = [
    { name: test, ink: '--ink', dash: [] },
    { name: train, ink: '--ctl', dash: [] },
    ...(own ? [{ name: digits, ink: '--ink2', dash: OWN_DASH }] : []),
  ];
  let x = LEFT;
  return entries.flatMap(({ name, ink, dash }) => {
    const start = x;
    x += 44 + widthOf(name, 11);
    return [
      pen.rule(
        [
          [start, 46],
          [start + 18, 46],
        ],
        ink,
        2,
        dash,
      ),
      pen.text(start + 24, 46, name),
    ];
  });
}

/**
 * @param {Pens} pen
 * @param {Plot} plot
 * @param {Scene} scene
 * @param {'accuracies' | 'testLosses'} curve
 * @param {string} present
 * @returns {Shape[]}
 */
function endNames(pen, { box, y }, { curves, others }, curve, present) {
  const names = shortNames(others.map(({ name }) => name));
  const ends = [
    { text: present, value: curves[curve].y.at(-1), ink: '--ink', strong: true },
    ...others.map((run, i) => {
      const { twin = false } = run;
      const ink = run.colour === 0 && !twin ? '--ink3' : lookOf(run).colour;
      return { text: names[i] ?? '', value: run.curves[curve].y.at(-1), ink, strong: twin };
    }),
  ].filter(({ value }) => value !== undefined && Number.isFinite(value));
  const wanted = ends.map(({ value }) => y(value ?? 0));
  const heights = spread(wanted, 14, box.top, box.top + box.height);
  const texts = ends.map(({ text }) => text);
  const fits = clippedApart(texts, RIGHT_LABELLED - 16, (part) => widthOf(part, 11));
  return ends.map(({ ink, strong }, i) =>
    pen.text(box.left + box.width + 8, heights[i] ?? 0, fits[i] ?? '', { ink, strong }),
  );
}

/** @param {string} text @param {number} size @returns {number} about how wide it is */
function widthOf(text, size) {
  return text.length * size * 0.56;
}
