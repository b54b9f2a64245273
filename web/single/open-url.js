// Takes the place of web/engine/data/open-url.js in the page in one file (package.json, "imports").
import { FOLDER, files } from './files.js';

/** @param {string | URL} address a complete one @returns {URL} */
export function resolveUrl(address) {
  return new URL(address);
}

/**
 * Like `fetch`, of files that the page has in itself, and of no others: nothing leaves it.
 *
 * @param {URL} url
 * @param {{ signal?: AbortSignal | undefined }} options
 * @returns {Promise<Response>} 404 where there is none
 */
export async function openUrl({ href }, { signal }) {
  const path = href.startsWith(FOLDER) ? href.slice(FOLDER.length) : '';
  const file = files[path];
  if (file === undefined) return new Response(null, { status: 404, statusText: 'no such file' });
  const there = await fetch(`data:application/octet-stream;base64,${file}`, {
    signal: signal ?? null,
  });
  const packed = path.startsWith('wasm/') && there.body;
  return packed ? new Response(packed.pipeThrough(new DecompressionStream('gzip'))) : there;
}
