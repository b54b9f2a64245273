/** What a unit's tile shows, as an image: weights as they are, a plane from above, a line or a few weights as columns. */

/** @typedef {import('../../worker/protocol.js').Tiles} Tiles */
/** @typedef {import('../state/sets.js').Kind} Kind */
/** @typedef {{ width: number, height: number, pixels: Int8Array }} SignedImages below one another, from the top */

/** Stands for a value that is not a number. */
export const NOT_A_NUMBER = -128;

/** Side of an image of columns, and how strong their colour is. */
const [SIDE, STRONG] = [32, 90];

/**
 * @param {Tiles} tiles
 * @param {Kind} kind of the data
 * @returns {SignedImages}
 */
export function signedImages({ pixels, width, height, count }, kind) {
  if (kind === 'images') return { width, height, pixels };
  const size = width * height;
  const images = Array.from({ length: count }, (_, i) => pixels.subarray(i * size, (i + 1) * size));
  if (kind === 'plane') {
    const turned = new Int8Array(pixels.length);
    for (const [i, image] of images.entries()) {
      for (let y = 0; y < height; y++) {
        const row = image.subarray(y * width, (y + 1) * width);
        turned.set(row, i * size + (height - 1 - y) * width);
      }
    }
    return { width, height, pixels: turned };
  }
  const drawn = new Int8Array(count * SIDE * SIDE);
  for (const [i, image] of images.entries()) {
    drawColumns(image, drawn.subarray(i * SIDE * SIDE, (i + 1) * SIDE * SIDE));
  }
  return { width: SIDE, height: SIDE, pixels: drawn };
}

/**
 * @param {Int8Array} values
 * @param {Int8Array} target a square: each value reaches from the middle up or down
 */
function drawColumns(values, target) {
  for (let x = 0; x < SIDE; x++) {
    const value = values[Math.floor((x * values.length) / SIDE)] ?? 0;
    for (let y = 0; y < SIDE; y++) {
      const here = 1 - (2 * (y + 0.5)) / SIDE;
      const inside = here * value > 0 && Math.abs(here) <= Math.abs(value) / 127;
      const colour = inside ? Math.sign(value) * STRONG : 0;
      target[y * SIDE + x] = value === NOT_A_NUMBER ? value : colour;
    }
  }
}
