import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { writeShards } from '../../scripts/pack-data.mjs';
import { loadMnist, streamMnist } from '../../web/engine/data/mnist.js';
import { failure, madeUpSet, serve } from './helpers.js';

const train = madeUpSet(70);
const own = { train, test: madeUpSet(20) };
const folder = mkdtempSync(join(tmpdir(), 'strata-data-'));
after(() => rmSync(folder, { recursive: true }));
/** @type {import('../../web/engine/data/manifest.js').Manifest} */
let manifest;
before(async () => {
  const range = (
    /** @type {'train' | 'test'} */ split,
    /** @type {number} */ first,
    count = 20,
  ) => ({
    split,
    first,
    count,
  });
  const plan = [
    range('train', 0, 10),
    range('test', 0),
    range('train', 10),
    range('train', 30, 40),
  ];
  manifest = await writeShards(own, plan, folder, { authors: 'nobody' });
});

/** @typedef {import('node:http').ServerResponse} ServerResponse */
/** @typedef {(response: ServerResponse, body: Buffer) => void} Answer */

/**
 * Serves the made-up shards; `answers` says how the first requests of a file are answered instead.
 *
 * @param {import('node:test').TestContext} t
 * @param {Record<string, Answer[]>} [answers] keys begin as the file names do, such as `train-00010-images`
 */
async function serveShards(t, answers = {}) {
  /** @type {string[]} */
  const requests = [];
  const queues = new Map(Object.entries(answers).map(([name, list]) => [name, [...list]]));
  const origin = await serve(t, ({ url = '' }, response) => {
    const file = url.slice(1);
    const name = file.split('-').slice(0, 3).join('-');
    requests.push(name);
    const body = readFileSync(join(folder, file));
    const answer = queues.get(name)?.shift();
    if (answer) answer(response, body);
    else response.writeHead(200, { 'content-length': body.length }).end(body);
  });
  /** @param {string} name */
  const requestsOf = (name) => requests.filter((one) => one === name).length;
  return { options: { base: origin, retryDelay: 1 }, requests, requestsOf };
}

/** @param {number} code @returns {Answer} */
const status = (code) => (response) => response.writeHead(code).end('not now');
/** @type {Answer} */
const cut = (response, body) => {
  response.writeHead(200, { 'content-length': body.length });
  response.write(body.subarray(0, body.length / 2), () => response.destroy());
};
/** A server that ends too early without anyone noticing on the way. @type {Answer} */
const shortened = (response, body) => response.end(body.subarray(0, body.length / 2));
/** @type {Answer} */
const damaged = (response, body) => {
  const other = Buffer.from(body);
  other[30] = 255 - (other[30] ?? 0);
  response.end(other);
};
/** @type {Answer} */
const silent = (response, body) => {
  response.writeHead(200, { 'content-length': body.length });
  response.write(body.subarray(0, 10));
};
/** @param {string} start @returns {Answer} */
const anotherFile = (start) => (response) => {
  const other = manifest.shards
    .flatMap(({ images, labels }) => [images.file, labels.file])
    .find((file) => file.startsWith(start));
  response.end(readFileSync(join(folder, other ?? '')));
};
/** @type {Answer} */
const page = (response) => response.end('<!doctype html><title>Strata</title>');

test('loads over HTTP what was packed', async (t) => {
  const { options, requests } = await serveShards(t);
  assert.deepEqual(await loadMnist(options), own);
  assert.equal(requests.length, 1 + 8);
});

test('the first shard is loaded alone, others ahead of their use', async (t) => {
  let others = NaN;
  /** @type {Answer} */
  const late = (response, body) => {
    setTimeout(() => {
      others = requests.filter((one) => !/^(manifest|train-00000)/.test(one)).length;
      response.end(body);
    }, 50);
  };
  const { options, requests, requestsOf } = await serveShards(t, { 'train-00000-images': [late] });
  const stream = streamMnist(options);
  await stream.next();
  assert.equal(others, 0);
  while (requestsOf('train-00010-images') === 0) await new Promise(setImmediate);
  assert.equal(requestsOf('train-00030-images'), 0);
  await stream.return();
});

for (const [what, answer] of Object.entries({
  'a 404': status(404),
  'a 500': status(500),
  'a download cut half-way': cut,
  'a shortened file': shortened,
  'a damaged file': damaged,
  'a web page instead of the file': page,
  'other images of the same shape': anotherFile('test-00000-images'),
  'other images of another shape': anotherFile('train-00000-images'),
})) {
  test(`${what} is tried again, and only that file`, async (t) => {
    const name = 'train-00010-images';
    const { options, requests, requestsOf } = await serveShards(t, { [name]: [answer, answer] });
    assert.deepEqual(await loadMnist(options), own);
    assert.equal(requestsOf(name), 3);
    assert.equal(requests.length, 1 + 8 + 2);
  });
}

