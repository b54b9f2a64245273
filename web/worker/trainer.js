import { faultOf } from './fault.js';
import { Feed } from './feed.js';
import { SLICE } from './pace.js';
import { changeOf } from './protocol.js';
import { PIXELS, Session } from './session.js';

/** @typedef {import('../engine/engine.js').Engine} Engine */
/** @typedef {import('./protocol.js').Experiment} Experiment */
/** @typedef {import('./protocol.js').Snapshot} Snapshot */
/** @typedef {import('./protocol.js').Phase} Phase */

const RUNNING = Number.POSITIVE_INFINITY;

/**
 * The training loop: works in slices, looks at its messages in between, and never waits for the page.
 * It knows neither worker nor DOM.
 *
 * @implements {TrainerCalls}
 */
export class Trainer {
  /** @type {Engine | null} */
  #engine = null;
  /** @type {Experiment | null} */
  #experiment = null;
  /** @type {Feed | null} */
  #feed = null;
  /** @type {Session | null} */
  #session = null;
  #generation = 0;
  /** Training goes on until this step. */
  #goal = 0;
  /** Run stops by itself after this many epochs. */
  #epochGoal = 0;
  #scheduled = false;
  /** @type {Snapshot['fault']} */
  #fault = null;
  #data = '';

  /**
   * @param {object} world
   * @param {() => Promise<Engine>} world.loadEngine
   * @param {import('./feed.js').StreamMnist} world.stream
   * @param {() => number} world.now milliseconds
   * @param {(task: () => void) => void} world.soon runs a task after the messages that have arrived
   */
  constructor(world) {
    this.world = world;
  }

  /** @type {TrainerCalls['start']} */
  start({ data, experiment }) {
    this.#data = data;
    this.#experiment = experiment;
    this.world.loadEngine().then(
      (engine) => {
        this.#engine = engine;
        this.#guarded(() => this.#refill());
      },
      (error) => {
        this.#fault = faultOf(error);
      },
    );
  }

