import { StrataError } from '../errors.js';

/**
 * @param {string | URL} address relative ones are meant relative to the page or worker
 * @returns {URL}
 * @throws {StrataError} `data-url`: in a worker made from a blob, relative addresses mean nothing
 */
export function resolveUrl(address) {
  try {
    return new URL(address, globalThis.location?.href);
  } catch (cause) {
    throw new StrataError(
      'data-url',
      `“${address}” cannot be opened from here; give a complete address such as https://example.org/mnist/.`,
      { cause },
    );
  }
}

/**
 * @param {URL} url
 * @param {{ signal?: AbortSignal | undefined, cache?: RequestCache | undefined }} options
 * @returns {Promise<Response>}
 */
export function openUrl(url, options) {
  return fetch(url, options);
}
