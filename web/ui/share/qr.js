import { svg } from 'lit';
import { encode } from 'uqr';

/** Modules around the symbol that stay light, as ISO/IEC 18004 asks for. */
const QUIET = 4;
/** Bytes that the largest symbol holds at its lowest level of correction (ISO/IEC 18004, version 40-L). */
const MOST = 2953;

/**
 * @param {string} text
 * @returns {{ side: number, path: string } | null} dark modules as the path of a drawing so many units wide; null if it is
 *   too long for a QR code
 */
export function symbolOf(text) {
  if (new TextEncoder().encode(text).length > MOST) return null;
  const { data, size } = encode(text, { ecc: 'L', boostEcc: true, border: QUIET });
  const path = data
    .flatMap((row, y) => row.flatMap((dark, x) => (dark ? [`M${x} ${y}h1v1h-1z`] : [])))
    .join('');
  return { side: size, path };
}

/** @param {{ side: number, path: string }} symbol @returns {string} a file */
export function fileOf({ side, path }) {
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${side} ${side}"><path fill="#fff" d="M0 0h${side}v${side}H0z"/><path d="${path}" shape-rendering="crispEdges"/></svg>\n`;
}

/** Dark on light in both colour schemes: few readers know the other. @param {{ side: number, path: string }} symbol @param {string} name */
export function drawn({ side, path }, name) {
  return svg`<svg class="symbol" viewBox="0 0 ${side} ${side}" role="img" aria-label=${name}>
    <path class="light" d="M0 0h${side}v${side}H0z" /><path class="dark" d=${path} />
  </svg>`;
}
