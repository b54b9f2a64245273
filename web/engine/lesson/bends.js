/** Where an activation that is piecewise linear changes over to another piece. */

/** @typedef {import('../engine.js').Engine} Engine */
/** @typedef {import('../experiment/index.js').Layer} Layer */

/** An activation with at most so many different slopes has kinks, and is straight between them. */
const SLOPES = 4;
/** Places at which slopes are looked at, over −10 … 10, and halvings of the space between two of them. */
const [PLACES, REACH, HALVINGS] = [1000, 10, 40];
/** What a step may differ from its slope by rounding. */
const ROUNDING = 1e-4;

/**
 * @typedef {object} Bends
 * @property {number[]} at pre-activations, ascending
 * @property {boolean[]} on by piece, of which there is one more: whether its slope is the largest
 *
 * @typedef {{ layer: number, bends: Bends }} Bending its place in `layers`
 */

/**
 * @param {Engine} engine
 * @param {Layer | undefined} layer
 * @returns {Bends | null} null if it is no activation, or not piecewise linear
 */
export function bendsOf(engine, layer) {
  if (layer?.type !== 'activation') return null;
  const { type, name, ...parameters } = layer;
  const slope = (/** @type {Float32Array} */ z) => engine.activateGrad(name, parameters, z);
  const value = (/** @type {Float32Array} */ z) => engine.activate(name, parameters, z);
  const gap = (2 * REACH) / PLACES;
  const places = Float32Array.from({ length: PLACES }, (_, i) => (i + 0.5) * gap - REACH);
  const [slopes, values] = [slope(places), value(places)];
  if (new Set(slopes).size > SLOPES) return null;
  const changes = [...slopes.keys()].slice(1).filter((i) => {
    const step = (values[i] ?? 0) - (values[i - 1] ?? 0);
    return slopes[i] !== slopes[i - 1] || Math.abs(step - (slopes[i] ?? 0) * gap) > ROUNDING;
  });
  let low = Float64Array.from(changes, (i) => places[i - 1] ?? 0);
  let high = Float64Array.from(changes, (i) => places[i] ?? 0);
  for (let i = 0; i < HALVINGS; i++) {
    const middle = low.map((one, k) => (one + (high[k] ?? 0)) / 2);
    const z = Float32Array.from(middle);
    const [now, height] = [slope(z), value(z)];
    const below = changes.map((place, k) => {
      const before = place - 1;
      const step = (height[k] ?? 0) - (values[before] ?? 0);
      const straight = (slopes[before] ?? 0) * ((z[k] ?? 0) - (places[before] ?? 0));
      return now[k] === slopes[before] && Math.abs(step - straight) <= ROUNDING;
    });
    low = low.map((one, k) => (below[k] ? (middle[k] ?? 0) : one));
    high = high.map((one, k) => (below[k] ? one : (middle[k] ?? 0)));
  }
  const pieces = [0, ...changes].map((i) => slopes[i] ?? 0);
  const most = Math.max(...pieces);
  return {
    // Nearer than to a millionth the function itself does not tell them.
    at: Array.from(low, (one) => Number(one.toFixed(6)) + 0),
    on: pieces.map((one) => one === most),
  };
}

/** @param {Bends} bends @param {number} z @returns {number} the piece that it is on */
export function pieceAt({ at }, z) {
  let piece = 0;
  while (piece < at.length && z > (at[piece] ?? 0)) piece++;
  return piece;
}

/**
 * The activations of a network that are piecewise linear.
 *
 * @param {import('../network.js').Network} net
 * @returns {Bending[]}
 */
export function bendingLayers({ engine, sections }) {
  return sections.layers.flatMap((one, layer) => {
    const bends = bendsOf(engine, one);
    return bends ? [{ layer, bends }] : [];
  });
}
