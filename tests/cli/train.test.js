import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, describe, it } from 'node:test';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { encodeIdx } from '../../web/engine/data/idx.js';
import { loadMnist } from '../../web/engine/data/mnist.js';
import { parseExperiment } from '../../web/engine/experiment/index.js';
import { checkpointOf, decodeLink, encodeLink } from '../../web/engine/link.js';
import { loadEngine } from '../../web/engine/load.js';
import { tables } from '../../web/engine/tables.js';
import { lastLine, strata } from './strata.js';

const folder = mkdtempSync(join(tmpdir(), 'strata-'));
after(() => rmSync(folder, { recursive: true }));

const small = [
  '--layers',
  'linear:16,relu,linear:10',
  '--train',
  '1000',
  '--test',
  '200',
  '--epochs',
  '2',
];
const endless = ['--layers', 'linear:16,relu,linear:10', '--epochs', '1000'];

describe('train --json', () => {
  it('ends early where the target is reached', async () => {
    const words = ['train', ...small, '--epochs', '9', '--target', '0.5', '--json'];
    const { stdout } = await strata(words);
    const { stopped, steps, testAccuracy, link } = JSON.parse(lastLine(stdout));
    assert.equal(stopped, 'target');
    assert.ok(testAccuracy >= 0.5 && steps < 9 * 32 && steps % 32 === 0);
    assert.equal(decodeLink(link).experiment.target_accuracy, 0.5);
  });

  it('ends with one object, whose link is the experiment and the claim', async () => {
    const { status, stdout, stderr } = await strata(['train', ...small, '--json']);
    assert.equal(status, 0);
    assert.equal(stdout, `${lastLine(stdout)}\n`, 'nothing else on standard output');
    assert.match(stderr, /epoch 2\/2 {2}loss \d\.\d{4} {2}accuracy/);
    const result = JSON.parse(lastLine(stdout));
    assert.deepEqual(Object.keys(result), [
      'trainLoss',
      'testLoss',
      'testAccuracy',
      'steps',
      'seconds',
      'imagesPerSecond',
      'fingerprint',
      'link',
    ]);
    assert.equal(result.steps, 64);
    assert.ok(result.testAccuracy > 0.6 && result.testAccuracy <= 1);
    assert.ok(
      result.trainLoss > 0 &&
        result.testLoss > 0 &&
        result.seconds > 0 &&
        result.imagesPerSecond > 0,
    );
    const { experiment, claim } = decodeLink(result.link);
    assert.deepEqual(
      [experiment.data.train, experiment.data.test, experiment.epochs],
      [1000, 200, 2],
    );
    const first = JSON.parse(
      lastLine((await strata(['train', ...small, '--epochs', '1', '--json'])).stdout),
    );
    assert.deepEqual(claim, {
      steps: 64,
      testAccuracy: result.testAccuracy,
      fingerprint: result.fingerprint,
      checkpoints: [checkpointOf(first.fingerprint)],
    });

    const again = JSON.parse(lastLine((await strata(['train', result.link, '--json'])).stdout));
    for (const key of ['testLoss', 'testAccuracy', 'steps', 'fingerprint', 'link']) {
      assert.equal(again[key], result[key]);
    }
  });

  it('gives what the same experiment gives in Node', async () => {
    const { stdout } = await strata([
      'train',
      ...small,
      '--optimizer',
      'adam',
      '--seed',
      '5',
      '--json',
    ]);
    const result = JSON.parse(lastLine(stdout));
    const { experiment } = decodeLink(result.link);
    const engine = await loadEngine();
    const net = engine.createNetwork(experiment, { input: 784 });
    const { batch, epochs, seed } = experiment;
    const report = await engine.train(net, await loadMnist({ train: 1000, test: 200 }), {
      batch,
      epochs,
      seed,
    });
    net.dispose();
    assert.equal(report.fingerprint, result.fingerprint);
    assert.equal(report.testLoss, result.testLoss);
  });

  it('claims nothing for fast kernels, whose bits differ between machines', async () => {
    const { status, stdout } = await strata(['train', ...small, '--kernels', 'fast', '--json']);
    assert.equal(status, 0);
    const { link } = JSON.parse(lastLine(stdout));
    const { kernels } = await loadEngine({ kernels: 'fast' });
    if (kernels === 'fast') assert.equal(decodeLink(link).claim, undefined);
  });

  it('says where numbers stopped being finite', async () => {
    const { status, stdout } = await strata([
      'train',
      '--layers',
      'linear:50,cube,linear:50,cube,linear:10',
      '--loss',
      'mse_loss',
      '--lr',
      '1000',
      '--train',
      '500',
      '--test',
      '50',
      '--json',
    ]);
    assert.equal(status, 0);
    const { stopped, nonFinite, trainLoss } = JSON.parse(lastLine(stdout));
    assert.equal(stopped, 'nonfinite');
    assert.ok(nonFinite.step >= 1 && ['weight', 'activation', 'gradient'].includes(nonFinite.what));
    assert.ok(trainLoss === null || Number.isFinite(trainLoss));
  });
});

