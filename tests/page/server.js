import { createReadStream } from 'node:fs';
import { readFile, stat } from 'node:fs/promises';
import { createServer } from 'node:http';
import { extname, join, normalize } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { policyHeader, sharing } from '../../scripts/page/policy.mjs';

const page = fileURLToPath(new URL('../../dist/page/', import.meta.url));

/** @type {Record<string, string>} */
const types = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json',
  '.svg': 'image/svg+xml',
  '.wasm': 'application/wasm',
  '.woff2': 'font/woff2',
};

/**
 * @typedef {object} Mischief what the network does to a request whose path matches
 * @property {RegExp} path
 * @property {number} [bytesPerSecond] delivers no faster
 * @property {number} [status] answers with this status instead of the file
 * @property {(text: string) => string} [alter] answers with the file altered
 * @property {number} [damaged] so many times answers with one byte of the file changed
 */

/**
 * @param {import('node:http').RequestListener} listener
 * @returns {Promise<{ origin: string, close: () => Promise<void> }>} of a server on a free port of 127.0.0.1
 */
export async function serve(listener) {
  const server = createServer(listener);
  await new Promise((resolve) => server.listen(0, '127.0.0.1', () => resolve(undefined)));
  const { port } = /** @type {import('node:net').AddressInfo} */ (server.address());
  return {
    origin: `http://127.0.0.1:${port}`,
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

/**
 * Serves the built page in a folder of its own.
 *
 * @param {{ header?: boolean | string, shared?: boolean }} [options] `header` false: the policy is not sent, as by a simple
 *   host; or another one. `shared` false: nor is what frames in a sandbox need
 * @returns {Promise<{ url: string, mischief: Mischief[], requests: string[], close: () => Promise<void> }>}
 */
export async function servePage({ header = true, shared = true } = {}) {
  /** @type {Mischief[]} */
  const mischief = [];
  /** @type {string[]} */
  const requests = [];
  const { origin, close } = await serve(async (request, response) => {
    const { pathname } = new URL(request.url ?? '/', 'http://localhost');
    requests.push(pathname);
    const trouble = mischief.find(({ path }) => path.test(pathname));
    const path = normalize(
      join(page, pathname.replace(/^\/deep\/folder\//, '').replace(/\/$/, '') || 'index.html'),
    );
    const found = path.startsWith(page) && (await stat(path).catch(() => null))?.isFile();
    if (!found || trouble?.status) {
      response.writeHead(trouble?.status ?? 404).end();
      return;
    }
    response.writeHead(200, {
      'Content-Type': types[extname(path)] ?? 'application/octet-stream',
      ...(typeof header === 'string'
        ? { 'Content-Security-Policy': header }
        : header && policyHeader(pathname)),
      ...(shared && sharing),
      'Cache-Control': 'no-store',
    });
    if (trouble?.alter) {
      response.end(trouble.alter(await readFile(path, 'utf8')));
      return;
    }
    if (trouble?.damaged) {
      trouble.damaged--;
      const bytes = await readFile(path);
      const middle = bytes.length >> 1;
      bytes.writeUInt8(bytes.readUInt8(middle) ^ 1, middle);
      response.end(bytes);
      return;
    }
    const file = createReadStream(path, { highWaterMark: 16_384 });
    for await (const chunk of file) {
      if (response.destroyed) return;
      response.write(chunk);
      if (trouble?.bytesPerSecond) await sleep((1000 * chunk.length) / trouble.bytesPerSecond);
    }
    response.end();
  });
  return { url: `${origin}/deep/folder/`, mischief, requests, close };
}
