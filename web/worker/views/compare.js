import { activationPace, tickOf } from '../../engine/lesson/activation-pace.js';
import { SLICE } from '../pace.js';
import { Stopwatch } from '../stopwatch.js';
import { imagesAtOnce } from './work.js';

/** @typedef {import('../../engine/engine.js').Engine} Engine */
/** @typedef {import('../../engine/experiment/index.js').Sections} Sections */
/** @typedef {import('../../engine/network.js').Network} Network */
/** @typedef {import('../../engine/store.js').DataStore} DataStore */

/** Test images for the accuracy, training images for the units that are dead, and for the share that is flat. */
const [TESTED, COUNTED, LOOKED_AT] = [2000, 2000, 200];

/**
 * @typedef {object} CompareRow what became of the network with one activation
 * @property {string} name
 * @property {number | null} failedAt the step at which a number was not finite; all but the last are then NaN
 * @property {number} accuracy NaN where there are no classes
 * @property {number} loss over the same test rows
 * @property {number} dead share of units
 * @property {number} flat share of pairs of image and unit
 * @property {number} ratio the first linear layer's gradient over the last one's
 * @property {number} stepTime milliseconds; NaN too where the steps were too short for the clock
 * @property {number} elementTime nanoseconds for one value of the function
 *
 * @typedef {{ rows: CompareRow[], steps: number, tested: number }} CompareView
 */

/**
 * @param {import('../session.js').Session} session
 * @param {readonly string[]} names of activations
 * @param {number} steps
 * @returns {import('./work.js').Work<CompareView>}
 */
export function* compare({ net, store, batch, now }, names, steps) {
  const { sections, engine, input } = net;
  const tested = Math.min(TESTED, store.count('test'));
  if (tested === 0) return;
  /** @type {CompareRow[]} */
  const rows = [];
  const tick = tickOf(now);
  for (const name of names) {
    const own = engine.createNetwork(withActivation(sections, name), { input });
    const run = engine.createRun(own, store, {
      batch,
      seed: sections.seed,
      epochs: Number.POSITIVE_INFINITY,
    });
    const trial = new Trial(own, run, new Stopwatch(now, tick));
    const share = () => (rows.length + run.step / steps) / names.length;
    try {
      while (!trial.over(steps)) {
        // The images it needs have not arrived.
        if (!trial.advance(steps)) return;
        yield { share: share(), found: { rows: [...rows], steps, tested } };
      }
      const failed = trial.failedAt !== null;
      const measured = failed ? lost : yield* measure(own, run, store, share());
      const times = {
        stepTime: trial.stepTime,
        elementTime: activationPace(engine, name, now, tick),
      };
      rows.push({ name, failedAt: trial.failedAt, ...measured, ...times });
      yield { share: rows.length / names.length, found: { rows: [...rows], steps, tested } };
    } finally {
      run.dispose();
      own.dispose();
    }
  }
}

const nan = Number.NaN;
const lost = { accuracy: nan, loss: nan, dead: nan, flat: nan, ratio: nan };

/** @param {Sections} sections @param {string} name */
function withActivation(sections, name) {
  const layers = sections.layers.map((layer) =>
    layer.type === 'activation' && layer.name !== name ? { type: 'activation', name } : layer,
  );
  return { ...sections, layers };
}

/** Steps of one network, some at a time. */
class Trial {
  /** @type {number | null} */
  failedAt = null;

  /**
   * @param {Network} net
   * @param {import('../../engine/run.js').Run} run
   * @param {Stopwatch} watch
   */
  constructor(net, run, watch) {
    this.run = run;
    this.watch = watch;
    this.batch = run.nextBatch.length;
    this.atOnce = Math.max(1, Math.floor(imagesAtOnce(net) / this.batch));
  }

  /** @param {number} steps */
  over(steps) {
    return this.failedAt !== null || this.run.step >= steps;
  }

  /** @param {number} steps @returns {boolean} whether it has come further */
  advance(steps) {
    const { run, watch, atOnce } = this;
    const before = run.step;
    watch.time(() => {
      const end = watch.now() + SLICE;
      let done = 0;
      do {
        const part = run.advance(Math.min(atOnce, steps - run.step));
        this.failedAt = part.nonFinite?.step ?? null;
        done = part.steps;
      } while (done > 0 && !this.over(steps) && watch.now() < end);
    });
    return run.step > before || this.failedAt !== null;
  }

  get stepTime() {
    return this.failedAt === null ? this.watch.spent / this.run.step : nan;
  }
}

/**
 * @param {Network} net
 * @param {import('../../engine/run.js').Run} run
 * @param {DataStore} store
 * @param {number} share of all the work that is done
 * @returns {Generator<{ share: number, found: null }, typeof lost>}
 */
function* measure(net, run, store, share) {
  const atOnce = imagesAtOnce(net);
  const nothing = { share, found: null };
  const { layers } = net.sections;
  const tested = Math.min(TESTED, store.count('test'));
  let [correct, lossSum] = [0, 0];
  for (let first = 0; first < tested; first += atOnce) {
    const part = net.evaluateStore(store, 'test', first, Math.min(atOnce, tested - first));
    correct += part.correct ?? Number.NaN;
    lossSum += part.lossSum;
    yield nothing;
  }
  const diagnosis = net.engine.diagnose(net);
  const counted = Math.min(COUNTED, store.count('train'));
  /** @type {Set<string>} */
  const alive = new Set();
  let units = 0;
  for (let first = 0; first < counted; first += atOnce) {
    const counts = diagnosis.active(store, 'train', first, Math.min(atOnce, counted - first));
    units = 0;
    for (const [layer, list] of counts.entries()) {
      if (layers[layer]?.type !== 'activation') continue;
      units += list.length;
      for (const [i, images] of list.entries()) if (images > 0) alive.add(`${layer} ${i}`);
    }
    yield nothing;
  }
  const { inputs } = store.rows('train', 0, Math.min(LOOKED_AT, counted));
  const ranges = layers.map(() => ({ input: null, output: null }));
  const views = diagnosis.observe(inputs, { bins: 1, ranges });
  yield nothing;
  return {
    accuracy: correct / tested,
    loss: lossSum / tested,
    dead: 1 - alive.size / units,
    flat: flatShare(layers, views),
    ratio: ratioOf(layers, diagnosis.foresee(run)),
  };
}

/**
 * @param {Sections['layers']} layers
 * @param {readonly { flat: number }[]} views
 */
function flatShare(layers, views) {
  const shares = views.flatMap(({ flat }, i) => (layers[i]?.type === 'activation' ? [flat] : []));
  return shares.reduce((sum, one) => sum + one, 0) / shares.length;
}

/**
 * @param {Sections['layers']} layers
 * @param {readonly { outputGradient: number }[] | null} norms
 */
function ratioOf(layers, norms) {
  const linear = layers.flatMap(({ type }, i) => (type === 'linear' ? [i] : []));
  const at = (/** @type {number | undefined} */ i) =>
    norms?.[i ?? -1]?.outputGradient ?? Number.NaN;
  return at(linear[0]) / at(linear.at(-1));
}
