import { TrainingClient } from '../../worker/client.js';
import { changeOf, isSameRun } from '../../worker/protocol.js';
import { calm } from '../calm.js';
import { t } from '../words/words.js';
import { ActivationCurves } from './activation-curves.js';
import { Address } from './address.js';
import { Conducted } from './conducted.js';
import { Crashes } from './crashes.js';
import { DigitStore } from './digit-store.js';
import { EarlierRuns } from './earlier-runs.js';
import { ExperimentStore } from './experiment-store.js';
import { firstExperiment } from './first-experiment.js';
import { Keeper } from './keeper.js';
import { LessonStore } from './lesson-store.js';
import { Changing, Seldom } from './listeners.js';
import { LookStore } from './look-store.js';
import { Inheritance, keptWords, newsOf } from './news.js';
import { Offline } from './offline.js';
import { PickerStore } from './picker-store.js';
import { RunStore } from './run-store.js';
import { TestStore } from './test-store.js';
import { TwinStore } from './twin-store.js';
import { ViewStore } from './view-store.js';

/** @typedef {import('../../worker/protocol.js').Fault} Fault */
/** @typedef {import('../../worker/protocol.js').Phase} Phase */

/** Milliseconds after which a worker that does not carry out Reset is replaced. */
const PATIENCE = 2000;

const nothing = () => '';

/**
 * What the page needs: the experiment (the document), the run (from the worker), and what it has to say. Everything the
 * student does goes through here.
 */
export class Session extends Changing {
  experiment = new ExperimentStore(firstExperiment);
  run = new RunStore();
  /** The run, for text that changes while people read it: all of it at the same moments. */
  readouts = new Seldom(this.run, () => (calm.matches ? 500 : 90));
  earlier = new EarlierRuns(this);
  digit = new DigitStore(this);
  look = new LookStore(this);
  tests = new TestStore(this);
  picker = new PickerStore(this);
  view = new ViewStore(this);
  keeper = new Keeper(this);
  address = new Address(this);
  offline = new Offline(this);
  twin = new TwinStore(this);
  activationCurves = new ActivationCurves(this);
  conducted = new Conducted(this);
  lessons = new LessonStore(this);
  /** Optimiser steps per second at most. */
  speed = Number.POSITIVE_INFINITY;
  /** The worker came to an unexpected end. */
  crashed = false;
  /** Whether the last snapshot is younger than everything the worker has been told. */
  current = false;
  /** The worker has not answered for a second. */
  silent = false;
  /** What happened last. @type {() => string} */
  #note = nothing;
  #faulty = false;
  #inheritance = new Inheritance();
  #crashes = new Crashes();
  #stepping = false;
  /** The phase that has been asked for and that the worker has not told of yet. @type {Phase | null} */
  #asked = null;
  #client = this.clientFor('a');
  #told = this.experiment.document;

