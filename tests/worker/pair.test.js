import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { parseExperiment } from '../../web/engine/experiment/index.js';
import { loadEngine } from '../../web/engine/load.js';
import { Feeds } from '../../web/worker/feeds.js';
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

describe('pairs of several pages on one engine', () => {
  /** What they share, and a way to have one more. */
  async function makeShared(slice = 1) {
    const made = makeTrainer({ slice });
    const engine = await loadEngine();
    const { stream } = made.world;
    let streams = 0;
    const counted = (/** @type {Parameters<typeof stream>} */ ...words) => {
      streams++;
      return stream(...words);
    };
    const feeds = new Feeds(counted);
    const add = (/** @type {typeof experiment} */ document = experiment) => {
      const pair = new Pair({ ...made.world, loadEngine: async () => engine, feeds });
      pair.a.start({ data: '', experiment: document });
      return pair;
    };
    const first = add();
    for (let part = 0; part < 3; part++) await made.arrive();
    await made.work(() => first.a.pull().data.train === 4000);
    return { ...made, engine, feeds, add, first, streams: () => streams };
  }

  test('have the images once, and each trains as if it were alone', async () => {
    const { first, add, work, idle, streams } = await makeShared();
    const second = add(wide);
    await work(() => second.a.pull().data.train === 4000);
    first.obey([['a', ['run']]]);
    second.obey([['a', ['run']]]);
    await work(() => second.a.reached > 20);
    first.dispose();
    await work(is(/** @type {any} */ (second.a), 'finished'));
    await work(idle);
    assert.equal(second.a.pull().fingerprint, await alone(wide, 250));
    assert.equal(streams(), 1);
  });

  test('compute their views without getting in each other’s way', async () => {
    // A look at the clock takes longer than the part of a view that is computed at once.
    const { first, add, work } = await makeShared(10);
    const second = add(wide);
    await work(() => second.a.pull().data.train === 4000);
    const left = new Set([first, second]);
    for (let turn = 0; left.size > 0; turn++) {
      assert.ok(turn < 2000, 'this never happens');
      for (const pair of left) {
        const part = /** @type {any} */ (pair.a.ask('activity', 1, 4000));
        if (part?.done) left.delete(pair);
      }
    }
  });

  test('are gone, whenever they were disposed of, and nobody else’s images with them', async () => {
    const { first, add, work, idle, feeds, engine, streams } = await makeShared();
    const early = add({ ...experiment, data: { name: 'mnist', train: 2000, test: 300 } });
    early.dispose();
    await work(idle);
    assert.equal(early.a.pull().data.trainGoal, 0, 'it has begun nothing');
    assert.equal(streams(), 1);
    const told = () => {};
    const feed = feeds.take(engine, experiment, '', told);
    feeds.give(feed, told);
    feeds.give(feed, told);
    first.obey([['a', ['step']]]);
    await work(idle);
    assert.deepEqual([first.a.reached, first.a.pull().fault], [1, null]);
  });

  test('leave no memory behind, whatever is under way', async () => {
    const { first, add, work, engine } = await makeShared();
    let held = 0;
    for (let round = 0; round < 20; round++) {
      const pair = add(wide);
      await work(() => pair.a.pull().data.train === 4000);
      pair.b.start({ data: '', experiment });
      pair.obey([['a', ['epoch']]]);
      await work(() => pair.a.reached > 5);
      pair.a.ask('activity', 1, 4000);
      pair.dispose();
      held ||= engine.heap.bytes;
      assert.equal(engine.heap.bytes, held, `round ${round}`);
    }
    assert.equal(first.a.pull().phase, 'ready');
  });
});