test('the manifest is tried again too', async (t) => {
  const { options, requestsOf } = await serveShards(t, { 'manifest.json': [status(503), cut] });
  assert.deepEqual(await loadMnist(options), own);
  assert.equal(requestsOf('manifest.json'), 3);
});

test('a download that has gone silent is given up and tried again', async (t) => {
  const name = 'train-00000-images';
  const { options, requestsOf } = await serveShards(t, { [name]: [silent] });
  assert.deepEqual(await loadMnist({ ...options, stallTimeout: 200 }), own);
  assert.equal(requestsOf(name), 2);
});

/** @type {[string, Answer, RegExp][]} */
const reports = [
  ['data-http', status(500), /could not be fetched: the answer was 500 Internal Server Error\./],
  ['data-http', status(404), /could not be fetched: the answer was 404 Not Found\./],
  ['data-read', cut, /could not be read to its end/],
  ['data-stalled', silent, /has stalled: nothing has arrived for 0\.1 seconds/],
  ['idx-gzip', damaged, /ends too early or is damaged/],
  ['idx-magic', page, /3c 21 64 6f, as a web page would/],
  ['data-checksum', anotherFile('test-00000-images'), /is not the file the manifest describes/],
];
for (const [code, answer, message] of reports) {
  test(`what fails for good is reported as ${code} (${message.source})`, async (t) => {
    const name = 'train-00010-images';
    const { options, requestsOf } = await serveShards(t, { [name]: [answer, answer, answer] });
    const error = await failure(loadMnist({ ...options, retries: 1, stallTimeout: 100 }));
    assert.equal(error.code, code);
    assert.match(error.path, /train-00010-images/);
    assert.match(error.message, message);
    assert.match(error.message, /train-00010-images-[0-9a-f]{12}\.idx\.gz/);
    assert.match(error.message, /\(2 attempts were made\.\)$/);
    assert.equal(requestsOf(name), 2);
  });
}

test('after a failure another stream goes on where the first ended', async (t) => {
  const name = 'train-00010-images';
  const { options, requests } = await serveShards(t, { [name]: [status(500)] });
  const have = { train: 0, test: 0 };
  /** @param {import('../../web/engine/data/mnist.js').MnistPart} part */
  const take = ({ split, first, images, labels }) => {
    assert.equal(first, have[split]);
    have[split] += labels.length;
    const expected = own[split].images.subarray(first * 784, have[split] * 784);
    assert.deepEqual(images, expected);
  };
  const consume = async () => {
    for await (const part of streamMnist({ ...options, retries: 0, have })) take(part);
  };
  assert.equal((await failure(consume())).code, 'data-http');
  assert.deepEqual(have, { train: 10, test: 20 });
  requests.length = 0;
  await consume();
  assert.deepEqual(have, { train: 70, test: 20 });
  assert.deepEqual(
    requests.filter((one) => one.includes('00000')),
    [],
  );
});

test('progress grows to the totals', async (t) => {
  const { options } = await serveShards(t);
  /** @type {import('../../web/engine/data/mnist.js').DataProgress[]} */
  const seen = [];
  await loadMnist({ ...options, onProgress: (progress) => seen.push(progress) });
  const total = { totalImages: 90, totalBytes: manifest.bytes };
  for (const [i, { images, bytes, ...totals }] of seen.entries()) {
    assert.deepEqual(totals, total);
    assert.ok(images >= (seen[i - 1]?.images ?? 0));
    assert.ok(bytes >= (seen[i - 1]?.bytes ?? 0) && bytes <= manifest.bytes);
  }
  assert.deepEqual(seen.at(-1), { images: 90, bytes: manifest.bytes, ...total });
});

test('servers that unpack on the way are understood', async (t) => {
  const base = await serve(t, ({ url = '' }, response) => {
    if (url.endsWith('.gz')) response.setHeader('content-encoding', 'gzip');
    response.end(readFileSync(join(folder, url)));
  });
  let bytes = 0;
  const onProgress = (/** @type {{ bytes: number }} */ progress) => {
    bytes = progress.bytes;
  };
  assert.deepEqual(await loadMnist({ base, onProgress }), own);
  assert.equal(bytes, manifest.bytes);
});

