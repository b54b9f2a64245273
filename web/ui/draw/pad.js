import { extent, prepare } from './prepare.js';

/** @typedef {{ x: number, y: number }} Point from 0 to 1 across the pad */

/** Size of the raster that strokes are drawn on before the network sees them. */
const RASTER = 140;
/** Width of the pen: MNIST's digits have strokes of about a tenth of their height. */
const PEN = 0.085;

/** Strokes, and what they look like: to a person on a canvas of any size, to the network as 784 bytes. */
export class Pad {
  /** @type {Point[][]} */
  strokes = [];
  /** What of the pad is cropped to. @type {{ left: number, top: number, width: number, height: number } | null} */
  box = null;

  /** @param {Point} point */
  begin(point) {
    this.strokes.push([point]);
  }

  /** @param {Point} point */
  draw(point) {
    this.strokes.at(-1)?.push(point);
  }

  clear() {
    this.strokes = [];
  }

  /** Takes the last stroke back. */
  undo() {
    this.strokes.pop();
  }

  /**
   * @param {CanvasRenderingContext2D | OffscreenCanvasRenderingContext2D} context
   * @param {number} size
   * @param {string} ink
   */
  paint(context, size, ink) {
    context.lineWidth = PEN * size;
    context.lineCap = 'round';
    context.lineJoin = 'round';
    context.strokeStyle = ink;
    context.fillStyle = ink;
    for (const stroke of this.strokes) {
      context.beginPath();
      const [first = { x: 0, y: 0 }, ...rest] = stroke;
      if (rest.length === 0) {
        // A line of no length has no ink by the standard.
        context.arc(first.x * size, first.y * size, (PEN * size) / 2, 0, 2 * Math.PI);
        context.fill();
        continue;
      }
      context.moveTo(first.x * size, first.y * size);
      for (const { x, y } of rest) context.lineTo(x * size, y * size);
      context.stroke();
    }
  }

  /** @returns {Uint8Array | null} what the network sees, null if nothing has been drawn */
  pixels() {
    const canvas = document.createElement('canvas');
    canvas.width = RASTER;
    canvas.height = RASTER;
    const context = canvas.getContext('2d', { willReadFrequently: true });
    if (!context) return null;
    this.paint(context, RASTER, '#000');
    const { data } = context.getImageData(0, 0, RASTER, RASTER);
    const ink = Uint8Array.from({ length: RASTER * RASTER }, (_, i) => data[4 * i + 3] ?? 0);
    const box = extent(ink, RASTER, RASTER);
    this.box = box && {
      left: box.left / RASTER,
      top: box.top / RASTER,
      width: box.width / RASTER,
      height: box.height / RASTER,
    };
    return prepare(ink, RASTER, RASTER);
  }
}
