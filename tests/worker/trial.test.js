import assert from 'node:assert/strict';
import { test } from 'node:test';
import { stock } from '../../web/engine/data/stock.js';
import { loadData, loadEngine, parseExperiment } from '../../web/engine/index.js';
import { Trial } from '../../web/worker/trial.js';

test('a cure is tested on all the test examples, as the run of a lesson is', async () => {
  const engine = await loadEngine();
  const experiment = parseExperiment({
    strata: 1,
    data: { name: 'moons', train: 500, test: 5000, noise: 0.3 },
    layers: [
      { type: 'linear', units: 8 },
      { type: 'activation', name: 'relu' },
      { type: 'linear', units: 2 },
    ],
  });
  const store = stock(engine, await loadData(engine, experiment));
  const trial = new Trial(engine, store, experiment, 3);
  let clock = 0;
  while (!trial.result.done) trial.work(8, () => ++clock);
  const net = engine.createNetwork(experiment, { input: store.input });
  const { batch, seed } = experiment;
  const run = engine.createRun(net, store, { batch, seed, epochs: 1 });
  run.advance(trial.result.steps);
  const { correct } = net.evaluateStore(store, 'test', 0, 5000);
  assert.equal(run.step, 16);
  assert.equal(trial.result.accuracy, (correct ?? 0) / 5000);
  assert.notEqual(correct, 5000, 'where some are wrong');
});