  /** @type {TrainerCalls['configure']} */
  configure(experiment) {
    const before = this.#experiment;
    this.#experiment = experiment;
    if (!this.#engine || !before) return;
    const change = changeOf(before, experiment);
    this.#guarded(() => {
      if (change === 'data') this.#refill();
      if (change === 'network') this.#rebuild();
      if (change === 'optimizer') this.#session?.net.setOptimizer(experiment.optimizer);
      if (change === 'epochs') this.#setEpochGoal();
    });
  }

  /** @type {TrainerCalls['obey']} */
  obey(orders) {
    for (const [verb, ...words] of orders) {
      const act = /** @type {(...words: unknown[]) => void} */ (this[verb]);
      act.apply(this, words);
    }
  }

  run() {
    this.#goal = RUNNING;
    this.#setEpochGoal();
    this.#session?.passes.makeWay();
    this.#schedule();
  }

  pause() {
    this.#goal = 0;
    this.#schedule();
  }

  step() {
    const step = this.#session?.step ?? 0;
    // Steps that are still to come count too, whenever the presses arrive.
    this.#goal = (this.#goal === RUNNING ? step : Math.max(step, this.#goal)) + 1;
    this.#session?.passes.makeWay();
    this.#schedule();
  }

  reset() {
    this.#goal = 0;
    this.#guarded(() => this.#rebuild());
  }

  retry() {
    this.#feed?.start();
  }

  /** @returns {Snapshot} */
  pull() {
    const session = this.#session;
    const phase = this.#phase();
    return {
      phase,
      generation: this.#generation,
      step: session?.step ?? 0,
      stepsPerEpoch: session?.run.stepsPerEpoch ?? 0,
      epochGoal: this.#epochGoal,
      losses: session?.losses.take() ?? new Float64Array(),
      tests: session?.tests.splice(0) ?? [],
      imagesPerSecond: session?.speed.perSecond ?? null,
      fingerprint: phase === 'running' ? null : (session?.fingerprint() ?? null),
      nonFinite: session?.nonFinite ?? null,
      data: this.#feed?.state ?? noData(),
      kernels: this.#engine?.kernels ?? '',
      fault: this.#fault,
      resting: this.#fault !== null || (session !== null && !this.#hasWork() && !this.#feed?.busy),
    };
  }

  /** @param {Uint8Array} pixels */
  predict(pixels) {
    return this.#session?.net.predict(pixels) ?? null;
  }

  /** @param {number} index */
  sample(index) {
    return this.#feed?.sample(index) ?? null;
  }

  /** @type {TrainerCalls['curve']} */
  curve(name, parameters, reach, count) {
    if (!this.#engine) return null;
    const x = Float32Array.from({ length: count }, (_, i) => reach * ((2 * i) / (count - 1) - 1));
    return {
      f: this.#engine.activate(name, parameters, x),
      slope: this.#engine.activateGrad(name, parameters, x),
    };
  }

  /** @returns {Phase} */
  #phase() {
    const session = this.#session;
    if (!session) return 'loading';
    if (session.nonFinite) return 'nonfinite';
    if (session.step < this.#goal) return session.starved ? 'waiting' : 'running';
    if (session.step === 0) return 'ready';
    return session.epochs >= this.#epochGoal ? 'finished' : 'paused';
  }

  /** Begins a new store of images, and a new network with it. */
  #refill() {
    const engine = this.#engine;
    if (!engine || !this.#experiment) return;
    const { train, test } = this.#experiment.data;
    this.#release();
    this.#feed?.dispose();
    this.#feed = new Feed({
      store: engine.createStore({ train, test, input: PIXELS }),
      goal: { train, test },
      stream: this.world.stream,
      base: this.#data,
      onArrival: () => {
        if (this.#session) this.#session.starved = false;
        this.#schedule();
      },
    });
    this.#feed.start();
    this.#rebuild();
  }

  /** Starts anew from the seed. A run goes on with the new network. */
  #rebuild() {
    if (!this.#engine || !this.#experiment || !this.#feed) return;
    this.#release();
    this.#generation++;
    const { store } = this.#feed;
    this.#session = new Session(this.#engine, store, this.#experiment, this.world.now);
    this.#setEpochGoal();
    this.#schedule();
  }

  #release() {
    if (this.#session && this.#goal !== RUNNING) this.#goal = 0;
    this.#session?.dispose();
    this.#session = null;
  }

  /** As many epochs as the experiment says or, once these are done and Run is pressed again, as many more. */
  #setEpochGoal() {
    const epochs = this.#experiment?.epochs ?? 0;
    const done = Math.floor(this.#session?.epochs ?? 0);
    const again = this.#goal === RUNNING && done >= epochs;
    this.#epochGoal = again ? epochs * Math.floor(done / epochs + 1) : epochs;
  }

  #wantsSteps() {
    const session = this.#session;
    if (!session || session.starved || session.nonFinite) return false;
    if (this.#goal === RUNNING && session.epochs >= this.#epochGoal) this.#goal = 0;
    return session.step < this.#goal;
  }

  #hasWork() {
    const session = this.#session;
    if (!session || this.#fault) return false;
    return session.passes.busy || session.untested || this.#wantsSteps();
  }

  #schedule() {
    if (this.#scheduled || !this.#hasWork()) return;
    this.#scheduled = true;
    this.world.soon(() => {
      this.#scheduled = false;
      this.#guarded(() => this.#slice());
      this.#schedule();
    });
  }

  #slice() {
    const { now } = this.world;
    const end = now() + SLICE;
    while (this.#hasWork() && now() < end) {
      const session = /** @type {Session} */ (this.#session);
      if (session.passes.busy) session.test();
      else if (this.#wantsSteps()) session.train(this.#goal, end - now());
      else session.beginTest();
    }
    if (!this.#hasWork()) this.#session?.speed.stop();
  }

  /** @param {() => void} work */
  #guarded(work) {
    try {
      work();
    } catch (error) {
      this.#fault = faultOf(error);
      this.#goal = 0;
    }
  }
}

/** @typedef {import('./protocol.js').TrainerCalls} TrainerCalls */

/** @returns {import('./protocol.js').DataState} */
function noData() {
  return {
    train: 0,
    test: 0,
    trainGoal: 0,
    testGoal: 0,
    bytes: 0,
    bytesGoal: 0,
    retrying: null,
    failure: null,
  };
}
