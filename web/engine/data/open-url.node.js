// Takes the place of open-url.js in Node (package.json, "imports"), so that bundles for browsers never see `node:`.
import { readFile } from 'node:fs/promises';
import { pathToFileURL } from 'node:url';

/**
 * @param {string | URL} address a URL, or a path of this machine
 * @returns {URL}
 */
export function resolveUrl(address) {
  if (address instanceof URL) return address;
  // At least two letters, so that C:\data is a path.
  return /^[a-z][a-z\d+.-]+:/i.test(address) ? new URL(address) : pathToFileURL(address);
}

/**
 * Like `fetch`, but also reads `file:` URLs; a missing file answers 404.
 *
 * @param {URL} url
 * @param {{ signal?: AbortSignal | undefined, cache?: RequestCache | undefined }} options
 * @returns {Promise<Response>}
 */
export async function openUrl(url, options) {
  if (url.protocol !== 'file:') return fetch(url, options);
  try {
    return new Response(await readFile(url, { signal: options.signal }));
  } catch (error) {
    if (/** @type {NodeJS.ErrnoException} */ (error).code !== 'ENOENT') throw error;
    return new Response(null, { status: 404, statusText: 'no such file' });
  }
}
