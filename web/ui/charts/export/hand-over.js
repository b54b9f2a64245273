import { pngOf } from './picture-canvas.js';
import { svgOf } from './picture-svg.js';

/** Pixels of a PNG for one of the drawing. */
const SCALE = 2;

/**
 * @param {import('./picture.js').Picture} picture
 * @param {'png' | 'svg'} kind
 * @returns {Promise<Blob>}
 */
export async function pictureFile(picture, kind) {
  if (kind === 'svg') return new Blob([svgOf(picture)], { type: 'image/svg+xml' });
  return pngOf(picture, SCALE, getComputedStyle(document.body).fontFamily);
}

/** In a frame without an origin, which may have no right to download: the browser drops the file and tells nobody. */
const certain = globalThis.origin !== 'null' || self === top;

/**
 * Hands something to the browser as a file.
 *
 * @param {Blob} blob
 * @param {string} name of what it is of
 * @param {string} kind the file name's ending
 * @returns {boolean} false if nobody can tell whether the browser takes it
 */
export function handOver(blob, name, kind) {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(blob);
  link.download = `strata-${slug(name)}.${kind}`;
  link.click();
  // The browser has to have read it.
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
  return certain;
}

/** @param {string} name @returns {string} fit for a file */
function slug(name) {
  return name
    .replaceAll(/[^\w.]+/g, '-')
    .replaceAll(/^-|-$/g, '')
    .toLowerCase()
    .slice(0, 80);
}
