/** @typedef {import('../engine.js').Engine} Engine */
/** @typedef {import('../experiment/index.js').Data} Data */
/** @typedef {{ images: Uint8Array, labels: Uint8Array }} Part */

/** @type {readonly number[]} */
const DIGITS = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9];

/** @param {Data} data @returns {boolean} whether images of some classes are left out */
export function leavesOut({ classes = DIGITS }) {
  return classes.length < DIGITS.length;
}

/**
 * Images as an experiment uses them: training images with its noise, and only those of its classes by their true labels.
 *
 * @param {Engine} engine whose random numbers make the noise
 * @param {Part} part left as it is
 * @param {{ split: 'train' | 'test', first: number, data: Data, seed: number }} options `first`: number of the first of
 *   these images in the data set
 * @returns {Part} the same where nothing is to be done
 */
export function prepareImages(engine, part, { split, first, data, seed }) {
  const { noise = 0, label_noise: wrong = 0, classes = DIGITS } = data;
  const noisy = split === 'train' && (noise > 0 || wrong > 0);
  const spoilt = noisy ? spoil(engine, part, first, { noise, wrong, classes, seed }) : part;
  return leavesOut(data) ? ofClasses(spoilt, part.labels, classes) : spoilt;
}

/**
 * @param {Engine} engine
 * @param {Part} part
 * @param {number} first
 * @param {{ noise: number, wrong: number, classes: readonly number[], seed: number }} how
 * @returns {Part}
 */
function spoil({ c, heap }, { images, labels }, first, { noise, wrong, classes, seed }) {
  const count = labels.length;
  return heap.borrow(
    [images.length, count, classes.length],
    (pixels = 0, classOf = 0, list = 0) => {
      heap.u8(pixels, images.length).set(images);
      heap.u8(classOf, count).set(labels);
      heap.u8(list, classes.length).set(classes);
      const input = images.length / count;
      c.strata_spoil(
        pixels,
        classOf,
        count,
        input,
        first,
        noise,
        wrong,
        list,
        classes.length,
        seed,
      );
      return {
        images: heap.u8(pixels, images.length).slice(),
        labels: heap.u8(classOf, count).slice(),
      };
    },
  );
}

/**
 * @param {Part} part
 * @param {Uint8Array} truth true labels
 * @param {readonly number[]} classes
 * @returns {Part}
 */
function ofClasses({ images, labels }, truth, classes) {
  const input = images.length / labels.length;
  const kept = [...truth.keys()].filter((i) => classes.includes(/** @type {number} */ (truth[i])));
  const some = { images: new Uint8Array(kept.length * input), labels: new Uint8Array(kept.length) };
  for (const [to, from] of kept.entries()) {
    some.images.set(images.subarray(from * input, (from + 1) * input), to * input);
    some.labels[to] = /** @type {number} */ (labels[from]);
  }
  return some;
}
