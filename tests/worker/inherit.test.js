import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parseExperiment } from '../../web/engine/experiment/index.js';
import { loadEngine } from '../../web/engine/load.js';
import { inherit } from '../../web/worker/inherit.js';
import { experiment, is, makeFullTrainer } from './make-trainer.js';

const engine = await loadEngine();
const INPUT = 20;
const linear = (/** @type {number} */ units) => ({ type: 'linear', units });
const act = (/** @type {string} */ name) => ({ type: 'activation', name });
const base = [linear(6), act('prelu'), linear(5), act('tanh'), linear(4)];

/** @param {object[]} layers @param {number} seed */
const net = (layers, seed) => engine.createNetwork({ layers, seed }, { input: INPUT });

/** @param {object[]} layers of the network after the edit */
function edited(layers) {
  const before = net(base, 1);
  const fresh = net(layers, 2);
  const after = net(layers, 2);
  const { kept, whole } = inherit(before, after);
  return { before, fresh, after, kept, whole };
}

test('the same layers keep everything', () => {
  const { before, after, kept } = edited(base);
  assert.deepEqual(kept, [0, 1, 2]);
  assert.equal(after.fingerprint(), before.fingerprint());
});

test('another activation keeps all weights', () => {
  const { before, after, kept, whole } = edited(base.with(3, act('relu')));
  assert.deepEqual([kept, whole], [[0, 1, 2], true]);
  assert.equal(after.fingerprint(), before.fingerprint());
});

test('a wider layer keeps its units, and the next one their weights', () => {
  const { before, fresh, after, kept, whole } = edited(base.with(0, linear(9)));
  assert.deepEqual([kept, whole], [[0, 1, 2], false]);
  const own = after.parameter('0.weight').data;
  assert.deepEqual(own.subarray(0, 6 * INPUT), before.parameter('0.weight').data);
  assert.deepEqual(own.subarray(6 * INPUT), fresh.parameter('0.weight').data.subarray(6 * INPUT));
  const [next, old, drawn] = [after, before, fresh].map((one) => one.parameter('2.weight').data);
  for (let unit = 0; unit < 5; unit++) {
    assert.deepEqual(next?.subarray(9 * unit, 9 * unit + 6), old?.subarray(6 * unit, 6 * unit + 6));
    assert.deepEqual(
      next?.subarray(9 * unit + 6, 9 * unit + 9),
      drawn?.subarray(9 * unit + 6, 9 * unit + 9),
    );
  }
  assert.deepEqual(after.parameter('1.weight').data, before.parameter('1.weight').data);
});

test('a narrower layer keeps what is left of it', () => {
  const { before, after, kept, whole } = edited(base.with(2, linear(3)));
  assert.deepEqual([kept, whole], [[0, 1, 2], false]);
  assert.deepEqual(
    after.parameter('2.weight').data,
    before.parameter('2.weight').data.subarray(0, 18),
  );
  assert.deepEqual(after.parameter('2.bias').data, before.parameter('2.bias').data.subarray(0, 3));
});

test('behind a layer that is new, weights would mean something else, and are drawn anew', () => {
  const inserted = [...base.slice(0, 2), linear(5), act('sin'), ...base.slice(2)];
  const { before, fresh, after, kept } = edited(inserted);
  assert.deepEqual(kept, [0, 3]);
  assert.deepEqual(after.parameter('0.weight').data, before.parameter('0.weight').data);
  assert.deepEqual(after.parameter('2.weight').data, fresh.parameter('2.weight').data);
  assert.deepEqual(after.parameter('4.weight').data, fresh.parameter('4.weight').data);
  assert.deepEqual(after.parameter('6.weight').data, before.parameter('4.weight').data);
});

test('where a layer was removed, the next one starts anew', () => {
  const { before, fresh, after, kept } = edited(base.toSpliced(0, 2));
  assert.deepEqual(kept, [1]);
  assert.deepEqual(after.parameter('0.weight').data, fresh.parameter('0.weight').data);
  assert.deepEqual(after.parameter('2.weight').data, before.parameter('4.weight').data);
});

