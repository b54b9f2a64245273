/** MNIST's images: 28 × 28, the digit itself fitted into 20 × 20. */
export const SIDE = 28;
const BOX = 20;
/** Fainter ink than this is the edge of a stroke, not part of its extent. */
const FAINT = 16;

/**
 * Prepares a drawing as MNIST's makers did: crop to the ink, fit into 20 × 20 keeping the shape, place the ink's centre
 * of mass in the middle of 28 × 28.
 *
 * @param {Uint8Array | Uint8ClampedArray} ink width · height values, 0 (paper) to 255 (ink), row by row
 * @param {number} width
 * @param {number} height
 * @returns {Uint8Array | null} 784 values, null if there is no ink
 */
export function prepare(ink, width, height) {
  const box = extent(ink, width, height);
  if (!box) return null;
  const scale = BOX / Math.max(box.width, box.height);
  const [w, h] = [box.width, box.height].map((size) => Math.max(1, Math.round(size * scale)));
  const small = shrink(ink, width, box, /** @type {number} */ (w), /** @type {number} */ (h));
  return centred(small, /** @type {number} */ (w), /** @type {number} */ (h));
}

/**
 * What is cropped to: the box around the ink.
 *
 * @param {ArrayLike<number>} ink
 * @param {number} width
 * @param {number} height
 */
export function extent(ink, width, height) {
  let [left, right, top, bottom] = [width, -1, height, -1];
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      if ((ink[y * width + x] ?? 0) < FAINT) continue;
      left = Math.min(left, x);
      right = Math.max(right, x);
      top = Math.min(top, y);
      bottom = Math.max(bottom, y);
    }
  }
  if (right < 0) return null;
  return { left, top, width: right - left + 1, height: bottom - top + 1 };
}

/**
 * Averages the ink over the area of each small pixel.
 *
 * @param {ArrayLike<number>} ink
 * @param {number} stride
 * @param {{ left: number, top: number, width: number, height: number }} box
 * @param {number} w
 * @param {number} h
 */
function shrink(ink, stride, box, w, h) {
  const columns = Array.from({ length: w }, (_, i) => shares(i, box.width / w, box.width));
  const rows = Array.from({ length: h }, (_, i) => shares(i, box.height / h, box.height));
  return Float32Array.from({ length: w * h }, (_, i) => {
    let sum = 0;
    for (const [y, tall] of /** @type {[number, number][]} */ (rows[Math.floor(i / w)])) {
      for (const [x, wide] of /** @type {[number, number][]} */ (columns[i % w])) {
        sum += tall * wide * (ink[(box.top + y) * stride + box.left + x] ?? 0);
      }
    }
    return sum;
  });
}

/**
 * Which large pixels lie under small pixel `i`, each with its share of the average.
 *
 * @param {number} i
 * @param {number} size of a small pixel in large ones
 * @param {number} end
 * @returns {[number, number][]}
 */
function shares(i, size, end) {
  const [from, to] = [i * size, (i + 1) * size];
  /** @type {[number, number][]} */
  const list = [];
  for (let at = Math.floor(from); at < Math.min(end, to); at++) {
    list.push([at, (Math.min(to, at + 1) - Math.max(from, at)) / size]);
  }
  return list;
}

/**
 * @param {Float32Array} small
 * @param {number} w
 * @param {number} h
 */
function centred(small, w, h) {
  let [mass, massX, massY] = [0, 0, 0];
  for (const [i, value] of small.entries()) {
    mass += value;
    massX += value * ((i % w) + 0.5);
    massY += value * (Math.floor(i / w) + 0.5);
  }
  const place = (/** @type {number} */ moment, /** @type {number} */ size) =>
    Math.min(SIDE - size, Math.max(0, Math.round(SIDE / 2 - moment / mass)));
  const [left, top] = [place(massX, w), place(massY, h)];
  const image = new Uint8Array(SIDE * SIDE);
  for (const [i, value] of small.entries()) {
    image[(top + Math.floor(i / w)) * SIDE + left + (i % w)] = Math.round(value);
  }
  return image;
}
