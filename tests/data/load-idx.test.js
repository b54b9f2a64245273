import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { pathToFileURL } from 'node:url';
import { gzipSync } from 'node:zlib';
import { encodeIdx } from '../../web/engine/data/idx.js';
import { loadIdx } from '../../web/engine/data/load-idx.js';
import { StrataError } from '../../web/engine/errors.js';
import { failure, madeUpSet, serve } from './helpers.js';

const own = { train: madeUpSet(30), test: madeUpSet(10) };
const files = {
  trainImages: encodeIdx([30, 28, 28], own.train.images),
  trainLabels: encodeIdx([30], own.train.labels),
  testImages: encodeIdx([10, 28, 28], own.test.images),
  testLabels: encodeIdx([10], own.test.labels),
};

test('loads a set from bytes, plain and gzip’d, files and responses', async () => {
  assert.deepEqual(await loadIdx(files), own);
  assert.deepEqual(
    await loadIdx({
      trainImages: gzipSync(files.trainImages),
      trainLabels: new File([files.trainLabels], 'train-labels-idx1-ubyte'),
      testImages: new Response(files.testImages),
      testLabels: new Blob([files.testLabels]).stream(),
    }),
    own,
  );
});

test('loads a set from paths and URLs', async (t) => {
  const folder = mkdtempSync(join(tmpdir(), 'strata-idx-'));
  t.after(() => rmSync(folder, { recursive: true }));
  const path = join(folder, 'images.gz');
  writeFileSync(path, gzipSync(files.trainImages));
  const origin = await serve(t, (_, response) => response.end(files.testImages));
  const addresses = { trainImages: path, testImages: new URL('a.gz', origin) };
  assert.deepEqual(await loadIdx({ ...files, ...addresses }), own);
  const file = { trainImages: pathToFileURL(path), testImages: `${origin}a` };
  assert.deepEqual(await loadIdx({ ...files, ...file }), own);
});

const six = encodeIdx([6], new Uint8Array(6));
const badLabels = Uint8Array.from(files.trainLabels);
badLabels.set([10, 11], 8 + 17);
const small = encodeIdx([30, 27, 28], new Uint8Array(30 * 27 * 28));
const flat = encodeIdx([30, 784], own.train.images);
const square = encodeIdx([30, 1], own.train.labels);
/** @type {[string, string, Partial<import('../../web/engine/data/load-idx.js').IdxFiles>, RegExp][]} */
const refused = [
  ['data-length', 'train', { trainLabels: six }, /files of train .* 30 images, but 6 labels/],
  ['data-length', 'test', { testLabels: six }, /files of test .* 10 images, but 6 labels/],
  [
    'data-label',
    'train',
    { trainLabels: badLabels },
    /Label 17 of train .* is 10; labels go from 0 to 9/,
  ],
  ['data-shape', 'train', { trainImages: small }, /shape 30 × 27 × 28; images of 28 × 28/],
  ['data-shape', 'train', { trainImages: flat }, /shape 30 × 784; images of 28 × 28/],
  ['data-shape', 'train', { trainImages: six }, /shape 6; images of 28 × 28/],
  ['data-shape', 'train', { trainLabels: square }, /labels of train have the shape 30 × 1/],
  [
    'idx-magic',
    'testLabels',
    { testLabels: Buffer.from('label,pixel') },
    /^testLabels begins with/,
  ],
  [
    'idx-truncated',
    'testImages',
    { testImages: files.testImages.subarray(0, 5000) },
    /holds 6 of the 10 images/,
  ],
  ['idx-magic', 'trainImages', { trainImages: new File(['x'], 'my.png') }, /^my\.png begins with/],
  [
    'data-http',
    'trainImages',
    { trainImages: '/no/such.gz' },
    /\/no\/such\.gz .* 404 no such file/,
  ],
  ['data-read', 'trainImages', { trainImages: import.meta.dirname ?? '/' }, /could not be read/],
  ['data-source', 'testLabels', { testLabels: undefined }, /testLabels is not something bytes/],
];
for (const [code, path, change, message] of refused) {
  test(`${code} at ${path}: ${message.source}`, async () => {
    const error = await failure(loadIdx(/** @type {any} */ ({ ...files, ...change })));
    assert.ok(error instanceof StrataError, String(error));
    assert.equal(error.code, code);
    assert.equal(error.path, path);
    assert.match(error.message, message);
  });
}

test('aborting ends it', async () => {
  const controller = new AbortController();
  const hanging = new ReadableStream();
  const loading = failure(
    loadIdx({ ...files, testImages: hanging }, { signal: controller.signal }),
  );
  controller.abort();
  assert.equal((await loading).name, 'AbortError');
});
