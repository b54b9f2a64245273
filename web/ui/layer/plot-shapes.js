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
 * A curve, up to where it leaves the picture.
 *
 * @param {Float32Array} values
 * @param {(y: number) => number} scale
 * @param {(i: number) => number} across place of point i, or of one between
 * @param {number} height of the picture
 */
export function pathOf(values, scale, across, height) {
  const [top, bottom] = [-1, height + 1];
  const places = Array.from(values, scale);
  const inside = places.map((place) => place >= top && place <= bottom);
  let path = '';
  for (const [i, place] of places.entries()) {
    const before = places[i - 1] ?? Number.NaN;
    if (inside[i]) {
      if (!inside[i - 1] && !Number.isNaN(before)) path += `M${edge(i, place, i - 1, before)}L`;
      else path += inside[i - 1] ? 'L' : 'M';
      path += point(i, place);
    } else if (inside[i - 1] && !Number.isNaN(place)) {
      path += `L${edge(i - 1, before, i, place)}`;
    }
  }
  return path;

  /** @param {number} i @param {number} place */
  function point(i, place) {
    return `${across(i).toFixed(1)} ${place.toFixed(1)}`;
  }

  /** @param {number} i @param {number} from inside @param {number} j next to i @param {number} to outside, perhaps infinitely */
  function edge(i, from, j, to) {
    const place = to < top ? top : bottom;
    return point(i + (j - i) * ((place - from) / (to - from)), place);
  }
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
