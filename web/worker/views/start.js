import { unit } from '../../engine/summary.js';
import { copyOf } from './work.js';

/** @typedef {import('../../engine/experiment/index.js').Named} Named */
/** @typedef {import('../../engine/network.js').Network} Network */
/** @typedef {import('../session.js').Session} Session */

/** Training images that are sent through. */
const IMAGES = 64;

/**
 * @typedef {object} Sizes how signals and gradients are in a network, by linear layer
 * @property {number[]} spreads standard deviation of what comes out of the layer, behind its activations
 * @property {number[]} gradients root mean square of the loss's gradient by the layer's output; NaN where it is not finite
 *
 * @typedef {Sizes & { init: Named }} StartRow
 * @typedef {{ images: number, rows: StartRow[], now: (Sizes & { step: number }) | null }} StartView `now`: with the weights
 *   that the network has
 */

/**
 * @param {Session} session
 * @param {readonly Named[]} inits that the network is measured with before its first step
 * @returns {import('./work.js').Work<StartView>}
 */
export function* start(session, inits) {
  const { net, store, step } = session;
  const images = Math.min(IMAGES, store.count('train'));
  if (images === 0) return;
  const batch = store.rows('train', 0, images);
  /** @type {StartRow[]} */
  const rows = [];
  const told = (/** @type {StartView['now']} */ now) => ({
    share: rows.length / (inits.length + 1),
    found: { images, rows: [...rows], now },
  });
  const own = copyOf(session);
  try {
    yield told(null);
    const now = { ...(yield* sizesOf(own, batch, () => told(null))), step };
    yield told(now);
    for (const init of inits) {
      const one = net.engine.createNetwork({ ...net.sections, init }, { input: net.input });
      try {
        yield told(now);
        rows.push({ init, ...(yield* sizesOf(one, batch, () => told(now))) });
      } finally {
        one.dispose();
      }
      yield told(now);
    }
  } finally {
    own.dispose();
  }
}

/**
 * @template T
 * @param {Network} net takes a step
 * @param {ReturnType<import('../../engine/store.js').DataStore['rows']>} batch
 * @param {() => T} told what is yielded in between
 * @returns {Generator<T, Sizes>}
 */
function* sizesOf(net, batch, told) {
  const { layers } = net.sections;
  const linear = layers.flatMap(({ type }, i) => (type === 'linear' ? [i] : []));
  const diagnosis = net.engine.diagnose(net);
  // One bin of any range: the pictures need no histograms.
  const ranges = layers.map(() => ({ input: null, output: unit }));
  const views = diagnosis.observe(batch.inputs, { bins: 1, ranges });
  yield told();
  diagnosis.watch(true);
  const { nonFinite } = net.trainBatch(
    batch.inputs,
    'labels' in batch ? batch.labels : batch.targets,
  );
  const norms = diagnosis.norms();
  const images = batch.inputs.length / net.input;
  return {
    // Where the next linear layer begins, this one's activations end.
    spreads: linear.map(
      (_, i) => views[(linear[i + 1] ?? layers.length) - 1]?.output.deviation ?? Number.NaN,
    ),
    gradients: linear.map((at) => {
      const width = net.tensors.find(({ name }) => name === `${at}.weight`)?.shape[0] ?? 1;
      const norm = norms[at]?.outputGradient ?? Number.NaN;
      return nonFinite ? Number.NaN : norm / Math.sqrt(images * width);
    }),
  };
}
