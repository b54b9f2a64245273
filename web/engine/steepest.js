/** Inputs over which a slope is looked at evenly, so many of them between two whole numbers; 0 is one of them. */
const [NEAR, PARTS] = [16, 256];
/** Beyond, so many in each power of ten, up to 10 to the power of the other. */
const [PER_DECADE, DECADES] = [64, 7];
/** A slope that is larger than all others by more than this even farther away has no bound. */
const [FARTHER, GROWTH] = [1e9, 1.01];

/**
 * The largest slope of an activation, in size: by so much at most it multiplies a gradient.
 *
 * @param {import('./engine.js').Engine} engine
 * @param {string} name
 * @param {Readonly<Record<string, number | string>>} parameters
 * @returns {number} Infinity where there is no bound
 */
export function steepestSlope(engine, name, parameters) {
  const even = Array.from({ length: NEAR * PARTS + 1 }, (_, i) => i / PARTS);
  const far = Array.from(
    { length: PER_DECADE * (DECADES - 1) + 1 },
    (_, i) => 10 ** (1 + i / PER_DECADE),
  );
  const largest = (/** @type {number[]} */ sizes) =>
    engine
      .activateGrad(name, parameters, Float32Array.from(sizes.flatMap((x) => [-x, x])))
      .reduce((most, slope) => (Math.abs(slope) > most ? Math.abs(slope) : most), 0);
  const most = largest([...even, ...far]);
  return largest([FARTHER]) > GROWTH * most ? Number.POSITIVE_INFINITY : most;
}