test('a trainer goes on with an edited network where it was', async () => {
  const { trainer, work, idle } = await makeFullTrainer();
  for (let step = 0; step < 40; step++) trainer.step();
  await work(idle);
  const before = trainer.pull();
  assert.equal(before.pristine, true);
  trainer.configure(
    parseExperiment({ ...experiment, layers: [linear(6), act('relu'), linear(10)] }),
  );
  const after = trainer.pull();
  assert.equal(after.generation, before.generation);
  assert.equal(after.step, 40);
  assert.equal(after.epoch, before.epoch);
  assert.equal(after.fingerprint, before.fingerprint);
  assert.equal(after.pristine, false);
  assert.deepEqual(after.inherited, { kept: [0, 1], layers: 2, whole: true });
  trainer.run();
  await work(is(trainer, 'finished'));
  assert.equal(trainer.pull().step, 250);
  trainer.reset();
  assert.equal(trainer.pull().pristine, true);
});

test('another batch size, loss or optimiser keeps the run', async () => {
  const { trainer, work, idle } = await makeFullTrainer();
  for (let step = 0; step < 10; step++) trainer.step();
  await work(idle);
  const { fingerprint, generation } = trainer.pull();
  for (const change of [{ batch: 50 }, { loss: 'mse_loss' }, { optimizer: { name: 'adam' } }]) {
    trainer.configure(parseExperiment({ ...experiment, ...change }));
    const now = trainer.pull();
    assert.deepEqual([now.fingerprint, now.generation, now.step], [fingerprint, generation, 10]);
  }
});

test('with another batch size the epoch goes on at a whole batch', async () => {
  const { trainer, work, idle } = await makeFullTrainer();
  for (let step = 0; step < 10; step++) trainer.step();
  await work(idle);
  trainer.configure(parseExperiment({ ...experiment, batch: 50 }));
  // 10 steps of 32 are 320 images, 6 steps of 50 are 300.
  assert.equal(trainer.pull().epoch, 300 / 4000);
  trainer.epoch();
  await work(is(trainer, 'paused'));
  assert.equal(trainer.pull().step, 10 + 74);
});

test('before the first step an edit draws everything from the seed', async () => {
  const { trainer } = await makeFullTrainer();
  trainer.configure(parseExperiment({ ...experiment, batch: 50 }));
  assert.deepEqual([trainer.pull().inherited, trainer.pull().pristine], [null, true]);
});

test('an edit that is taken back before the next step brings its weights back', async () => {
  const { trainer, work, idle } = await makeFullTrainer();
  for (let step = 0; step < 40; step++) trainer.step();
  await work(idle);
  const { fingerprint } = trainer.pull();
  const wider = parseExperiment({ ...experiment, layers: [linear(9), act('tanh'), linear(10)] });
  const flat = parseExperiment({ ...experiment, layers: [linear(10)] });
  trainer.configure(wider);
  const { fingerprint: widened } = trainer.pull();
  trainer.configure(flat);
  assert.deepEqual(trainer.pull().inherited?.kept, []);
  trainer.configure(wider);
  assert.equal(trainer.pull().fingerprint, widened);
  trainer.configure(experiment);
  const back = trainer.pull();
  assert.deepEqual([back.fingerprint, back.step, back.pristine], [fingerprint, 40, true]);
  assert.deepEqual(back.inherited, { kept: [0, 1], layers: 2, whole: true });
  // After another step it is another network's run, and only what fits can be kept.
  trainer.configure(flat);
  trainer.step();
  await work(idle);
  trainer.configure(experiment);
  assert.notEqual(trainer.pull().fingerprint, fingerprint);
  assert.deepEqual([trainer.pull().step, trainer.pull().pristine], [41, false]);
});

test('a test says whose network it was of, when it is told after an edit too', async () => {
  const { trainer, work, idle } = await makeFullTrainer();
  trainer.step();
  await work(idle);
  const other = parseExperiment({ ...experiment, loss: 'mse_loss' });
  trainer.configure(other);
  await work(idle);
  const { tests } = trainer.pull();
  assert.deepEqual([tests.at(-2)?.experiment, tests.at(-1)?.experiment], [experiment, other]);
  assert.deepEqual([tests.at(-2)?.step, tests.at(-1)?.step], [1, 1]);
});
