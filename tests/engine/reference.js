// A network in plain double arithmetic, row by row, to hold the engine to. Activations alone come from the engine's own
// table functions, which the tests in C and the golden files hold to account.
import { at, engine, largest } from './helpers.js';

/** @typedef {import('../../web/engine/network.js').Parameter} Parameter */
/** @typedef {{ readonly layers: readonly Readonly<Record<string, any>>[], readonly loss: string }} Model */
/** @typedef {ArrayLike<number>} Row */

/**
 * Value of a loss for one row of outputs x and targets t, and its derivatives by x.
 * @type {Record<string, (x: number[], t: number[]) => { value: number, by: number[] }>}
 */
export const losses = {
  cross_entropy(x, t) {
    const max = Math.max(...x);
    const total = x.reduce((sum, v) => sum + Math.exp(v - max), 0);
    const mass = t.reduce((sum, v) => sum + v, 0);
    const logs = x.map((v) => v - max - Math.log(total));
    return {
      value: -logs.reduce((sum, log, k) => sum + log * at(t, k), 0),
      by: logs.map((log, k) => Math.exp(log) * mass - at(t, k)),
    };
  },
  mse_loss: elementwise((x, t) => [(x - t) ** 2, 2 * (x - t)]),
  l1_loss: elementwise((x, t) => [Math.abs(x - t), Math.sign(x - t)]),
  huber_loss: elementwise((x, t) => {
    const e = x - t;
    return Math.abs(e) <= 1 ? [e ** 2 / 2, e] : [Math.abs(e) - 0.5, Math.sign(e)];
  }),
  binary_cross_entropy_with_logits: elementwise((x, t) => [
    Math.max(x, 0) - x * t + Math.log1p(Math.exp(-Math.abs(x))),
    1 / (1 + Math.exp(-x)) - t,
  ]),
  multi_margin_loss(x, t) {
    const label = largest(t);
    const margins = x.map((v, k) => (k === label ? 0 : Math.max(0, 1 - at(x, label) + v)));
    const by = margins.map((margin) => (margin > 0 ? 1 / x.length : 0));
    by[label] = -by.reduce((sum, v) => sum + v, 0);
    return { value: margins.reduce((sum, v) => sum + v, 0) / x.length, by };
  },
};

/** @param {(x: number, t: number) => [number, number]} term */
function elementwise(term) {
  return (/** @type {number[]} */ xs, /** @type {number[]} */ ts) => {
    const terms = xs.map((x, k) => term(x, at(ts, k)));
    return {
      value: terms.reduce((sum, [value]) => sum + value, 0) / xs.length,
      by: terms.map(([, by]) => by / xs.length),
    };
  };
}

/**
 * @param {readonly Parameter[]} parameters
 * @param {string} name
 */
function find(parameters, name) {
  return parameters.find((parameter) => parameter.name === name)?.data;
}

/**
 * Parameters for `activate`: a learnt slope takes the place of its first value.
 * @param {Readonly<Record<string, any>>} layer
 * @param {Float32Array | undefined} slope
 */
function activationParams({ type: _, name, ...params }, slope) {
  return name === 'prelu' && slope ? { init: at(slope, 0) } : params;
}

/**
 * @param {Model} model
 * @param {readonly Parameter[]} parameters
 * @param {Row} x
 * @returns {number[][]} the row itself, then every layer's output
 */
export function outputs({ layers }, parameters, x) {
  const rows = [Array.from(x)];
  layers.forEach((layer, i) => {
    const row = at(rows, -1);
    const weight = find(parameters, `${i}.weight`);
    if (layer.type === 'activation') {
      const params = activationParams(layer, weight);
      rows.push(Array.from(engine.activate(layer.name, params, Float32Array.from(row))));
      return;
    }
    const bias = find(parameters, `${i}.bias`);
    rows.push(
      Array.from({ length: layer.units }, (_, out) =>
        row.reduce(
          (sum, value, k) => sum + value * at(weight ?? [], out * row.length + k),
          bias ? at(bias, out) : 0,
        ),
      ),
    );
  });
  return rows;
}

/**
 * Mean loss over rows, its gradients by name, and by the output of each layer and row.
 * @param {Model} model
 * @param {readonly Parameter[]} parameters
 * @param {Row[]} xs
 * @param {Row[]} ts targets, one row each
 */
export function gradients(model, parameters, xs, ts) {
  const sums = new Map(parameters.map(({ name, data }) => [name, new Float64Array(data.length)]));
  /** @type {number[][]} */
  const byOutput = model.layers.map(() => []);
  let loss = 0;
  xs.forEach((x, row) => {
    const rows = outputs(model, parameters, x);
    const { value, by } = at([losses[model.loss]], 0)?.(at(rows, -1), Array.from(at(ts, row))) ?? {
      value: Number.NaN,
      by: [],
    };
    loss += value / xs.length;
    let delta = by.map((v) => v / xs.length);
    for (let i = model.layers.length - 1; i >= 0; i--) {
      at(byOutput, i).push(...delta);
      delta = backward(at(model.layers, i), `${i}`, parameters, at(rows, i), delta, sums);
    }
  });
  return { loss, gradients: sums, byOutput };
}

/**
 * Adds a layer's gradients to the sums; gives back those by its input.
 * @param {Readonly<Record<string, any>>} layer
 * @param {string} name
 * @param {readonly Parameter[]} parameters
 * @param {number[]} input
 * @param {number[]} delta
 * @param {Map<string, Float64Array>} sums
 */
function backward(layer, name, parameters, input, delta, sums) {
  const weight = find(parameters, `${name}.weight`);
  const byWeight = sums.get(`${name}.weight`);
  if (layer.type === 'activation') {
    const params = activationParams(layer, weight);
    const slope = engine.activateGrad(layer.name, params, Float32Array.from(input));
    if (byWeight) {
      byWeight[0] = input.reduce(
        (sum, x, k) => sum + (x > 0 ? 0 : x * at(delta, k)),
        at(byWeight, 0),
      );
    }
    return delta.map((d, k) => d * at(slope, k));
  }
  const byBias = sums.get(`${name}.bias`);
  const below = new Array(input.length).fill(0);
  delta.forEach((d, out) => {
    if (byBias) byBias[out] = at(byBias, out) + d;
    input.forEach((x, k) => {
      const i = out * input.length + k;
      if (byWeight) byWeight[i] = at(byWeight, i) + d * x;
      below[k] += d * at(weight ?? [], i);
    });
  });
  return below;
}

/**
 * Cuts an array into rows.
 * @param {ArrayLike<number>} array
 * @param {number} width
 * @returns {number[][]}
 */
export function rowsOf(array, width) {
  const all = Array.from(array);
  return Array.from({ length: all.length / width }, (_, i) =>
    all.slice(i * width, (i + 1) * width),
  );
}
