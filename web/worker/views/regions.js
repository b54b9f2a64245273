import { bendsOf } from '../../engine/lesson/bends.js';
import { rangeOf } from '../../engine/lesson/pieces.js';
import { pixelsOf, RANGE, sliceOf } from '../../engine/lesson/slice.js';
import { Survey } from '../../engine/lesson/survey.js';
import { copyOf, imagesAtOnce } from './work.js';

/** @typedef {import('../../engine/network.js').Network} Network */
/** @typedef {import('../session.js').Session} Session */

/**
 * @typedef {object} RegionsView the pieces of a network over a plane
 * @property {number} step
 * @property {number} side points of either side
 * @property {number} low of both inputs
 * @property {number} high
 * @property {Uint32Array} regions number by point, row by row from the lower left
 * @property {number[]} marks by region: tells its pattern
 * @property {number} count of regions
 * @property {number} coarse regions that a grid of half as many points finds, or of as many while training goes on
 * @property {number[]} depths regions after each of the layers with kinks, with those before it
 * @property {{ layer: number, units: number }[]} layers those layers
 * @property {Uint16Array[]} on by layer: units that are on, by point
 * @property {Float32Array[]} lines by layer: pieces of the kinks, x and y of either end in steps of the grid
 * @property {boolean} crowded there are so many that some are left out
 * @property {Uint8Array} answers class by point, 255 where outputs are not finite
 * @property {Float32Array} borders between answers, like `lines`
 * @property {boolean} piecewise whether all its activations are piecewise linear
 */

/**
 * @param {Session} session
 * @param {number} side points of either side
 * @param {readonly [number, number, number] | null} images places of three test images that span the plane; null where
 *   the network has two inputs
 * @returns {import('./work.js').Work<RegionsView>}
 */
export function* regions(session, side, images) {
  const { store } = session;
  const [split, most] = images
    ? [/** @type {const} */ ('test'), Math.max(...images)]
    : ['train', 0];
  if (store.count(/** @type {'train' | 'test'} */ (split)) <= most) return;
  const whole = copyOf(session);
  /** @type {Network | null} */
  let slice = null;
  try {
    yield { share: 0, found: null };
    if (images) {
      const [a, b, c] = images.map((at) => pixelsOf(store, at));
      if (a && b && c) slice = sliceOf(whole, [a, b, c]);
      yield { share: 0, found: null };
    }
    yield* surveyed(slice ?? whole, session.step, images ? RANGE : rangeOf(store), side);
  } finally {
    slice?.dispose();
    whole.dispose();
  }
}

/**
 * @param {Network} net
 * @param {number} step
 * @param {readonly [number, number]} range
 * @param {number} side
 * @returns {import('./work.js').Work<RegionsView>}
 */
function* surveyed(net, step, [low, high], side) {
  const survey = new Survey({ net, diagnosis: net.engine.diagnose(net) }, [low, high], side);
  for (const share of survey.go(imagesAtOnce(net))) yield { share, found: null };
  const { regions, marks, count, depths, layers, on, lines, answers } = survey;
  yield { share: 1, found: null };
  const found = {
    step,
    side,
    low,
    high,
    regions,
    marks,
    count,
    coarse: survey.coarse,
    depths,
    layers,
    on,
    lines: lines.map((list) => Float32Array.from(list)),
    crowded: survey.crowded.size > 0,
    answers,
    borders: Float32Array.from(survey.borders),
    piecewise: net.sections.layers.every(
      (layer) => layer.type === 'linear' || bendsOf(net.engine, layer) !== null,
    ),
  };
  yield { share: 1, found };
}
