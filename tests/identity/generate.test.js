// Generated data have the same bits natively and in every module, the fused one included.
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { test } from 'node:test';
import { promisify } from 'node:util';
import { loadEngine, parseExperiment } from '../../web/engine/index.js';
import { rowIndex, tables } from '../../web/engine/tables.js';

const run = promisify(execFile);
const COUNT = 301;
const SEED = 4294967295;
const NOISE = 0.3;
const WRONG = 0.25;

/** @param {string} name @param {number} split @param {number} wrong */
async function natively(name, split, wrong) {
  const set = rowIndex(tables.datasets, name);
  const words = [set, split, NOISE, wrong, SEED, 0, COUNT].map(String);
  const { stdout } = await run('build/native/generate', words, { encoding: 'buffer' });
  return stdout;
}

/** @param {Record<string, Uint8Array | Float32Array>} arrays */
function bytesOf(arrays) {
  return Buffer.concat(
    Object.values(arrays).map(({ buffer, byteOffset, byteLength }) =>
      Buffer.from(buffer, byteOffset, byteLength),
    ),
  );
}

const engines = [
  await loadEngine(),
  await loadEngine({ backend: 'scalar' }),
  await loadEngine({ kernels: 'fast' }),
];

for (const { name, source, kind, outputs } of tables.datasets) {
  if (source !== 'GENERATED') continue;
  test(name, async () => {
    const wrong = kind === 'CLASSES' ? { label_noise: WRONG } : {};
    const data = { name, train: COUNT, test: COUNT, noise: NOISE, ...wrong };
    const doc = parseExperiment({ strata: 1, data, layers: [{ type: 'linear', units: outputs }] });
    const wanted = [await natively(name, 0, WRONG), await natively(name, 1, 0)];
    for (const engine of engines) {
      const { train, test: tests } = engine.generate(doc.data, SEED);
      assert.ok(
        bytesOf(train).equals(/** @type {Buffer} */ (wanted[0])),
        `${engine.backend} train`,
      );
      assert.ok(bytesOf(tests).equals(/** @type {Buffer} */ (wanted[1])), `${engine.backend} test`);
    }
  });
}
