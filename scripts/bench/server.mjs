// Serves the repository as it is, with the few packages the engine and the worker import by name put in place of a bundler:
// workers know no import maps.
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { extname, normalize } from 'node:path';
import { importMap } from '../import-map.mjs';
import { root } from '../process.mjs';

/** @type {Record<string, string>} */
const types = {
  '.js': 'text/javascript',
  '.mjs': 'text/javascript',
  '.json': 'application/json',
  '.wasm': 'application/wasm',
};

const page = '<!doctype html><title>Benchmarks</title><link rel="icon" href="data:,">';

/**
 * @param {string} code of a module
 * @returns {string} the same with addresses in place of packages' names
 */
export function resolveImports(code) {
  return code.replace(
    /(\bfrom\s*|\bimport\s*\(?\s*)(['"])([^'"]+)\2/g,
    (whole, before, quote, name) =>
      Object.hasOwn(importMap, name) ? `${before}${quote}${importMap[name]}${quote}` : whole,
  );
}

/** @param {string} path below the root */
async function read(path) {
  const body = await readFile(root + path);
  return /^\/(web|scripts)\/.*\.m?js$/.test(path) ? resolveImports(String(body)) : body;
}

/** @returns {Promise<{ url: string, close: () => void }>} `url` without a trailing slash */
export async function serveRepository() {
  const server = createServer(async ({ url = '/' }, response) => {
    const path = normalize(decodeURIComponent(new URL(url, 'http://localhost').pathname));
    try {
      const body = path === '/' ? page : await read(path);
      const type = path === '/' ? 'text/html' : types[extname(path)];
      response.setHeader('content-type', type ?? 'application/octet-stream').end(body);
    } catch {
      response.writeHead(404).end();
    }
  });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', () => resolve(undefined)));
  const { port } = /** @type {import('node:net').AddressInfo} */ (server.address());
  return {
    url: `http://127.0.0.1:${port}`,
    close() {
      server.closeAllConnections();
      server.close();
    },
  };
}
