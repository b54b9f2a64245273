/** How the units of a layer are laid out as tiles. */

/** The room for tiles in a card, in CSS pixels. */
export const ZONE = { width: 190, height: 104 };
const GAP = 2;
/** Height of the bar under a tile that shows its response. */
export const BAR = 4;
const LARGEST = 44;
/** Tiles of this size and smaller have no bars, */
const BARLESS = 12;
/** and more units than this are shown in pages. */
const PAGE = 128;

/**
 * @typedef {object} TileGrid
 * @property {number} size of a tile
 * @property {number} columns
 * @property {number} perPage
 * @property {number} bar height under a tile, 0 where there is none
 */

/**
 * The largest tiles that leave room for all units of a page.
 *
 * @param {number} units
 * @returns {TileGrid}
 */
export function tileGrid(units) {
  const perPage = Math.min(units, PAGE);
  for (let size = LARGEST; ; size--) {
    const bar = size > BARLESS ? BAR : 0;
    const columns = Math.floor((ZONE.width + GAP) / (size + GAP));
    const rows = Math.floor((ZONE.height + GAP) / (size + bar + GAP));
    if (columns * rows >= perPage || size <= 6) return { size, columns, perPage, bar };
  }
}

/**
 * @param {TileGrid} grid
 * @param {number} i place on the page
 * @returns {{ x: number, y: number }} of the tile's upper left corner in the zone
 */
export function tilePlace({ size, columns, bar }, i) {
  const across = columns > 1 ? (ZONE.width - columns * size) / (columns - 1) : 0;
  const gap = Math.min(across, size / 3);
  return {
    x: (i % columns) * (size + gap),
    y: Math.floor(i / columns) * (size + bar + GAP),
  };
}
