import assert from 'node:assert/strict';
import { readdirSync, statSync } from 'node:fs';
import { get } from 'node:http';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { after, test } from 'node:test';
import { policy } from '../../scripts/page/policy.mjs';
import { root } from '../../scripts/process.mjs';
import { serve } from '../../scripts/serve.mjs';

// Any port may be taken by someone else, which is what the second server is about anyway.
const server = await serve(15173);
after(() => server.close());

/** @param {string} path */
async function headersOf(path) {
  const response = await fetch(`${server.url}/${path}`);
  assert.equal(response.status, 200, path);
  await response.arrayBuffer();
  return response.headers;
}

/** @param {string} folder of dist/page */
function built(folder) {
  return readdirSync(join(root, 'dist/page', folder)).map((name) => `${folder}/${name}`);
}

test('the page itself is asked for again each time', async () => {
  const headers = await headersOf('');
  assert.match(headers.get('content-type') ?? '', /^text\/html/);
  assert.equal(headers.get('cache-control'), 'no-cache');
});

test('the manifest of the data is asked for again each time', async () => {
  assert.equal((await headersOf('mnist/manifest.json')).get('cache-control'), 'no-cache');
});

test('files named by their contents are kept for ever', async () => {
  const files = [...built('assets'), ...built('mnist').filter((name) => name.endsWith('.gz'))];
  assert.ok(files.length > 10);
  for (const file of files) {
    const headers = await headersOf(file);
    assert.equal(headers.get('cache-control'), 'public, max-age=31536000, immutable', file);
  }
});

test('the page says what it may do', async () => {
  assert.equal((await headersOf('')).get('content-security-policy'), policy);
  assert.equal((await headersOf('strata.html')).get('content-security-policy'), null);
});

test('frames without an origin get every file', async () => {
  for (const file of ['embed.html', ...built('assets'), 'mnist/manifest.json']) {
    /** @type {import('node:http').IncomingMessage} */
    const response = await new Promise((resolve, reject) => {
      get(`${server.url}/${file}`, { headers: { Origin: 'null' } }, resolve).on('error', reject);
    });
    const body = await buffer(response);
    assert.equal(response.statusCode, 200, file);
    if (file === 'embed.html') assert.match(body.toString(), /src="\.\/assets\/embed-/);
    assert.equal(response.headers['access-control-allow-origin'], '*', file);
    assert.equal(response.headers['cross-origin-resource-policy'], 'cross-origin', file);
  }
});

test('text and modules are sent packed, the typeface is already', async () => {
  for (const file of ['service-worker.js', ...built('assets')]) {
    const encoding = (await headersOf(file)).get('content-encoding');
    // Below a kilobyte next to nothing would be saved.
    const small = statSync(join(root, 'dist/page', file)).size < 1024;
    assert.equal(encoding === null, small || file.endsWith('.woff2'), file);
  }
});

test('shards arrive as they are, for the page unpacks them itself', async () => {
  for (const file of built('mnist').filter((name) => name.endsWith('.gz'))) {
    assert.equal((await headersOf(file)).get('content-encoding'), 'identity', file);
  }
});

test('modules can be compiled while they stream in', async () => {
  const modules = built('assets').filter((name) => name.endsWith('.wasm'));
  assert.ok(modules.length > 0);
  for (const file of modules) {
    assert.equal((await headersOf(file)).get('content-type'), 'application/wasm', file);
  }
});

test('the next free port is taken', async () => {
  const second = await serve(15173);
  try {
    assert.notEqual(second.url, server.url);
    assert.equal((await fetch(second.url)).status, 200);
  } finally {
    await second.close();
  }
});
