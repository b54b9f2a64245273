/** @typedef {import('./protocol.js').Tiles} Tiles */

/** This share of a layer's values is drawn without being cut off. */
const SHOWN = 0.992;
const LEVELS = 1024;
/** Stands for a value that is not a number. */
const NOT_A_NUMBER = -128;

/**
 * Values as bytes −127 … 127 in parts of `scale`, the size that few of them exceed.
 *
 * @param {Float32Array} values
 * @returns {{ scale: number, pixels: Int8Array<ArrayBuffer> }} scale 0 if all are zero
 */
export function quantize(values) {
  const scale = percentile(values, SHOWN);
  const factor = scale > 0 ? 127 / scale : 0;
  const pixels = new Int8Array(values.length);
  // Indexed loops: iterators of typed arrays are ten times as slow, and these are long.
  for (let i = 0; i < values.length; i++) {
    const level = (values[i] ?? 0) * factor;
    // To the nearest whole number, without a call.
    if (level >= -127 && level <= 127) pixels[i] = ((level + 127.5) | 0) - 127;
    else pixels[i] = level > 127 ? 127 : level < -127 ? -127 : NOT_A_NUMBER;
  }
  return { scale, pixels };
}

/**
 * @param {Float32Array} values
 * @param {number} share
 * @returns {number} a size that this share of the finite values does not exceed, to one part in a thousand of the largest
 */
function percentile(values, share) {
  let most = 0;
  let finite = 0;
  for (let i = 0; i < values.length; i++) {
    const size = Math.abs(values[i] ?? 0);
    if (!(size < Number.POSITIVE_INFINITY)) continue;
    finite++;
    if (size > most) most = size;
  }
  if (most === 0) return 0;
  const counts = new Uint32Array(LEVELS + 1);
  const factor = LEVELS / most;
  for (let i = 0; i < values.length; i++) {
    const level = Math.abs(values[i] ?? 0) * factor;
    if (level < LEVELS + 1) counts[level | 0] = (counts[level | 0] ?? 0) + 1;
  }
  let seen = 0;
  const level = counts.findIndex((count) => {
    seen += count;
    return seen >= share * finite;
  });
  return (most * Math.min(level + 1, LEVELS)) / LEVELS;
}

/**
 * The weights of largest size between two ranges of units, largest first.
 *
 * @param {{ data: Float32Array, shape: readonly number[] }} weight [out, in]
 * @param {{ first: number, count: number }} from units of the layer before
 * @param {{ first: number, count: number }} to units of the layer
 * @param {number} most how many
 * @returns {Float32Array<ArrayBuffer>} triples: unit before, unit, weight
 */
export function strongest({ data, shape }, from, to, most) {
  const columns = shape[1] ?? 0;
  /** @type {[number, number, number][]} in ascending order of size */
  const best = [];
  let least = 0;
  for (let unit = to.first; unit < to.first + to.count; unit++) {
    for (let before = from.first; before < from.first + from.count; before++) {
      const weight = data[unit * columns + before] ?? 0;
      if (!(Math.abs(weight) > least)) continue;
      insert(best, [before, unit, weight]);
      if (best.length > most) best.shift();
      if (best.length === most) least = Math.abs(best[0]?.[2] ?? 0);
    }
  }
  return Float32Array.from(best.reverse().flat());
}

/**
 * @param {[number, number, number][]} best
 * @param {[number, number, number]} edge
 */
function insert(best, edge) {
  const place = best.findIndex((other) => Math.abs(other[2]) >= Math.abs(edge[2]));
  best.splice(place < 0 ? best.length : place, 0, edge);
}

/**
 * How much each pixel varies over some images.
 *
 * @param {Uint8Array} images [n · width]
 * @param {number} width
 * @returns {Float32Array} standard deviation of value / 255 by pixel
 */
export function spreadOf(images, width) {
  const count = images.length / width;
  const sums = new Float64Array(width);
  const squares = new Float64Array(width);
  for (let at = 0; at < images.length; at += width) {
    for (let pixel = 0; pixel < width; pixel++) {
      const value = (images[at + pixel] ?? 0) / 255;
      sums[pixel] = (sums[pixel] ?? 0) + value;
      squares[pixel] = (squares[pixel] ?? 0) + value * value;
    }
  }
  return Float32Array.from(sums, (sum, pixel) =>
    Math.sqrt(Math.max(0, (squares[pixel] ?? 0) / count - (sum / count) ** 2)),
  );
}
