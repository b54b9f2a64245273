import assert from 'node:assert/strict';
import { test } from 'node:test';
import { loadEngine } from '../../web/engine/load.js';
import { START } from '../../web/engine/run.js';
import { experiment, is, makeFullTrainer, makeTrainer } from './make-trainer.js';

test('another worker goes on from what one remembers, with the same bits', async () => {
  const first = await makeFullTrainer();
  for (let step = 0; step < 150; step++) first.trainer.step();
  await first.work(first.idle);
  const memory = first.trainer.ask('memory');
  assert.ok(memory);
  assert.equal(memory.place.step, 150);
  first.trainer.run();
  await first.work(is(first.trainer, 'finished'));

  const second = makeTrainer();
  second.trainer.start({ data: '', experiment });
  // Told before engine and images are there.
  second.trainer.resume(memory);
  for (let part = 0; part < 3; part++) await second.arrive();
  await second.work(() => second.trainer.pull().data.train === 4000);
  assert.equal(second.trainer.pull().step, 150);
  assert.equal(second.trainer.pull().pristine, true);
  second.trainer.run();
  await second.work(is(second.trainer, 'finished'));
  assert.equal(second.trainer.pull().fingerprint, first.trainer.pull().fingerprint);
});

test('a run that is gone on with is measured at rest, and loses nothing by it', async () => {
  const first = await makeFullTrainer();
  // The last step of an epoch, so that the one that is taken back is another epoch's.
  for (let step = 0; step < 125; step++) first.trainer.step();
  await first.work(first.idle);
  const memory = first.trainer.ask('memory');
  assert.ok(memory);
  const second = await makeFullTrainer();
  second.trainer.resume(memory);
  second.trainer.look({ tiles: [], digit: null, unit: null });
  const { views, fingerprint, losses } = second.trainer.pull();
  assert.equal(views?.norms?.step, 125);
  assert.equal(fingerprint, first.trainer.pull().fingerprint);
  assert.equal(losses.length, 0);
  for (const made of [first, second]) {
    made.trainer.look({ tiles: [], digit: null, unit: null });
    // What has been looked at is measured at the next step.
    made.trainer.pull();
    made.trainer.step();
    await made.work(made.idle);
  }
  const [before, after] = [first, second].map(({ trainer }) => trainer.pull());
  assert.deepEqual(after?.losses, before?.losses);
  assert.equal(after?.fingerprint, before?.fingerprint);
  const measured = before?.views?.norms;
  assert.equal(measured?.step, 126);
  assert.deepEqual(views?.norms?.layers, measured?.layers);
});

test('weights from elsewhere are measured before their first step, the start itself is not', async () => {
  const first = await makeFullTrainer();
  first.trainer.look({ tiles: [], digit: null, unit: null });
  const start = first.trainer.pull();
  assert.equal(start.views?.norms, null);
  for (let step = 0; step < 3; step++) first.trainer.step();
  await first.work(first.idle);
  const memory = first.trainer.ask('memory');
  assert.ok(memory);
  const second = await makeFullTrainer();
  second.trainer.resume({ ...memory, place: START, pristine: false });
  second.trainer.look({ tiles: [], digit: null, unit: null });
  const { views, step, fingerprint } = second.trainer.pull();
  assert.deepEqual([views?.norms?.step, step], [0, 0]);
  assert.equal(fingerprint, first.trainer.pull().fingerprint);
});

test('while it runs, a worker gives what it remembers', async () => {
  const { trainer, work } = await makeFullTrainer({ slice: 2 });
  assert.equal(trainer.ask('memory'), null);
  trainer.run();
  await work(() => trainer.pull().step > 60);
  const memory = trainer.ask('memory');
  assert.ok(memory && memory.place.step <= trainer.pull().step);
});

test('Reset forgets what was to be gone on from', async () => {
  const first = await makeFullTrainer();
  first.trainer.step();
  await first.work(first.idle);
  const memory = first.trainer.ask('memory');
  assert.ok(memory);
  const second = makeTrainer();
  second.trainer.start({ data: '', experiment });
  second.trainer.resume(memory);
  second.trainer.reset();
  await second.work(() => second.trainer.pull().phase === 'ready');
  assert.equal(second.trainer.pull().step, 0);
});

test('a memory of another network is refused, and the network stays at its start', async () => {
  const wide = {
    ...experiment,
    layers: experiment.layers.with(0, { type: 'linear', units: 9, bias: true }),
  };
  const other = await makeFullTrainer({}, wide);
  other.trainer.step();
  await other.work(other.idle);
  const memory = other.trainer.ask('memory');
  assert.ok(memory);
  const { trainer, work, idle } = await makeFullTrainer();
  const { fingerprint } = trainer.pull();
  trainer.resume(memory);
  await work(idle);
  assert.deepEqual([trainer.pull().fault, trainer.pull().fingerprint], [null, fingerprint]);
});

test('a run begins with weights that come from elsewhere, and knows them for what they are', async () => {
  const { trainer, work, idle } = await makeFullTrainer();
  trainer.run();
  await work(is(trainer, 'finished'));
  await work(idle);
  const trained = trainer.pull();
  const parameters = trainer.ask('parameters');
  const accuracy = trainer.ask('claim')?.testAccuracy;
  assert.ok(parameters && accuracy);
  const engine = await loadEngine();
  const network = engine.createNetwork(experiment, { input: 784 });
  network.setParameters(parameters);
  trainer.reset();
  trainer.resume({ state: network.state(), place: START, pristine: false });
  await work(idle);
  const { phase, step, fingerprint, pristine, tests } = trainer.pull();
  assert.deepEqual([phase, step, fingerprint], ['ready', 0, trained.fingerprint]);
  assert.equal(pristine, false);
  assert.equal(tests.at(-1)?.accuracy, accuracy);
  trainer.step();
  await work(idle);
  assert.equal(trainer.ask('claim'), null);
  trainer.reset();
  await work(idle);
  assert.notEqual(trainer.pull().fingerprint, fingerprint);
  assert.equal(trainer.pull().pristine, true);
});
