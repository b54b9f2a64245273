/** The pieces of a network that is piecewise linear: where no unit changes over to another slope, it is straight. */

/** @typedef {import('./scene.js').Subject} Subject */

/** Points of a line, and of either side of a square, over which pieces are looked for. */
const [LINE, SIDE] = [2001, 201];
/** Points from one to the next of the three that tell whether a piece is bent. */
const REACH = 10;
/** An activation with at most so many different slopes has kinks, and is straight between them. */
const SLOPES = 4;

/**
 * @typedef {object} Line what a network with one input does
 * @property {Float32Array} x ascending
 * @property {Float32Array} y [points · outputs]
 * @property {number[]} kinks places of x where a unit changes over to another slope
 * @property {number} bend the largest second difference of y where no unit does, as a part of the largest y: rounding, where
 *   all activations are piecewise linear
 */

/**
 * @param {Pick<Subject, 'net' | 'diagnosis'>} subject a network with one input
 * @param {readonly [number, number]} range
 * @returns {Line}
 */
export function lineOf(subject, [low, high]) {
  const x = Float32Array.from({ length: LINE }, (_, i) => low + ((high - low) * i) / (LINE - 1));
  const patterns = patternsOf(subject, x);
  const y = subject.net.forward(x);
  const width = subject.net.output;
  /** @type {number[]} */
  const kinks = [];
  let bend = 0;
  let piece = 0;
  for (let i = 1; i < LINE; i++) {
    if (patterns[i] !== patterns[i - 1]) {
      kinks.push(((x[i] ?? 0) + (x[i - 1] ?? 0)) / 2);
      piece = i;
    }
    for (let unit = 0; i - 2 * REACH >= piece && unit < width; unit++) {
      const at = (/** @type {number} */ before) => y[(i - before) * width + unit] ?? 0;
      bend = Math.max(bend, Math.abs(at(0) - 2 * at(REACH) + at(2 * REACH)));
    }
  }
  const largest = y.reduce((most, one) => Math.max(most, Math.abs(one)), 0);
  return { x, y, kinks, bend: bend / largest };
}

/**
 * @param {Pick<Subject, 'net' | 'diagnosis'>} subject a network with two inputs
 * @param {readonly [number, number]} range of both
 * @returns {{ side: number, regions: Uint32Array, count: number }} number of the region of each point, row by row from
 *   the lower left; regions that touch no point are not found
 */
export function regionsOf(subject, [low, high]) {
  const place = (/** @type {number} */ i) => low + ((high - low) * i) / (SIDE - 1);
  const points = Float32Array.from({ length: 2 * SIDE * SIDE }, (_, i) => {
    const point = Math.floor(i / 2);
    return place(i % 2 === 0 ? point % SIDE : Math.floor(point / SIDE));
  });
  /** @type {Map<string, number>} */
  const numbers = new Map();
  const regions = Uint32Array.from(patternsOf(subject, points), (pattern) => {
    const number = numbers.get(pattern) ?? numbers.size;
    numbers.set(pattern, number);
    return number;
  });
  return { side: SIDE, regions, count: numbers.size };
}

/**
 * @param {Pick<Subject, 'net' | 'diagnosis'>} subject
 * @param {Float32Array} points [n · input]
 * @returns {string[]} by point: the slopes of all units whose activation is piecewise linear
 */
function patternsOf({ net, diagnosis }, points) {
  const { layers } = net.sections;
  const outputs = diagnosis.trace(points);
  const count = points.length / net.input;
  const patterns = new Array(count).fill('');
  for (const [i, layer] of layers.entries()) {
    if (layer.type !== 'activation') continue;
    const { type, name, ...parameters } = layer;
    if (!isPiecewise(net.engine, name, parameters)) continue;
    const slopes = net.engine.activateGrad(name, parameters, outputs[i - 1] ?? points);
    const width = slopes.length / count;
    for (let point = 0; point < count; point++) {
      patterns[point] += `${slopes.subarray(point * width, (point + 1) * width).join()} `;
    }
  }
  return patterns;
}

/**
 * @param {import('../engine.js').Engine} engine
 * @param {string} name
 * @param {Readonly<Record<string, number | string>>} parameters
 */
function isPiecewise(engine, name, parameters) {
  const x = Float32Array.from({ length: 1000 }, (_, i) => (i - 499.5) / 50);
  return new Set(engine.activateGrad(name, parameters, x)).size <= SLOPES;
}
