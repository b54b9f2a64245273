import { paintAxes, paintCurve, paintPoints } from '../plane/paint.js';
import { shareIn } from '../plane/scale.js';
import { theme } from '../theme.js';
import { freshCanvas } from './picture.js';

/** @typedef {import('../../worker/protocol.js').KinksView} Found */
/** @typedef {import('../../worker/protocol.js').Hinge} Hinge */
/** @typedef {import('../plane/scale.js').Range} Range */

/** The fit has this part of the height; a band of kinks is beneath it, and the hinges beneath that. */
const [FIT, BAND] = [0.58, 22];
/** A pointer so near means it. */
const NEAR = 14;

/**
 * @typedef {object} Shown
 * @property {Found} found
 * @property {Range} up heights of the fit
 * @property {import('../plane/scale.js').Rows | null} rows the data
 * @property {readonly Hinge[]} order
 * @property {number} added hinges of the sum, in that order
 * @property {number | null} chosen unit that stands out
 */

/** @param {Found} found @returns {Range} */
function acrossOf({ x }) {
  return [x[0] ?? 0, x.at(-1) ?? 1];
}

/** @param {readonly Hinge[]} hinges @returns {Range} round numbers, so that it does not change all the time */
function heightsOfHinges(hinges) {
  let most = 0;
  for (const { y } of hinges)
    for (const one of y) if (Number.isFinite(one)) most = Math.max(most, Math.abs(one));
  const decade = 10 ** Math.floor(Math.log10(most || 1));
  const round =
    [1, 1.5, 2, 3, 4, 5, 6, 8, 10].map((digit) => digit * decade).find((one) => one >= most) ?? 1;
  return [-round, round];
}

/** @param {Pick<Found, 'start' | 'x'>} found @param {readonly Hinge[]} hinges @returns {Float32Array} their sum, and what they are added to */
function sumOf({ start, x }, hinges) {
  const sum = new Float32Array(x.length).fill(start);
  for (const { y } of hinges)
    for (let i = 0; i < sum.length; i++) sum[i] = (sum[i] ?? 0) + (y[i] ?? 0);
  return sum;
}

/** @param {number} height of the picture */
function placesOf(height) {
  const top = Math.round(height * FIT);
  return { top, under: top + BAND, rest: height - top - BAND };
}

/** @param {HTMLCanvasElement | null} canvas @param {Shown} shown */
export function paintKinks(canvas, shown) {
  const fresh = freshCanvas(canvas);
  if (!fresh) return;
  const { context, width, height } = fresh;
  const across = acrossOf(shown.found);
  const { top, under, rest } = placesOf(height);
  within(context, { left: 0, top: 0, width, height: top }, () =>
    paintFit({ context, width, height: top, across, up: shown.up }, shown),
  );
  paintMarks(context, { width, across, top }, shown);
  within(context, { left: 0, top: under, width, height: rest }, () =>
    paintHinges(
      { context, width, height: rest, across, up: heightsOfHinges(shown.found.hinges) },
      shown,
    ),
  );
}

/**
 * @param {CanvasRenderingContext2D} context
 * @param {{ left: number, top: number, width: number, height: number }} box
 * @param {() => void} paint from its upper left corner, and no farther than it reaches
 */
function within(context, { left, top, width, height }, paint) {
  context.save();
  context.translate(left, top);
  context.beginPath();
  context.rect(0, 0, width, height);
  context.clip();
  paint();
  context.restore();
}

/** @param {import('../plane/paint.js').Picture} picture @param {Shown} shown */
function paintFit(picture, { found, rows, order, added }) {
  const { context } = picture;
  paintAxes(picture);
  if (rows) {
    context.globalAlpha = 0.55;
    paintPoints(picture, rows, 2.2);
    context.globalAlpha = 1;
  }
  const whole = added >= order.length;
  if (!whole) {
    paintLine(picture, found.y, { colour: '--ink2', wide: 1.5, dashes: [5, 4] });
    paintLine(picture, sumOf(found, order.slice(0, added)), { colour: '--accent', wide: 3 });
    return;
  }
  const field = { values: found.y, width: found.y.length, height: 1 };
  paintCurve(picture, /** @type {any} */ (field));
}

