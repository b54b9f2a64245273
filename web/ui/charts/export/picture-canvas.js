/** @typedef {import('./picture.js').Picture} Picture */
/** @typedef {import('./picture.js').Shape} Shape */

/**
 * @param {Picture} picture
 * @param {number} scale
 * @param {string} font family
 * @returns {Promise<Blob>} as PNG. Drawn shape by shape: the page's policy lets no SVG in as an image.
 */
export async function pngOf({ width, height, shapes }, scale, font) {
  const canvas = document.createElement('canvas');
  canvas.width = width * scale;
  canvas.height = height * scale;
  const context = /** @type {CanvasRenderingContext2D} */ (canvas.getContext('2d'));
  context.scale(scale, scale);
  context.textBaseline = 'middle';
  context.lineJoin = 'round';
  for (const shape of shapes) paint(context, shape, font);
  const blob = await new Promise((/** @type {BlobCallback} */ resolve) =>
    canvas.toBlob(resolve, 'image/png'),
  );
  if (!blob) throw new Error('The browser makes no picture.');
  return blob;
}

/**
 * @param {CanvasRenderingContext2D} context
 * @param {Shape} shape
 * @param {string} font
 */
function paint(context, shape, font) {
  context.fillStyle = shape.colour;
  if (shape.kind === 'box') {
    context.fillRect(shape.x, shape.y, shape.width, shape.height);
  } else if (shape.kind === 'text') {
    const { x, y, text, size, strong, anchor } = shape;
    context.font = `${strong ? 600 : 400} ${size}px ${font}`;
    context.textAlign = anchor === 'middle' ? 'center' : anchor;
    context.fillText(text, x, y);
  } else {
    context.strokeStyle = shape.colour;
    context.lineWidth = shape.width;
    context.setLineDash([...shape.dash]);
    context.beginPath();
    for (const piece of shape.points) {
      for (const [i, [x, y]] of piece.entries()) {
        if (i === 0) context.moveTo(x, y);
        else context.lineTo(x, y);
      }
    }
    context.stroke();
  }
}
