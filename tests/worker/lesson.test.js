import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parseExperiment } from '../../web/engine/experiment/index.js';
import { parseLesson } from '../../web/engine/lesson/index.js';
import { planOf } from '../../web/engine/lesson/plan.js';
import { experiment, is, makeFullTrainer, makeTrainer } from './make-trainer.js';

const words = { met: 'yes', missed: 'no' };
const lesson = parseLesson({
  strata_lesson: 1,
  name: 'small',
  title: 'Small',
  question: 'Is it?',
  predict: {
    ask: 'It is',
    sketch: { points: [{ measure: 'loss', after: 5, say: 'then' }], min: 0, max: 3, within: 1 },
  },
  experiment,
  until: { steps: 140 },
  events: [{ after: 20, until: 25, change: { optimizer: { name: 'sgd', lr: 1 } } }],
  expect: [
    { measure: 'accuracy', after: 0, max: 1, ...words },
    { measure: 'gradient', layer: 0, after: 100, min: 0, ...words },
    { measure: 'loss', min: 0, ...words },
  ],
  why: ['Because.'],
});
const plan = planOf(lesson);
const way = { course: plan.a, plan };
const keys = ['a loss  5', 'a accuracy  0', 'a gradient 0 100', 'a loss  end'];

/** @param {Awaited<ReturnType<typeof makeFullTrainer>>} made */
async function conducted({ trainer, work, idle }) {
  trainer.conduct(way);
  await work(idle);
  trainer.run();
  await work(is(trainer, 'paused'));
  await work(idle);
  return trainer.pull();
}

test('a lesson is measured where it says, and ends where it says', async () => {
  const { step, found, fingerprint } = await conducted(await makeFullTrainer({ slice: 2 }));
  assert.equal(step, 140);
  assert.deepEqual(found.map(([key]) => key).sort(), [...keys].sort());
  assert.ok(found.every(([, value]) => Number.isFinite(value)));
  // Whatever the slices: the same figures, to the last bit, and the same weights.
  const again = await conducted(await makeFullTrainer({ slice: 5 }));
  assert.deepEqual(again.found, found);
  assert.equal(again.fingerprint, fingerprint);
});

test('what happens on the way changes the run, and is taken back', async () => {
  const { trainer, work, idle } = await makeFullTrainer();
  trainer.conduct({ course: plan.a, plan: { ...plan, events: [] } });
  trainer.run();
  await work(is(trainer, 'paused'));
  await work(idle);
  const calm = trainer.pull();
  const struck = await conducted(await makeFullTrainer());
  assert.notEqual(struck.fingerprint, calm.fingerprint);
  assert.deepEqual([struck.pristine, calm.pristine], [false, true]);
  const loss = (/** @type {typeof calm} */ { found }) => new Map(found).get('a loss  5');
  assert.equal(loss(struck), loss(calm), 'before it they are the same');
});

test('measuring waits for all the images', async () => {
  const made = makeTrainer();
  const { trainer, work, arrive, idle } = made;
  trainer.start({ data: '', experiment });
  trainer.conduct(way);
  trainer.run();
  await arrive();
  await arrive();
  await work(is(trainer, 'waiting'));
  assert.deepEqual([trainer.pull().step, trainer.pull().found], [0, []]);
  await arrive();
  await work(is(trainer, 'paused'));
  await work(idle);
  assert.equal(trainer.pull().found.length, keys.length);
});

test('without a lesson nothing is measured, and the run has no end of its own', async () => {
  const made = await makeFullTrainer();
  await conducted(made);
  made.trainer.conduct(null);
  made.trainer.run();
  await made.work(is(made.trainer, 'finished'));
  assert.deepEqual([made.trainer.pull().step, made.trainer.pull().found], [250, []]);
});

test('a run that ends in a number that is not finite is at its end', async () => {
  const square = { type: 'activation', name: 'square' };
  const layers = [
    { type: 'linear', units: 12 },
    square,
    { type: 'linear', units: 8 },
    square,
    { type: 'linear', units: 10 },
  ];
  const exploding = parseExperiment({ ...experiment, layers });
  const made = await makeFullTrainer({}, exploding);
  const key = 'a nonfinite_step  end';
  const course = {
    experiment: exploding,
    figures: [{ after: undefined, measure: 'nonfinite_step', key }],
  };
  made.trainer.conduct({ course, plan: { ...plan, a: course, events: [] } });
  made.trainer.run();
  await made.work(is(made.trainer, 'nonfinite'));
  await made.work(made.idle);
  const { found, nonFinite } = made.trainer.pull();
  assert.deepEqual(found, [[key, nonFinite?.step]]);
});
