// Serves the source modules as they are, with an import map in place of a bundler: what runs in the browser is what runs
// in Node.
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { extname, normalize } from 'node:path';
import { fileURLToPath } from 'node:url';
import { importMap } from '../../scripts/import-map.mjs';

const root = fileURLToPath(new URL('../../', import.meta.url));

/** @type {Record<string, string>} */
const types = {
  '.js': 'text/javascript',
  '.mjs': 'text/javascript',
  '.json': 'application/json',
  '.wasm': 'application/wasm',
};

const html = `<!doctype html><title>modules</title><link rel="icon" href="data:,">
<script type="importmap">${JSON.stringify({ imports: importMap })}</script>`;

/** @returns {Promise<{ url: string, close: () => void }>} */
export async function serveModules() {
  const server = createServer(async ({ url = '/' }, response) => {
    const path = normalize(decodeURIComponent(new URL(url, 'http://localhost').pathname));
    if (path === '/') {
      response.setHeader('content-type', 'text/html').end(html);
      return;
    }
    try {
      const body = await readFile(root + path.slice(1));
      response
        .setHeader('content-type', types[extname(path)] ?? 'application/octet-stream')
        .end(body);
    } catch {
      response.writeHead(404).end();
    }
  });
  await new Promise((resolve) => {
    server.listen(0, '127.0.0.1', () => resolve(undefined));
  });
  const { port } = /** @type {import('node:net').AddressInfo} */ (server.address());
  return {
    url: `http://127.0.0.1:${port}/`,
    close: () => server.closeAllConnections() ?? server.close(),
  };
}
