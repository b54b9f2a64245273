// The exported PyTorch script computes what the engine computes.
import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { exportPytorch, loadData } from '../../web/engine/index.js';
import { START } from '../../web/engine/run.js';
import { cases, experimentOf, layersWith, noisy } from './cases.js';
import { engine } from './networks.js';
import {
  demandPython,
  differenceIn,
  digits,
  epochsIn,
  lossesIn,
  runScripts,
  scriptFolder,
  skip,
} from './torch.js';

const { folder, write } = scriptFolder(exportPytorch);
const files = await Promise.all(cases.map(([, others]) => write(others)));
const whole = await write(noisy);

test('every script is Python and shows its experiment', () => demandPython(files, cases));

test('ten losses in torch are as in the engine, for every row of the tables', {
  skip,
}, async (context) => {
  const outputs = await runScripts(files);
  /** @type {[string, number][]} */
  const found = cases.map(([name], i) => [name, differenceIn(outputs[i] ?? '', name)]);
  const far = found.filter(([, difference]) => !(difference <= 1e-5));
  assert.deepEqual(far, []);
  const lengths = new Set(outputs.map((output) => lossesIn(output).length));
  assert.deepEqual([...lengths].sort(), [1, 10, 6].sort());
  context.diagnostic(
    `largest difference ${Math.max(...found.map(([, difference]) => difference))}`,
  );
});

test('with its files, MNIST is spoilt, shuffled and trained as in the engine', {
  skip,
}, async (context) => {
  const [output = ''] = await runScripts([whole], ['--data', digits]);
  assert.ok(differenceIn(output, 'files') <= 1e-5, output);
  const experiment = experimentOf(noisy);
  const data = await loadData(engine, experiment);
  const network = engine.createNetwork(experiment, data);
  const report = await engine.train(network, data, experiment);
  network.dispose();
  const [trainLoss = 0, testLoss = 0, accuracy = 0] = epochsIn(output).at(-1) ?? [];
  context.diagnostic(`${trainLoss - report.trainLoss} ${testLoss - report.testLoss}`);
  assert.equal(epochsIn(output).length, 2);
  assert.ok(Math.abs(trainLoss - report.trainLoss) <= 1e-5, output);
  assert.ok(Math.abs(testLoss - report.testLoss) <= 1e-5, output);
  assert.equal(accuracy, Number((100 * (report.testAccuracy ?? 0)).toFixed(2)));
});

test("the order of the rows is the engine's in every epoch", { skip }, async () => {
  const rows = 4321;
  const seed = 4294967295;
  const script = await write({ seed });
  const probe = join(folder, 'order.py');
  writeFileSync(
    probe,
    `import json, runpy\nof = runpy.run_path(${JSON.stringify(script)})["shuffled"]\nprint(json.dumps([of(${rows}, 2000 if epoch == 0 else ${rows}, epoch).tolist() for epoch in range(3)]))`,
  );
  const [output = ''] = await runScripts([probe]);
  const layers = [{ type: 'linear', units: 1 }];
  const network = engine.createNetwork({ layers }, { input: 1 });
  const store = engine.createStore({ train: rows, test: 1, input: 1 });
  const run = engine.createRun(network, store, { batch: rows, seed, epochs: 3 });
  const orders = [0, 1, 2].map((epoch) => {
    run.goOn({ ...START, epoch, step: epoch });
    return [...run.nextBatch];
  });
  run.dispose();
  store.dispose();
  network.dispose();
  assert.deepEqual(JSON.parse(output), orders);
});

test('batches too large for their images to be in the script need the files', {
  skip,
}, async () => {
  const data = { name: 'mnist', train: 12000, test: 10 };
  const script = await write({ data, batch: 6000 });
  const [without = '', full = ''] = [
    ...(await runScripts([script])),
    ...(await runScripts([script], ['--data', digits, '--steps', '2'])),
  ];
  assert.match(without, /With --data DIR/);
  assert.equal(lossesIn(without).length, 0);
  assert.equal(lossesIn(full).length, 2);
  assert.ok(differenceIn(full, 'large batches') <= 1e-5, full);
});

test('a loss that is no number ends the script', { skip }, async () => {
  const script = await write({ layers: layersWith('exp'), optimizer: { name: 'sgd', lr: 1000 } });
  const [output = ''] = await runScripts([script]);
  assert.match(output, /^step \d+: the loss is no longer a finite number$/m);
});
