import { theme } from '../theme.js';

/** Colours of signed values from −1 to 1, and how values are painted with them. */

const STOPS = ['--image-2n', '--image-1n', '--image-0', '--image-1p', '--image-2p'];
const SIDE = 28;

/** @type {{ key: string, colours: Uint32Array } | null} */
let known = null;

/** @returns {Uint32Array} 256 colours for bytes −128 … 127 read as 0 … 255, as ABGR; −128 is see-through */
export function signedColours() {
  const stops = STOPS.map((name) => theme.colour(name));
  const key = stops.join('');
  if (known?.key === key) return known.colours;
  const channels = stops.map((stop) =>
    [1, 3, 5].map((at) => Number.parseInt(stop.slice(at, at + 2), 16)),
  );
  const colours = new Uint32Array(256);
  for (let value = -127; value <= 127; value++) {
    const place = ((value / 127 + 1) / 2) * (channels.length - 1);
    const index = Math.min(channels.length - 2, Math.floor(place));
    const [r = 0, g = 0, b = 0] = [0, 1, 2].map((channel) => {
      const low = channels[index]?.[channel] ?? 0;
      const high = channels[index + 1]?.[channel] ?? 0;
      return Math.round(low + (high - low) * (place - index));
    });
    colours[value & 255] = (255 << 24) | (b << 16) | (g << 8) | r;
  }
  known = { key, colours };
  return colours;
}

/**
 * Images of signed values below one another.
 *
 * @param {Int8Array} values in parts of 127, −128 for what is not a number
 * @param {number} [width]
 * @returns {HTMLCanvasElement | null} of that width
 */
export function paintSigned(values, width = SIDE) {
  const height = values.length / width;
  const canvas = document.createElement('canvas');
  canvas.width = width;
  canvas.height = height;
  const context = canvas.getContext('2d');
  if (!context || height === 0) return null;
  const image = context.createImageData(width, height);
  const target = new Uint32Array(image.data.buffer);
  const colours = signedColours();
  for (let i = 0; i < values.length; i++) target[i] = colours[(values[i] ?? 0) & 255] ?? 0;
  context.putImageData(image, 0, 0);
  return canvas;
}
