/** @typedef {import('./picture.js').LineShape} LineShape */
/** @typedef {import('./picture.js').TextShape} TextShape */
/** @typedef {import('./picture.js').BoxShape} BoxShape */

/**
 * What draws shapes in the style sheet's colours.
 *
 * @param {(name: string) => string} colour of a custom property
 */
export function pens(colour) {
  return {
    /**
     * @param {[number, number][]} points
     * @param {string} ink
     * @param {number} width
     * @param {readonly number[]} [dash]
     * @returns {LineShape}
     */
    rule: (points, ink, width, dash = []) => ({
      kind: 'line',
      points: [points],
      colour: colour(ink),
      width,
      dash,
    }),
    /**
     * @param {number} x
     * @param {number} y
     * @param {string} text
     * @param {{ size?: number, strong?: boolean, ink?: string, anchor?: TextShape['anchor'] }} [options]
     * @returns {TextShape}
     */
    text: (x, y, text, { size = 11, strong = false, ink = '--ink3', anchor = 'start' } = {}) => ({
      kind: 'text',
      x,
      y,
      text,
      colour: colour(ink),
      size,
      strong,
      anchor,
    }),
    /**
     * @param {{ left: number, top: number, width: number, height: number }} box
     * @param {string} ink
     * @returns {BoxShape}
     */
    box: ({ left, top, width, height }, ink) => ({
      kind: 'box',
      x: left,
      y: top,
      width,
      height,
      colour: colour(ink),
    }),
  };
}
