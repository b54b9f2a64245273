import { Journey } from './journey.js';
import { planOf, planOfTry } from './plan.js';
import { judge } from './verdict.js';

/** @typedef {import('../engine.js').Engine} Engine */
/** @typedef {import('../store.js').DataStore} DataStore */
/** @typedef {import('./index.js').Experiment} Experiment */
/** @typedef {import('./index.js').Lesson} Lesson */
/** @typedef {import('./plan.js').Course} Course */
/** @typedef {import('./plan.js').Plan} Plan */

/**
 * @typedef {(experiment: Experiment) => DataStore | Promise<DataStore>} StoreOf gives all the data of an experiment
 * @typedef {{ expectation: import('./index.js').Expectation, value: number, met: boolean }} Outcome
 * @typedef {{ run: Outcome[], right: number[], tries: Outcome[][] }} Conducted `right`: the choices of the prediction that
 *   came true
 */

/**
 * Runs a lesson from its beginning to its end, and all that it says may be tried.
 *
 * @param {Engine} engine
 * @param {StoreOf} storeOf
 * @param {Lesson} lesson
 * @param {{ seed?: number }} [options] another seed than its own
 * @returns {Promise<Conducted>}
 */
export async function conduct(engine, storeOf, lesson, { seed } = {}) {
  const found = await follow(engine, storeOf, planOf(lesson, seed));
  const right = (lesson.predict.choices ?? []).flatMap(({ when }, i) =>
    judge(when, found).every(({ met }) => met) ? [i] : [],
  );
  /** @type {Outcome[][]} */
  const tries = [];
  for (const [i, { expect }] of lesson.try.entries()) {
    tries.push(judge(expect, await follow(engine, storeOf, planOfTry(lesson, i, seed))));
  }
  return { run: judge(lesson.expect, found), right, tries };
}

/**
 * @param {Engine} engine
 * @param {StoreOf} storeOf
 * @param {Plan} plan
 * @returns {Promise<Map<string, number>>} what was measured
 */
async function follow(engine, storeOf, plan) {
  const store = await storeOf(plan.a.experiment);
  return new Map(
    [plan.a, plan.b].flatMap((course) => (course ? travel(engine, store, course, plan) : [])),
  );
}

/**
 * @param {Engine} engine
 * @param {DataStore} store
 * @param {Course} course
 * @param {Plan} plan
 * @returns {[string, number][]}
 */
function travel(engine, store, course, plan) {
  const { batch, seed } = course.experiment;
  const net = engine.createNetwork(course.experiment, { input: store.input });
  const run = engine.createRun(net, store, { batch, seed, epochs: Number.POSITIVE_INFINITY });
  const journey = new Journey(course, plan, run.stepsPerEpoch);
  /** @type {import('./scene.js').Subject} */
  const subject = { net, run, store, diagnosis: engine.diagnose(net), nonFinite: null };
  /** @type {[string, number][]} */
  const found = [];
  try {
    while (journey.next < Number.POSITIVE_INFINITY) {
      if (journey.due(subject)) found.push(...journey.arrive(subject));
      else subject.nonFinite = run.advance(journey.next - run.step).nonFinite ?? null;
    }
  } finally {
    run.dispose();
    net.dispose();
  }
  return found;
}
