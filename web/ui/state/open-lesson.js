import { planOf, planOfTry } from '../../engine/lesson/plan.js';
import { differences } from '../../engine/lesson/twin.js';
import { judge } from '../../engine/lesson/verdict.js';

export { parseLesson } from '../../engine/lesson/parse.js';
export { LessonWork } from './lesson-work.js';
export { OwnLessons, pastedKey } from './own-lessons.js';

/** @typedef {import('../../engine/lesson/index.js').Expectation} Expectation */
/** @typedef {import('../../engine/lesson/index.js').Lesson} Lesson */
/** @typedef {import('../../engine/lesson/plan.js').Plan} Plan */
/** @typedef {import('./lesson-progress.js').Stage} Stage */
/** @typedef {import('./lesson-work.js').Work} Work */
/** @typedef {import('./session.js').Session} Session */

/**
 * @typedef {object} Place where a lesson comes from
 * @property {number} [number] among the page's own, from 1
 * @property {string} [path] of the file on this site that holds it
 * @property {string | null} link what stands for it behind `#lesson=`; null for one that was pasted
 *
 * @typedef {{ expectation: Expectation, met: boolean, found: ReadonlyMap<string, number>, value: number, seed: number }} Outcome
 */

/** A lesson that is open: how far the student is in it, what was predicted, and what came out. */
export class OpenLesson {
  /** @type {Stage} */
  stage = 'predict';
  /** The steps that the student has been at. @type {Set<Stage>} */
  seen = new Set(['predict']);
  /** The choice that was predicted. @type {number | null} */
  choice = null;
  /** The figures of the sketch, in its order. @type {readonly number[]} */
  sketch;
  /** Whether the student has sketched anything. */
  sketched = false;
  /** What the lesson's run showed; null before its end. @type {Outcome[] | null} */
  outcomes = null;
  /** Whether that is of an earlier visit, and its network gone. */
  kept = false;
  /** What was measured then. @type {ReadonlyMap<string, number>} */
  found = new Map();
  /** What came out of each thing that was tried. @type {Map<number, Outcome[]>} */
  tries = new Map();
  /** What is being tried; null while the network is the lesson's own. @type {number | null} */
  tried = null;
  /** Whether the network has become another since its way began, so that nothing is said about it. */
  strayed = false;
  /** @type {Plan} */
  #plan;
  /** The last network that was judged, or was there before. */
  #judged = -1;
  /** The network that was seen last, and which twin it is. */
  #seen = -1;
  #shown = 'a';
  /** Whether the worker has told anything. */
  #told = false;
  /** @type {(() => void)[]} */
  #ends = [];

  /**
   * @param {Session} session
   * @param {Lesson} lesson
   * @param {Place} place
   * @param {(stage?: Stage) => void} changed called with a step that is reached for the first time
   * @param {Work | null} [work] what the student did in it on an earlier visit
   */
  constructor(session, lesson, place, changed, work = null) {
    this.session = session;
    this.lesson = lesson;
    this.place = place;
    this.changed = changed;
    this.sketch = middles(lesson.predict.sketch);
    this.#plan = planOf(lesson);
    if (work) this.#resume(work);
  }

