/** @typedef {import('./form.mjs').Range} Range */

/** Digits that drawn numbers are rounded to: enough for a setting, and to be read. */
const DIGITS = 4;

/**
 * @param {unknown[] | Range} from
 * @param {{ seed: number, run: number, field: number }} at the same gives the same
 * @returns {{ value: unknown, index?: number }}
 */
export function draw(from, at) {
  const share = uniform(at);
  if (Array.isArray(from)) {
    const index = Math.floor(share * from.length);
    return { value: from[index], index };
  }
  const { min, max, scale, whole } = from;
  const exact =
    scale === 'log' ? min * (max / min) ** share : min + (max - min + (whole ? 1 : 0)) * share;
  const linear = scale === 'linear';
  const near = whole
    ? (linear ? Math.floor : Math.round)(exact)
    : Number(exact.toPrecision(DIGITS));
  return { value: Math.min(max, Math.max(min, near)) };
}

/** @param {{ seed: number, run: number, field: number }} at @returns {number} 0 to 1, without 1 */
function uniform({ seed, run, field }) {
  return mixed(mixed(mixed(seed) ^ run) ^ field) / 2 ** 32;
}

/** The finaliser of MurmurHash3 behind a step of Weyl's sequence. @param {number} value */
function mixed(value) {
  let h = (value + 0x9e3779b9) | 0;
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
  return (h ^ (h >>> 16)) >>> 0;
}
