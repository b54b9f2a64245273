import { join } from 'node:path';
import { constants } from 'node:zlib';
import compression from 'compression';
import { preview } from 'vite';
import { policyHeader, sharing } from './page/policy.mjs';
import { root, ScriptError } from './process.mjs';

/**
 * Serves the built page from dist/page on localhost.
 *
 * @param {number} port the first port to try; the next free one is taken
 * @returns {Promise<{ url: string, close: () => Promise<void> }>}
 */
export async function serve(port) {
  const server = await preview({
    configFile: join(root, 'vite.config.js'),
    logLevel: 'warn',
    plugins: [{ name: 'strata-headers', configurePreviewServer: setHeaders }],
    preview: { port, strictPort: false, open: false },
  });
  const url = server.resolvedUrls?.local[0]?.replace(/\/$/, '');
  if (url === undefined) throw new ScriptError('The server started but told no address.');
  return { url, close: () => server.close() };
}

/** As well as a host would that packs its files once. */
const packing = { brotli: { params: { [constants.BROTLI_PARAM_QUALITY]: 9 } } };

/**
 * Files whose names hold a hash of their contents may be kept for ever; all others are to be asked for again. What is not
 * packed already is sent packed.
 *
 * @param {import('vite').PreviewServer} server
 */
function setHeaders(server) {
  server.middlewares.use(
    /** @type {import('vite').Connect.NextHandleFunction} */ (compression(packing)),
  );
  server.middlewares.use((request, response, next) => {
    const path = new URL(request.url ?? '/', 'http://localhost').pathname;
    const hashed = /^\/assets\/|-[0-9a-f]{8,}\./.test(path);
    const caching = hashed ? 'public, max-age=31536000, immutable' : 'no-cache';
    response.setHeader('Cache-Control', caching);
    const headers = { ...policyHeader(path), ...sharing };
    for (const [name, value] of Object.entries(headers)) response.setHeader(name, value);
    // Vite would have the browser unpack these, and the page could not tell how much of a file has arrived.
    if (path.endsWith('.gz')) response.setHeader('Content-Encoding', 'identity');
    next();
  });
}
