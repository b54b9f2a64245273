import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { before, test } from 'node:test';
import { mnistCredit } from '../../web/engine/data/credit.js';
import { encodeIdx, readIdx } from '../../web/engine/data/idx.js';
import { loadMnist, streamMnist } from '../../web/engine/data/mnist.js';
import { failure } from './helpers.js';

const folder = new URL('../../web/data/mnist/', import.meta.url);
const manifest = JSON.parse(readFileSync(new URL('manifest.json', folder), 'utf8'));
/** @type {Awaited<ReturnType<typeof loadMnist>>} */
let mnist;
before(async () => {
  mnist = await loadMnist();
});

/** @param {Uint8Array} bytes */
const md5 = (bytes) => createHash('md5').update(bytes).digest('hex');

/** @param {Uint8Array} labels */
function classCounts(labels) {
  const counts = new Array(10).fill(0);
  for (const label of labels) counts[label]++;
  return counts;
}

test('the loaded data are the four canonical files, byte for byte', () => {
  const { train, test } = mnist;
  const sums = {
    trainImages: md5(encodeIdx([60000, 28, 28], train.images)),
    trainLabels: md5(encodeIdx([60000], train.labels)),
    testImages: md5(encodeIdx([10000, 28, 28], test.images)),
    testLabels: md5(encodeIdx([10000], test.labels)),
  };
  assert.deepEqual(sums, {
    trainImages: '6bbc9ace898e44ae57da46a324031adb',
    trainLabels: 'a25bea736e30d166cdddb491f175f624',
    testImages: '2646ac647ad5339dbf082846283269ea',
    testLabels: '27ae3e4e09519cfbb04c329615203637',
  });
});

test('labels and classes are those known of MNIST', () => {
  assert.deepEqual([...mnist.train.labels.subarray(0, 5)], [5, 0, 4, 1, 9]);
  assert.deepEqual([...mnist.test.labels.subarray(0, 5)], [7, 2, 1, 0, 4]);
  assert.deepEqual(
    classCounts(mnist.train.labels),
    [5923, 6742, 5958, 6131, 5842, 5421, 5918, 6265, 5851, 5949],
  );
  assert.deepEqual(
    classCounts(mnist.test.labels),
    [980, 1135, 1032, 1010, 982, 892, 958, 1028, 974, 1009],
  );
});

test('shards come in the order in which they are needed', async () => {
  const seen = [];
  for await (const { split, first, images, labels } of streamMnist()) {
    assert.equal(images.length, 784 * labels.length);
    assert.deepEqual(labels, mnist[split].labels.subarray(first, first + labels.length));
    seen.push(`${split} ${first}–${first + labels.length}`);
  }
  assert.deepEqual(seen, [
    'train 0–2000',
    'test 0–1000',
    'train 2000–6000',
    ...[6, 12, 18, 24, 30, 36, 42, 48, 54].map((k) => `train ${k}000–${k + 6}000`),
    'test 1000–5500',
    'test 5500–10000',
  ]);
});

test('the first shard has at most 400 KB, the others about 1 MB, and all are gzip’d IDX', async () => {
  const sizes = [];
  for (const { images, labels, count } of manifest.shards) {
    sizes.push(images.bytes + labels.bytes);
    for (const [{ file, bytes }, shape] of [
      [images, [count, 28, 28]],
      [labels, [count]],
    ]) {
      const packed = readFileSync(new URL(file, folder));
      assert.equal(packed.length, bytes);
      assert.deepEqual([...packed.subarray(0, 2)], [0x1f, 0x8b]);
      assert.deepEqual((await readIdx(packed)).shape, shape);
    }
  }
  assert.ok((sizes[0] ?? NaN) <= 400_000, `the first shard has ${sizes[0]} bytes`);
  assert.ok(Math.max(...sizes) <= 1_050_000);
  assert.equal(
    manifest.bytes,
    sizes.reduce((sum, size) => sum + size, 0),
  );
});

test('the manifest credits the authors', () => {
  assert.deepEqual(manifest.credit, mnistCredit);
  for (const name of ['LeCun', 'Cortes', 'Burges'])
    assert.match(manifest.credit.authors, RegExp(name));
});

test('part of the data loads only the shards it needs', async () => {
  /** @type {import('../../web/engine/data/mnist.js').DataProgress | undefined} */
  let last;
  const part = await loadMnist({
    train: 2500,
    test: 10,
    onProgress: (progress) => {
      last = progress;
    },
  });
  assert.deepEqual(part.train.images, mnist.train.images.subarray(0, 2500 * 784));
  assert.deepEqual(part.train.labels, mnist.train.labels.subarray(0, 2500));
  assert.deepEqual(part.test.images, mnist.test.images.subarray(0, 10 * 784));
  assert.equal(part.test.labels.length, 10);
  assert.ok(last);
  assert.equal(last.images, 2510);
  assert.equal(last.totalImages, 2510);
  assert.equal(last.bytes, last.totalBytes);
  assert.ok(last.totalBytes < 1_200_000);

  const trainOnly = await loadMnist({ train: 1, test: 0 });
  assert.equal(trainOnly.train.labels.length, 1);
  assert.equal(trainOnly.test.images.length, 0);
});

test('more images than there are, or no number, are refused', async () => {
  for (const train of [-1, 2.5, NaN, /** @type {any} */ ('10')]) {
    const error = await failure(loadMnist({ train }));
    assert.equal(error.code, 'data-range');
    assert.equal(error.path, 'train');
    assert.match(error.message, /whole numbers from 0 to 60000/);
  }
  const [train, test] = [
    await failure(loadMnist({ train: 60001 })),
    await failure(loadMnist({ test: 10001 })),
  ];
  assert.deepEqual([train.code, train.path], ['data-range', 'train']);
  assert.match(train.message, /asks for 60,001 training images; 60,000 of MNIST are here/);
  assert.deepEqual([test.code, test.path], ['data-range', 'test']);
  assert.match(test.message, /asks for 10,001 test images; 10,000 of MNIST are here/);
});

test('where there is no data, the error says how to make it', async () => {
  const error = await failure(loadMnist({ base: './tests/data/nowhere' }));
  assert.equal(error.code, 'data-missing');
  assert.match(
    error.message,
    /tests\/data\/nowhere\/manifest\.json; scripts\/pack-data\.mjs makes/,
  );
});

test('the folder may be a path', async () => {
  const part = await loadMnist({ base: 'web/data/mnist', train: 1, test: 1 });
  assert.deepEqual(part.train.images, mnist.train.images.subarray(0, 784));
});
