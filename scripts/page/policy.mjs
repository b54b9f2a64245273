/**
 * What the page may do: load and fetch from its own origin alone, compile WebAssembly, and nothing inline. Sent as a
 * header and built into the page as well, for hosts that send none. Who may show the page in a frame is left open; in a
 * sandbox it has no origin, and makes its workers from blobs.
 */
export const policy = [
  "default-src 'self'",
  "script-src 'self' 'wasm-unsafe-eval'",
  "worker-src 'self' blob:",
  "connect-src 'self'",
  "object-src 'none'",
  "base-uri 'none'",
  "form-action 'none'",
].join('; ');

/** Pages in one file have another policy, in themselves; the one with a notebook's cell has such a page in it. */
const ALONE = /\/(strata|scorm|notebook)\.html$/;

/** @param {string} path of a file @returns {Record<string, string>} the header with the policy, where the file is to have it */
export function policyHeader(path) {
  return ALONE.test(path) ? {} : { 'Content-Security-Policy': policy };
}

/**
 * What a host has to send so that frames in a sandbox can open the page, whose own files are another origin's to them, and
 * so that pages can show it that are isolated from others.
 */
export const sharing = {
  'Access-Control-Allow-Origin': '*',
  'Cross-Origin-Resource-Policy': 'cross-origin',
};
