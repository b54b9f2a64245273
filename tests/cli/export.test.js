// `strata export` writes in every format what the engine's functions give.
import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import {
  encodeLink,
  exportCsv,
  exportJson,
  exportKeras,
  exportOnnx,
  exportPytorch,
  exportSafetensors,
  loadData,
  parseExperiment,
} from '../../web/engine/index.js';
import { engine } from '../export/networks.js';
import { lastLine, strata } from './strata.js';

const folder = mkdtempSync(join(tmpdir(), 'strata-export-'));
after(() => rmSync(folder, { recursive: true }));

const experiment = parseExperiment({
  strata: 1,
  data: { name: 'moons', train: 100, test: 50 },
  layers: [
    { type: 'linear', units: 6 },
    { type: 'activation', name: 'prelu' },
    { type: 'linear', units: 2 },
  ],
  seed: 7,
});
const link = encodeLink(experiment);
const data = await loadData(engine, experiment);
const network = engine.createNetwork(experiment, data);
const { fingerprint } = await engine.train(network, data, experiment);

/** @type {[string, string | Uint8Array][]} */
const trained = [
  ['onnx', exportOnnx(network)],
  ['safetensors', exportSafetensors(network, experiment)],
  ['json', exportJson(network, experiment)],
  ['csv', exportCsv(network)],
];

for (const [format, content] of trained) {
  test(`${format} of the trained network`, async () => {
    const out = join(folder, format);
    const { status, stdout } = await strata(['export', link, '--format', format, '--out', out]);
    assert.equal(status, 0);
    assert.equal(lastLine(stdout), `wrote ${out}, fingerprint ${fingerprint}`);
    assert.deepEqual(readFileSync(out), Buffer.from(content));
  });
}

test('a PyTorch script, which takes no training', async () => {
  const out = join(folder, 'train.py');
  const words = ['export', link, '--format', 'pytorch', '--out', out];
  const plain = await strata(words);
  assert.deepEqual(plain, {
    status: 0,
    stdout: `wrote ${out}; run it with python3 ${out}\n`,
    stderr: '',
  });
  assert.equal(readFileSync(out, 'utf8'), exportPytorch(engine, experiment, data));
  const other = await strata([...words, '--seed', '8', '--json']);
  assert.deepEqual(JSON.parse(lastLine(other.stdout)), { out });
  assert.match(readFileSync(out, 'utf8'), /^SEED, BATCH, EPOCHS, TARGET = 8, 32, 1, 1$/m);
});

test('a Keras script, which takes no training either', async () => {
  const out = join(folder, 'train_keras.py');
  const { status, stdout } = await strata(['export', link, '--format', 'keras', '--out', out]);
  assert.equal(status, 0);
  assert.equal(stdout, `wrote ${out}; run it with python3 ${out}\n`);
  assert.equal(readFileSync(out, 'utf8'), exportKeras(engine, experiment, data));
});

test('the experiment itself is never written over', async () => {
  const [file, alias] = [join(folder, 'x.json'), join(folder, 'alias.json')];
  const text = JSON.stringify(experiment);
  writeFileSync(file, text);
  symlinkSync(file, alias);
  for (const out of [file, join(folder, '.', 'x.json'), alias]) {
    for (const words of [
      ['export', file, '--format', 'json'],
      ['scorm', file],
    ]) {
      assert.deepEqual(await strata([...words, '--out', out]), {
        status: 2,
        stdout: '',
        stderr: `strata: --out: ${JSON.stringify(out)} is the experiment itself\n`,
      });
    }
  }
  assert.equal(readFileSync(file, 'utf8'), text);
  const { status } = await strata(['export', alias, '--format', 'json', '--out', `${file}.json`]);
  assert.equal(status, 0);
});
