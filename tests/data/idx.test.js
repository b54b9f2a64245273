import assert from 'node:assert/strict';
import { test } from 'node:test';
import { gzipSync } from 'node:zlib';
import { encodeIdx, openIdx, readIdx } from '../../web/engine/data/idx.js';
import { StrataError } from '../../web/engine/errors.js';
import { failure, inChunks } from './helpers.js';

const data = Uint8Array.from({ length: 24 }, (_, i) => i * 3);
const file = encodeIdx([4, 2, 3], data);
const packed = gzipSync(file);

/** @param {number[]} magic @param {number[]} sizes */
function header(magic, sizes = []) {
  return Uint8Array.from([...magic, ...sizes.flatMap((n) => [n >>> 24, n >>> 16, n >>> 8, n])]);
}

test('the writer writes the header of the format', () => {
  const expected = [0, 0, 8, 3, 0, 0, 0, 4, 0, 0, 0, 2, 0, 0, 0, 3];
  assert.deepEqual([...file.subarray(0, 16)], expected);
  assert.deepEqual(file.subarray(16), data);
});

for (const [kind, bytes] of /** @type {const} */ ([
  ['plain', file],
  ['gzip’d', packed],
])) {
  const body = Uint8Array.from(bytes);
  /** @type {Record<string, () => import('../../web/engine/data/bytes.js').ByteSource>} */
  const sources = {
    'a Uint8Array': () => body,
    'a Buffer': () => Buffer.from(body),
    'an ArrayBuffer': () => body.buffer,
    'a Blob': () => new Blob([body]),
    'a Response': () => new Response(body),
    'a ReadableStream': () => new Blob([body]).stream(),
    'an async iterable': () => inChunks(body, 5),
  };
  for (const [name, make] of Object.entries(sources)) {
    test(`reads a ${kind} file from ${name}`, async () => {
      assert.deepEqual(await readIdx(make()), { shape: [4, 2, 3], data });
    });
  }
}

test('the data read is a copy', async () => {
  const own = Uint8Array.from(file);
  const { data: read } = await readIdx(own);
  own.fill(0);
  assert.deepEqual(read, data);
});

test('files without items are valid', async () => {
  for (const shape of [[0], [0, 28, 28], [5, 0, 28], [0, 2 ** 32 - 1, 2 ** 32 - 1]]) {
    assert.deepEqual(await readIdx(encodeIdx(shape, new Uint8Array())), {
      shape,
      data: new Uint8Array(),
    });
  }
});

test('items are delivered whole, as soon as they are there', async () => {
  let sent = 0;
  async function* slowly() {
    for await (const chunk of inChunks(file, 5)) {
      sent += chunk.length;
      yield chunk;
    }
  }
  const { shape, items } = await openIdx(slowly());
  assert.deepEqual(shape, [4, 2, 3]);
  assert.ok(sent <= 20, 'the header needs no more than its own chunks');
  const sentAt = [];
  for await (const item of items) {
    assert.equal(item.length % 6, 0);
    sentAt.push([sent, item[0]]);
  }
  assert.deepEqual(sentAt, [
    [25, 0],
    [30, 18],
    [35, 36],
    [40, 54],
  ]);
});

test('a consumer that stops early closes the source', async () => {
  let closed = false;
  async function* source() {
    try {
      yield* inChunks(file, 10);
    } finally {
      closed = true;
    }
  }
  const { items } = await openIdx(source());
  for await (const _ of items) break;
  await new Promise(setImmediate);
  assert.ok(closed);
});

