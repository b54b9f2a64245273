/** How MNIST's images are painted: in the page's ink, as dark as their pixels. */

const SIDE = 28;

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

/**
 * @param {HTMLCanvasElement} canvas
 * @param {Uint8Array} pixels rows of 28, as many images below one another as there are
 * @param {string} ink as `#rrggbb`
 */
export function paintInk(canvas, pixels, ink) {
  const context = canvas.getContext('2d');
  if (!context) return;
  const image = context.createImageData(SIDE, pixels.length / SIDE);
  const target = new Uint32Array(image.data.buffer);
  const [r = 0, g = 0, b = 0] = [1, 3, 5].map((at) => Number.parseInt(ink.slice(at, at + 2), 16));
  const colour = (b << 16) | (g << 8) | r;
  for (let i = 0; i < pixels.length; i++) target[i] = ((pixels[i] ?? 0) << 24) | colour;
  context.putImageData(image, 0, 0);
}
