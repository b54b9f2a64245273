import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { FILE_BYTES, firstImages, splitData } from '../../scripts/bench/dataset.js';
import { openProcess } from '../../scripts/bench/lines.mjs';
import { resolveImports, serveRepository } from '../../scripts/bench/server.mjs';

const host = fileURLToPath(new URL('../../scripts/bench/node-host.mjs', import.meta.url));

/** @param {string} code of a contestant's module @param {object} [options] */
function openHost(code, options = {}) {
  const module = `data:text/javascript,${encodeURIComponent(code)}`;
  return openProcess(process.execPath, [host, '', module, 'base', JSON.stringify(options)]);
}

const contestant = `export async function create({ place, base, options }) {
  console.log('packages say things');
  return {
    version: [place, base, options.kernels].join(' '),
    train: async (workload, seed, images) => ({ seconds: seed, images, accuracy: workload.lr }),
    infer: async (workload, batch, images) => ({ seconds: batch, images }),
    probe: async ({ x }) => ({ y: 2 * x }),
    fail: async () => { throw new Error('out of order'); },
  };
}`;

const server = await serveRepository();
after(() => server.close());

test('a process answers requests in order, whatever is said on its console', async () => {
  const channel = await openHost(contestant, { kernels: 'strict' });
  assert.equal(channel.version, 'node base strict');
  const workload = { lr: 0.1 };
  const [trained, inferred, probed] = await Promise.all([
    channel.ask({ do: 'train', workload, seed: 3, images: 60 }),
    channel.ask({ do: 'infer', workload, batch: 5, images: 10 }),
    channel.ask({ do: 'probe', x: 4 }),
  ]);
  assert.deepEqual(trained, { seconds: 3, images: 60, accuracy: 0.1 });
  assert.deepEqual(inferred, { seconds: 5, images: 10 });
  assert.deepEqual(probed, { y: 8 });
  await channel.close();
});

test('a request that fails does not end the process', async () => {
  const channel = await openHost(contestant);
  await assert.rejects(channel.ask({ do: 'fail' }), /out of order/);
  await assert.rejects(channel.ask({ do: 'dance' }), /nothing to do called "dance"/);
  assert.deepEqual(await channel.ask({ do: 'probe', x: 1 }), { y: 2 });
  await channel.close();
});

test('a contestant that cannot be made says why', async () => {
  const failing = 'export async function create() { throw new Error("no such kernels"); }';
  await assert.rejects(openHost(failing), /no such kernels/);
});

test('a process that ends tells what it said last', async () => {
  const words = ['--eval', 'console.error("no libraries"); process.exitCode = 3'];
  await assert.rejects(openProcess(process.execPath, words), /status 3.*no libraries/s);
  const channel = await openProcess(process.execPath, [
    '--eval',
    'console.log(`{"version":"1"}`); process.stdin.once("data", () => process.exit(4))',
  ]);
  await assert.rejects(channel.ask({ do: 'train' }), /status 4/);
  await assert.rejects(channel.ask({ do: 'train' }), /status 4/);
  await channel.close();
});

test('what is no JSON is an error', async () => {
  await assert.rejects(openProcess('echo', ['hello']), /no answer in JSON: hello/);
  await assert.rejects(openProcess('no-such-program', []), /no-such-program/);
});

test('the data file has images and labels one after the other', () => {
  const bytes = new Uint8Array(FILE_BYTES);
  bytes[0] = 1;
  bytes[60_000 * 784] = 2;
  bytes[60_000 * 785] = 3;
  bytes[FILE_BYTES - 1] = 4;
  const { train, test: testing } = splitData(bytes);
  assert.deepEqual([train.images[0], train.labels[0]], [1, 2]);
  assert.deepEqual([testing.images[0], testing.labels.at(-1)], [3, 4]);
  assert.deepEqual([train.labels.length, testing.labels.length], [60_000, 10_000]);
  const few = firstImages(train, 2);
  assert.deepEqual([few.images.length, few.labels.length], [2 * 784, 2]);
});

test('packages imported by name get addresses, other imports stay', () => {
  const code =
    "import { a } from '#open-url';\nimport './b.js';\nconst c = await import('./c.js');";
  assert.equal(resolveImports(code), code.replace('#open-url', '/web/engine/data/open-url.js'));
  assert.match(resolveImports("export * from 'valibot';"), /from '\/node_modules\/valibot\/.*js'/);
});

test('the server serves modules, and nothing outside the repository', async () => {
  const module = await fetch(`${server.url}/web/engine/load.js`);
  assert.equal(module.headers.get('content-type'), 'text/javascript');
  assert.match(await module.text(), /from '\/web\/engine\/data\/open-url\.js'/);
  for (const path of ['/no/such/file', '/..%2f..%2fetc%2fpasswd', '/%00']) {
    assert.equal((await fetch(server.url + path)).status, 404, path);
  }
});
