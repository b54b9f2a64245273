/** Where a function over a plane is zero. */
import { crossingsOf } from '../../engine/contour.js';

/** @typedef {import('../../engine/contour.js').Place} Place */

/**
 * @param {ArrayLike<number>} values [width · height], row by row from the lower left
 * @param {number} width
 * @param {number} height
 * @returns {(readonly [Place, Place])[]} lines, each within a cell of the grid; none where a value is not finite
 */
export function zeroLines(values, width, height) {
  /** @type {(readonly [Place, Place])[]} */
  const lines = [];
  for (let y = 0; y + 1 < height; y++) {
    for (let x = 0; x + 1 < width; x++) {
      const at = y * width + x;
      const corners = [at, at + 1, at + width + 1, at + width].map((i) => values[i] ?? 0);
      const crossings = corners.every(Number.isFinite) ? crossingsOf(corners, x, y) : [];
      for (let i = 0; i + 1 < crossings.length; i += 2) {
        lines.push([/** @type {Place} */ (crossings[i]), /** @type {Place} */ (crossings[i + 1])]);
      }
    }
  }
  return lines;
}
