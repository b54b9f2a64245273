import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { loadData, loadEngine, loadMnist, parseExperiment } from '../../web/engine/index.js';
import { tables } from '../../web/engine/tables.js';

const engine = await loadEngine();

/** @param {{ name: string, [field: string]: unknown }} data @param {Record<string, unknown>} [rest] */
function experimentOn(data, rest = {}) {
  const outputs = tables.datasets.find(({ name }) => name === data.name)?.outputs;
  const layers = [{ type: 'linear', units: outputs }];
  return parseExperiment({ strata: 1, data, layers, batch: 1, ...rest });
}

describe('the data of an experiment', () => {
  it('are MNIST as the experiment uses it', async () => {
    const data = { name: 'mnist', train: 300, test: 200, classes: [1, 7], noise: 0.2 };
    const experiment = experimentOn(data, { seed: 4 });
    const found = await loadData(engine, experiment);
    assert.equal(found.input, 784);
    const mnist = await loadMnist({ train: 300, test: 200 });
    for (const split of /** @type {const} */ (['train', 'test'])) {
      const { images, labels } = engine.prepareImages(mnist[split], {
        split,
        first: 0,
        data: experiment.data,
        seed: 4,
      });
      assert.deepEqual(found[split], { inputs: images, labels });
    }
  });

  it('are what the engine makes, for every set that it makes', async () => {
    for (const { name, source, input } of tables.datasets) {
      if (source !== 'GENERATED') continue;
      const experiment = experimentOn({ name, train: 50, test: 20 }, { seed: 9 });
      const { train, test, ...rest } = await loadData(engine, experiment);
      assert.deepEqual({ train, test }, engine.generate(experiment.data, 9));
      assert.deepEqual(rest, { input });
    }
  });

  it('are the points that are given: the first to train on, the last to test', async () => {
    const points = [
      [0, 1, 0],
      [2, 3, 1],
      [4, 5, 1],
    ];
    const all = await loadData(engine, experimentOn({ name: 'points', points }));
    const rows = {
      inputs: Float32Array.of(0, 1, 2, 3, 4, 5),
      labels: Uint8Array.of(0, 1, 1),
    };
    assert.deepEqual(all, { input: 2, train: rows, test: rows });
    const some = experimentOn({ name: 'points', points, train: 2, test: 1 });
    assert.deepEqual(await loadData(engine, some), {
      input: 2,
      train: { inputs: rows.inputs.slice(0, 4), labels: Uint8Array.of(0, 1) },
      test: { inputs: rows.inputs.slice(4), labels: Uint8Array.of(1) },
    });
    const samples = experimentOn({ name: 'samples', points: points.map(([x, y]) => [x, y]) });
    const { train } = await loadData(engine, samples);
    assert.deepEqual(train, {
      inputs: Float32Array.of(0, 2, 4),
      targets: Float32Array.of(1, 3, 5),
    });
  });

  it('of MNIST are not made by the engine', () => {
    const { data } = experimentOn({ name: 'mnist' });
    assert.throws(() => engine.generate(data, 1), { code: 'data-loaded', path: 'data.name' });
  });
});
