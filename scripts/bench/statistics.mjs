/**
 * Figures that vary more than this are not reported. On two cores with nothing else on them the spread was 0.2 to 2 %; on
 * virtual machines whose neighbours compute it came to 20 % even for a loop in registers, and ratios of the same rounds
 * still held to 3 %; with two programs of our own in the way it came to 48 %.
 */
export const BOUND = 0.25;

/**
 * Nor are figures measured while we had less of a processor than this: a steady competitor slows everything down and lets
 * nothing vary. With nothing else on two cores the share was 0.98 to 1, with two other programs computing 0.25 to 0.5.
 */
export const LEAST_SHARE = 0.9;

/** @typedef {{ median: number, min: number, max: number, spread: number }} Summary `spread`: see {@link spreadOf} */

/**
 * @param {readonly number[]} samples at least one
 * @param {number} share 0 to 1
 * @returns {number} linear between the two samples nearest to that share
 */
export function quantile(samples, share) {
  const sorted = [...samples].sort((a, b) => a - b);
  const place = share * (sorted.length - 1);
  const low = sorted[Math.floor(place)] ?? Number.NaN;
  const high = sorted[Math.ceil(place)] ?? Number.NaN;
  return low + (high - low) * (place - Math.floor(place));
}

/** @param {readonly number[]} samples at least one */
export function median(samples) {
  return quantile(samples, 0.5);
}

/**
 * How far the middle half of the samples reaches, as a share of the median: a single disturbed sample in five does not
 * count, a machine that is busy all the time does.
 *
 * @param {readonly number[]} samples at least one
 */
export function spreadOf(samples) {
  return (quantile(samples, 0.75) - quantile(samples, 0.25)) / median(samples);
}

/** @param {readonly number[]} samples at least one @returns {Summary} */
export function summarize(samples) {
  return {
    median: median(samples),
    min: Math.min(...samples),
    max: Math.max(...samples),
    spread: spreadOf(samples),
  };
}

/**
 * How many times as large one quantity is as another that was measured in the same rounds: what slows a whole round down
 * cancels out.
 *
 * @param {readonly number[]} samples by round
 * @param {readonly number[]} others by round
 */
export function ratioOf(samples, others) {
  return median(samples.map((sample, round) => sample / (others[round] ?? Number.NaN)));
}

/**
 * Whether figures can be trusted.
 *
 * @param {Readonly<Record<string, readonly number[]>>} figures samples by name
 * @param {{ rates: readonly number[], shares: readonly number[] }} loop how fast a loop that never changes ran meanwhile,
 *   and which part of a processor it had
 * @param {number} [bound] of the figures' spreads
 * @returns {string | null} what speaks against it
 */
export function objection(figures, { rates, shares }, bound = BOUND) {
  const share = median(shares);
  if (share < LEAST_SHARE) {
    return `a loop that needs a whole processor had ${percent(share)} of one; the bound is ${percent(LEAST_SHARE)}`;
  }
  const [name, spread] = Object.entries(figures)
    .map(([name, samples]) => /** @type {const} */ ([name, spreadOf(samples)]))
    .reduce((worst, next) => (next[1] > worst[1] ? next : worst));
  if (spread > bound) return variation(name, spread, bound);
  if (spreadOf(rates) > BOUND)
    return variation('a loop that never changes', spreadOf(rates), BOUND);
  return null;
}

/**
 * @param {string} name
 * @param {number} spread
 * @param {number} bound
 */
function variation(name, spread, bound) {
  return `${name} varied by ${percent(spread)} (interquartile range over median); the bound is ${percent(bound)}`;
}

/** @param {number} share */
function percent(share) {
  return `${(100 * share).toFixed(1)} %`;
}
