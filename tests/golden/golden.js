// What the golden tests share. The files in data/ are written by scripts/golden/generate.py.
import { readdirSync, readFileSync } from 'node:fs';

const folder = new URL('data/', import.meta.url);

/**
 * A golden file, e.g. `activations/relu`.
 * @param {string} name
 * @returns {any}
 */
export function golden(name) {
  return JSON.parse(readFileSync(new URL(`${name}.json`, folder), 'utf8'));
}

/**
 * Names of the golden files in a folder of data/, without their extension.
 * @param {string} group
 */
export function goldenNames(group) {
  return readdirSync(new URL(group, folder)).map((name) => name.replace(/\.json$/, ''));
}

/**
 * Reads floats written as 8 hex digits each, or `nan`.
 * @param {string} text
 */
export function floats(text) {
  const words = text.split(' ').map((word) => (word === 'nan' ? 0x7fc00000 : Number(`0x${word}`)));
  return new Float32Array(Uint32Array.from(words).buffer);
}

/**
 * Number of floats between a and b: 0 for equal numbers (and for two NaNs), 1 for neighbours, infinite where just one
 * is NaN.
 * @param {number} a
 * @param {number} b
 */
export function floatSteps(a, b) {
  if (Number.isNaN(a) || Number.isNaN(b)) {
    return Number.isNaN(a) && Number.isNaN(b) ? 0 : Number.POSITIVE_INFINITY;
  }
  const bits = new Int32Array(Float32Array.of(a, b).buffer);
  const [first = 0, second = 0] = Array.from(bits, (i) => (i < 0 ? -(i & 0x7fffffff) : i));
  return Math.abs(first - second);
}

/**
 * |a − b| over |b|, or |a − b| where b is 0.
 * @param {number} a
 * @param {number} b
 */
export function relativeError(a, b) {
  return Math.abs(a - b) / (Math.abs(b) || 1);
}

/**
 * Numbers in [−2^−shift, 2^−shift) that the generator can make too, exactly: `stream` in scripts/golden/common.py
 * says how.
 * @param {number} seed
 * @param {number} count
 * @param {number} shift
 */
export function stream(seed, count, shift) {
  const values = new Float32Array(count);
  let state = seed >>> 0;
  for (let i = 0; i < count; i++) {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    values[i] = ((state >>> 8) - 2 ** 23) * 2 ** -(23 + shift);
  }
  return values;
}

/**
 * Parameters for a network's linear layers as the generator's `fill` makes them; a learnt slope keeps its value.
 * @param {{ name: string, shape: number[], data: Float32Array }[]} parameters
 * @param {number} seed
 * @param {number} shift
 */
export function filled(parameters, seed, shift) {
  let next = seed;
  let linear = '';
  return parameters.map(({ name, shape, data }) => {
    const [layer = '', part] = name.split('.');
    if (part === 'weight' && shape.length === 2) linear = layer;
    if (layer !== linear) return { name, shape, data };
    return { name, shape, data: stream(next++, data.length, shift) };
  });
}
