import { copyOf, imagesAtOnce } from './work.js';

/**
 * @typedef {object} ActivityView for how many training images each unit has a slope
 * @property {number} step
 * @property {number} images that were looked at
 * @property {{ layer: number, counts: Uint32Array }[]} layers the activations
 */

/**
 * @param {import('../session.js').Session} session
 * @param {number} most training images that are looked at
 * @returns {import('./work.js').Work<ActivityView>}
 */
export function* activity(session, most) {
  const { store, step } = session;
  const count = Math.min(most, store.count('train'));
  const net = copyOf(session);
  try {
    const diagnosis = net.engine.diagnose(net);
    const activations = net.sections.layers.flatMap(({ type }, i) =>
      type === 'activation' ? [i] : [],
    );
    /** @type {Uint32Array[]} */
    let sums = [];
    for (let first = 0; first < count; ) {
      const part = Math.min(imagesAtOnce(net), count - first);
      const counts = diagnosis.active(store, 'train', first, part);
      sums = counts.map((list, i) => list.map((one, unit) => one + (sums[i]?.[unit] ?? 0)));
      first += part;
      const last = first >= count;
      const layers = activations.map((layer) => ({
        layer,
        counts: sums[layer] ?? new Uint32Array(),
      }));
      yield { share: first / count, found: last ? { step, images: count, layers } : null };
    }
  } finally {
    net.dispose();
  }
}
