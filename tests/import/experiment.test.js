// The experiment that comes with the parameters of a file.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { experimentOf } from '../../web/engine/import/experiment.js';
import { exportJson, exportSafetensors } from '../../web/engine/index.js';
import { experimentWith, networkOf } from '../export/networks.js';

const goals = [{ title: '} "\\ {😀', test_accuracy: 0.9 }];
const experiment = experimentWith({ seed: 7, goals });
const network = networkOf(experiment);
const json = exportJson(network, experiment);
const safetensors = exportSafetensors(network, experiment);
network.dispose();

/** @param {string} text */
const bytesOf = (text) => new TextEncoder().encode(text);

/** @param {unknown} metadata @returns {Uint8Array} safetensors without tensors */
function headed(metadata) {
  const text = bytesOf(JSON.stringify({ __metadata__: metadata }));
  const bytes = new Uint8Array(8 + text.length);
  new DataView(bytes.buffer).setUint32(0, text.length, true);
  bytes.set(text, 8);
  return bytes;
}

test('comes back from either kind of file, however it is set', () => {
  const files = [
    bytesOf(json),
    bytesOf(` \n\t${json}`),
    bytesOf(JSON.stringify(JSON.parse(json), null, 4)),
    safetensors,
  ];
  for (const file of files) assert.deepEqual(experimentOf(file), experiment);
});

test('is read without what stands behind it', () => {
  const [start = ''] = json.split('"parameters"');
  assert.deepEqual(experimentOf(bytesOf(`${start}"parameters": no JSON`)), experiment);
  assert.deepEqual(experimentOf(safetensors.subarray(0, -100)), experiment);
});

test('is none in files of others, and in those that end before it does', () => {
  const files = [
    bytesOf('{}'),
    bytesOf('{"parameters": []}'),
    bytesOf('{"experiment": "the third"}'),
    bytesOf('{"experiment": {]}}'),
    bytesOf(json.slice(0, 60)),
    bytesOf(`{"experiment": {"${'\\"'.repeat(4e5)}`),
    bytesOf(`{"experiment": ${'{"a":'.repeat(1e5)}`),
    headed(undefined),
    headed(null),
    headed(5),
    headed({ experiment: 'the third' }),
    headed({ experiment: '{' }),
    headed({ experiment: { strata: 1 } }),
  ];
  for (const file of files) assert.equal(experimentOf(file), null);
});

test('has to fit', () => {
  const code = 'experiment-invalid';
  assert.throws(() => experimentOf(bytesOf('{"experiment": {"strata": 2}}')), { code });
  assert.throws(() => experimentOf(headed({ experiment: '{"strata": 2}' })), { code });
  assert.throws(() => experimentOf(bytesOf('hello')), { code: 'import-kind' });
  assert.throws(() => experimentOf(safetensors.subarray(0, 60)), { code: 'import-damaged' });
});
