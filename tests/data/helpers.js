import { createServer } from 'node:http';

/**
 * @param {Promise<unknown>} promise
 * @returns {Promise<{ code: string, path: string, message: string, name: string }>} what it rejects with
 */
export async function failure(promise) {
  try {
    await promise;
  } catch (error) {
    return /** @type {any} */ (error);
  }
  throw new Error('should have failed');
}

/**
 * @param {Uint8Array} bytes
 * @param {number} size
 */
export async function* inChunks(bytes, size) {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}

/**
 * Serves on 127.0.0.1 until the test ends.
 *
 * @param {import('node:test').TestContext} t
 * @param {import('node:http').RequestListener} listener
 * @returns {Promise<string>} its origin, with a slash
 */
export async function serve(t, listener) {
  const server = createServer(listener);
  await new Promise((resolve) => server.listen(0, '127.0.0.1', () => resolve(undefined)));
  t.after(() => {
    server.closeAllConnections();
    server.close();
  });
  const { port } = /** @type {import('node:net').AddressInfo} */ (server.address());
  return `http://127.0.0.1:${port}/`;
}

/**
 * A made-up set: image i is filled with the byte i modulo 256, its label is i modulo 10.
 *
 * @param {number} count
 */
export function madeUpSet(count) {
  const images = new Uint8Array(count * 784).map((_, i) => Math.floor(i / 784));
  const labels = new Uint8Array(count).map((_, i) => i % 10);
  return { images, labels };
}
