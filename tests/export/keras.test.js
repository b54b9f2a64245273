// The exported Keras script computes what the engine computes: with Keras where Python has it, otherwise with a stand-in on
// torch, which shows the script's numbers but not that Keras takes them.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { carryOut } from '../../web/engine/carry-out.js';
import { experimentOf as experimentIn } from '../../web/engine/import/experiment.js';
import { exportKeras, importParameters, loadData } from '../../web/engine/index.js';
import { cases, experimentOf, layersWith, noisy } from './cases.js';
import { how, missing, real } from './keras.js';
import { engine } from './networks.js';
import {
  demandPython,
  differenceIn,
  digits,
  epochsIn,
  lossesIn,
  runScripts,
  scriptFolder,
} from './torch.js';

const { folder, write } = scriptFolder(exportKeras);

/** Settings at which Keras's rules and torch's part, or meet. */
const further = [
  ['sgd: decay without momentum', { optimizer: { name: 'sgd', weight_decay: 0.1 } }],
  ['sgd: momentum', { optimizer: { name: 'sgd', momentum: 0.9 } }],
  ['sgd: nesterov', { optimizer: { name: 'sgd', momentum: 0.9, nesterov: true } }],
  [
    'sgd: momentum while the rate changes',
    {
      optimizer: { name: 'sgd', momentum: 0.9 },
      schedule: { name: 'step', step_size: 3, gamma: 0.1 },
    },
  ],
  ['adam: decay', { optimizer: { name: 'adam', weight_decay: 0.1 } }],
  ['adam: a large eps', { optimizer: { name: 'adam', eps: 0.01 } }],
  ['adam: no memory', { optimizer: { name: 'adam', betas: [0, 0.9] } }],
  ['adadelta: decay', { optimizer: { name: 'adadelta', weight_decay: 0.1 } }],
  ['adagrad by norm', { optimizer: { name: 'adagrad' }, clip: { name: 'norm', max_norm: 0.001 } }],
  ['negative slope', { layers: activated('leaky_relu', { negative_slope: -0.5 }) }],
  ['elu', { layers: activated('elu', { alpha: 0.5 }) }],
  ['softplus', { layers: activated('softplus', { beta: 2, threshold: 1 }) }],
];

/** @param {string} name @param {object} parameters */
function activated(name, parameters) {
  const [first, , last] = layersWith();
  return [first, { type: 'activation', name, ...parameters }, last];
}

const all = /** @type {[string, object][]} */ ([...cases, ...further]);
const files = await Promise.all(all.map(([, others]) => write(others)));

test('every script is Python and shows its experiment', () => demandPython(files, all));

test('ten losses are as in the engine, for every row of the tables', {
  skip: missing,
}, async (context) => {
  const outputs = await runScripts(files, [], how);
  /** @type {[string, number][]} */
  const found = all.map(([name], i) => [name, differenceIn(outputs[i] ?? '', name)]);
  const far = found.filter(([, difference]) => !(difference <= 1e-5));
  assert.deepEqual(far, []);
  const lengths = new Set(outputs.map((output) => lossesIn(output).length));
  assert.deepEqual([...lengths].sort(), [1, 10, 6].sort());
  context.diagnostic(
    `${real ? 'Keras' : 'stand-in'}: largest difference ${Math.max(...found.map(([, difference]) => difference))}`,
  );
});

test('with its files, MNIST is spoilt, shuffled and trained as in the engine', {
  skip: missing,
}, async () => {
  const [output = ''] = await runScripts([await write(noisy)], ['--data', digits], how);
  assert.ok(differenceIn(output, 'files') <= 1e-5, output);
  const experiment = experimentOf(noisy);
  const data = await loadData(engine, experiment);
  const network = engine.createNetwork(experiment, data);
  const report = await engine.train(network, data, experiment);
  network.dispose();
  const [trainLoss = 0, testLoss = 0, accuracy = 0] = epochsIn(output).at(-1) ?? [];
  assert.equal(epochsIn(output).length, 2);
  assert.ok(Math.abs(trainLoss - report.trainLoss) <= 1e-5, output);
  assert.ok(Math.abs(testLoss - report.testLoss) <= 1e-5, output);
  assert.equal(accuracy, Number((100 * (report.testAccuracy ?? 0)).toFixed(2)));
});

test('the trained weights come back', { skip: missing }, async () => {
  const layers = [{ type: 'linear', units: 7, bias: false }, ...layersWith('prelu')];
  const experiment = experimentOf({ layers });
  const file = join(folder, 'trained.safetensors');
  const script = await write({ layers });
  await runScripts([script], ['--data', digits, '--steps', '30', '--out', file], how);
  const bytes = readFileSync(file);
  assert.deepEqual(experimentIn(bytes), experiment);
  const read = engine.createNetwork(experiment, { input: 784 });
  importParameters(read, bytes);
  const { network } = await carryOut(experiment, { engine, steps: 30 });
  const [found, wanted] = [read, network].map((one) => one.parameters());
  read.dispose();
  network.dispose();
  const largest = Math.max(
    ...(wanted ?? []).flatMap(({ data }, i) =>
      Array.from(data, (x, at) => Math.abs(x - (found?.[i]?.data[at] ?? Number.NaN))),
    ),
  );
  assert.ok(largest <= 1e-5, `${largest}`);
});

test('a loss that is no number ends the script', { skip: missing }, async () => {
  const layers = layersWith('exp');
  const script = await write({ layers, optimizer: { name: 'sgd', lr: 1000 } });
  const [output = ''] = await runScripts([script], [], how);
  assert.match(output, /^step \d+: the loss is no longer a finite number$/m);
});

test("Keras's own names stand where its functions and rules are the same", async () => {
  const data = { name: 'moons' };
  /** @param {object} more */
  const scriptOf = async (more) => {
    const experiment = experimentOf({ data, layers: layersWith('relu', 2), ...more });
    return exportKeras(engine, experiment, await loadData(engine, experiment));
  };
  const plain = await scriptOf({});
  assert.match(plain, /layers\.Activation\("relu"\)/);
  assert.match(
    plain,
    /keras\.optimizers\.SGD\(learning_rate=0\.1, momentum=0\.0, nesterov=False\)/,
  );
  assert.doesNotMatch(plain, /TorchRule/);
  assert.match(await scriptOf({ optimizer: { name: 'adam' } }), /class TorchRule/);
});
