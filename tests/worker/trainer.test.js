import assert from 'node:assert/strict';
import { test } from 'node:test';
import { StrataError } from '../../web/engine/errors.js';
import { loadEngine } from '../../web/engine/load.js';
import { sentence } from '../../web/engine/sentences.js';
import { Trainer } from '../../web/worker/trainer.js';
import { experiment, images, is, makeFullTrainer, makeTrainer } from './make-trainer.js';

/** @typedef {import('../../web/worker/protocol.js').Snapshot} Snapshot */

/**
 * Works until training has stopped; the last snapshot, with all tests on the way.
 *
 * @param {Awaited<ReturnType<typeof makeFullTrainer>>} made
 */
async function ended({ trainer, work }) {
  let last = trainer.pull();
  const tests = [...last.tests];
  await work(() => {
    last = trainer.pull();
    tests.push(...last.tests);
    return last.phase !== 'running' && last.resting;
  });
  return { ...last, tests };
}

/** The fingerprint after so many steps in one go. @param {number} steps */
async function expected(steps) {
  const engine = await loadEngine();
  const store = engine.createStore({ train: 4000, test: 300, input: 784 });
  const train = images(0, 4000);
  store.append('train', train.images, train.labels);
  const network = engine.createNetwork(experiment, { input: 784 });
  const run = engine.createRun(network, store, experiment);
  while (run.step < steps) run.advance(steps - run.step);
  return network.fingerprint();
}

test('trains from the first shard on, waits for the next, and ends with the same bits as in one go', async () => {
  const { trainer, work, arrive } = makeTrainer();
  assert.equal(trainer.pull().phase, 'loading');
  trainer.start({ data: '', experiment });
  trainer.run();
  await work(is(trainer, 'running'));
  await arrive();
  await work(is(trainer, 'waiting'));
  assert.equal(trainer.pull().step, 62, '2,000 images are 62 batches of 32');
  await arrive();
  await arrive();
  await work(is(trainer, 'finished'));
  const { step, fingerprint, stepsPerEpoch } = trainer.pull();
  assert.equal(step, 2 * stepsPerEpoch);
  assert.equal(fingerprint, await expected(step));
});

test('stops after the first epoch that reaches the target, and goes on when asked', async () => {
  const long = { ...experiment, epochs: 6 };
  const first = await makeFullTrainer({}, long);
  first.trainer.run();
  const { phase, stepsPerEpoch, tests } = await ended(first);
  assert.equal(phase, 'finished');
  const ends = tests.filter(({ step }) => step % stepsPerEpoch === 0);
  const target_accuracy = 0.9;
  const wanted = ends.find(({ accuracy }) => accuracy >= target_accuracy)?.step;
  assert.ok(wanted);
  const second = await makeFullTrainer({}, { ...long, target_accuracy });
  second.trainer.run();
  const stopped = await ended(second);
  assert.deepEqual([stopped.phase, stopped.step], ['reached', wanted]);
  second.trainer.configure(long);
  second.trainer.run();
  assert.equal((await ended(second)).phase, 'finished');
});

test('a target waits for all test images, for fewer of them may say something else', async () => {
  const { trainer, work, arrive } = makeTrainer({ testLast: true });
  trainer.start({ data: '', experiment: { ...experiment, target_accuracy: 0.05 } });
  trainer.run();
  await arrive();
  await arrive();
  await work(() => trainer.pull().step === trainer.pull().stepsPerEpoch);
  await work(is(trainer, 'waiting'));
  const { step, stepsPerEpoch } = trainer.pull();
  assert.equal(step, stepsPerEpoch);
  await arrive();
  await work(is(trainer, 'reached'));
  assert.equal(trainer.pull().step, step);
});

test('trains to the end without ever being asked, as in a hidden tab', async () => {
  const { trainer, work, idle } = await makeFullTrainer();
  trainer.run();
  await work(idle);
  const { phase, step, stepsPerEpoch, losses } = trainer.pull();
  assert.deepEqual([phase, step], ['finished', 2 * stepsPerEpoch]);
  assert.ok(losses.length > 100, 'the points have been kept');
});

test('loss points are the same however training is cut into slices', async () => {
  const curves = [];
  for (const slice of [0.01, 1, 5]) {
    const { trainer, work } = await makeFullTrainer({ slice });
    /** @type {number[]} */
    const points = [];
    trainer.run();
    await work(() => {
      const { losses, phase } = trainer.pull();
      points.push(...losses);
      return phase === 'finished';
    });
    curves.push(points);
  }
  assert.ok((curves[0]?.length ?? 0) > 100);
  const steps = curves.map((points) => points.filter((_, i) => i % 2 === 0));
  assert.deepEqual(steps[0], steps[1]);
  assert.deepEqual(steps[0], steps[2]);
  for (const [i, loss] of (curves[0] ?? []).entries()) {
    assert.ok(
      Math.abs(loss - (curves[2]?.[i] ?? Number.NaN)) < 1e-6,
      'means differ in rounding alone',
    );
  }
});

test('pauses, steps, and resets to the starting weights', async () => {
  const { trainer, work } = await makeFullTrainer();
  const start = trainer.pull().fingerprint;
  trainer.run();
  await work(() => trainer.pull().step > 10);
  trainer.pause();
  const paused = trainer.pull();
  assert.equal(paused.phase, 'paused');
  assert.equal(paused.fingerprint, await expected(paused.step));
  trainer.step();
  await work(is(trainer, 'paused'));
  assert.equal(trainer.pull().step, paused.step + 1);
  trainer.reset();
  const back = trainer.pull();
  assert.deepEqual([back.phase, back.step, back.fingerprint], ['ready', 0, start]);
  assert.equal(back.generation, paused.generation + 1);
});

