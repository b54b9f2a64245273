/** The pieces of a network that is piecewise linear: where no unit changes over to another slope, it is straight. */

import { DIGITS, pixelsOf, RANGE, sliceOf } from './slice.js';
import { Survey } from './survey.js';
import { Track } from './track.js';

/** @typedef {import('./scene.js').Subject} Subject */

/** @typedef {Pick<Subject, 'net' | 'diagnosis'>} Bare a network, and who looks inside it */

/**
 * @param {Bare} subject a network with one input
 * @param {readonly [number, number]} range
 * @returns {import('./track.js').Line}
 */
export function lineOf(subject, range) {
  const track = new Track(subject, range);
  for (const _ of track.go());
  return track.line;
}

/**
 * @param {Bare} subject a network with two inputs
 * @param {readonly [number, number]} range of both
 * @returns {{ side: number, regions: Uint32Array, count: number }} number of the region of each point, row by row from
 *   the lower left; regions that touch no point are not found
 */
export function regionsOf(subject, range) {
  const survey = new Survey(subject, range);
  for (const _ of survey.go());
  const { side, regions, count } = survey;
  return { side, regions, count };
}

/**
 * @param {import('../network.js').Network} net of images, whose first layer is linear
 * @param {import('../store.js').DataStore} store
 * @returns {number} regions of the plane through the first test images of three digits; NaN if one is not there
 */
export function sliceRegionsOf(net, store) {
  const rows = store.rows('test', 0, store.count('test'));
  const labels = 'labels' in rows ? rows.labels : new Uint8Array();
  const [a, b, c] = DIGITS.map((digit) => labels.indexOf(digit)).flatMap((at) =>
    at < 0 ? [] : [pixelsOf(store, at)],
  );
  if (!a || !b || !c) return Number.NaN;
  const slice = sliceOf(net, [a, b, c]);
  try {
    return regionsOf({ net: slice, diagnosis: slice.engine.diagnose(slice) }, RANGE).count;
  } finally {
    slice.dispose();
  }
}

/**
 * @param {import('../store.js').DataStore} store
 * @returns {[number, number]} of all inputs of the training rows
 */
export function rangeOf(store) {
  const { inputs } = store.rows('train', 0, store.count('train'));
  const scale = inputs instanceof Uint8Array ? 255 : 1;
  const first = inputs[0] ?? 0;
  let [low, high] = [first, first];
  for (const one of inputs) {
    low = Math.min(low, one);
    high = Math.max(high, one);
  }
  return [low / scale, high / scale];
}
