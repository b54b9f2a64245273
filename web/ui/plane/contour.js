/** Where a function over a plane is zero. */

/** @typedef {readonly [number, number]} Place in steps of the grid, from the lower left */

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

/** Corners of a cell, one side after the other. */
const around = /** @type {const} */ ([
  [0, 0],
  [1, 0],
  [1, 1],
  [0, 1],
]);

/**
 * @param {readonly number[]} corners values
 * @param {number} x of the cell
 * @param {number} y
 * @returns {Place[]} where its sides are crossed: none, two or four
 */
function crossingsOf(corners, x, y) {
  return around.flatMap(([x0, y0], i) => {
    const [x1, y1] = around[(i + 1) % 4] ?? [0, 0];
    const [from = 0, to = 0] = [corners[i], corners[(i + 1) % 4]];
    if (from < 0 === to < 0) return [];
    const share = from / (from - to);
    return [/** @type {Place} */ ([x + x0 + share * (x1 - x0), y + y0 + share * (y1 - y0)])];
  });
}
