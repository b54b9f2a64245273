import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parseExperiment } from '../../web/engine/experiment/index.js';
import { Pair } from '../../web/worker/pair.js';
import { experiment, is, makeFullTrainer, makeTrainer } from './make-trainer.js';

const act = (/** @type {string} */ name) => ({ type: 'activation', name });
const linear = (/** @type {number} */ units) => ({ type: 'linear', units });
/** Takes longer than the other for a step. */
const wide = parseExperiment({ ...experiment, layers: [linear(60), act('relu'), linear(10)] });
const exploding = parseExperiment({
  ...experiment,
  layers: [linear(12), act('square'), linear(8), act('square'), linear(10)],
});

/** @param {import('../../web/worker/protocol.js').Experiment} twin */
async function makePair(twin) {
  const made = makeTrainer();
  const { stream } = made.world;
  let streams = 0;
  const counted = (/** @type {Parameters<typeof stream>} */ ...words) => {
    streams++;
    return stream(...words);
  };
  const pair = new Pair({ ...made.world, stream: counted });
  pair.a.start({ data: '', experiment });
  pair.b.start({ data: '', experiment: twin });
  for (let part = 0; part < 3; part++) await made.arrive();
  const complete = () => [pair.a, pair.b].every((one) => one.pull().data.train === 4000);
  await made.work(complete);
  await made.work(made.idle);
  return { ...made, pair, streams: () => streams };
}

/** @param {import('../../web/worker/protocol.js').Experiment} document @param {number} steps */
async function alone(document, steps) {
  const { trainer, work, idle } = await makeFullTrainer({}, document);
  for (let step = 0; step < steps; step++) trainer.step();
  await work(idle);
  return trainer.pull().fingerprint;
}

test('twins keep step, and rest at the same one, each as if it were alone', async () => {
  const { pair, work, idle } = await makePair(wide);
  pair.obey([['both', ['run']]]);
  let apart = 0;
  await work(() => {
    const [a, b] = [pair.a.reached, pair.b.reached];
    apart = Math.max(apart, Math.abs(a - b));
    return a > 90;
  });
  assert.ok(apart > 0 && apart <= 80, `${apart} steps apart`);
  assert.equal(pair.a.pull().resting, false);
  pair.obey([['both', ['pause']]]);
  await work(idle);
  const [a, b] = [pair.a.pull(), pair.b.pull()];
  assert.ok(a.step > 90);
  assert.equal(a.step, b.step);
  assert.deepEqual([a.phase, b.phase], ['paused', 'paused']);
  assert.equal(a.fingerprint, await alone(experiment, a.step));
  assert.equal(b.fingerprint, await alone(wide, b.step));
});

test('what is told to one leaves the other as it is', async () => {
  const { pair, work, idle } = await makePair(wide);
  pair.obey([['a', ['step']]]);
  await work(idle);
  assert.deepEqual([pair.a.reached, pair.b.reached], [1, 0]);
  pair.obey([
    ['both', ['step']],
    ['both', ['step']],
  ]);
  await work(idle);
  assert.deepEqual([pair.a.reached, pair.b.reached], [3, 2]);
});

test('a twin that ends in a number that is not finite does not hold up the other', async () => {
  const { pair, work } = await makePair(exploding);
  pair.obey([['both', ['run']]]);
  await work(is(/** @type {any} */ (pair.a), 'finished'));
  assert.equal(pair.a.reached, 250);
  assert.equal(pair.b.pull().phase, 'nonfinite');
});

test('twins share images as long as they want the same, and no longer', async () => {
  const { pair, work, idle, arrive, streams } = await makePair(wide);
  assert.equal(streams(), 1);
  const noisy = { ...experiment, data: { ...experiment.data, noise: 0.5 } };
  pair.obey([['b', ['configure', parseExperiment({ ...wide, data: noisy.data })]]]);
  for (let part = 0; part < 3; part++) await arrive();
  await work(() => pair.b.pull().data.train === 4000);
  assert.equal(streams(), 2);
  pair.obey([['a', ['configure', parseExperiment(noisy)]]]);
  await work(idle);
  assert.equal(pair.a.pull().data.train, 4000, 'they are there already');
  assert.equal(streams(), 2);
  pair.obey([['both', ['run']]]);
  await work(is(/** @type {any} */ (pair.a), 'finished'));
});
