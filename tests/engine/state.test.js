import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import { loadEngine } from '../../web/engine/load.js';
import { tables } from '../../web/engine/tables.js';

/** @type {import('../../web/engine/engine.js').Engine} */
let engine;
before(async () => {
  engine = await loadEngine();
});

const layers = [
  { type: 'linear', units: 7 },
  { type: 'activation', name: 'prelu' },
  { type: 'activation', name: 'rrelu' },
  { type: 'linear', units: 10 },
];
const images = Uint8Array.from({ length: 100 * 30 }, (_, i) => (i * i) % 256);
const labels = Uint8Array.from({ length: 100 }, (_, i) => i % 10);

for (const { name } of tables.optimizers) {
  test(`${name}: a network goes on from a state with the same bits`, () => {
    const optimizer = name === 'sgd' ? { name, momentum: 0.9 } : { name };
    const sections = { layers, optimizer };
    const net = engine.createNetwork(sections, { input: 30 });
    const other = engine.createNetwork(sections, { input: 30 });
    for (let step = 0; step < 4; step++) net.trainBatch(images, labels);
    other.trainBatch(images, labels);
    const state = net.state();
    assert.equal(state.steps, 4);
    other.restore(state);
    for (let step = 0; step < 3; step++) {
      for (const one of [net, other]) one.trainBatch(images, labels);
      assert.equal(other.fingerprint(), net.fingerprint(), `step ${step}`);
    }
  });
}

test('a run goes on from its place, across the end of an epoch', () => {
  const sections = { layers, schedule: { name: 'cosine', T_max: 20 } };
  const runs = [0, 1].map(() => {
    const store = engine.createStore({ train: 100, test: 1, input: 30 });
    store.append('train', images, labels);
    const network = engine.createNetwork(sections, { input: 30 });
    const run = engine.createRun(network, store, { batch: 8, seed: 2, epochs: 3 });
    return { network, run };
  });
  const [first, second] = runs;
  if (!first || !second) throw new Error('no runs');
  first.run.advance(13);
  first.run.advance(5);
  second.run.advance(2);
  const { place } = first.run;
  second.run.goOn(place);
  second.network.restore(first.network.state());
  assert.deepEqual(second.run.place, place);
  for (const { run } of runs) {
    assert.equal(run.step, 18);
    run.advance(100);
  }
  assert.equal(second.run.epochLoss, first.run.epochLoss);
  assert.deepEqual(second.run.lastBatch, first.run.lastBatch);
  for (const { run } of runs) while (!run.done) run.advance(100);
  assert.equal(second.network.fingerprint(), first.network.fingerprint());
});

test('a network whose weights overflowed is made whole again', () => {
  const exploding = {
    layers: [{ type: 'linear', units: 2 }],
    optimizer: { name: 'sgd', lr: 1000 },
  };
  const net = engine.createNetwork({ ...exploding, loss: 'mse_loss' }, { input: 2 });
  const start = net.state();
  const fingerprint = net.fingerprint();
  const x = Float32Array.of(1e15, 1);
  for (let step = 0; step < 20; step++) net.trainBatch(x, Uint8Array.of(1));
  assert.notEqual(net.fingerprint(), fingerprint);
  net.restore(start);
  assert.equal(net.fingerprint(), fingerprint);
});

test('a state or place of something else is refused', () => {
  const net = engine.createNetwork({ layers }, { input: 30 });
  const wide = engine.createNetwork({ layers }, { input: 31 });
  const adam = engine.createNetwork({ layers, optimizer: { name: 'adam' } }, { input: 30 });
  const fingerprint = net.fingerprint();
  for (const other of [wide, adam]) {
    assert.throws(() => net.restore(other.state()), { code: 'state-mismatch' });
  }
  assert.equal(net.fingerprint(), fingerprint);
  const store = engine.createStore({ train: 100, test: 1, input: 30 });
  const run = engine.createRun(net, store, { batch: 8, seed: 2, epochs: 3 });
  assert.throws(() => run.goOn({ ...run.place, position: 100 }), { code: 'run-place' });
  assert.throws(() => run.goOn({ ...run.place, step: -1 }), { code: 'run-place' });
});
