/** How the units of a layer are laid out as tiles. */

/** The room for tiles in a card at its usual width, in CSS pixels. */
export const ZONE = { width: 190, height: 104 };
const GAP = 2;
/** Height of the bar under a tile that shows its response. */
export const BAR = 4;
const [LARGEST, SMALLEST] = [44, 6];
/** Tiles of this size and smaller have no bars, */
const BARLESS = 9;
/** and more units than this are shown in pages. */
const PAGE = 128;

/**
 * @typedef {object} TileGrid
 * @property {number} size of a tile
 * @property {number} columns
 * @property {number} perPage
 * @property {number} bar height under a tile, 0 where there is none
 * @property {number} across from a tile to the next
 * @property {number} down
 */

/**
 * The largest tiles that leave room for all units of a page.
 *
 * @param {number} units
 * @param {number} width of the zone
 * @returns {TileGrid}
 */
export function tileGrid(units, width) {
  const perPage = Math.min(units, PAGE);
  for (let size = LARGEST; ; size--) {
    const bar = size > BARLESS ? BAR : 0;
    const columns = Math.max(1, Math.floor((width + GAP) / (size + GAP)));
    const rows = Math.max(1, Math.floor((ZONE.height + GAP) / (size + bar + GAP)));
    if (columns * rows < perPage && size > SMALLEST) continue;
    const spare = columns > 1 ? (width - columns * size) / (columns - 1) : 0;
    const across = size + Math.min(Math.max(spare, 0), size / 3);
    return {
      size,
      columns,
      perPage: Math.min(perPage, columns * rows),
      bar,
      across,
      down: size + bar + GAP,
    };
  }
}

/**
 * @param {TileGrid} grid
 * @param {number} i place on the page
 * @returns {{ x: number, y: number }} of the tile's upper left corner in the zone
 */
export function tilePlace({ columns, across, down }, i) {
  return { x: (i % columns) * across, y: Math.floor(i / columns) * down };
}
