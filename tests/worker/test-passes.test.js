import assert from 'node:assert/strict';
import { test } from 'node:test';
import { loadEngine } from '../../web/engine/index.js';
import { TestPasses } from '../../web/worker/test-passes.js';

test('tests on the way take two per cent of the time, six where the weights have changed a lot', async () => {
  const engine = await loadEngine();
  const net = engine.createNetwork({ layers: [{ type: 'linear', units: 2 }] }, { input: 4 });
  const store = engine.createStore({ train: 10, test: 10, input: 4 });
  for (const split of /** @type {const} */ (['train', 'test'])) {
    store.append(split, new Uint8Array(40), new Uint8Array(10));
  }
  const passes = new TestPasses();
  assert.equal(passes.due(0, 0), true, 'the first');
  // Each part of a pass takes 30 ms by this clock.
  let clock = 0;
  const now = () => {
    clock += 30;
    return clock;
  };
  passes.begin(100, 10, 10);
  let parts = 1;
  let point = passes.advance(net, store, now);
  for (; point === null; parts++) point = passes.advance(net, store, now);
  assert.deepEqual([point.step, point.images], [100, 10]);
  const cost = 30 * parts;
  for (const [step, share] of /** @type {const} */ ([
    [209, 0.02],
    [210, 0.06],
  ])) {
    assert.equal(passes.due(step, clock + cost / share - 1), false, `step ${step}`);
    assert.equal(passes.due(step, clock + cost / share), true, `step ${step}`);
  }
});
