import { imagesAtOnce } from './work.js';

/** @typedef {import('../../engine/network.js').Network} Network */

/** Images that are looked at together: nearly every living unit is found alive by the first of them. */
const GLANCE = 250;

/**
 * @typedef {{ layer: number, unit: number }} Unit of an activation
 *
 * @typedef {object} Question
 * @property {readonly Unit[]} dead those that are dead at step `to`
 * @property {number} images first ones of the training images, of which none wakes them
 * @property {number} from a step at which all of them were alive, or 0
 * @property {number} to
 *
 * @typedef {object} Deed what killed a unit
 * @property {number} step the update that did it; 0 or, for a run that was gone on with, the step it began from: dead by then
 * @property {boolean} before whether it was dead before the first step that can be taken again
 * @property {number} rate learning rate at that step
 * @property {number} gradient norm of the loss's gradient by the unit's weights and bias
 * @property {number} moved norm of the change of its weights
 * @property {number} weight norm of its weights before it
 * @property {[before: number, after: number] | null} bias null if it has none
 *
 * @typedef {{ deeds: (Unit & Deed)[] }} DeathView
 *
 * @typedef {ReturnType<Network['parameters']>} Tensors
 */

/**
 * Takes the steps once more, on a copy, and looks after each which of the units are still woken by an image.
 *
 * @param {import('../session.js').Session} session
 * @param {Question} question
 * @returns {import('./work.js').Work<DeathView>}
 */
export function* death(session, { dead, images, from, to }) {
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
    const vigil = new Vigil(net, store, dead, Math.min(images, store.count('train')));
    /** @type {Map<Unit, Unit & Deed>} */
    const deeds = new Map();
    for (let taken = false; ; taken = true) {
      const before = taken ? net.parameters() : null;
      if (taken && !life.advance(1)) return;
      for (const unit of vigil.glance([...deeds.keys()])) deeds.delete(unit);
      const asleep = yield* vigil.asleep(
        dead.filter((unit) => !deeds.has(unit)),
        part,
      );
      for (const one of deedsOf(life, asleep, before)) deeds.set(one.of, one.deed);
      if (life.step >= to) break;
      yield part();
    }
    yield { share: 1, found: { deeds: [...deeds.values()] } };
  } finally {
    life.dispose();
  }
}

/** Looks for images that wake units: for each first among those that did so before. */
class Vigil {
  #next = 0;
  /** Where the images begin that woke a unit. @type {Map<Unit, number>} */
  #where = new Map();

  /**
   * @param {Network} net
   * @param {import('../../engine/store.js').DataStore} store
   * @param {readonly Unit[]} units
   * @param {number} images
   */
  constructor(net, store, units, images) {
    this.store = store;
    this.images = images;
    this.size = Math.min(GLANCE, imagesAtOnce(net), images);
    this.diagnosis = net.engine.diagnose(net);
    for (const unit of units) this.#where.set(unit, 0);
  }

  /** @param {readonly Unit[]} units @param {number} at where the images begin @returns {Set<Unit>} those that one of a few images wakes */
  #woken(units, at) {
    const count = Math.min(this.size, this.images - at);
    const counts = this.diagnosis.active(this.store, 'train', at, count);
    const woken = units.filter(({ layer, unit }) => (counts[layer]?.[unit] ?? 0) > 0);
    for (const unit of woken) this.#where.set(unit, at);
    return new Set(woken);
  }

  /** @param {readonly Unit[]} units @returns {Set<Unit>} those that one of a few images wakes; the next time, of the next few */
  glance(units) {
    if (units.length === 0) return new Set();
    const at = this.#next;
    this.#next = at + this.size < this.images ? at + this.size : 0;
    return this.#woken(units, at);
  }

  /**
   * @template T
   * @param {readonly Unit[]} units
   * @param {() => T} part
   * @returns {Generator<T, readonly Unit[]>} those that none of all the images wakes
   */
  *asleep(units, part) {
    /** @type {Unit[]} */
    const doubtful = [];
    for (let left = units; left[0]; ) {
      const [unit, ...others] = left;
      const woken = this.#woken(left, this.#where.get(unit) ?? 0);
      if (!woken.has(unit)) doubtful.push(unit);
      left = others.filter((one) => !woken.has(one));
      yield part();
    }
    /** @type {readonly Unit[]} */
    let asleep = doubtful;
    for (let at = 0; at < this.images && asleep.length > 0; at += this.size) {
      const woken = this.#woken(asleep, at);
      asleep = asleep.filter((unit) => !woken.has(unit));
      yield part();
    }
    return asleep;
  }
}

/**
 * @param {import('../past.js').Reliving} life just behind the step
 * @param {readonly Unit[]} units that it killed
 * @param {Tensors | null} before parameters before the step; null: there was none
 * @returns {{ of: Unit, deed: Unit & Deed }[]}
 */
function deedsOf({ net, step }, units, before) {
  if (units.length === 0) return [];
  const after = net.parameters();
  const gradients = before ? net.gradients() : [];
  const rate = before ? rateOf(net, step) : 0;
  return units.map((of) => {
    const [weights = [], bias] = valuesOf(net, of, after);
    const [were = [], wasBias] = valuesOf(net, of, before ?? after);
    const deed = {
      ...of,
      step,
      before: before === null,
      rate,
      gradient: norm(valuesOf(net, of, gradients).flat()),
      moved: norm(weights.map((weight, i) => weight - (were[i] ?? 0))),
      weight: norm(were),
      bias: /** @type {Deed['bias']} */ (bias && wasBias ? [wasBias[0] ?? 0, bias[0] ?? 0] : null),
    };
    return { of, deed };
  });
}

/**
 * @param {Network} net
 * @param {Unit} unit
 * @param {Tensors} tensors
 * @returns {number[][]} of the unit in the linear layer before: its weights and, if there is one, its bias
 */
function valuesOf(net, { layer, unit }, tensors) {
  const linear = net.sections.layers.slice(0, layer).findLastIndex(({ type }) => type === 'linear');
  return tensors
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
