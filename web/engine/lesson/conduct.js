import { takeMeasures } from './measures.js';
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
function travel(engine, store, { experiment, figures }, { until, events }) {
  const { batch, seed, optimizer, schedule, clip } = experiment;
  const net = engine.createNetwork(experiment, { input: store.input });
  const options = { batch, seed, epochs: Number.POSITIVE_INFINITY };
  const run = engine.createRun(net, store, options);
  const end = 'steps' in until ? until.steps : until.epochs * run.stepsPerEpoch;
  /** @type {import('./scene.js').Subject} */
  const subject = { net, run, store, diagnosis: engine.diagnose(net), nonFinite: null };
  const set = (/** @type {import('./index.js').Change} */ change) =>
    net.setOptimizer(change.optimizer ?? optimizer, { schedule, clip, ...settings(change) });
  /** @type {[string, number][]} */
  const found = [];
  try {
    for (const step of stops(figures, events, end)) {
      advance(subject, step);
      if (subject.nonFinite && step < end) continue;
      const now = figures.filter(({ after = end }) => after === step);
      const values = takeMeasures(subject, now);
      now.forEach(({ key }, i) => void found.push([key, values[i] ?? Number.NaN]));
      for (const { after, change } of events) if (after === step) set(change);
      for (const { until: last } of events) if (last === step) set({});
    }
  } finally {
    run.dispose();
    net.dispose();
  }
  return found;
}

/** @param {import('./index.js').Change} change */
function settings({ schedule, clip }) {
  return { ...(schedule && { schedule }), ...(clip && { clip }) };
}

/**
 * @param {Course['figures']} figures
 * @param {Plan['events']} events
 * @param {number} end
 * @returns {number[]} the steps at which there is something to be done, in ascending order
 */
function stops(figures, events, end) {
  const steps = [
    ...figures.map(({ after = end }) => after),
    ...events.flatMap(({ after, until }) => [after, until ?? end]),
    end,
  ];
  return [...new Set(steps)].filter((step) => step <= end).sort((a, b) => a - b);
}

/**
 * @param {import('./scene.js').Subject} subject
 * @param {number} goal number of a step
 */
function advance(subject, goal) {
  const { run } = subject;
  while (run.step < goal && !subject.nonFinite) {
    const { nonFinite } = run.advance(goal - run.step);
    subject.nonFinite = nonFinite ?? null;
  }
}
