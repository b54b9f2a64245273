import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parseExperiment } from '../../web/engine/experiment/index.js';
import { experiment, is, makeFullTrainer, makeTrainer } from './make-trainer.js';

const square = { type: 'activation', name: 'square' };
/** Two layers of squares: the numbers grow without bound. */
const exploding = parseExperiment({
  ...experiment,
  layers: [
    { type: 'linear', units: 12 },
    square,
    { type: 'linear', units: 8 },
    square,
    { type: 'linear', units: 10 },
  ],
});

/** @param {Awaited<ReturnType<typeof makeFullTrainer>>} made */
async function exploded({ trainer, work, idle }) {
  trainer.run();
  await work(is(trainer, 'nonfinite'));
  await work(idle);
  const snapshot = trainer.pull();
  assert.ok(snapshot.nonFinite && snapshot.aftermath, 'the last steps were measured');
  return { nonFinite: snapshot.nonFinite, aftermath: snapshot.aftermath, snapshot };
}

test('the last steps before a number is not finite are measured, with the same bits', async () => {
  const made = await makeFullTrainer({}, exploding);
  const { nonFinite, aftermath } = await exploded(made);
  const { steps } = aftermath;
  assert.equal(steps.at(-1)?.step, nonFinite.step);
  assert.equal(steps.length, Math.min(6, nonFinite.step));
  assert.deepEqual(
    steps.map(({ step }) => step),
    steps.map((_, i) => nonFinite.step - steps.length + 1 + i),
  );
  assert.ok(steps.every(({ sizes, norms }) => sizes.length === 3 && norms.length === 5));
  const largest = steps.map(({ sizes }) => Math.max(...sizes));
  assert.ok((largest.at(-2) ?? 0) > 100 * (largest[0] ?? 0), `${largest}`);
  assert.ok(Number.isNaN(steps.at(-1)?.loss));
  assert.ok(Number.isFinite(steps.at(-2)?.loss));
});

test('steps of a curve that explodes are measured too, and a cure has no accuracy', async () => {
  const made = makeTrainer();
  const relu = { type: 'activation', name: 'relu' };
  const layers = [64, 32, 1].flatMap((units) => [{ type: 'linear', units }, relu]).slice(0, -1);
  const sine = parseExperiment({ strata: 1, data: { name: 'sine' }, layers });
  made.trainer.start({ data: '', experiment: sine });
  await made.work(is(made.trainer, 'ready'));
  const { nonFinite, aftermath, snapshot } = await exploded(made);
  assert.equal(snapshot.fault, null);
  assert.equal(aftermath.steps.at(-1)?.step, nonFinite.step);
  const slow = { name: 'sgd', lr: 0.001 };
  made.trainer.tryCures([parseExperiment({ ...sine, optimizer: slow })]);
  await made.work(made.idle);
  const [trial] = made.trainer.pull().aftermath?.trials ?? [];
  assert.ok(trial?.done && trial.failedAt === null && trial.steps > 0);
  assert.equal(trial.accuracy, null);
});

test('the network is kept as it was before the step that failed', async () => {
  const made = await makeFullTrainer({}, exploding);
  const { nonFinite, snapshot } = await exploded(made);
  const again = await makeFullTrainer({}, exploding);
  for (let step = 1; step < nonFinite.step; step++) again.trainer.step();
  await again.work(again.idle);
  assert.equal(again.trainer.pull().step, nonFinite.step - 1);
  assert.equal(snapshot.fingerprint, again.trainer.pull().fingerprint);
});

test('cures are tried one after the other, each from the seed on', async () => {
  const made = await makeFullTrainer({}, exploding);
  const { nonFinite } = await exploded(made);
  const { trainer, work, idle } = made;
  const clipped = parseExperiment({ ...exploding, clip: { name: 'norm' } });
  trainer.tryCures([exploding, clipped]);
  assert.deepEqual(
    trainer.pull().aftermath?.trials.map(({ done }) => done),
    [false, false],
  );
  await work(idle);
  const [same, cured] = trainer.pull().aftermath?.trials ?? [];
  assert.deepEqual(same, {
    done: true,
    steps: nonFinite.step - 1,
    failedAt: nonFinite.step,
    accuracy: null,
  });
  assert.equal(cured?.failedAt, null);
  assert.equal(cured?.steps, 125);
  assert.ok((cured?.accuracy ?? 0) > 0.2, `${cured?.accuracy}`);
  assert.equal(trainer.pull().resting, true);
});

test('a change of the settings on the way is replayed as it was', async () => {
  const made = await makeFullTrainer(
    {},
    parseExperiment({ ...exploding, optimizer: { name: 'sgd', lr: 1e-4 } }),
  );
  const { trainer, work, idle } = made;
  for (let step = 0; step < 3; step++) trainer.step();
  await work(idle);
  trainer.configure(exploding);
  const { nonFinite, aftermath } = await exploded(made);
  assert.ok(nonFinite.step > 3);
  assert.equal(aftermath.steps.at(-1)?.step, nonFinite.step);
  assert.ok(Number.isNaN(aftermath.steps.at(-1)?.loss));
});

test('Reset leaves nothing of it behind', async () => {
  const made = await makeFullTrainer({}, exploding);
  await exploded(made);
  made.trainer.tryCures([exploding]);
  made.trainer.reset();
  await made.work(made.idle);
  const { aftermath, nonFinite, phase } = made.trainer.pull();
  assert.deepEqual([aftermath, nonFinite, phase], [null, null, 'ready']);
});

for (const [what, change] of Object.entries({
  'learning rate': { optimizer: { name: 'sgd', lr: 10 } },
  'batch size': { batch: 16 },
  layers: { layers: [{ type: 'linear', units: 10 }] },
  seed: { seed: 2 },
})) {
  test(`after a run has ended, another ${what} begins another, once it is asked for`, async () => {
    const made = await makeFullTrainer({}, exploding);
    const { snapshot } = await exploded(made);
    const { trainer, work, idle } = made;
    trainer.tryCures([exploding]);
    trainer.configure(parseExperiment({ ...exploding, ...change }));
    await work(idle);
    const after = trainer.pull();
    assert.deepEqual(
      [after.phase, after.step, after.nonFinite, after.aftermath, after.pristine],
      ['ready', 0, null, null, true],
    );
    assert.notEqual(after.generation, snapshot.generation);
  });
}

test('after a run has ended, another number of epochs leaves all as it is', async () => {
  const made = await makeFullTrainer({}, exploding);
  const { snapshot } = await exploded(made);
  made.trainer.configure(parseExperiment({ ...exploding, epochs: 7 }));
  await made.work(made.idle);
  const { phase, generation, aftermath } = made.trainer.pull();
  assert.deepEqual([phase, generation], ['nonfinite', snapshot.generation]);
  assert.deepEqual(aftermath?.steps, snapshot.aftermath?.steps);
});
