/** How lines look. Hue is never all that tells two apart. */

/** Colours that a student may choose for an earlier run; the first is what it has before. */
export const swatches = /** @type {const} */ ([
  { name: 'grey', colour: '--run-grey' },
  { name: 'green', colour: '--run-green' },
  { name: 'teal', colour: '--run-teal' },
  { name: 'olive', colour: '--run-olive' },
  { name: 'pink', colour: '--run-pink' },
]);

/** In pixels: drawn, left out. */
const dashes = [
  [5, 3],
  [1.5, 2.5],
  [9, 3],
  [7, 2, 1.5, 2],
];

/** The student's own digits. */
export const OWN_DASH = [3, 3];

/** The other of two twins. */
const TWIN_DASH = [6, 4];

/**
 * @param {{ colour: number, dash: number, twin?: boolean }} run
 * @returns {{ colour: string, dash: number[], width: number }} width in pixels
 */
export function lookOf({ colour, dash, twin = false }) {
  if (twin) return { colour: '--accent', dash: TWIN_DASH, width: 2 };
  return {
    width: 1,
    colour: (swatches[colour] ?? swatches[0]).colour,
    dash: dashes[dash] ?? [],
  };
}
