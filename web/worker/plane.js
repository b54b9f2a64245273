/** What a network with one or two inputs does over all of them that there are data for. */

/** @typedef {import('./session.js').Session} Session */

/** Points of a line, and of either side of a plane. */
const [LINE, SIDE] = [120, 32];
/** The range is a little larger than the data's, as a part of its width. */
const MARGIN = 0.05;

/**
 * @typedef {object} Grid of inputs
 * @property {Float32Array} points [width · height · inputs], row by row from the lower left
 * @property {number} width
 * @property {number} height 1 for one input
 * @property {number} low of every input
 * @property {number} high
 */

/**
 * @param {Session['store']} store of floats, which have arrived
 * @param {readonly [number, number] | null} [range] as wide as the training rows unless given
 * @returns {Grid}
 */
export function gridOf(store, range = null) {
  const [low, high] = range ?? rangeOf(store);
  const width = store.input === 1 ? LINE : SIDE;
  const height = store.input === 1 ? 1 : SIDE;
  const points = new Float32Array(width * height * store.input);
  for (let at = 0; at < width * height; at++) {
    points[at * store.input] = low + ((high - low) * (at % width)) / (width - 1);
    if (store.input > 1) {
      points[at * store.input + 1] = low + ((high - low) * Math.floor(at / width)) / (height - 1);
    }
  }
  return { points, width, height, low, high };
}

/** @param {Session['store']} store @returns {[number, number]} */
function rangeOf(store) {
  const { inputs } = store.rows('train', 0, store.count('train'));
  let [least, most] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (const one of inputs) {
    least = Math.min(least, one);
    most = Math.max(most, one);
  }
  const margin = MARGIN * (most - least || 1);
  return [least - margin, most + margin];
}

/**
 * @param {Session['net']} net
 * @param {readonly Float32Array[]} outputs of every layer for the points of a grid
 * @param {{ layer: number, first: number, count: number }} units of a linear layer
 * @returns {Float32Array} [count · points], what comes out of each unit's activation, or of the unit if it has none
 */
export function responsesOf({ sections }, outputs, { layer, first, count }) {
  const last = sections.layers[layer + 1]?.type === 'activation' ? layer + 1 : layer;
  const values = outputs[last] ?? new Float32Array();
  const unit = sections.layers[layer];
  const width = unit?.type === 'linear' ? unit.units : 1;
  const points = values.length / width;
  const found = new Float32Array(count * points);
  for (let i = 0; i < count; i++) {
    for (let point = 0; point < points; point++) {
      found[i * points + point] = values[point * width + first + i] ?? 0;
    }
  }
  return found;
}