test('every press of Step counts, before the engine is there and after', async () => {
  const { trainer, work, arrive } = makeTrainer();
  trainer.start({ data: '', experiment });
  trainer.step();
  trainer.step();
  for (let part = 0; part < 3; part++) await arrive();
  await work(is(trainer, 'paused'));
  assert.equal(trainer.pull().step, 2);
  trainer.obey(['step']);
  trainer.obey(['step']);
  trainer.obey(['step']);
  await work(is(trainer, 'paused'));
  assert.equal(trainer.pull().step, 5);
  trainer.obey(['run']);
  trainer.obey(['step']);
  await work(is(trainer, 'paused'));
  assert.equal(trainer.pull().step, 6, 'Step ends a run');
  trainer.obey(['step']);
  trainer.obey(['pause']);
  trainer.obey(['step']);
  await work(is(trainer, 'paused'));
  assert.equal(trainer.pull().step, 7, 'Pause takes back what has not begun');
});

test('Run after the last epoch trains as many epochs again', async () => {
  const { trainer, work } = await makeFullTrainer();
  trainer.run();
  await work(is(trainer, 'finished'));
  trainer.run();
  assert.equal(trainer.pull().phase, 'running');
  await work(is(trainer, 'finished'));
  const { step, stepsPerEpoch } = trainer.pull();
  assert.equal(step, 4 * stepsPerEpoch);
});

test('a new learning rate goes on, a new network starts anew and keeps running', async () => {
  const { trainer, work } = await makeFullTrainer();
  trainer.run();
  await work(() => trainer.pull().step > 5);
  const { generation } = trainer.pull();
  trainer.configure({ ...experiment, optimizer: { ...experiment.optimizer, lr: 0.01 } });
  assert.equal(trainer.pull().generation, generation);
  assert.ok(trainer.pull().step > 5);
  trainer.configure({ ...experiment, seed: 2 });
  const anew = trainer.pull();
  assert.deepEqual([anew.phase, anew.step, anew.generation], ['running', 0, generation + 1]);
  await work(is(trainer, 'finished'));
});

test('tests at the start, at every epoch end and when paused, on all images', async () => {
  const { trainer, work } = await makeFullTrainer();
  /** @type {Snapshot['tests']} */
  const tests = [];
  const look = () => {
    const snapshot = trainer.pull();
    tests.push(...snapshot.tests);
    return snapshot;
  };
  await work(() => look().resting);
  assert.equal(tests.at(-1)?.step, 0);
  trainer.run();
  await work(() => look().step > 20);
  trainer.pause();
  await work(() => look().resting);
  assert.equal(tests.at(-1)?.step, look().step);
  trainer.run();
  await work(() => look().phase === 'finished');
  await work(() => look().resting);
  for (const step of [125, 250]) assert.ok(tests.some((one) => one.step === step));
  assert.ok(tests.every((one) => one.accuracy >= 0 && one.accuracy <= 1));
  assert.equal(tests.at(-1)?.images, 300);
  assert.ok((tests.at(-1)?.accuracy ?? 0) > 0.9);
});

test('a download that fails is told, and goes on where it ended', async () => {
  const { trainer, work, arrive } = makeTrainer({ fail: true });
  trainer.start({ data: '', experiment });
  for (let part = 0; part < 3; part++) await arrive();
  await work(() => trainer.pull().data.failure !== null);
  const reason = sentence('error.download-read', { reason: 'The line went dead' });
  assert.deepEqual(structuredClone(trainer.pull().data.failure), {
    code: 'data-read',
    message: 'Some of the images could not be downloaded (The line went dead).',
    sentence: sentence('error.download', { reason }),
  });
  await work(() => trainer.pull().resting);
  trainer.retry();
  assert.equal(trainer.pull().data.failure, null);
  await arrive();
  await work(() => trainer.pull().data.train === 4000);
});

test('a number that is not finite ends the run and is told', async () => {
  const { trainer, work } = await makeFullTrainer();
  const layers = experiment.layers.map((layer) =>
    layer.type === 'activation'
      ? /** @type {const} */ ({ type: 'activation', name: 'exp' })
      : layer,
  );
  trainer.configure({ ...experiment, layers, optimizer: { ...experiment.optimizer, lr: 1000 } });
  trainer.run();
  await work(is(trainer, 'nonfinite'));
  const { nonFinite, step } = trainer.pull();
  assert.ok(nonFinite && nonFinite.step >= step && nonFinite.layer < 3);
  trainer.reset();
  assert.equal(trainer.pull().phase, 'ready');
});

test('an engine that does not load is told in its own words', async () => {
  const trainer = new Trainer({
    loadEngine: () => Promise.reject(new StrataError('wasm-missing', 'No WebAssembly here.')),
    stream: async function* () {},
    now: () => 0,
    soon: () => {},
    later: () => {},
  });
  trainer.start({ data: '', experiment });
  await new Promise((resolve) => setImmediate(resolve));
  const { fault, resting } = trainer.pull();
  assert.deepEqual(fault, { code: 'wasm-missing', message: 'No WebAssembly here.' });
  assert.ok(resting);
});
