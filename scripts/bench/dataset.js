// The file all contestants read: training images, training labels, test images, test labels, nothing in between.

/** @typedef {{ images: Uint8Array, labels: Uint8Array }} Images */
/** @typedef {{ train: Images, test: Images }} Data */

export const PIXELS = 784;
export const TRAIN = 60_000;
export const TEST = 10_000;
export const FILE_BYTES = (TRAIN + TEST) * (PIXELS + 1);

/** @param {Uint8Array} bytes of the file @returns {Data} views of it */
export function splitData(bytes) {
  let at = 0;
  const next = (/** @type {number} */ length) => {
    at += length;
    return bytes.subarray(at - length, at);
  };
  const part = (/** @type {number} */ count) => ({
    images: next(count * PIXELS),
    labels: next(count),
  });
  return { train: part(TRAIN), test: part(TEST) };
}

/**
 * @param {Images} set
 * @param {number} count
 * @returns {Images} the first `count`
 */
export function firstImages({ images, labels }, count) {
  return { images: images.subarray(0, count * PIXELS), labels: labels.subarray(0, count) };
}