describe('train', () => {
  it('prints plain lines where there is no terminal', async () => {
    const { status, stdout, stderr } = await strata(['train', ...small]);
    assert.equal(status, 0);
    assert.equal(stderr, '');
    const number = '[\\d,]+(?:\\.\\d+)?';
    const forms = [
      `epoch 2/2  loss \\d\\.\\d{4}  accuracy ${number} %  ${number} images/s`,
      'train loss     \\d\\.\\d{4}',
      'test loss      \\d\\.\\d{4}',
      `test accuracy  ${number} %`,
      'steps          64',
      `time           ${number} s, ${number} images/s`,
      'fingerprint    [0-9a-f]{16}',
      'link           #e=1[\\w-]+',
    ];
    const lines = stdout.trimEnd().split('\n').slice(-forms.length);
    for (const [i, form] of forms.entries()) assert.match(lines[i] ?? '', new RegExp(`^${form}$`));
  });

  it('shows a bar on a terminal', () => {
    const script = fileURLToPath(new URL('../../scripts/cli/strata.mjs', import.meta.url));
    const command = `'${process.execPath}' '${script}' train ${small.join(' ')}`;
    const { status, stdout } = spawnSync('script', ['-qec', command, join(folder, 'typescript')], {
      encoding: 'utf8',
    });
    assert.equal(status, 0);
    assert.match(
      stdout,
      /█+ {2}epoch 2\/2 {2}loss [\d.]+ {2}accuracy [\d.]+ % {2}[\d,]+ images\/s/,
    );
    assert.match(stdout, /\[\?25h/, 'the cursor is shown again');
    assert.match(stdout, /fingerprint {4}[0-9a-f]{16}/);
  });

  it('reads a file, which options override', async () => {
    const file = join(folder, 'doc.json');
    writeFileSync(
      file,
      JSON.stringify({
        strata: 1,
        data: { name: 'mnist', train: 320, test: 50 },
        layers: [{ type: 'linear', units: 10 }],
        seed: 4,
      }),
    );
    const plain = await strata(['train', file, '--json']);
    const other = await strata(['train', file, '--seed', '4', '--batch', '64', '--json']);
    assert.equal(JSON.parse(lastLine(plain.stdout)).steps, 10);
    assert.equal(JSON.parse(lastLine(other.stdout)).steps, 5);
  });

  it('takes other data of the same form', async () => {
    const { train, test } = await loadMnist({ train: 300, test: 40 });
    const save = (/** @type {string} */ name, /** @type {Uint8Array} */ bytes) =>
      writeFileSync(join(folder, name), bytes);
    save('train-images-idx3-ubyte', encodeIdx([300, 28, 28], train.images));
    save('train-labels-idx1-ubyte.gz', gzipSync(encodeIdx([300], train.labels)));
    save('t10k-images-idx3-ubyte.gz', gzipSync(encodeIdx([40, 28, 28], test.images)));
    save('t10k-labels-idx1-ubyte', encodeIdx([40], test.labels));
    const other = await strata([
      'train',
      '--layers',
      'linear:10',
      '--data',
      folder,
      '--train',
      '300',
      '--test',
      '40',
      '--json',
    ]);
    assert.equal(other.status, 0, other.stderr);
    const own = await strata([
      'train',
      '--layers',
      'linear:10',
      '--train',
      '300',
      '--test',
      '40',
      '--json',
    ]);
    const result = JSON.parse(lastLine(other.stdout));
    assert.equal(result.fingerprint, JSON.parse(lastLine(own.stdout)).fingerprint);
    assert.equal(result.link, null);

    const { status, stderr } = await strata(['train', '--data', folder]);
    assert.deepEqual(
      [status, stderr],
      [
        2,
        'strata: --data: there are 300 images where the experiment takes 60000; give --train 300\n',
      ],
    );
  });
});

describe('Ctrl-C', () => {
  it('ends with the result so far', async () => {
    const { status, stdout } = await strata(['train', ...endless], {
      interruptAt: /epoch \d+\/1000/,
    });
    assert.equal(status, 130);
    assert.match(stdout, /\nStopped before the end; the result so far:\ntrain loss/);
    assert.match(stdout, /\nfingerprint {4}[0-9a-f]{16}\n/);
  });

  it('ends with the object, too', async () => {
    const { status, stdout } = await strata(['train', ...endless, '--json'], {
      interruptAt: /epoch \d+\/1000/,
    });
    assert.equal(status, 130);
    const { steps, stopped, fingerprint, link } = JSON.parse(lastLine(stdout));
    assert.equal(stopped, 'aborted');
    assert.ok(steps > 0 && steps < 1000 * 1875);
    assert.deepEqual(
      [decodeLink(link).claim?.steps, decodeLink(link).claim?.fingerprint],
      [steps, fingerprint],
    );
  });
});

describe('export', () => {
  it('writes what Node reads back', async () => {
    const file = join(folder, 'small.json');
    const out = join(folder, 'network.json');
    writeFileSync(
      file,
      JSON.stringify({
        strata: 1,
        data: { name: 'mnist', train: 320, test: 50 },
        layers: [
          { type: 'linear', units: 8 },
          { type: 'activation', name: 'prelu' },
          { type: 'linear', units: 10 },
        ],
      }),
    );
    const { status, stdout } = await strata([
      'export',
      file,
      '--format',
      'json',
      '--out',
      out,
      '--seed',
      '2',
    ]);
    assert.equal(status, 0);
    const { experiment, fingerprint, parameters } = JSON.parse(readFileSync(out, 'utf8'));
    assert.equal(lastLine(stdout), `wrote ${out}, fingerprint ${fingerprint}`);
    assert.equal(parseExperiment(experiment).seed, 2);
    const engine = await loadEngine();
    const network = engine.createNetwork(experiment, { input: 784 });
    assert.notEqual(network.fingerprint(), fingerprint);
    network.setParameters(
      parameters.map((/** @type {any} */ p) => ({ ...p, data: Float32Array.from(p.data) })),
    );
    assert.equal(network.fingerprint(), fingerprint);
    network.dispose();
    const trained = JSON.parse(
      lastLine((await strata(['train', file, '--seed', '2', '--json'])).stdout),
    );
    assert.equal(trained.fingerprint, fingerprint);
  });

  it('says when a link claims another state than is written', async () => {
    const { link } = JSON.parse(lastLine((await strata(['train', ...small, '--json'])).stdout));
    const { experiment, claim } = decodeLink(link);
    const wrong = encodeLink(experiment, {
      steps: claim?.steps ?? 0,
      testAccuracy: 0,
      fingerprint: '0'.repeat(16),
    });
    const out = ['--format', 'json', '--out', join(folder, 'a.json')];
    assert.doesNotMatch((await strata(['export', link, ...out])).stderr, /claim/);
    assert.match((await strata(['export', wrong, ...out])).stderr, /^strata: the link's claim/m);
  });
});

describe('info', () => {
  it('shows kernels and tables', async () => {
    const { status, stdout, stderr } = await strata(['info']);
    assert.deepEqual([status, stderr], [0, '']);
    assert.match(stdout, /^strata \d+\.\d+\.\d+, Node v\d+/);
    assert.match(stdout, /strict +available \((simd128|scalar)\)/);
    for (const { name } of tables.activations)
      assert.match(stdout, new RegExp(`^ {2}${name}( |$)`, 'm'));
    assert.match(stdout, /leaky_relu +negative_slope=0\.01/);
  });

  it('is machine-readable', async () => {
    const { stdout } = await strata(['info', '--json']);
    const { kernels, activations } = JSON.parse(stdout);
    assert.deepEqual(
      kernels.map((/** @type {any} */ { name }) => name),
      ['strict', 'fast'],
    );
    assert.equal(activations.length, tables.activations.length);
  });
});
