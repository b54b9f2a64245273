import { StrataError } from '../engine/errors.js';
import { flopPerImage } from '../engine/experiment/index.js';
import { Journey } from '../engine/lesson/journey.js';
import { checkpointOf, MAX_CHECKPOINTS } from '../engine/link.js';
import { meets } from '../engine/train.js';
import { inherit } from './inherit.js';
import { LossPoints } from './loss-points.js';
import { Pace, SpeedMeter } from './pace.js';
import { Past } from './past.js';
import { TestPasses } from './test-passes.js';

/** @typedef {import('../engine/engine.js').Engine} Engine */
/** @typedef {import('../engine/store.js').DataStore} DataStore */
/** @typedef {import('./protocol.js').Experiment} Experiment */
/** @typedef {import('./protocol.js').Inherited} Inherited */
/** @typedef {import('./protocol.js').LayerNorms} LayerNorms */
/** @typedef {import('./protocol.js').Memory} Memory */
/** @typedef {import('./protocol.js').NonFinite} NonFinite */
/** @typedef {import('./protocol.js').TestPoint} TestPoint */

/** Milliseconds between two states that are remembered. */
const REMEMBER = 1000;
/** Floating-point operations that take a small part of a second. */
const SHORT = 2e9;

/** One network from its starting weights on: how it is trained, tested and measured. */
export class Session {
  /** @type {TestPoint[]} */
  tests = [];
  /** @type {NonFinite | null} */
  nonFinite = null;
  /** Whether the experiment alone determines the weights: nothing has been changed on the way. */
  pristine = true;
  /** Of the weights after each of the first epochs. @type {readonly string[]} */
  checkpoints = [];
  /** Which linear layers have weights of an earlier network. @type {Inherited | null} */
  inherited = null;
  /** Test accuracy that is enough, 0 to 1; 1: none is. */
  target = 1;
  /** The last test on all images at the end of an epoch. @type {TestPoint | null} */
  tested = null;
  /** Images for the next step have not arrived. */
  starved = false;
  /** Of a lesson. @type {Journey | null} */
  journey = null;
  /** What has been measured on it. @type {[key: string, value: number][]} */
  found = [];
  speed = new SpeedMeter();
  passes = new TestPasses();
  /** What the last steps can be replayed from, the latest last. @type {Memory[]} */
  memories = [];
  #remembered = Number.NEGATIVE_INFINITY;
  /** Whether the next step is to be measured. */
  measure = true;
  /** Of the last step that was measured. @type {{ step: number, layers: LayerNorms[] } | null} */
  norms = null;
  #pace = new Pace();
  /** @type {{ step: number, text: string } | null} */
  #fingerprint = null;

  /**
   * @param {Engine} engine
   * @param {DataStore} store
   * @param {Experiment} experiment
   * @param {() => number} now milliseconds
   */
  constructor(engine, store, experiment, now) {
    const { batch, seed } = experiment;
    this.experiment = experiment;
    this.store = store;
    this.now = now;
    this.batch = batch;
    this.net = engine.createNetwork(experiment, { input: store.input });
    // The trainer decides when to stop, so that the number of epochs can change on the way.
    this.run = engine.createRun(this.net, store, { batch, seed, epochs: Number.POSITIVE_INFINITY });
    this.losses = new LossPoints(this.run.stepsPerEpoch);
    this.diagnosis = engine.diagnose(this.net);
    this.past = new Past(this.net.sections);
    this.remember();
  }

  /**
   * Goes on where another session is, with its weights as far as they fit, or with those that this network had there.
   *
   * @param {Session} before
   * @param {Memory | null} own of this network at the same step
   */
  succeed(before, own) {
    this.losses.put(before.losses.take());
    this.tests = before.tests;
    if (own && this.resume(own)) {
      const layers = this.net.sections.layers.filter(({ type }) => type === 'linear').length;
      this.inherited = { kept: [...Array(layers).keys()], layers, whole: true };
      return;
    }
    this.inherited = inherit(before.net, this.net);
    const { epoch, position, step } = before.run.place;
    const batch = Math.min(this.batch, this.store.capacity('train'));
    const whole = Math.floor(position / batch) * batch;
    this.run.goOn({ epoch, position: whole, step, loss: 0, steps: 0, last: 0 });
    this.pristine = false;
    this.#beginHere();
  }

