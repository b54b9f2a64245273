/** Room for words in a chart. */

/**
 * @typedef {object} Box
 * @property {number} left
 * @property {number} top
 * @property {number} right
 * @property {number} bottom
 */

/**
 * @param {readonly Box[]} places the best first
 * @param {readonly Box[]} taken
 * @returns {Box | undefined} the first that is free, or else the first
 */
export function freePlace(places, taken) {
  return places.find((place) => !taken.some((one) => overlap(place, one))) ?? places[0];
}

/** @param {Box} a @param {Box} b */
function overlap(a, b) {
  return a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;
}

/**
 * Places for words under and over a line, from its middle outwards.
 *
 * @param {readonly { x: number, y: number }[]} points of the line, from left to right
 * @param {{ width: number, height: number, gap: number }} words
 * @returns {Box[]}
 */
export function placesBeside(points, { width, height, gap }) {
  const middle = (points.length - 2) / 2;
  return points
    .slice(1)
    .map((point, i) => ({ x: (point.x + (points[i]?.x ?? 0)) / 2, i }))
    .sort((a, b) => Math.abs(a.i - middle) - Math.abs(b.i - middle))
    .flatMap(({ x }) => {
      const [left, right] = [x - width / 2, x + width / 2];
      const ends = [heightAt(points, left), heightAt(points, right)];
      const [under, over] = [Math.max(...ends) + gap, Math.min(...ends) - gap];
      return [
        { left, right, top: under, bottom: under + height },
        { left, right, top: over - height, bottom: over },
      ];
    });
}

/** @param {readonly { x: number, y: number }[]} points @param {number} x */
function heightAt(points, x) {
  const next = Math.max(
    1,
    points.findIndex((point) => point.x >= x),
  );
  const [a, b] = [points[next - 1], points[next]];
  if (!a || !b) return a?.y ?? 0;
  const share = Math.min(1, Math.max(0, (x - a.x) / (b.x - a.x)));
  return a.y + share * (b.y - a.y);
}

/**
 * @param {number} count of marks in a row, the last of which is a word
 * @param {number} least every how manieth has room for its number beside others
 * @param {(last: number) => boolean} fits whether the last number that is shown has room beside the word
 * @returns {number} every how manieth is numbered
 */
export function markStride(count, least, fits) {
  let stride = least;
  while (stride < count - 1 && !fits(Math.floor((count - 2) / stride) * stride)) stride++;
  return stride;
}
