// What is written is what the network holds, for this program and for others.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { parseSafetensorsMetadata } from '@huggingface/hub';
import { formats } from '../../web/engine/export/formats.js';
import { writers } from '../../web/engine/export/writers.js';
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

test('a file of safetensors is one for those who made the format', async () => {
  const file = exportSafetensors(network, experiment);
  /** @type {typeof fetch} the file, as a host gives parts of it */
  const host = async (_, { headers } = {}) => {
    const [, from, to] = /bytes=(\d+)-(\d+)/.exec(new Headers(headers).get('range') ?? '') ?? [];
    const part = file.subarray(Number(from), Number(to) + 1);
    const range = `bytes ${from}-${to}/${file.length}`;
    const told = { etag: '"1"', 'content-range': range, 'content-length': `${part.length}` };
    return new Response(part, { status: 206, headers: told });
  };
  const found = await parseSafetensorsMetadata({ repo: 'a/b', path: 'x.safetensors', fetch: host });
  assert.ok(!found.sharded);
  const { __metadata__: metadata, ...tensors } = found.header;
  assert.equal(metadata?.format, 'pt');
  const start = 8 + Number(new DataView(file.buffer, file.byteOffset).getBigUint64(0, true));
  const own = network.parameters();
  assert.deepEqual(
    Object.entries(tensors).map(
      ([
        name,
        {
          dtype,
          shape,
          data_offsets: [first, last],
        },
      ]) => {
        assert.equal(dtype, 'F32');
        const data = new Float32Array(file.slice(start + first, start + last).buffer);
        return { name, shape, data };
      },
    ),
    own.map(({ name, shape, data }) => ({ name, shape, data })),
  );
});

for (const { name, opens } of formats) {
  const writer = writers[name];
  if (!('network' in writer)) continue;
  test(`${name} is ${opens ? 'read back bit for bit' : 'not taken for weights'}`, () => {
    const other = networkOf(experimentWith({ seed: 6 }));
    const [start, parameters] = [other.fingerprint(), other.parameters()];
    assert.notEqual(start, network.fingerprint());
    const content = writer.network(network, experiment);
    // Bytes as a page has them, and as Node reads a file.
    for (const file of [content, Buffer.from(content)]) {
      const read = () => importParameters(other, file);
      if (opens) read();
      else assert.throws(read, { code: 'import-kind' });
      assert.equal(other.fingerprint(), opens ? network.fingerprint() : start);
      other.setParameters(parameters);
    }
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