test('without crypto.subtle, gzip’s own check has to do', async (t) => {
  const crypto = Object.getOwnPropertyDescriptor(globalThis, 'crypto');
  t.after(() => Object.defineProperty(globalThis, 'crypto', crypto ?? {}));
  Object.defineProperty(globalThis, 'crypto', { value: {}, configurable: true });
  const name = 'train-00010-images';
  const { options, requestsOf } = await serveShards(t, { [name]: [damaged] });
  assert.deepEqual(await loadMnist(options), own);
  assert.equal(requestsOf(name), 2);
});

test('any cached copy is taken at first, and none after it proved damaged', async (t) => {
  const name = 'train-00010-images';
  const { options } = await serveShards(t, { [name]: [damaged] });
  /** @type {string[]} */
  const caches = [];
  const { fetch } = globalThis;
  t.mock.method(globalThis, 'fetch', (/** @type {URL} */ url, /** @type {RequestInit} */ init) => {
    if (/manifest|00010-images/.test(url.pathname)) caches.push(String(init.cache));
    return fetch(url, init);
  });
  await loadMnist(options);
  assert.deepEqual(caches, ['no-cache', 'force-cache', 'reload']);
});

test('a server without data is reported at once', async (t) => {
  let requests = 0;
  const base = await serve(t, (_, response) => {
    requests++;
    response.writeHead(404).end();
  });
  const error = await failure(loadMnist({ base }));
  assert.equal(error.code, 'data-missing');
  assert.match(error.message, /There is no packed data at http/);
  assert.equal(requests, 1);
});

/** @param {any} shard */
const elsewhere = (shard) => ({ ...shard, images: { ...shard.images, file: '../secret.gz' } });
/** @type {[string, (manifest: any) => unknown][]} */
const badManifests = [
  ['a web page', () => undefined],
  ['another version', (m) => ({ ...m, strata: 2 })],
  ['a path that leads elsewhere', (m) => ({ ...m, shards: m.shards.map(elsewhere) })],
  ['a gap', (m) => ({ ...m, shards: m.shards.toSpliced(2, 1) })],
  ['a wrong total', (m) => ({ ...m, train: 71 })],
];
for (const [what, spoil] of badManifests) {
  test(`a manifest with ${what} is refused`, async (t) => {
    const spoilt = spoil(structuredClone(manifest));
    const text = spoilt ? JSON.stringify(spoilt) : '<!doctype html>';
    const base = await serve(t, (_, response) => response.end(text));
    const error = await failure(loadMnist({ base, retries: 0 }));
    assert.equal(error.code, 'data-manifest');
    assert.match(error.message, /manifest\.json is not a list of data shards: /);
  });
}

test('a server that cannot be reached is reported', async () => {
  const error = await failure(loadMnist({ base: 'http://127.0.0.1:1/', retries: 0 }));
  assert.equal(error.code, 'data-read');
});

test('aborting works while waiting for the manifest, a shard, the next attempt, or the consumer', async (t) => {
  const name = 'train-00010-images';
  /** @type {Record<string, Answer[]>[]} */
  const cases = [
    { 'manifest.json': [silent] },
    { [name]: [silent] },
    { [name]: new Array(9).fill(status(500)) },
  ];
  for (const answers of cases) {
    const { options, requests } = await serveShards(t, answers);
    const controller = new AbortController();
    const { signal } = controller;
    const loading = failure(loadMnist({ ...options, signal, retryDelay: 60_000 }));
    const awaited = Object.keys(answers)[0] ?? '';
    while (!requests.includes(awaited)) await new Promise(setImmediate);
    controller.abort();
    assert.equal((await loading).name, 'AbortError');
  }

  const { options } = await serveShards(t);
  const controller = new AbortController();
  const stream = streamMnist({ ...options, signal: controller.signal });
  await stream.next();
  controller.abort(new Error('enough'));
  assert.equal((await failure(stream.next())).message, 'enough');
  assert.equal((await stream.next()).done, true);
});

test('leaving the loop cancels what is under way', { timeout: 20_000 }, async (t) => {
  let closed = 0;
  /** @type {Answer} */
  const watched = (response, body) => {
    silent(response, body);
    response.on('close', () => closed++);
  };
  const answers = { 'test-00000-images': [watched], 'train-00010-images': [watched] };
  const { options, requestsOf } = await serveShards(t, answers);
  for await (const _ of streamMnist(options)) {
    while (requestsOf('train-00010-images') === 0) await new Promise(setImmediate);
    break;
  }
  while (closed < 2) await new Promise(setImmediate);
});
