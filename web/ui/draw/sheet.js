import { paintInk } from '../results/mistakes.js';
import { SIDE } from './prepare.js';

/**
 * Paints images side by side, in rows.
 *
 * @param {HTMLCanvasElement} canvas gets the size of all rows
 * @param {Uint8Array} images [n · 784]
 * @param {number} columns
 * @param {string} ink as `#rrggbb`
 */
export function paintSheet(canvas, images, columns, ink) {
  const count = images.length / (SIDE * SIDE);
  canvas.width = columns * SIDE;
  canvas.height = Math.max(1, Math.ceil(count / columns)) * SIDE;
  const context = canvas.getContext('2d');
  if (!context || count === 0) return;
  const strip = document.createElement('canvas');
  strip.width = SIDE;
  strip.height = count * SIDE;
  paintInk(strip, images, ink);
  for (let i = 0; i < count; i++) {
    const [x, y] = [(i % columns) * SIDE, Math.floor(i / columns) * SIDE];
    context.drawImage(strip, 0, i * SIDE, SIDE, SIDE, x, y, SIDE, SIDE);
  }
}
