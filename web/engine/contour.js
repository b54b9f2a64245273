/** Where a function over a plane is zero, cell by cell of a grid. */

/** @typedef {readonly [number, number]} Place in steps of the grid, from the lower left */

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
export function crossingsOf(corners, x, y) {
  return around.flatMap(([x0, y0], i) => {
    const [x1, y1] = around[(i + 1) % 4] ?? [0, 0];
    const [from = 0, to = 0] = [corners[i], corners[(i + 1) % 4]];
    if (from < 0 === to < 0) return [];
    const share = from / (from - to);
    return [/** @type {Place} */ ([x + x0 + share * (x1 - x0), y + y0 + share * (y1 - y0)])];
  });
}
