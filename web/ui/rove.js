/**
 * Where an arrow key, Home or End leads in a grid that is one tab stop.
 *
 * @param {string} key
 * @param {number} at
 * @param {{ count: number, columns: number }} grid
 * @returns {number | null} below 0 or beyond the last where it leads out of the grid; null for other keys
 */
export function rove(key, at, { count, columns }) {
  /** @type {Record<string, number>} */
  const places = {
    ArrowLeft: at - 1,
    ArrowRight: at + 1,
    ArrowUp: at - columns,
    ArrowDown: at + columns,
    Home: 0,
    End: count - 1,
  };
  return places[key] ?? null;
}