  #beginHere() {
    this.remember({ forget: true });
    this.past = new Past(this.net.sections, this.memories.at(-1));
  }

  /** What a session of the same experiment goes on from. @returns {Memory} */
  get memory() {
    const { run, pristine, checkpoints } = this;
    return { state: this.net.state(), place: run.place, pristine, checkpoints };
  }

  get step() {
    return this.run.step;
  }

  /** @param {import('./protocol.js').Way | null} way of a lesson, from the start on */
  follow(way) {
    this.journey = way && new Journey(way.course, way.plan, this.run.stepsPerEpoch);
    this.found = [];
  }

  /** Whether all images have arrived. */
  get complete() {
    const { store } = this;
    const all = (/** @type {'train' | 'test'} */ split) =>
      store.count(split) === store.capacity(split);
    return all('train') && all('test');
  }

  /** Whether something is to be measured here, which takes all the images. */
  get stopping() {
    return Boolean(this.journey?.due(this)) && this.complete;
  }

  /** @returns {boolean} whether training waits for that */
  stops() {
    if (!this.journey?.due(this)) return false;
    this.starved = !this.complete;
    return true;
  }

  /** Measures what a lesson asks for here. @returns {boolean} whether that was its end */
  measureStop() {
    this.found = [...this.found, ...(this.journey?.arrive(this) ?? [])];
    if (this.journey?.changed) this.pristine = false;
    this.past.note(this.step, this.net.sections);
    return this.journey?.next === Number.POSITIVE_INFINITY;
  }

  /** @returns {number} epochs trained, with fractions */
  get epochs() {
    return this.run.progress;
  }

  /** @returns {boolean} whether these weights have not been tested on all the test images there are */
  get untested() {
    return !this.nonFinite && this.passes.missing(this.step, this.store.count('test'));
  }

  /**
   * Trains for about `time` milliseconds, at most until the end of the present group of loss points or `goal`.
   *
   * @param {number} goal number of a step
   * @param {number} time
   */
  train(goal, time) {
    const { run, losses } = this;
    const start = this.now();
    const most = Math.min(losses.missing(run.step), goal - run.step);
    const measured = this.measure;
    const { steps, loss, reason, nonFinite } = measured
      ? this.#measured()
      : run.advance(Math.min(most, this.#pace.fitting(time, 1)));
    const end = this.now();
    if (steps > 0) {
      if (!measured) this.#pace.took(steps, end - start);
      losses.add(run.step, steps, loss);
      this.speed.add(steps * this.batch, end - start);
    }
    if (reason === 'nonfinite') this.nonFinite = nonFinite ?? null;
    else if (end - this.#remembered > REMEMBER) this.remember();
    this.starved = reason === 'data';
    if (this.starved) return;
    if (steps > 0 && run.position === 0) this.#passEpoch();
    if (run.position === 0 || this.passes.due(run.step, end)) this.beginTest();
  }

  #passEpoch() {
    // Without those before, it would be taken for another epoch's.
    if (this.checkpoints.length !== this.run.epoch - 1) return;
    if (this.run.epoch > MAX_CHECKPOINTS) return;
    this.checkpoints = [...this.checkpoints, checkpointOf(this.net.fingerprint())];
  }

  /**
   * Remembers the present state; of the earlier ones only the last, lest the present one be too close to the end.
   *
   * @param {{ forget?: boolean }} [options] `forget`: steps go on in another way, so none before can be replayed
   */
  remember({ forget = false } = {}) {
    const { memory } = this;
    this.memories = forget ? [memory] : [...this.memories.slice(-1), memory];
    this.#remembered = this.now();
  }

  /** One step, of which the norms are kept. */
  #measured() {
    this.diagnosis.watch(true);
    const result = this.run.advance(1);
    this.diagnosis.watch(false);
    if (result.steps > 0) {
      this.norms = { step: this.run.step, layers: this.diagnosis.norms() };
      this.measure = false;
    }
    return result;
  }

  /**
   * Measures the step to come and takes it back, where the last step was not measured: most are not, and a network that was
   * edited or gone on with had none. The start that the seed makes is known elsewhere; weights from a file begin at step 0
   * too. Not if that step takes long.
   */
  foresee() {
    const { net, run, step } = this;
    const work = this.batch * flopPerImage(net.sections.layers, net.input);
    const known = this.norms?.step === step || (step === 0 && this.pristine);
    if (known || this.nonFinite || work > SHORT) return;
    const layers = this.diagnosis.foresee(run);
    if (layers) this.norms = { step, layers };
  }

  /**
   * Goes on from what was remembered of a run of the same experiment.
   *
   * @param {Memory} memory
   * @returns {boolean} false if it does not fit; the session is then of no use
   */
  resume({ state, place, pristine, checkpoints = [] }) {
    try {
      this.net.restore(state);
      this.run.goOn(place);
    } catch (error) {
      if (error instanceof StrataError) return false;
      throw error;
    }
    this.pristine = pristine;
    this.checkpoints = checkpoints;
    // Of other weights at the same step.
    this.#fingerprint = null;
    this.#beginHere();
    return true;
  }

  /** Takes other settings for the steps to come. @param {Experiment} experiment */
  set({ optimizer, schedule, clip }) {
    this.net.setOptimizer(optimizer, { schedule, clip });
    this.past.note(this.step, this.net.sections);
    if (this.step > 0) this.pristine = false;
    this.remember({ forget: true });
  }

  /** Begins to test the present weights on the test images there are. */
  beginTest() {
    this.passes.begin(this.step, this.store.count('test'), this.store.count('train'));
  }

  /** Takes the test under way further by about half a slice. */
  test() {
    const tested = this.passes.advance(this.net, this.store, this.now);
    if (!tested) return;
    const point = { ...tested, experiment: this.experiment };
    this.tests.push(point);
    const whole = point.images === this.store.capacity('test');
    this.tested = whole && this.run.position === 0 ? point : null;
  }

  /**
   * Whether training has come as far as it was to. Only ends of epochs count, and only all the test images, so that it
   * stops at the same step on every machine.
   */
  get reached() {
    return this.tested?.step === this.step && meets(this.tested.accuracy, this.target);
  }

  /** @returns {boolean} whether it takes a test to know if training goes on */
  get undecided() {
    const { step, run, tested } = this;
    return this.target < 1 && step > 0 && run.position === 0 && tested?.step !== step;
  }

  /** Waits for more test images if all there are have been tested. */
  awaitTests() {
    this.starved = !this.untested && !this.passes.busy;
  }

  /** @returns {string} of the present weights */
  fingerprint() {
    if (this.#fingerprint?.step !== this.step) {
      this.#fingerprint = { step: this.step, text: this.net.fingerprint() };
    }
    return this.#fingerprint.text;
  }

  dispose() {
    this.run.dispose();
    this.net.dispose();
  }
}