  /** Shows the lesson's network, at its start. */
  begin() {
    const { session } = this;
    this.#conduct(this.#plan);
    const follow = () => this.#follow();
    this.#ends = [session, session.experiment, session.run, session.twin, session.twin.run].map(
      (one) => one.subscribe(follow),
    );
    this.changed('predict');
  }

  /** Takes no further part. */
  end() {
    for (const end of this.#ends) end();
    this.#ends = [];
  }

  /** @param {Stage} stage */
  go(stage) {
    this.stage = stage;
    this.seen.add(stage);
    this.changed(stage);
  }

  /** @param {number} choice */
  predict(choice) {
    this.choice = choice;
    this.changed();
  }

  /** @param {number} point @param {number} value */
  draw(point, value) {
    this.sketch = this.sketch.with(point, value);
    this.sketched = true;
    this.changed();
  }

  /** @returns {Work} what is kept for another visit */
  get work() {
    const { stage, seen, choice, sketched, sketch, outcomes, found } = this;
    const [one] = outcomes ?? [];
    const run = one ? { seed: one.seed, found } : null;
    return { stage, seen: [...seen], choice, sketch: sketched ? sketch : null, run };
  }

  /** @returns {boolean} whether anything is predicted */
  get predicted() {
    return this.choice !== null || this.sketched;
  }

  /** @returns {boolean} whether the lesson's own run has begun and can go on */
  get begun() {
    return !this.#elsewhere && (this.session.run.snapshot?.step ?? 0) > 0;
  }

  /** @returns {boolean} whether it can be run now */
  get startable() {
    const { session } = this;
    return session.startable || (this.#elsewhere && !session.fault);
  }

  /** Trains the lesson's network to its end, or pauses. */
  toggle() {
    const { session } = this;
    if (!session.running && !this.startable) return;
    if (!session.running && this.#elsewhere) this.restore();
    session.toggle();
    if (this.stage === 'predict') this.go('run');
  }

  /** The lesson's own network again, at its start; of the seed that is chosen. */
  restore() {
    this.tried = null;
    this.#conduct(planOf(this.lesson, this.session.experiment.document.seed));
    this.changed();
  }

  /** @param {number} number of what is tried */
  try(number) {
    this.tried = number;
    this.tries.delete(number);
    this.#conduct(planOfTry(this.lesson, number, this.session.experiment.document.seed));
    const { view } = this.lesson.try[number] ?? {};
    if (view) this.session.view.show(view);
    this.session.toggle();
    this.go('try');
  }

  /** @returns {boolean | null} whether the prediction came true; null if that cannot be told yet, or nothing was predicted */
  get right() {
    if (this.outcomes === null || !this.predicted) return null;
    const { choices, sketch } = this.lesson.predict;
    if (sketch) return this.near.every(Boolean);
    const { when = [] } = choices?.[this.choice ?? -1] ?? {};
    return judge(when, this.found).every(({ met }) => met);
  }

  /** @returns {number[]} what came out for each point of the sketch */
  get measured() {
    return judge(this.lesson.predict.sketch?.points ?? [], this.found).map(({ value }) => value);
  }

  /** @returns {boolean[]} of each point of the sketch, whether it was near enough */
  get near() {
    const { scale, within = 0 } = this.lesson.predict.sketch ?? {};
    return this.measured.map((value, i) => {
      const said = this.sketch[i] ?? Number.NaN;
      const apart = scale === 'log' ? Math.max(value / said, said / value) : Math.abs(value - said);
      return apart <= within;
    });
  }

  /** @param {readonly Outcome[]} [outcomes] @returns {number | null} the seed that they are of, if it is not the present one */
  otherSeed([one] = []) {
    return one && one.seed !== this.session.experiment.document.seed ? one.seed : null;
  }

  /** @param {Work} work */
  #resume({ stage, seen, choice, sketch, run }) {
    this.stage = stage;
    this.seen = new Set(seen);
    this.choice = choice;
    this.sketched = sketch !== null;
    this.sketch = sketch ?? this.sketch;
    if (!run) return;
    this.kept = true;
    this.found = run.found;
    this.outcomes = outcomesOf(this.lesson.expect, run.found, run.seed);
  }

  /** Whether the present network is not on the lesson's way, or at its end. */
  get #elsewhere() {
    const { run, arrived } = this.session;
    const over = run.snapshot?.generation === this.#judged && arrived;
    return this.tried !== null || this.strayed || over;
  }

  /** @param {Plan} plan */
  #conduct(plan) {
    this.#plan = plan;
    this.#judged = this.session.run.snapshot?.generation ?? -1;
    this.session.conduct(plan);
    this.strayed = false;
  }

  /** Something has changed, by the student or by training. */
  #follow() {
    const { session, stage } = this;
    const { snapshot } = session.run;
    // A worker that begins anew knows nothing of the lesson's way.
    const forgotten = this.#told && snapshot === null;
    this.#told = snapshot !== null;
    if (!this.strayed && (forgotten || this.#isOther())) {
      this.strayed = true;
      this.changed();
    }
    const { generation = -1 } = snapshot ?? {};
    this.#turn(generation);
    if (this.strayed) return;
    if (session.running && stage === 'predict' && this.tried === null) this.go('run');
    if (session.arrived && session.current && generation !== this.#judged) {
      this.#judged = generation;
      this.#judge();
    }
  }

  /** The other of two twins is judged already if the one that was shown is. @param {number} generation */
  #turn(generation) {
    const { shown } = this.session.twin;
    if (shown !== this.#shown && this.#judged === this.#seen) this.#judged = generation;
    [this.#shown, this.#seen] = [shown, generation];
  }

  /** @returns {boolean} whether what is trained differs from what the lesson asks for in more than its seed */
  #isOther() {
    const { session } = this;
    const { a, b } = this.#plan;
    const there = [session.experiment.document, session.twin.document].filter(
      (one) => one !== null,
    );
    const wanted = [a, b].filter((one) => one !== null).map(({ experiment }) => experiment);
    if (there.length !== wanted.length) return true;
    const same = (/** @type {import('../../engine/experiment/index.js').Experiment} */ one) =>
      wanted.some((other) => differences(one, other).every((name) => name === 'seed'));
    return !there.every(same);
  }

  #judge() {
    const { found, experiment } = this.session;
    const { seed } = experiment.document;
    if (this.tried !== null) {
      const { expect = [] } = this.lesson.try[this.tried] ?? {};
      this.tries.set(this.tried, outcomesOf(expect, found, seed));
      this.changed();
      return;
    }
    this.found = found;
    this.kept = false;
    this.outcomes = outcomesOf(this.lesson.expect, found, seed);
    if (this.stage === 'run' || this.stage === 'predict') this.go('why');
    else this.changed();
  }
}

/**
 * @param {readonly Expectation[]} expect
 * @param {ReadonlyMap<string, number>} found
 * @param {number} seed
 * @returns {Outcome[]}
 */
function outcomesOf(expect, found, seed) {
  return judge(expect, found).map((one) => ({ ...one, found, seed }));
}

/** @param {import('../../engine/lesson/index.js').Sketch | undefined} sketch @returns {number[]} where its points begin */
function middles(sketch) {
  if (!sketch) return [];
  const { min, max, scale, points } = sketch;
  const middle = scale === 'log' ? Math.sqrt(min * max) : (min + max) / 2;
  return points.map(() => Number(middle.toPrecision(2)));
}
