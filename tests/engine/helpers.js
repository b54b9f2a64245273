// What the engine's tests share: repeatable numbers, refusals, and small documents.
import assert from 'node:assert/strict';
import { loadEngine, StrataError } from '../../web/engine/index.js';

/** @typedef {import('../../web/engine/engine.js').Engine} Engine */
/** @typedef {import('../../web/engine/network.js').Network} Network */
/** @typedef {import('../../web/engine/network.js').Parameter} Parameter */

export const engine = await loadEngine();

/**
 * Element i, which must be there.
 * @template T
 * @param {ArrayLike<T>} list
 * @param {number} i
 * @returns {T}
 */
export function at(list, i) {
  const item = list[i < 0 ? list.length + i : i];
  assert.notEqual(item, undefined, `there is no element ${i} of ${list.length}`);
  return /** @type {T} */ (item);
}

/**
 * Whole numbers from 0 to below − 1 that follow from the seed (a linear congruential generator's upper bits).
 * @param {number} seed
 * @param {number} count
 * @param {number} below at most 65,536
 */
export function draws(seed, count, below) {
  let state = (seed * 2654435761) >>> 0;
  return Array.from({ length: count }, () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor(((state >>> 16) / 65536) * below);
  });
}

/**
 * Numbers in (−scale, scale), none of them 0.
 * @param {number} seed
 * @param {number} count
 * @param {number} [scale]
 */
export function numbers(seed, count, scale = 1) {
  return Float32Array.from(draws(seed, count, 65536), (draw) => (scale * (draw - 32767.5)) / 32768);
}

/** @param {number} seed @param {number} count */
export function pixels(seed, count) {
  return Uint8Array.from(draws(seed, count, 256));
}

/** @param {number} seed @param {number} count @param {number} classes */
export function labels(seed, count, classes) {
  return Uint8Array.from(draws(seed, count, classes));
}

/** @param {Uint8Array} classes @param {number} width */
export function oneHot(classes, width) {
  const targets = new Float32Array(classes.length * width);
  classes.forEach((label, row) => {
    targets[row * width + label] = 1;
  });
  return targets;
}

/** @param {number} units @param {boolean} [bias] */
export function linear(units, bias = true) {
  return { type: 'linear', units, bias };
}

/** @param {string} name @param {Record<string, number | string>} [params] */
export function act(name, params = {}) {
  return { type: 'activation', name, ...params };
}

/**
 * The StrataError that `work` throws or rejects with.
 * @param {() => unknown} work
 * @returns {Promise<StrataError>}
 */
export async function refusal(work) {
  try {
    await work();
  } catch (error) {
    if (error instanceof StrataError) return error;
    throw error;
  }
  assert.fail('was not refused');
}

/**
 * Runs `work` with a network and disposes of it.
 * @template T
 * @param {unknown} document
 * @param {number} input
 * @param {(net: Network) => T} work
 * @param {Engine} [on]
 * @returns {T}
 */
export function withNetwork(document, input, work, on = engine) {
  const net = on.createNetwork(document, { input });
  try {
    return work(net);
  } finally {
    net.dispose();
  }
}

/**
 * Fails unless all numbers agree to `tolerance` of the largest wanted one.
 * @param {ArrayLike<number>} found
 * @param {ArrayLike<number>} wanted
 * @param {number} tolerance
 * @param {string} what
 */
export function assertClose(found, wanted, tolerance, what) {
  assert.equal(found.length, wanted.length, `${what}: length`);
  const largest = Array.from(wanted).reduce((max, value) => Math.max(max, Math.abs(value)), 1e-30);
  for (let i = 0; i < wanted.length; i++) {
    const error = Math.abs(at(found, i) - at(wanted, i)) / largest;
    assert.ok(error <= tolerance, `${what}[${i}]: ${found[i]} instead of ${wanted[i]}`);
  }
}

/**
 * Bits of floats, to compare −0, NaN and all.
 * @param {Float32Array} floats
 */
export function bits(floats) {
  return new Uint32Array(floats.buffer, floats.byteOffset, floats.length);
}

/** @param {ArrayLike<number>} values */
export function largest(values) {
  let best = 0;
  for (let i = 1; i < values.length; i++) if (at(values, i) > at(values, best)) best = i;
  return best;
}

/** @param {ArrayLike<number>} values */
export function norm(values) {
  return Math.sqrt(Array.from(values).reduce((sum, value) => sum + value * value, 0));
}
