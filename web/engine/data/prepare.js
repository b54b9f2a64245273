/** @typedef {import('../engine.js').Engine} Engine */
/** @typedef {import('../experiment/index.js').Data} Data */
/** @typedef {{ images: Uint8Array, labels: Uint8Array }} Part */

const CLASSES = 10;

/** @param {Data} data @returns {boolean} whether images of some classes are left out */
export function leavesOut({ classes }) {
  return classes.length < CLASSES;
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
  const noisy = split === 'train' && (data.noise > 0 || data.label_noise > 0);
  const spoilt = noisy ? spoil(engine, part, first, data, seed) : part;
  return leavesOut(data) ? ofClasses(spoilt, part.labels, data.classes) : spoilt;
}

/**
 * @param {Engine} engine
 * @param {Part} part
 * @param {number} first
 * @param {Data} data
 * @param {number} seed
 * @returns {Part}
 */
function spoil({ c, heap }, { images, labels }, first, data, seed) {
  const count = labels.length;
  const { noise, label_noise: wrong, classes } = data;
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
