/** Quiet colours for regions: neighbours have different ones, and each keeps its own while its pattern is the same. */

/** As many as are told apart: three strengths of four hues. */
export const TINTS = 12;
const HUES = ['--run-teal', '--run-olive', '--run-pink', '--run-grey'];
const STRENGTHS = [0.1, 0.22, 0.36];

/**
 * @param {Uint32Array} regions number by point
 * @param {readonly number[]} marks by region
 * @param {number} side
 * @returns {Uint8Array} a colour by region
 */
export function tintsOf(regions, marks, side) {
  /** @type {Set<number>[]} */
  const neighbours = marks.map(() => new Set());
  const join = (/** @type {number} */ one, /** @type {number | undefined} */ other) => {
    if (other === undefined || one === other) return;
    neighbours[one]?.add(other);
    neighbours[other]?.add(one);
  };
  for (const [i, region] of regions.entries()) {
    if ((i + 1) % side !== 0) join(region, regions[i + 1]);
    join(region, regions[i + side]);
  }
  const tints = new Uint8Array(marks.length).fill(TINTS);
  for (const [region, mark] of marks.entries()) {
    const taken = new Set([...(neighbours[region] ?? [])].map((one) => tints[one]));
    let tint = mark % TINTS;
    for (let tried = 1; tried < TINTS && taken.has(tint); tried++) tint = (tint + 5) % TINTS;
    tints[region] = tint;
  }
  return tints;
}

/**
 * @param {(name: string) => string} colour of the style sheet, as `#rrggbb` or `#rgb`
 * @returns {Uint32Array} by tint, as ABGR
 */
export function tintColours(colour) {
  const channels = (/** @type {string} */ name) => {
    // The build shortens `#ffffff` to `#fff`.
    const digits = colour(name)
      .slice(1)
      .replace(/^(.)(.)(.)$/, '$1$1$2$2$3$3');
    return [0, 2, 4].map((at) => Number.parseInt(digits.slice(at, at + 2), 16));
  };
  const paper = channels('--surface');
  return Uint32Array.from({ length: TINTS }, (_, tint) => {
    const hue = channels(HUES[tint % HUES.length] ?? '');
    const strength = STRENGTHS[Math.floor(tint / HUES.length)] ?? 0;
    const [r = 0, g = 0, b = 0] = paper.map((one, i) =>
      Math.round(one + strength * ((hue[i] ?? 0) - one)),
    );
    return ((255 << 24) | (b << 16) | (g << 8) | r) >>> 0;
  });
}
