import { leavesOut } from '../engine/data/prepare.js';
import { answers } from './answers.js';
import { Edits } from './edits.js';
import { faultOf } from './fault.js';
import { Feeds } from './feeds.js';
import { Goal } from './goal.js';
import { Look } from './look.js';
import { Loop } from './loop.js';
import { Mourner } from './mourner.js';
import { SLICE, StepClock } from './pace.js';
import { changeOf, isSameRun } from './protocol.js';
import { Session } from './session.js';
import { phaseOf, told, toldOf } from './telling.js';

/** @typedef {import('../engine/engine.js').Engine} Engine */
/** @typedef {import('./protocol.js').Experiment} Experiment */
/** @typedef {import('./protocol.js').Snapshot} Snapshot */
/** @typedef {import('./protocol.js').TrainerCalls} TrainerCalls */

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
  #generation = 0;
  /** @type {import('./feed.js').Supply | null} */
  #feed = null;
  #arrival = () => this.#guarded(() => this.#arrived());
  /** @type {Session | null} */
  #session = null;
  #mourner = new Mourner();
  /** What the next network goes on from. @type {import('./protocol.js').Memory | null} */
  #resumed = null;
  #goal = new Goal();
  /** Of a lesson. @type {import('./protocol.js').Way | null} */
  #way = null;
  #edits = new Edits();
  #loop;
  #clock;
  /** @type {Snapshot['fault']} */
  #fault = null;
  #data = '';
  #look;

  /** @param {import('./loop.js').World & import('./loop.js').Company} world */
  constructor(world) {
    this.world = world;
    this.feeds = world.feeds ?? new Feeds(world.stream);
    this.#look = new Look(world.now);
    this.#clock = new StepClock(world.now);
    this.#loop = new Loop(world, {
      busy: () => this.#hasWork(),
      slice: () => this.#guarded(() => this.#slice()),
      wait: () => (this.#session && this.#phase() === 'running' ? this.#clock.wait : null),
    });
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
    // After a number that is not finite, another experiment is another run, which begins when it is asked for.
    const over = this.#session?.nonFinite && !isSameRun(change);
    if (over) this.#goal.rest();
    this.#guarded(() => {
      if (change === 'data') this.#refill();
      else if (over || change === 'network') this.#rebuild();
      else if (change === 'recipe' || change === 'layers') this.#succeed(before);
      else if (change === 'optimizer') this.#session?.set(experiment);
      else if (change === 'epochs') this.#setEpochGoal();
    });
  }

  /** @type {TrainerCalls['obey']} */
  obey([verb, ...words]) {
    const act = /** @type {(...words: unknown[]) => void} */ (this[verb]);
    act.apply(this, words);
  }

  run() {
    this.#goal.run();
    this.#setEpochGoal();
    this.#go();
  }

  pause() {
    this.#goal.rest();
    this.#loop.schedule();
  }

  /** Goes on to that step, if it has not been reached. @param {number} step */
  goOnTo(step) {
    this.#goal.step = step;
    this.#loop.schedule();
  }

  wake() {
    this.#loop.schedule();
  }

  get reached() {
    return this.#session?.step ?? 0;
  }

  get underWay() {
    return this.#phase() === 'running';
  }

  step() {
    this.#goal.oneMore(this.reached);
    this.#go();
  }

  epoch() {
    if (!this.#session) return;
    this.#goal.step = this.#session.step + this.#session.run.stepsLeft;
    this.#go();
  }

  /** @param {number} stepsPerSecond */
  speed(stepsPerSecond) {
    this.#clock.perSecond = stepsPerSecond;
    this.#loop.schedule();
  }

  /** @type {TrainerCalls['look']} */
  look(request) {
    this.#look.ask(request);
  }

  /** @type {TrainerCalls['tryCures']} */
  tryCures(experiments) {
    this.#mourner.tryCures(experiments);
    this.#loop.schedule();
  }

  /** @type {TrainerCalls['resume']} */
  resume(memory) {
    this.#resumed = memory;
    this.#guarded(() => this.#resume());
  }

  reset() {
    this.#resumed = null;
    this.#goal.rest();
    this.#guarded(() => this.#rebuild());
  }

  /** @type {TrainerCalls['conduct']} */
  conduct(way) {
    this.#way = way;
    this.reset();
  }

  retry() {
    this.#feed?.start();
  }

  /** @returns {Snapshot} */
  pull() {
    const session = this.#session;
    const phase = this.#phase();
    // An engine that has failed once may fail at a look, too.
    const sound = this.#fault === null ? session : null;
    const views = sound && this.#look.take(sound, phase !== 'running');
    return {
      ...told(session, phase),
      ...toldOf(this.#engine, this.#feed, this.#fault),
      phase,
      generation: this.#generation,
      epochGoal: this.#goal.epochs,
      aftermath: this.#mourner.view,
      views,
      resting: this.#fault !== null || (session !== null && this.#rests(session)),
    };
  }

  /** @type {TrainerCalls['ask']} */
  ask(question, ...words) {
    const [engine, session, feed] = [this.#engine, this.#session, this.#feed];
    const resting = !this.underWay && this.#fault === null;
    const { desk = this } = this.world;
    const answer = /** @type {any} */ (answers[question]);
    return answer({ engine, session, feed, resting, desk }, ...words);
  }

  /** Training is wanted, and does not wait for tests. */
  #go() {
    this.#session?.passes.makeWay(this.world.now());
    this.#loop.schedule();
  }

  #phase() {
    return phaseOf(this.#session, this.#goal.step, this.#goal.epochs);
  }

  dispose() {
    this.#release();
    if (this.#feed) this.feeds.give(this.#feed, this.#arrival);
  }

  /** Begins a new store of images, and a new network with it. */
  #refill() {
    const engine = this.#engine;
    if (!engine || !this.#experiment) return;
    this.dispose();
    this.#feed = this.feeds.take(engine, this.#experiment, this.#data, this.#arrival);
    this.#feed.start();
    this.#rebuild();
  }

  /** Starts anew from the seed. A run goes on with the new network. */
  #rebuild() {
    if (!this.#engine || !this.#experiment || !this.#feed) return;
    this.#release();
    this.#generation++;
    // How many images there are of some classes is known at the end.
    if (leavesOut(this.#experiment.data) && !this.#feed.complete) return;
    const { store } = this.#feed;
    this.#session = new Session(this.#engine, store, this.#experiment, this.world.now);
    this.#session.follow(this.#way);
    this.#resume();
    this.#setEpochGoal();
    this.#loop.schedule();
  }

  #resume() {
    const memory = this.#resumed;
    if (!this.#session || !memory) return;
    this.#resumed = null;
    // What another version of the page left behind may not fit.
    if (!this.#session.resume(memory)) this.#rebuild();
    this.#loop.schedule();
  }

  /** Another network goes on with the weights that fit, if there is something to go on from. @param {Experiment} edited */
  #succeed(edited) {
    const [engine, experiment, before] = [this.#engine, this.#experiment, this.#session];
    if (!engine || !experiment || !before || before.step === 0) {
      this.#rebuild();
      return;
    }
    const session = new Session(engine, before.store, experiment, this.world.now);
    session.succeed(before, this.#edits.exchange(edited, experiment, before));
    before.dispose();
    this.#session = session;
    this.#setEpochGoal();
    this.#loop.schedule();
  }

  #arrived() {
    if (!this.#session && this.#feed?.complete) this.#rebuild();
    if (this.#session) this.#session.starved = false;
    this.#loop.schedule();
  }

  #release() {
    if (this.#session && !this.#goal.endless) this.#goal.rest();
    this.#mourner.forget();
    this.#edits.forget();
    this.#session?.dispose();
    this.#session = null;
  }

  #setEpochGoal() {
    this.#goal.fit(this.#experiment?.epochs ?? 0, this.#session?.epochs ?? 0);
    if (this.#session) this.#session.target = this.#experiment?.target_accuracy ?? 1;
  }

  #wantsSteps() {
    const session = this.#session;
    if (!session || session.starved || session.nonFinite) return false;
    if (session.stops() || this.#goal.awaits(session)) return false;
    return session.step < this.#until(session) && this.#clock.wait === 0;
  }

  /** @param {Session} session @returns {number} step up to which may be trained now */
  #until({ journey }) {
    const { limit = () => Number.POSITIVE_INFINITY } = this.world;
    return Math.min(this.#goal.step, limit(), journey?.next ?? Number.POSITIVE_INFINITY);
  }

  /** @param {Session} session */
  #rests(session) {
    if (this.#hasWork() || this.#loop.asleep || this.#feed?.busy) return false;
    return !this.underWay && !this.#look.stale(session, true);
  }

  #hasWork() {
    const session = this.#session;
    if (!session || this.#fault) return false;
    const tests = session.passes.busy || session.untested;
    return session.stopping || tests || this.#wantsSteps() || this.#mourner.busy(session);
  }

  #slice() {
    const { now } = this.world;
    const end = now() + SLICE;
    while (this.#hasWork() && now() < end) {
      const session = /** @type {Session} */ (this.#session);
      if (session.stopping) {
        if (session.measureStop()) this.#goal.rest();
      } else if (session.passes.busy) {
        session.test();
        if (this.#goal.endless && session.reached) this.#goal.rest();
      } else if (this.#wantsSteps()) {
        session.train(this.#clock.until(session.step, this.#until(session)), end - now());
        this.#clock.stepped();
      } else if (session.nonFinite) {
        const experiment = /** @type {Experiment} */ (this.#experiment);
        this.#mourner.work(session, experiment, end - now());
      } else session.beginTest();
    }
    this.world.moved?.();
  }

  /** @param {() => void} work */
  #guarded(work) {
    try {
      work();
    } catch (error) {
      this.#fault = faultOf(error);
      this.#goal.rest();
      if (this.#fault.code === 'unexpected') this.world.fail?.();
    }
  }
}
