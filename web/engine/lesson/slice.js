/** A plane through three places of a network's input: the network over it has two inputs. */

/** @typedef {import('../network.js').Network} Network */

/** The digits whose first test images span the plane where no others are chosen. */
export const DIGITS = /** @type {const} */ ([4, 7, 9]);
/** What is looked at of either input: the three places are at 0 and 1, and there is some room around them. */
export const RANGE = /** @type {const} */ ([-0.3, 1.3]);

/**
 * Its first layer is linear, so it is a linear layer over the plane too.
 *
 * @param {Network} net
 * @param {readonly [Float32Array, Float32Array, Float32Array]} places a, b, c; inputs s and t stand for a + s(b − a) + t(c − a)
 * @returns {Network} to be disposed of; it learns nothing
 */
export function sliceOf(net, [a, b, c]) {
  const [first, ...rest] = net.sections.layers;
  const units = first?.type === 'linear' ? first.units : 0;
  const [weight, ...others] = net.parameters();
  const bias = others[0]?.name === '0.bias' ? others.shift() : undefined;
  const data = new Float32Array(2 * units);
  const start = new Float32Array(units);
  for (let unit = 0; unit < units; unit++) {
    let [at, s, t] = [bias?.data[unit] ?? 0, 0, 0];
    for (let i = 0; i < net.input; i++) {
      const w = weight?.data[unit * net.input + i] ?? 0;
      at += w * (a[i] ?? 0);
      s += w * ((b[i] ?? 0) - (a[i] ?? 0));
      t += w * ((c[i] ?? 0) - (a[i] ?? 0));
    }
    start[unit] = at;
    data[2 * unit] = s;
    data[2 * unit + 1] = t;
  }
  const slice = net.engine.createNetwork(
    {
      layers: [{ type: 'linear', units }, ...rest],
      loss: net.sections.loss,
      init: { name: 'zeros' },
      optimizer: { name: 'sgd', lr: 0 },
    },
    { input: 2 },
  );
  slice.setParameters([
    { name: '0.weight', shape: [units, 2], data },
    { name: '0.bias', shape: [units], data: start },
    ...others,
  ]);
  return slice;
}

/**
 * @param {import('../store.js').DataStore} store
 * @param {number} at a test image
 * @returns {Float32Array} as the network sees it
 */
export function pixelsOf(store, at) {
  return Float32Array.from(store.rows('test', at, 1).inputs, (pixel) => Math.fround(pixel / 255));
}
