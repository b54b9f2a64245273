import { Collapse } from '../../engine/lesson/collapsed.js';
import { quantize, spreadOf } from '../tiles.js';
import { copyOf, imagesAtOnce } from './work.js';

/** Training images that tell how much a pixel varies. */
const VARIED = 1000;

/**
 * @typedef {object} CollapseView the stack as one matrix, its activations passed over
 * @property {number} step
 * @property {[number, number]} shape
 * @property {Float32Array} weight row by row
 * @property {Float32Array} bias
 * @property {{ scale: number, pixels: Int8Array } | null} images the rows times the pixels' spread, where they are images
 * @property {number} rank
 * @property {number} gap largest difference between the outputs over `tested` test rows, as a part of the largest
 * @property {number} tested
 */

/**
 * @param {import('../session.js').Session} session
 * @param {number} most test rows that both are compared on
 * @returns {import('./work.js').Work<CollapseView>}
 */
export function* collapse(session, most) {
  const { store, step } = session;
  const count = Math.min(most, store.count('test'));
  const net = copyOf(session);
  const nothing = { share: 0, found: null };
  try {
    yield nothing;
    const subject = { net, store, diagnosis: net.engine.diagnose(net) };
    const one = new Collapse(subject);
    try {
      yield nothing;
      const { weight, bias, shape } = one;
      const images = store.numbers ? null : asImages(weight, shape[1], store);
      yield nothing;
      const still = { step, shape, weight, bias, images, rank: one.rank };
      while (one.images < count) {
        one.compare(Math.min(imagesAtOnce(net), count - one.images));
        const { gap, images: tested } = one;
        yield { share: tested / count, found: { ...still, gap, tested } };
      }
    } finally {
      one.dispose();
    }
  } finally {
    net.dispose();
  }
}

/**
 * @param {Float32Array} weight
 * @param {number} width
 * @param {import('../../engine/store.js').DataStore} store of images
 */
function asImages(weight, width, store) {
  const { images } = store.read('train', 0, Math.min(VARIED, store.count('train')));
  const spread = spreadOf(images, width);
  return quantize(weight.map((one, i) => one * (spread[i % width] ?? 0)));
}
