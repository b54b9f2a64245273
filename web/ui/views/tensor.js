import { html } from 'lit';
import { signedColours } from '../layer/colours.js';
import { plain } from '../numbers.js';
import { theme } from '../theme.js';

/**
 * A matrix to be looked at.
 *
 * @typedef {object} Tensor
 * @property {string} name
 * @property {ArrayLike<number>} values row by row
 * @property {number} rows
 * @property {number} columns
 * @property {string} [shape] unless its rows and columns are all there is to be said
 * @property {boolean} [repeated] every row but the first is that one again
 */

/** @param {Tensor} tensor */
function shapeOf({ rows, columns, shape }) {
  return shape ?? `[${rows}, ${columns}]`;
}

/** Number by number. @param {Tensor} tensor */
export function tensorTable(tensor) {
  const { name, values, rows, columns, repeated = false } = tensor;
  return html`<figure class="tensor">
    <table aria-label="${name} ${shapeOf(tensor)}">
      <tbody>${Array.from(
        { length: rows },
        (_, row) =>
          html`<tr class=${repeated && row > 0 ? 'repeated' : ''}>${Array.from({ length: columns }, (_, i) => html`<td>${plain(values[row * columns + i] ?? 0)}</td>`)}</tr>`,
      )}</tbody>
    </table>
    <figcaption><b>${name}</b> ${shapeOf(tensor)}</figcaption>
  </figure>`;
}

/**
 * As an image, painted by `paintTensor` once it is there.
 *
 * @param {Tensor} tensor
 * @param {string} what it is, in words
 */
export function tensorImage(tensor, what) {
  return html`<figure class="tensor">
    <canvas data-tensor=${tensor.name} role="img" aria-label="${tensor.name} ${shapeOf(tensor)}: ${what}"></canvas>
    <figcaption><b>${tensor.name}</b> ${shapeOf(tensor)}</figcaption>
  </figure>`;
}

/**
 * @param {HTMLCanvasElement} canvas
 * @param {Tensor} tensor signed values in their colours, bytes in the page's ink
 */
export function paintTensor(canvas, { values, rows, columns, repeated = false }) {
  canvas.width = columns;
  canvas.height = rows;
  const context = canvas.getContext('2d');
  if (!context) return;
  const image = context.createImageData(columns, rows);
  const target = new Uint32Array(image.data.buffer);
  if (values instanceof Uint8Array) {
    const ink = theme.colour('--ink');
    const [r = 0, g = 0, b = 0] = [1, 3, 5].map((at) => Number.parseInt(ink.slice(at, at + 2), 16));
    for (let i = 0; i < values.length; i++)
      target[i] = ((values[i] ?? 0) << 24) | (b << 16) | (g << 8) | r;
  } else {
    const most = largest(values);
    const colours = signedColours();
    for (let i = 0; i < values.length; i++) {
      const level = most > 0 ? Math.round((127 * (values[i] ?? 0)) / most) : 0;
      const colour = colours[level & 255] ?? 0;
      target[i] = repeated && i >= columns ? (colour & 0xffffff) | 0x78000000 : colour;
    }
  }
  context.putImageData(image, 0, 0);
}

/** @param {ArrayLike<number>} values */
function largest(values) {
  let most = 0;
  for (let i = 0; i < values.length; i++) {
    const size = Math.abs(values[i] ?? 0);
    if (size > most && size < Number.POSITIVE_INFINITY) most = size;
  }
  return most;
}
