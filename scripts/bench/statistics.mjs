/**
 * Figures that vary more than this, once what all figures of a round have in common is taken out, are not reported. On two
 * cores with nothing else on them it was 0.2 to 2 %; on virtual machines whose neighbours compute the speed of everything
 * went up and down by 20 % within minutes, and figures of the same round still kept their ratio to 3 %.
 */
export const BOUND = 0.25;

/**
 * Nor is anything that was measured while we had less of a processor than this: a steady competitor slows everything down
 * and lets nothing vary. With nothing else on two cores the share was 0.98 to 1, with two other programs computing 0.25 to
 * 0.5.
 */
export const LEAST_SHARE = 0.9;

/** Where more figures than this vary too much, the others are not to be trusted either. */
export const MOST_WITHHELD = 0.25;

/** So many figures tell what a round does to all of them from what happens to one. */
const ENOUGH = 4;

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

/** @param {readonly number[]} samples at least one */
export function mean(samples) {
  return samples.reduce((sum, sample) => sum + sample, 0) / samples.length;
}

/** @param {readonly number[]} samples at least two @returns {number} estimate of the standard deviation */
export function deviation(samples) {
  const middle = mean(samples);
  const squares = samples.reduce((sum, sample) => sum + (sample - middle) ** 2, 0);
  return Math.sqrt(squares / (samples.length - 1));
}

/**
 * Two means whose spreads need not be equal (Welch 1947, "The generalization of 'Student's' problem when several
 * different population variances are involved").
 *
 * @param {readonly number[]} samples
 * @param {readonly number[]} others
 * @returns {{ difference: number, error: number }} of the means, and the standard error of that
 */
export function comparison(samples, others) {
  const error = Math.hypot(
    deviation(samples) / Math.sqrt(samples.length),
    deviation(others) / Math.sqrt(others.length),
  );
  return { difference: mean(samples) - mean(others), error };
}

/**
 * Takes out what slowed all figures of a round down, or sped them up: the median of what they are of their own medians.
 *
 * @param {readonly (readonly number[])[]} series samples by round, of each figure; as they are where there are too few
 * @returns {number[][]}
 */
export function withoutRounds(series) {
  let adjusted = series.map((samples) => [...samples]);
  if (series.length < ENOUGH) return adjusted;
  // What is left of the rounds' effect in the figures' medians goes with the second pass.
  for (let pass = 0; pass < 2; pass++) {
    const relative = adjusted.map((samples) => {
      const middle = median(samples);
      return samples.map((sample) => sample / middle);
    });
    const effects = (adjusted[0] ?? []).map((_, round) =>
      median(relative.map((samples) => samples[round] ?? Number.NaN)),
    );
    adjusted = adjusted.map((samples) =>
      samples.map((sample, round) => sample / (effects[round] ?? 1)),
    );
  }
  return adjusted;
}

/**
 * @param {readonly number[]} shares of a processor that a loop had which needs a whole one
 * @returns {string | null} what speaks against all figures
 */
export function competition(shares) {
  const share = median(shares);
  if (share >= LEAST_SHARE) return null;
  return `a loop that needs a whole processor had ${percent(share)} of one; the bound is ${percent(LEAST_SHARE)}`;
}

/**
 * @param {number} spread
 * @param {number} [bound]
 * @returns {string | null} what speaks against a figure
 */
export function objection(spread, bound = BOUND) {
  if (spread <= bound) return null;
  return `varied by ${percent(spread)} (interquartile range over median); the bound is ${percent(bound)}`;
}

/** @param {number} share */
function percent(share) {
  return `${(100 * share).toFixed(1)} %`;
}
