/** Words at the ends of lines. */

/**
 * @param {readonly number[]} wanted heights, in any order
 * @param {number} gap between two at least
 * @param {number} low
 * @param {number} high
 * @returns {number[]} heights between low and high, in the same order, as near as the gaps allow; closer where not all fit
 */
export function spread(wanted, gap, low, high) {
  const order = wanted.map((_, i) => i).sort((a, b) => (wanted[a] ?? 0) - (wanted[b] ?? 0));
  const space = Math.min(gap, (high - low) / Math.max(1, wanted.length - 1));
  /** @type {number[]} */
  const placed = new Array(wanted.length).fill(low);
  let floor = low;
  for (const [rank, i] of order.entries()) {
    const ceiling = high - space * (order.length - 1 - rank);
    const height = Math.min(Math.max(wanted[i] ?? low, floor), ceiling);
    placed[i] = height;
    floor = height + space;
  }
  return placed;
}

/**
 * @param {string} text
 * @param {number} width
 * @param {(text: string) => number} measure
 * @returns {string} as much of it as fits
 */
export function clipped(text, width, measure) {
  if (measure(text) <= width) return text;
  let length = text.length;
  while (length > 1 && measure(`${text.slice(0, length)}…`) > width) length--;
  return `${text.slice(0, length).trimEnd()}…`;
}
