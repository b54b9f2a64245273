// Pieces of SVG. Colours are classes, so that a chart follows the reader's colour scheme.

const style = `
  svg { --surface: #ffffff; --ink: #1c2230; --muted: #626b7c; --grid: #dfe3ea;
    --strict: #1f5fc4; --fast: #0f8f83; --peer: #b3bac7; }
  @media (prefers-color-scheme: dark) {
    svg { --surface: #12161f; --ink: #e8ebf2; --muted: #9aa4b7; --grid: #2b3342;
      --strict: #6ba3ff; --fast: #3fc7b6; --peer: #56617a; }
  }
  text { font: 12px system-ui, 'Segoe UI', sans-serif; fill: var(--ink); }
  .title { font-size: 15px; font-weight: 600; }
  .heading { font-weight: 600; }
  .muted { fill: var(--muted); }
  .end { text-anchor: end; }
  .middle { text-anchor: middle; }
  .surface { fill: var(--surface); }
  .grid { stroke: var(--grid); stroke-width: 1; }
  .guide { stroke: var(--muted); stroke-width: 1; stroke-dasharray: 4 4; }
  .strict { fill: var(--strict); }
  .fast { fill: var(--fast); }
  .peer { fill: var(--peer); }
  .curve { fill: none; stroke-width: 2; }
  .curve.strict { fill: none; stroke: var(--strict); }
  .curve.fast { fill: none; stroke: var(--fast); }
`;

/** @typedef {Record<string, string | number>} Attributes */

/** @param {string | number} value */
function escaped(value) {
  const text = typeof value === 'number' ? String(Math.round(100 * value) / 100) : value;
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');
}

/**
 * @param {string} name
 * @param {Attributes} attributes
 * @param {string} [content] of SVG
 */
export function element(name, attributes, content = '') {
  const words = Object.entries(attributes).map(([key, value]) => ` ${key}="${escaped(value)}"`);
  return `<${name}${words.join('')}>${content}</${name}>`;
}

/**
 * @param {number} x
 * @param {number} y of the baseline
 * @param {string} content plain text
 * @param {string} [classes]
 */
export function text(x, y, content, classes = '') {
  return element('text', { x, y, ...(classes && { class: classes }) }, escaped(content));
}

/**
 * @param {[x: number, y: number]} from
 * @param {[x: number, y: number]} to
 * @param {string} classes
 */
export function line([x1, y1], [x2, y2], classes) {
  return element('line', { x1, y1, x2, y2, class: classes });
}

/**
 * A whole file.
 *
 * @param {{ width: number, height: number, title: string }} chart `title` is read to those who do not see it
 * @param {string[]} content
 */
export function drawing({ width, height, title }, content) {
  const surface = element('rect', { width, height, rx: 8, class: 'surface' });
  const inner = [`<title>${escaped(title)}</title>`, `<style>${style}</style>`, surface];
  const box = { width, height, viewBox: `0 0 ${width} ${height}`, role: 'img' };
  const attributes = { xmlns: 'http://www.w3.org/2000/svg', ...box };
  return `${element('svg', attributes, `\n${[...inner, ...content].join('\n')}\n`)}\n`;
}
