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

/** Where a text is divided, the coarsest way first. */
const DIVISIONS = [', ', ' ', '-', ''];

/**
 * @param {readonly string[]} texts
 * @param {number} width
 * @param {(text: string) => number} measure
 * @returns {string[]} as much of each as fits; where they would look alike, without what they begin with in common
 */
export function clippedApart(texts, width, measure) {
  const clip = (/** @type {string} */ text) => clipped(text, width, measure);
  const ends = texts.map(clip);
  for (const [i, text] of texts.entries()) {
    const alike = texts.filter(
      (other, j) => j !== i && other !== text && clip(other) === clip(text),
    );
    if (alike.length === 0) continue;
    const tried = DIVISIONS.map((division) => {
      const [short, ...others] = [text, ...alike].map((one) =>
        clip(withoutBeginning(one, [text, ...alike], division)),
      );
      return others.includes(short ?? '') ? null : (short ?? null);
    });
    ends[i] = tried.find((short) => short !== null) ?? clip(text);
  }
  return ends;
}

/**
 * @param {string} text
 * @param {readonly string[]} all it is one of these
 * @param {string} division after which the text may be cut
 */
function withoutBeginning(text, all, division) {
  let common = 0;
  while (common < text.length && all.every((one) => one[common] === text[common])) common++;
  const last = text.slice(0, common).lastIndexOf(division);
  const from = last < 0 ? 0 : last + division.length;
  return from === 0 || from >= text.length ? text : `…${text.slice(from)}`;
}

/**
 * @param {string} text
 * @param {number} width
 * @param {(text: string) => number} measure
 * @returns {string} as much of it as fits
 */
function clipped(text, width, measure) {
  if (measure(text) <= width) return text;
  let length = text.length;
  while (length > 1 && measure(`${text.slice(0, length)}…`) > width) length--;
  return `${text.slice(0, length).trimEnd()}…`;
}
