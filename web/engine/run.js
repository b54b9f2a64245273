import { statusError } from './arrays.js';
import { StrataError } from './errors.js';
import { Status } from './exports.js';

/** @typedef {import('./network.js').Network} Network */
/** @typedef {import('./network.js').NonFinite} NonFinite */
/** @typedef {import('./store.js').DataStore} DataStore */

/**
 * @typedef {object} Advance what a stretch of training came to
 * @property {number} steps steps done
 * @property {number} loss mean loss over those steps, each before its step; NaN if there was none
 * @property {null | 'data' | 'epoch' | 'done' | 'nonfinite'} reason why it ended before all steps were done, or at an
 *   epoch's end: the next images have not arrived, an epoch ended, all epochs are over, a number was not finite
 * @property {NonFinite} [nonFinite]
 *
 * @typedef {object} Place
 * @property {number} epoch epochs done
 * @property {number} position images done in this one
 * @property {number} step steps done
 * @property {number} loss sum over the steps of this epoch
 * @property {number} steps of this epoch
 * @property {number} last loss of the last step
 */

/** @type {Readonly<Place>} before the first step */
export const START = Object.freeze({ epoch: 0, position: 0, step: 0, loss: 0, steps: 0, last: 0 });

/** The first epoch is shuffled within blocks of as many images, so that training can begin before all have arrived. */
export const BLOCK = 2000;

/**
 * Training of one network on one store, in as small pieces as the caller likes: the pieces do not change the result.
 *
 * Epoch 0 goes through the images block by block, shuffled within each block; later epochs are shuffled over all images.
 * The order follows from the seed alone. The last batch of an epoch may be smaller.
 */
export class Run {
  #engine;
  #network;
  #store;
  #place;
  #batch;
  #seed;
  #order = 0;
  /** Address of the current epoch's report. The engine adds to it step by step, so no sum depends on the pieces. */
  #report = 0;
  /** Images of this epoch that are done. */
  #position = 0;
  #ended = false;

