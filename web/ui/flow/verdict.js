/** What the gradients of the layers say about training, and from where on. */

/** A gradient that is this much smaller than the largest vanishes, */
const SMALL_SHARE = 1 / 300;
/** and so does one that is smaller than this; one that is greater than the other explodes. */
export const [SMALL, LARGE] = [1e-6, 30];
/** A step changes weights by more than their own size: it leaps over whatever it is to reach. A healthy one is near 1/1000. */
const LEAP = 1;

/**
 * @typedef {{ kind: 'unknown' }} Unknown
 * @typedef {{ kind: 'still' }} Still no weight changes
 * @typedef {{ kind: 'healthy', share: number }} Healthy smallest over largest
 * @typedef {{ kind: 'vanishing', layer: number, factor: number }} Vanishing layer gets 1/factor of the largest
 * @typedef {{ kind: 'exploding', layer: number, norm: number }} Exploding
 * @typedef {{ kind: 'leaping', layer: number, ratio: number }} Leaping a step changes its weights by so many times their size
 */

/**
 * @param {readonly number[]} norms of the loss's gradient by each linear layer's output, from the first layer on
 * @param {readonly number[]} ratios of each layer's update to its weights
 * @param {boolean} [moving] whether the step has changed any weight
 * @returns {Unknown | Still | Healthy | Vanishing | Exploding | Leaping} `layer` counts from 0
 */
export function gradientVerdict(norms, ratios, moving = true) {
  if (norms.length === 0) return { kind: 'unknown' };
  const wild = norms.findIndex((norm) => !(norm <= LARGE));
  if (wild >= 0) return { kind: 'exploding', layer: wild, norm: norms[wild] ?? Number.NaN };
  const leap = Math.max(...ratios);
  if (leap > LEAP) return { kind: 'leaping', layer: ratios.indexOf(leap), ratio: leap };
  const least = Math.min(...norms);
  const most = Math.max(...norms);
  if (most === 0) return { kind: 'unknown' };
  if (!moving) return { kind: 'still' };
  if (least < SMALL_SHARE * most || least < SMALL) {
    return { kind: 'vanishing', layer: norms.indexOf(least), factor: most / least };
  }
  return { kind: 'healthy', share: least / most };
}

/**
 * A range of powers of ten around some sizes.
 *
 * @param {readonly number[]} sizes
 * @returns {{ low: number, high: number }} exponents, at least three apart
 */
export function decades(sizes) {
  const logs = sizes.filter((size) => size > 0 && Number.isFinite(size)).map(Math.log10);
  const high = Math.min(40, Math.ceil(Math.max(0, ...logs)));
  const low = Math.max(-40, Math.floor(Math.min(high - 3, ...logs)));
  return { low, high };
}
