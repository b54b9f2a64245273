// The same experiment gives the same bits everywhere: the scalar and the SIMD128 module in Node, the native build with
// both backends, Chromium and Firefox.
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { promisify } from 'node:util';
import { loadEngine, loadMnist } from '../../web/engine/index.js';
import { paramNumbers } from '../../web/engine/spec.js';
import { rowIndex, tables } from '../../web/engine/tables.js';
import { browserNames, launchBrowser } from '../page/browser.js';
import { serveModules } from './module-server.js';

const IMAGES = 4100;
const BATCH = 32;
const EPOCHS = 2;

const stacks = {
  rectifiers: ['linear:64', 'leaky_relu', 'linear:33', 'prelu', 'linear:17', 'rrelu', 'linear:10'],
  smooth: ['linear:32', 'gelu', 'linear:31', 'mish', 'linear:30', 'softplus', 'linear:10'],
  squashing: ['linear:48', 'tanh', 'linear:24', 'sigmoid', 'linear:12', 'sin', 'linear:10'],
};
const experiments = [
  {
    layers: layers(stacks.rectifiers),
    optimizer: { name: 'sgd', lr: 0.05, momentum: 0.9 },
    seed: 11,
  },
  {
    layers: layers(stacks.smooth),
    optimizer: { name: 'adam' },
    init: { name: 'normal', std: 0.05 },
    seed: 12,
  },
  {
    layers: layers(stacks.squashing),
    optimizer: { name: 'rmsprop', lr: 0.001 },
    loss: 'binary_cross_entropy_with_logits',
    init: { name: 'orthogonal' },
    seed: 13,
  },
];

/** @param {string[]} words */
function layers(words) {
  return words.map((word) => {
    const [name = '', units] = word.split(':');
    return units ? { type: 'linear', units: Number(units) } : { type: 'activation', name };
  });
}

const whole = await loadMnist({ train: IMAGES, test: 100 });
/** @type {string} */
let folder;

before(async () => {
  folder = await mkdtemp(join(tmpdir(), 'strata-identity-'));
  await writeFile(join(folder, 'images'), whole.train.images);
  await writeFile(join(folder, 'labels'), whole.train.labels);
});
after(() => rm(folder, { recursive: true, force: true }));

/** @param {'scalar'} [backend] */
async function inNode(backend) {
  const engine = await loadEngine({ ...(backend && { backend }) });
  assert.equal(engine.backend, backend ?? 'simd128');
  const found = [];
  for (const experiment of experiments) {
    const net = engine.createNetwork(experiment, { input: 784 });
    await engine.train(net, whole, { epochs: EPOCHS, batch: BATCH });
    found.push(net.fingerprint());
  }
  return found;
}

/** @param {string} backend */
async function natively(backend) {
  const engine = await loadEngine();
  const run = promisify(execFile);
  return Promise.all(
    experiments.map(async (experiment) => {
      const { sections } = engine.createNetwork(experiment, { input: 784 });
      const [images, labels] = [join(folder, 'images'), join(folder, 'labels')];
      const about = [IMAGES, BATCH, EPOCHS, sections.seed, rowIndex(tables.losses, sections.loss)];
      const rest = [
        ...named(tables.optimizers, sections.optimizer, 5),
        ...named(tables.initializers, sections.init, 2),
      ];
      const words = [...about, ...rest, ...sections.layers.flatMap(layerWords)].map(String);
      const { stdout } = await run('build/native/train', [backend, images, labels, ...words]);
      return stdout.split(' ')[0];
    }),
  );
}

/**
 * Row number and parameters, filled up with zeros.
 * @param {readonly { name: string, params: readonly import('../../web/engine/tables.js').Param[] }[]} rows
 * @param {Readonly<Record<string, unknown>> & { name: string }} values
 * @param {number} count
 */
function named(rows, values, count) {
  const row = rowIndex(rows, values.name);
  const numbers = paramNumbers(rows[row]?.params ?? [], values);
  return [row, ...numbers, ...Array(count - numbers.length).fill(0)];
}

/** @param {import('../../web/engine/experiment/index.js').Layer} layer */
function layerWords(layer) {
  if (layer.type === 'linear') return ['L', layer.units, Number(layer.bias)];
  return ['A', ...named(tables.activations, layer, 2)];
}

/** @param {import('../page/browser.js').BrowserName} name */
async function inBrowser(name) {
  const server = await serveModules();
  const browser = await launchBrowser(name);
  try {
    const page = await browser.newPage();
    await page.goto(server.url);
    const found = await page.evaluate(
      async ({ experiments, IMAGES, BATCH, EPOCHS }) => {
        const address = '/web/engine/index.js';
        const strata = await import(address);
        const engine = await strata.loadEngine();
        const base = new URL('/web/data/mnist/', location.href).href;
        const data = await strata.loadMnist({ base, train: IMAGES, test: 100 });
        const fingerprints = [];
        for (const experiment of experiments) {
          const net = engine.createNetwork(experiment, { input: 784 });
          await engine.train(net, data, { epochs: EPOCHS, batch: BATCH });
          fingerprints.push(net.fingerprint());
        }
        return { backend: engine.backend, fingerprints };
      },
      { experiments, IMAGES, BATCH, EPOCHS },
    );
    assert.equal(found.backend, 'simd128');
    return found.fingerprints;
  } finally {
    await browser.close();
    server.close();
  }
}

test('six platforms train to the same bits', async (context) => {
  const strict = await inNode();
  context.diagnostic(`fingerprints ${strict.join(' ')}`);
  assert.equal(new Set(strict).size, experiments.length);
  assert.deepEqual(await inNode('scalar'), strict, 'scalar module in Node');
  assert.deepEqual(await natively('scalar'), strict, 'native, scalar');
  assert.deepEqual(await natively('simd128'), strict, 'native, SIMD128 through SIMDe');
  for (const name of browserNames) assert.deepEqual(await inBrowser(name), strict, name);
});
