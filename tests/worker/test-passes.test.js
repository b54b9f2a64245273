import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { loadEngine } from '../../web/engine/index.js';
import { TestPasses } from '../../web/worker/test-passes.js';

/**
 * Passes after one at step 100, by a clock of their own.
 *
 * @param {number} tick milliseconds that each part of the pass takes
 */
async function tested(tick) {
  const engine = await loadEngine();
  const net = engine.createNetwork({ layers: [{ type: 'linear', units: 2 }] }, { input: 4 });
  const store = engine.createStore({ train: 10, test: 10, input: 4 });
  for (const split of /** @type {const} */ (['train', 'test'])) {
    store.append(split, new Uint8Array(40), new Uint8Array(10));
  }
  const passes = new TestPasses();
  assert.equal(passes.due(0, 0), true, 'the first');
  passes.begin(100, 10, 10);
  let clock = 0;
  let parts = 0;
  let point = null;
  for (; point === null; parts++) {
    point = passes.advance(net, store, () => {
      clock += tick;
      return clock;
    });
  }
  assert.deepEqual([point.step, point.images], [100, 10]);
  return { passes, ended: clock, cost: tick * parts };
}

describe('tests on the way', () => {
  test('take two per cent of the time', async () => {
    const { passes, ended, cost } = await tested(30);
    assert.equal(passes.due(101, ended + cost / 0.02 - 1), false);
    assert.equal(passes.due(101, ended + cost / 0.02), true);
    passes.makeWay(ended + 1e6);
    assert.equal(passes.due(101, ended + 1e6), false, 'time at rest does not count');
    assert.equal(passes.due(101, ended + 1e6 + cost / 0.02), true);
  });

  test('are due at three times as many steps where they are cheap, and not where they are dear', async () => {
    const cheap = await tested(2);
    assert.equal(cheap.passes.due(309, cheap.ended), false);
    assert.equal(cheap.passes.due(310, cheap.ended), true);
    const dear = await tested(100);
    assert.equal(dear.passes.due(310, dear.ended), false);
  });

  test('take a tenth of the time at three times as many steps where they are very dear', async () => {
    const { passes, ended, cost } = await tested(500);
    assert.equal(passes.due(310, ended + cost / 0.1 - 1), false);
    assert.equal(passes.due(310, ended + cost / 0.1), true);
    assert.equal(passes.due(309, ended + cost / 0.1), false);
  });
});
