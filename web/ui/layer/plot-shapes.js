/** Shapes of curves as SVG, and where their axes are marked. */

/** Curves are cut off where they leave ± this. */
const MOST = 1e4;

/**
 * @param {Float32Array} values of the curve
 * @param {number} height
 * @returns {{ low: number, high: number, place: (y: number) => number }} what the axis covers, and where a value is on it
 */
export function scaleFor(values, height) {
  const finite = [...values].filter(Number.isFinite).map((y) => Math.max(-MOST, Math.min(MOST, y)));
  const low = Math.min(-0.25, ...finite);
  const high = Math.max(1.15, ...finite);
  const margin = 4;
  const place = (/** @type {number} */ y) =>
    margin + ((high - y) / (high - low)) * (height - 2 * margin);
  return { low, high, place };
}

/**
 * @param {Float32Array} values
 * @param {(y: number) => number} scale
 * @param {(i: number) => number} across place of point i
 * @param {number} height of the picture
 */
export function pathOf(values, scale, across, height) {
  let path = '';
  let pen = 'M';
  for (const [i, y] of values.entries()) {
    const place = scale(y);
    if (!Number.isFinite(place) || place < -1 || place > height + 1) {
      pen = 'M';
      continue;
    }
    path += `${pen}${across(i).toFixed(1)} ${place.toFixed(1)}`;
    pen = 'L';
  }
  return path;
}

/**
 * Round numbers within a range.
 *
 * @param {number} low
 * @param {number} high
 * @param {number} most how many
 * @returns {number[]}
 */
export function ticks(low, high, most) {
  const rough = (high - low) / most;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = [1, 2, 5, 10].map((digit) => digit * power).find((one) => one >= rough) ?? rough;
  const marks = [];
  for (let i = Math.ceil(low / step); i * step <= high; i++) {
    marks.push(Number((i * step).toPrecision(6)));
  }
  return marks;
}