  /** @param {string} data address of the packed images */
  constructor(data) {
    super();
    this.data = data;
    this.experiment.subscribe(() => this.#tellExperiment());
  }

  /** Starts the worker. */
  start() {
    this.#told = this.experiment.document;
    this.#client.tell('start', { data: this.data, experiment: this.#told });
    this.#client.tell('speed', this.speed);
    this.twin.begin();
    this.look.askAnew();
  }

  /** @returns {Phase} what has been asked for, or else what the worker told */
  get phase() {
    return this.#asked ?? this.run.snapshot?.phase ?? 'loading';
  }

  /** @returns {Phase | null} what has been asked for and has not been answered yet */
  get asked() {
    return this.crashed ? null : this.#asked;
  }

  /** @returns {Fault | null} what keeps the page from training at all */
  get fault() {
    return this.crashed ? this.#crashes.fault : (this.run.snapshot?.fault ?? null);
  }

  /** @returns {boolean} whether Run and Step are of use */
  get startable() {
    const phase = this.phase;
    return !this.experiment.faulty && !this.fault && phase !== 'nonfinite';
  }

  /** @returns {boolean} */
  get running() {
    return this.phase === 'running' || this.phase === 'waiting' || this.twin.running;
  }

  toggle() {
    this.experiment.settle();
    if (this.running) this.#ask('paused', 'pause');
    else if (this.startable) this.#ask('running', 'run');
  }

  step() {
    this.experiment.settle();
    if (this.startable) this.#ask(null, 'step');
  }

  /** Trains to the end of the present epoch. */
  epoch() {
    this.experiment.settle();
    if (this.startable) this.#ask('running', 'epoch');
  }

  /** @param {number} stepsPerSecond */
  setSpeed(stepsPerSecond) {
    this.speed = stepsPerSecond;
    this.#tellBoth('speed', stepsPerSecond);
    this.changed();
  }

  /**
   * Applies a cure and runs.
   *
   * @param {unknown} document
   * @param {string} change what is changed, in words
   */
  cure(document, change) {
    if (!this.experiment.adopt(document)) return;
    this.#tellBoth('reset');
    this.#ask('running', 'run');
    this.say(() => t('note.cured', { change }));
  }

  /** Tells the network that is shown. @param {import('../../worker/protocol.js').Order} order */
  tell(...order) {
    return this.#client.tell(...order);
  }

  reset() {
    this.experiment.settle();
    if (this.fault) return;
    const client = this.#client;
    const carriedOut = this.beginAnew();
    // A single step of a huge network cannot be interrupted; a new worker starts from the same weights.
    const timer = setTimeout(() => {
      if (this.run.snapshot && !this.crashed && client === this.#client) this.restart();
    }, PATIENCE);
    carriedOut.finally(() => clearTimeout(timer));
    const { seed } = this.experiment.document;
    this.say(() => t('note.reset', { seed: `${seed}` }));
  }

  /** From the starting weights, and the twin with it. */
  beginAnew() {
    this.keeper.forget();
    this.run.expect(null);
    return this.#ask('ready', 'reset');
  }

  /** The page shows the other of two twins. */
  swap() {
    this.experiment.settle();
    const { client, document } = this.twin.exchange(this.#client);
    this.#client = client;
    // The worker knows.
    this.#told = document;
    this.experiment.show(document);
    this.address.follow();
    this.earlier.turn();
    this.#asked = null;
    this.current = false;
    this.look.askAnew();
    this.changed();
  }

  /** @param {import('../../engine/lesson/plan.js').Plan | null} plan of a lesson, for both networks; null: of none any more */
  conduct(plan) {
    this.conducted.set(plan);
  }

  /** @returns {Map<string, number>} what has been measured on that way, by `keyOf` */
  get found() {
    return this.conducted.found;
  }

  /** @returns {boolean} whether every network is at its end */
  get arrived() {
    return this.conducted.arrived;
  }

  /** Puts an earlier run's experiment back, at its start. @param {import('./earlier-runs.js').EarlierRun} run */
  restore({ name, experiment }) {
    if (!this.experiment.adopt(experiment)) return;
    this.reset();
    this.say(() => t('note.restored', { name }));
  }

  /** Starts a new worker, with the network at its starting weights. @param {{ goesOn?: boolean }} [options] */
  restart({ goesOn = false } = {}) {
    this.#client.dispose();
    if (!goesOn) this.earlier.add();
    this.crashed = false;
    this.silent = false;
    this.#asked = null;
    this.run.clear();
    this.#client = this.clientFor('a');
    this.twin.shown = 'a';
    this.start();
    this.say(() => t('note.restarted'));
  }

  /** What happened last, as a sentence; empty if nothing is to be said. */
  get note() {
    return this.#note();
  }

  /** @param {() => string} sentence in the language of the page, which may change */
  say(sentence) {
    this.#note = sentence;
    this.changed();
  }

  /** @type {TrainingClient['ask']} */
  ask(question, ...words) {
    return this.#client.ask(question, ...words);
  }

  /** @param {'a' | 'b'} which network of the worker */
  clientFor(which) {
    const network = which === 'a' ? {} : { line: this.#client.line, which };
    /** @type {TrainingClient} */
    const client = new TrainingClient(
      {
        onSnapshot: (snapshot, current) =>
          client === this.#client ? this.#took(snapshot, current) : this.twin.took(snapshot),
        onSilence: () => client === this.#client && this.#fellSilent(),
        onCrash: () => client === this.#client && this.#crash(),
      },
      network,
    );
    return client;
  }

  /** @param {import('../../worker/protocol.js').Snapshot} snapshot @param {boolean} current */
  #took(snapshot, current) {
    // What the engine itself did not expect leaves it in no state to go on from.
    if (snapshot.fault?.code === 'unexpected' && !this.run.snapshot?.fault) {
      this.#crash(snapshot.fault);
      if (!this.crashed) return;
    }
    const news =
      this.silent || current !== this.current || snapshot.phase !== this.run.snapshot?.phase;
    this.current = current;
    this.silent = false;
    if (current) this.#asked = null;
    const { inherited } = snapshot;
    if (current && this.#inheritance.isNews(inherited) && inherited) {
      this.say(() => keptWords(inherited));
    }
    this.earlier.notice(snapshot, current);
    this.run.take(snapshot);
    this.look.take(snapshot);
    if (snapshot.kernels) this.activationCurves.ready();
    if (news) this.changed();
  }

  #fellSilent() {
    if (this.run.snapshot === null) return;
    this.silent = true;
    // Step alone can take that long with nothing asked for: Pause and Reset are then of use.
    if (this.#stepping) this.#asked ??= 'running';
    this.changed();
  }

  /** Another worker goes on from what was kept, unless one has just done so: then the student decides. @param {Fault} [fault] */
  #crash(fault) {
    const kept = this.keeper.last;
    const begun = (this.run.snapshot?.step ?? 0) > 0;
    if (this.#crashes.first(fault) && (kept || !begun) && !this.twin.document) {
      const { running } = this;
      this.restart({ goesOn: true });
      if (kept) this.keeper.recover(kept);
      if (running) this.#client.tell('run');
      return;
    }
    this.crashed = true;
    this.#asked = 'paused';
    this.changed();
  }

  /**
   * @param {Phase | null} phase what the page shows until the worker answers
   * @param {'run' | 'pause' | 'step' | 'epoch' | 'reset'} verb
   */
  #ask(phase, verb) {
    this.#note = nothing;
    this.#asked = phase;
    this.#stepping = verb === 'step';
    this.current = false;
    const carriedOut = this.#tellBoth(verb);
    this.changed();
    return carriedOut;
  }

  /** Tells the twin too, if there is one. @param {import('../../worker/protocol.js').Order} order */
  #tellBoth(...order) {
    const { client } = this.twin;
    return client ? this.#client.tellBoth(client, ...order) : this.#client.tell(...order);
  }

  #tellExperiment() {
    const { document, faulty } = this.experiment;
    if (faulty && !this.#faulty) this.#note = nothing;
    this.#faulty = faulty;
    if (document !== this.#told) this.address.follow();
    const change = changeOf(this.#told, document);
    this.#told = document;
    if (change !== 'nothing') {
      this.current = false;
      // What a worker is at that has fallen silent would be ended first, and may take minutes.
      const anew = change === 'data' || change === 'network' || !this.run.snapshot?.step;
      if (this.silent && anew) this.restart();
      else this.#client.tell('configure', document);
      this.twin.follow(document);
      const over = this.phase === 'nonfinite' && !isSameRun(change);
      this.#inheritance.expect(!over && (change === 'layers' || change === 'recipe'));
      this.#note = () => newsOf(over ? 'network' : change, document.seed);
    }
    this.changed();
  }
}