/** @param {import('../plane/paint.js').Picture} picture @param {Shown} shown */
function paintHinges(picture, { order, added, chosen }) {
  const { context } = picture;
  paintAxes(picture);
  for (const [i, { y, unit }] of order.entries()) {
    if (unit === chosen) continue;
    context.globalAlpha = i < added ? 1 : 0.35;
    paintLine(picture, y, { colour: i < added ? '--ink2' : '--ctl', wide: 1.4 });
  }
  context.globalAlpha = 1;
  const own = order.find(({ unit }) => unit === chosen);
  if (own) paintLine(picture, own.y, { colour: '--accent', wide: 3 });
}

/**
 * @param {import('../plane/paint.js').Picture} picture
 * @param {Float32Array} values
 * @param {{ colour: string, wide: number, dashes?: number[] }} look
 */
function paintLine({ context, width, height, up }, values, { colour, wide, dashes = [] }) {
  context.beginPath();
  for (const [i, value] of values.entries()) {
    const y = Math.max(-2, Math.min(3, 1 - shareIn(up, value)));
    if (Number.isFinite(y)) context.lineTo((width * i) / (values.length - 1), height * y);
  }
  context.lineWidth = wide;
  context.lineJoin = 'round';
  context.setLineDash(dashes);
  context.strokeStyle = theme.colour(colour);
  context.stroke();
  context.setLineDash([]);
}

/**
 * A triangle at each kink, and a line through both pictures at that of the unit that stands out.
 *
 * @param {CanvasRenderingContext2D} context
 * @param {{ width: number, across: Range, top: number }} place
 * @param {Shown} shown
 */
function paintMarks(context, { width, across, top }, { found, chosen }) {
  const own = found.hinges.find(({ unit }) => unit === chosen)?.kinks ?? [];
  const at = (/** @type {number} */ kink) => width * shareIn(across, kink);
  const mark = (/** @type {number} */ x, /** @type {number} */ size) => {
    context.beginPath();
    context.moveTo(x, top + 4);
    context.lineTo(x - size, top + 4 + 1.8 * size);
    context.lineTo(x + size, top + 4 + 1.8 * size);
    context.fill();
  };
  context.fillStyle = theme.colour('--ink');
  for (const kink of found.kinks) mark(at(kink), found.kinks.length > 60 ? 2.5 : 5);
  context.fillStyle = theme.colour('--accent');
  context.strokeStyle = theme.colour('--accent');
  context.lineWidth = 1;
  context.setLineDash([3, 3]);
  for (const kink of own) {
    mark(at(kink), 7);
    context.beginPath();
    context.moveTo(at(kink), 0);
    context.lineTo(at(kink), context.canvas.height);
    context.stroke();
  }
  context.setLineDash([]);
}

/**
 * @param {Found} found
 * @param {{ x: number, y: number }} point in the picture
 * @param {{ width: number, height: number }} size of it
 * @returns {number | null} the unit whose hinge or kink is nearest, if one is near
 */
export function unitAt({ hinges, x: xs, ...found }, point, { width, height }) {
  const across = acrossOf({ hinges, x: xs, ...found });
  const { under, rest, top } = placesOf(height);
  const up = heightsOfHinges(hinges);
  const at = Math.round((point.x / width) * (xs.length - 1));
  let [nearest, distance] = [/** @type {number | null} */ (null), NEAR];
  for (const { unit, y, kinks } of hinges) {
    const apart =
      point.y >= under
        ? Math.abs(point.y - under - rest * (1 - shareIn(up, y[at] ?? Number.NaN)))
        : point.y >= top
          ? Math.min(...kinks.map((kink) => Math.abs(point.x - width * shareIn(across, kink))))
          : NEAR;
    if (apart < distance) [nearest, distance] = [unit, apart];
  }
  return nearest;
}