  /**
   * @param {Network} network
   * @param {DataStore} store its capacity of training images is the size of an epoch
   * @param {{ batch: number, seed: number, epochs: number }} options epochs may be Infinity; a batch larger than the
   *   epoch is all of it
   * @throws {StrataError} `run-options`, `store-input`, `store-targets`, `engine-mixed`
   */
  constructor(network, store, { batch, seed, epochs }) {
    this.#place = store.capacity('train');
    demandWhole('batch', batch, 1);
    demandWhole('seed', seed, 0, 2 ** 32 - 1);
    if (epochs !== Number.POSITIVE_INFINITY) demandWhole('epochs', epochs, 0);
    store.demandFit(network);
    this.#engine = network.engine;
    this.#network = network;
    this.#store = store;
    this.#batch = Math.min(batch, this.#place);
    this.#seed = seed;
    /** @readonly Epochs after which the run is over; may be Infinity. @type {number} */
    this.epochs = epochs;
    /** Steps done since the start. @type {number} */
    this.step = 0;
    /** Epochs done since the start. @type {number} */
    this.epoch = 0;
    /** @readonly Steps of a whole epoch. @type {number} */
    this.stepsPerEpoch = Math.ceil(this.#place / this.#batch);
    const { c, heap } = this.#engine;
    const orderBytes = 8 * Math.ceil(this.#place / 2);
    this.#order = heap.allocate(orderBytes + c.strata_report_bytes());
    this.#report = this.#order + orderBytes;
    c.strata_report_clear(this.#report);
    this.#shuffle();
  }

  /** Whether all epochs are over or the run met a number that is not finite. @type {boolean} */
  get done() {
    return this.#ended || this.epoch >= this.epochs;
  }

  /** Mean loss over the steps of the last epoch begun, each before its step; NaN before the first. @type {number} */
  get epochLoss() {
    const { loss, steps } = this.#sums();
    return loss / steps;
  }

  /** Epochs done since the start, with fractions. @type {number} */
  get progress() {
    return this.epoch + this.#position / this.#place;
  }

  /** Steps to the end of the current epoch. @type {number} */
  get stepsLeft() {
    return Math.ceil((this.#place - this.#position) / this.#batch);
  }

  /** Images trained on in the current epoch. @type {number} */
  get position() {
    return this.#position;
  }

  /**
   * Trains for at most this many steps, stopping at the end of an epoch.
   * @param {number} maxSteps may be Infinity
   * @returns {Advance}
   * @throws {StrataError} `run-options`, `network-disposed`, `store-disposed`, `label-range`
   */
  advance(maxSteps) {
    if (maxSteps !== Number.POSITIVE_INFINITY) demandWhole('maxSteps', maxSteps, 0);
    if (this.done) return { steps: 0, loss: Number.NaN, reason: 'done' };
    const from = this.#store.locate('train', 0, 0);
    const net = this.#network.address;
    const wanted = Math.min(
      maxSteps,
      this.stepsPerEpoch - Math.floor(this.#position / this.#batch),
    );
    const steps = Math.min(wanted, this.#possible());
    if (steps === 0) return { steps, loss: Number.NaN, reason: wanted > 0 ? 'data' : null };
    const result = this.#train(net, from, steps);
    if (result.nonFinite) return result;
    if (this.#position >= this.#place) {
      this.epoch += 1;
      this.#position = 0;
      if (!this.done) this.#shuffle();
      return { ...result, reason: this.done ? 'done' : 'epoch' };
    }
    return steps < wanted ? { ...result, reason: 'data' } : result;
  }

  /**
   * @returns {Uint32Array} numbers of the images of the last step's batch in the store; of the first one before any step
   *   of an epoch, which no longer knows the epoch before
   */
  get lastBatch() {
    const start = Math.max(0, Math.ceil(this.#position / this.#batch) - 1) * this.#batch;
    const end = Math.min(start + this.#batch, this.#place);
    return this.#engine.heap.u32(this.#order + 4 * start, end - start).slice();
  }

  /** @returns {Uint32Array} numbers of the images of the next step's batch in the store */
  get nextBatch() {
    const end = Math.min(this.#position + this.#batch, this.#place);
    return this.#engine.heap.u32(this.#order + 4 * this.#position, end - this.#position).slice();
  }

  /**
   * Where the run is, to be gone on from with the network's state of the same moment.
   * @returns {Place}
   */
  get place() {
    const { loss, steps, last } = this.#sums();
    return { epoch: this.epoch, position: this.#position, step: this.step, loss, steps, last };
  }

  /**
   * @param {Place} place of a run of the same network, data and options
   * @throws {StrataError} `run-place`
   */
  goOn({ epoch, position, step, ...sums }) {
    const whole = [epoch, position, step].every((one) => Number.isInteger(one) && one >= 0);
    if (!whole || position >= this.#place || position % this.#batch !== 0) {
      throw new StrataError('run-place', 'This place belongs to another run.');
    }
    this.#ended = false;
    this.epoch = epoch;
    this.step = step;
    this.#position = position;
    this.#shuffle();
    this.#engine.c.strata_report_set(this.#report, sums.loss, sums.steps, sums.last);
  }

  /** Gives the memory back; network and store stay. */
  dispose() {
    this.#ended = true;
    this.#engine.heap.release(this.#order);
    this.#order = 0;
  }

  /** Steps whose images have all arrived. */
  #possible() {
    const arrived = this.#store.count('train');
    if (arrived >= this.#place) return Number.POSITIVE_INFINITY;
    if (this.epoch > 0) return 0;
    const usable = Math.floor(arrived / BLOCK) * BLOCK;
    return Math.max(0, Math.floor((usable - this.#position) / this.#batch));
  }

  #shuffle() {
    const block = this.epoch === 0 ? BLOCK : this.#place;
    this.#engine.c.strata_shuffle(this.#order, this.#place, block, this.#seed, this.epoch);
  }

  /**
   * @param {number} net address
   * @param {ReturnType<DataStore['locate']>} from addresses
   * @param {number} steps
   * @returns {Advance}
   */
  #train(net, from, steps) {
    const { c, heap } = this.#engine;
    const count = Math.min(steps * this.#batch, this.#place - this.#position);
    if (this.#position === 0) c.strata_report_clear(this.#report);
    const before = this.#sums();
    const order = this.#order + 4 * this.#position;
    const status = c.strata_train(
      net,
      from.pixels,
      from.packed,
      from.numbers,
      from.labels,
      from.targets,
      order,
      count,
      this.#batch,
      this.#report,
    );
    if (status !== Status.OK && status !== Status.NONFINITE)
      throw statusError(status, this.#network, heap.u8(from.labels, this.#store.count('train')));
    const after = this.#sums();
    const done = after.steps - before.steps;
    this.step += done;
    this.#position += Math.min(done * this.#batch, count);
    const loss = done === 1 ? after.last : (after.loss - before.loss) / done;
    if (status === Status.OK) return { steps: done, loss, reason: null };
    this.#ended = true;
    const nonFinite = this.#engine.nonFinite(this.#report);
    return { steps: done, loss, reason: 'nonfinite', nonFinite };
  }

  /** Sums over the steps of the current epoch. */
  #sums() {
    const field = (/** @type {number} */ i) => this.#engine.c.strata_report(this.#report, i);
    return { loss: field(0), steps: field(1), last: field(6) };
  }
}

/**
 * @param {string} path
 * @param {unknown} value
 * @param {number} min
 * @param {number} [max]
 */
export function demandWhole(path, value, min, max = Number.MAX_SAFE_INTEGER) {
  if (Number.isInteger(value) && Number(value) >= min && Number(value) <= max) return;
  const limit = max < Number.MAX_SAFE_INTEGER ? ` to ${max}` : ' on';
  const message = `${path} cannot be ${value}; give a whole number from ${min}${limit}.`;
  throw new StrataError('run-options', message, { path });
}