/** @type {[string, string, Uint8Array, RegExp][]} */
const refused = [
  ['an empty file', 'idx-header', new Uint8Array(), /^digits is empty\.$/],
  ['text', 'idx-magic', Buffer.from('hello world'), /begins with the bytes 68 65 6c 6c;/],
  ['a web page', 'idx-magic', Buffer.from('<!doctype html>'), /3c 21 64 6f, as a web page would/],
  ['a lone gzip byte', 'idx-magic', Uint8Array.of(0x1f), /begins with the bytes 1f;/],
  ['floats', 'idx-type', header([0, 0, 13, 1], [0]), /holds 32-bit floats; only unsigned bytes/],
  ['an unknown type', 'idx-type', header([0, 0, 7, 1], [0]), /elements of unknown type 7/],
  ['no dimension', 'idx-dimensions', header([0, 0, 8, 0]), /has 0 dimensions; 1, 2 or 3/],
  ['4 dimensions', 'idx-dimensions', header([0, 0, 8, 4], [1, 1, 1, 1]), /has 4 dimensions/],
  ['half a magic', 'idx-header', file.subarray(0, 3), /ends inside its header/],
  ['half a header', 'idx-header', file.subarray(0, 15), /ends inside its header/],
  [
    'a short file',
    'idx-truncated',
    file.subarray(0, 16 + 17),
    /holds 2 of the 4 images it announces/,
  ],
  ['short rows', 'idx-truncated', header([0, 0, 8, 2], [9, 9]), /holds 0 of the 9 rows/],
  ['short values', 'idx-truncated', header([0, 0, 8, 1], [60000]), /0 of the 60,000 values/],
  [
    'a long file',
    'idx-trailing',
    Buffer.concat([file, Buffer.of(0)]),
    /after the 24 bytes it announces/,
  ],
  ['4 GiB', 'idx-too-large', header([0, 0, 8, 1], [2 ** 32 - 1]), /at most 1,073,741,824 are read/],
  [
    'a product past all numbers',
    'idx-too-large',
    header([0, 0, 8, 3], [2 ** 32 - 1, 2 ** 32 - 1, 2 ** 32 - 1]),
    /announces 4,294,967,295 × 4,294,967,295 × 4,294,967,295 bytes/,
  ],
  ['half a gzip file', 'idx-gzip', packed.subarray(0, 20), /ends too early or is damaged/],
  ['gzip without its check', 'idx-gzip', packed.subarray(0, -8), /ends too early or is damaged/],
  ['only gzip’s magic', 'idx-gzip', packed.subarray(0, 2), /ends too early or is damaged/],
  [
    'zeros after gzip',
    'idx-gzip',
    Buffer.concat([packed, Buffer.alloc(9)]),
    /is followed by bytes/,
  ],
  ['two gzip members', 'idx-trailing', Buffer.concat([packed, packed]), /goes on after/],
  ['text in gzip', 'idx-magic', gzipSync('hello'), /begins with the bytes 68/],
  ['a short file in gzip', 'idx-truncated', gzipSync(file.subarray(0, 30)), /2 of the 4 images/],
  ['a long file in gzip', 'idx-trailing', gzipSync(Buffer.concat([file, file])), /goes on after/],
];
for (const [what, code, bytes, message] of refused) {
  test(`${what} is refused as ${code}`, async () => {
    const error = await failure(readIdx(bytes, { name: 'digits' }));
    assert.ok(error instanceof StrataError);
    assert.equal(error.code, code);
    assert.equal(error.path, 'digits');
    assert.match(error.message, message);
  });
}

test('damage inside gzip data is refused', async () => {
  for (const at of [12, packed.length - 6, packed.length - 2]) {
    const damaged = Uint8Array.from(packed);
    damaged[at] = 255 - (damaged[at] ?? 0);
    assert.equal((await failure(readIdx(damaged))).code, 'idx-gzip');
  }
});

test('the limit can be lowered', async () => {
  assert.equal((await failure(readIdx(file, { maxBytes: 23 }))).code, 'idx-too-large');
  assert.equal((await readIdx(file, { maxBytes: 24 })).data.length, 24);
});

test('of half a gzip file the error tells how much there was', async () => {
  const noise = Uint8Array.from({ length: 200 * 784 }, (_, i) => (i * i * 31) >>> 5);
  const half = gzipSync(encodeIdx([200, 28, 28], noise));
  const error = await failure(readIdx(half.subarray(0, half.length / 2)));
  assert.equal(error.code, 'idx-gzip');
  assert.match(error.message, /ends too early or is damaged\. It holds \d+ of the 200 images it/);
});

test('what is no source of bytes is refused', async () => {
  for (const source of [undefined, null, 5, 'digits', {}, [1, 2]]) {
    const error = await failure(readIdx(/** @type {any} */ (source)));
    assert.equal(error.code, 'data-source');
  }
  const text = (async function* () {
    yield 'text';
  })();
  assert.equal((await failure(readIdx(/** @type {any} */ (text)))).code, 'data-source');
});

test('a source that breaks is an error of its own, also below gzip', async () => {
  for (const bytes of [file, packed]) {
    const broken = (async function* () {
      yield bytes.subarray(0, 20);
      throw new Error('the cable is out');
    })();
    const error = await failure(readIdx(broken, { name: 'digits' }));
    assert.equal(error.code, 'data-read');
    assert.match(error.message, /digits could not be read to its end: the cable is out\./);
  }
});

test('a refusal by the server is an error of its own', async () => {
  const error = await failure(readIdx(new Response('', { status: 404, statusText: 'Not Found' })));
  assert.equal(error.code, 'data-http');
  assert.match(error.message, /the answer was 404 Not Found/);
});

test('a stream can be read once only, and says so', async () => {
  const response = new Response(Uint8Array.from(file));
  await readIdx(response);
  assert.equal((await failure(readIdx(response))).code, 'data-read');
});

test('aborting ends a read that waits for ever', async () => {
  for (const bytes of [file, packed]) {
    const controller = new AbortController();
    const hanging = new ReadableStream({ start: (c) => c.enqueue(bytes.subarray(0, 20)) });
    const reading = failure(readIdx(hanging, { signal: controller.signal }));
    setImmediate(() => controller.abort());
    assert.equal((await reading).name, 'AbortError');
  }
  const aborted = AbortSignal.abort(new Error('no longer wanted'));
  assert.equal((await failure(readIdx(file, { signal: aborted }))).message, 'no longer wanted');
});
