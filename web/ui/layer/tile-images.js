import { paintSigned } from './colours.js';
import { signedImages } from './signed-images.js';

/**
 * @param {import('../../worker/protocol.js').Tiles} tiles
 * @param {import('../state/sets.js').Kind} kind of the data
 * @returns {{ width: number, height: number, canvas: HTMLCanvasElement } | null} one image below the other, of that size
 */
export function tileImages(tiles, kind) {
  const { width, height, pixels } = signedImages(tiles, kind);
  const canvas = paintSigned(pixels, width);
  return canvas && { width, height, canvas };
}
