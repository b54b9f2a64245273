import { imagesAtOnce } from './work.js';

/** @typedef {import('../../engine/network.js').Network} Network */

/** Images that are looked at together: nearly every living unit is found alive by the first of them. */
const GLANCE = 250;

/**
 * @typedef {object} Question
 * @property {number} layer an activation
 * @property {number} unit of it, which is dead at step `to`
 * @property {number} images first ones of the training images, of which none wakes it
 * @property {number} from a step at which it was alive, or 0
 * @property {number} to a step at which it is dead
 *
 * @typedef {object} DeathView what killed it
 * @property {number} step the update that did it; 0 or, for a run that was gone on with, the step it began from: dead by then
 * @property {boolean} before whether it was dead before the first step that can be taken again
 * @property {number} rate learning rate at that step
 * @property {number} gradient norm of the loss's gradient by the unit's weights and bias
 * @property {number} moved norm of the change of its weights
 * @property {number} weight norm of its weights before it
 * @property {[before: number, after: number] | null} bias null if it has none
 */

/**
 * Takes the steps once more, on a copy, and looks after each whether any image wakes the unit.
 *
 * @param {import('../session.js').Session} session
 * @param {Question} question
 * @returns {import('./work.js').Work<DeathView>}
 */
export function* death(session, { layer, unit, images, from, to }) {
  const { past, store } = session;
  if (to > session.step) return;
  const life = past.relive(session);
  const { net } = life;
  try {
    const first = life.step;
    const part = () => ({ share: (life.step - first) / Math.max(1, to - first), found: null });
    const stride = Math.max(1, Math.floor(imagesAtOnce(net) / session.batch));
    while (life.step < Math.min(from, to)) {
      if (!life.advance(Math.min(stride, from - life.step))) return;
      yield part();
    }
    const vigil = new Vigil(net, store, layer, unit, Math.min(images, store.count('train')));
    /** @type {DeathView | null} */
    let deed = null;
    for (let taken = false; ; taken = true) {
      const before = taken ? valuesOf(net, layer, unit, 'parameters') : null;
      if (taken && !life.advance(1)) return;
      const woken = deed ? vigil.glance() : yield* vigil.wakes(part);
      if (woken) deed = null;
      else deed ??= deedOf(life, layer, unit, before);
      if (life.step >= to) break;
      yield part();
    }
    yield { share: 1, found: deed };
  } finally {
    life.dispose();
  }
}

/** Looks for an image that wakes a unit, beginning where one did before. */
class Vigil {
  #at = 0;

  /**
   * @param {Network} net
   * @param {import('../../engine/store.js').DataStore} store
   * @param {number} layer
   * @param {number} unit
   * @param {number} images
   */
  constructor(net, store, layer, unit, images) {
    this.net = net;
    this.store = store;
    this.layer = layer;
    this.unit = unit;
    this.images = images;
    this.size = Math.min(GLANCE, imagesAtOnce(net), images);
    this.diagnosis = net.engine.diagnose(net);
  }

  /** @returns {boolean} whether one of a few images does; the next time, of the next few */
  glance() {
    const { size, images, store, layer, unit } = this;
    const count = Math.min(size, images - this.#at);
    const woken = (this.diagnosis.active(store, 'train', this.#at, count)[layer]?.[unit] ?? 0) > 0;
    if (!woken) this.#at = this.#at + count < images ? this.#at + count : 0;
    return woken;
  }

  /**
   * @template T
   * @param {() => T} part
   * @returns {Generator<T, boolean>} whether one of all of them does
   */
  *wakes(part) {
    for (let seen = 0; seen < this.images; seen += this.size) {
      if (this.glance()) return true;
      yield part();
    }
    // The last few of a round may be fewer.
    return this.glance();
  }
}

/**
 * @param {import('../past.js').Reliving} life just behind the step
 * @param {number} layer
 * @param {number} unit
 * @param {number[][] | null} before weights and bias before the step; null: there was none
 * @returns {DeathView}
 */
function deedOf({ net, step }, layer, unit, before) {
  const [weights = [], bias] = valuesOf(net, layer, unit, 'parameters');
  const [were = [], wasBias] = before ?? [weights, bias];
  return {
    step,
    before: before === null,
    rate: before ? rateOf(net, step) : 0,
    gradient: before ? norm(valuesOf(net, layer, unit, 'gradients').flat()) : 0,
    moved: norm(weights.map((weight, i) => weight - (were[i] ?? 0))),
    weight: norm(were),
    bias: bias && wasBias ? [wasBias[0] ?? 0, bias[0] ?? 0] : null,
  };
}

/**
 * @param {Network} net
 * @param {number} layer an activation
 * @param {number} unit
 * @param {'parameters' | 'gradients'} what
 * @returns {number[][]} of the unit in the linear layer before: its weights and, if there is one, its bias
 */
function valuesOf(net, layer, unit, what) {
  const linear = net.sections.layers.slice(0, layer).findLastIndex(({ type }) => type === 'linear');
  return net[what]()
    .filter(({ name }) => name.startsWith(`${linear}.`))
    .map(({ shape, data }) => {
      const width = data.length / (shape[0] ?? 1);
      return [...data.subarray(unit * width, (unit + 1) * width)];
    });
}

/**
 * @param {Network} net
 * @param {number} step
 * @returns {number} learning rate of that step, told by the engine: a weight of 0 whose gradient is 1 moves by just so much
 */
function rateOf({ engine, sections }, step) {
  const one = engine.createNetwork(
    {
      layers: [{ type: 'linear', units: 1, bias: false }],
      loss: 'mse_loss',
      optimizer: { name: 'sgd', lr: sections.optimizer.lr },
      schedule: sections.schedule,
      init: { name: 'zeros' },
    },
    { input: 1 },
  );
  try {
    one.restore({ ...one.state(), steps: step - 1 });
    one.trainBatch(Float32Array.of(1), Float32Array.of(-0.5));
    return -(one.parameters()[0]?.data[0] ?? Number.NaN);
  } finally {
    one.dispose();
  }
}

/** @param {readonly number[]} values */
function norm(values) {
  return Math.sqrt(values.reduce((sum, value) => sum + value * value, 0));
}
