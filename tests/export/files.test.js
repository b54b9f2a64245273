// What is written is what the network holds, for this program and for others.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import {
  canonical,
  exportCsv,
  exportJson,
  exportSafetensors,
  importParameters,
} from '../../web/engine/index.js';
import { engine, experimentWith, networkOf } from './networks.js';

const folder = mkdtempSync(join(tmpdir(), 'strata-files-'));
after(() => rmSync(folder, { recursive: true }));

const reader = fileURLToPath(new URL('read_safetensors.py', import.meta.url));
const experiment = experimentWith({ init: { name: 'normal', std: 0.1 }, seed: 5 });
const network = networkOf(experiment);

/** @param {Float32Array} data */
const bitsOf = (data) => [...new Uint32Array(data.buffer, data.byteOffset, data.length)];

test('another reader finds the same tensors, bit for bit, in safetensors', () => {
  const file = join(folder, 'network.safetensors');
  writeFileSync(file, exportSafetensors(network, experiment));
  const output = execFileSync('python3', [reader, file], { encoding: 'utf8', maxBuffer: 2 ** 26 });
  const { metadata, tensors } = JSON.parse(output);
  const own = network
    .parameters()
    .map(({ name, shape, data }) => ({ name, shape, bits: bitsOf(data) }));
  assert.deepEqual(tensors, own);
  assert.equal(metadata.format, 'pt');
  assert.deepEqual(JSON.parse(metadata.experiment), canonical(experiment));
  assert.equal(metadata.fingerprint, network.fingerprint());
});

for (const [name, write] of /** @type {const} */ ([
  ['safetensors', exportSafetensors],
  ['JSON', exportJson],
])) {
  test(`${name} is read back bit for bit`, () => {
    const other = networkOf(experimentWith({ seed: 6 }));
    assert.notEqual(other.fingerprint(), network.fingerprint());
    importParameters(other, write(network, experiment));
    assert.equal(other.fingerprint(), network.fingerprint());
    other.dispose();
  });
}

test('every float that JSON and CSV hold is exact', () => {
  const layers = [{ type: 'linear', units: 1, bias: false }];
  const values = Float32Array.of(
    -0,
    1e-45,
    3.4028234663852886e38,
    1 / 3,
    16777217,
    -0.1,
    123456.79,
  );
  const input = values.length;
  const small = engine.createNetwork({ layers }, { input });
  small.setParameters([{ name: '0.weight', shape: [1, input], data: values }]);
  const json = JSON.parse(exportJson(small, experiment)).parameters[0].data;
  const csv = exportCsv(small)
    .trim()
    .split('\n')
    .slice(1)
    .map((line) => Number(line.split(',')[3]));
  small.dispose();
  for (const found of [json, csv])
    assert.deepEqual(bitsOf(Float32Array.from(found)), bitsOf(values));
});

test('CSV has a line for every number, with its unit and what comes in', () => {
  const lines = exportCsv(network).trim().split('\n');
  const [weight, bias, slope] = network.parameters();
  assert.equal(lines[0], 'parameter,row,column,value');
  const count = network.parameters().reduce((sum, { data }) => sum + data.length, 0);
  assert.equal(lines.length, 1 + count);
  const line = lines.find((text) => text.startsWith('0.weight,2,5,'));
  assert.equal(Math.fround(Number(line?.split(',')[3])), weight?.data[2 * 784 + 5]);
  assert.deepEqual(
    [lines[1 + 12 * 784 + 3], lines[1 + 12 * 785]],
    [`0.bias,3,,${bias?.data[3]}`, `1.weight,0,,${slope?.data[0]}`],
  );
});

test('more numbers than a text holds are refused as CSV', () => {
  const layers = [{ type: 'linear', units: 8192, bias: false }];
  const large = engine.createNetwork({ layers, init: { name: 'zeros' } }, { input: 1000 });
  assert.throws(() => exportCsv(large), { code: 'export-large', message: /safetensors/ });
  large.dispose();
});
