/** @typedef {import('./picture.js').Picture} Picture */
/** @typedef {import('./picture.js').Shape} Shape */

const FONT = "Inter, 'Inter Variable', system-ui, sans-serif";

/** @param {Picture} picture @returns {string} a file of its own, that needs nothing else */
export function svgOf({ width, height, title, shapes }) {
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" font-family="${escaped(FONT)}">
<title>${escaped(title)}</title>
${shapes.map(elementOf).filter(Boolean).join('\n')}
</svg>
`;
}

/** @param {Shape} shape */
function elementOf(shape) {
  if (shape.kind === 'box') {
    const { x, y, width, height, colour } = shape;
    return `<rect x="${x}" y="${y}" width="${width}" height="${height}" fill="${colour}"/>`;
  }
  if (shape.kind === 'text') {
    const { x, y, text, colour, size, strong, anchor } = shape;
    const weight = strong ? ' font-weight="600"' : '';
    return `<text x="${short(x)}" y="${short(y)}" dy=".35em" font-size="${size}" fill="${colour}" text-anchor="${anchor}"${weight}>${escaped(text)}</text>`;
  }
  const { points, colour, width, dash } = shape;
  if (points.length === 0) return '';
  const path = points
    .map((piece) => `M${piece.map(([x, y]) => `${short(x)} ${short(y)}`).join('L')}`)
    .join('');
  const dashed = dash.length > 0 ? ` stroke-dasharray="${dash.join(' ')}"` : '';
  return `<path d="${path}" fill="none" stroke="${colour}" stroke-width="${width}" stroke-linejoin="round"${dashed}/>`;
}

/** @param {number} value */
function short(value) {
  return Number(value.toFixed(2));
}

/** @param {string} text */
function escaped(text) {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}
