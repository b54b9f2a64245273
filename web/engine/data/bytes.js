import { StrataError } from '../errors.js';
import { unlessAborted } from './abort.js';

/**
 * Anything bytes can be read from. A `Response` must have succeeded; streams are read to their end and can be read once.
 *
 * @typedef {Uint8Array | ArrayBuffer | Blob | Response | ReadableStream<Uint8Array> | AsyncIterable<Uint8Array>} ByteSource
 */

/**
 * Reads a source piece by piece. Every failure is a StrataError, except that aborting rejects with the signal's reason.
 *
 * @param {ByteSource} source
 * @param {{ name: string, signal?: AbortSignal | undefined }} options `name` is the subject of the messages
 * @returns {AsyncGenerator<Uint8Array, void, void>}
 */
export async function* chunksOf(source, { name, signal }) {
  /** @type {AsyncIterator<Uint8Array> | undefined} */
  let iterator;
  try {
    iterator = iteratorOf(source, name);
    for (;;) {
      const { done, value } = await unlessAborted(iterator.next(), signal);
      if (done) return;
      if (!(value instanceof Uint8Array)) {
        throw new StrataError('data-source', `${name} delivered something else than bytes.`);
      }
      yield value;
    }
  } catch (error) {
    throw signal?.aborted ? signal.reason : readError(error, name);
  } finally {
    // Not awaited: behind a read that never ends it would never settle.
    iterator?.return?.()?.catch(() => {});
  }
}

/**
 * @param {unknown} error what a platform threw while reading
 * @param {string} name
 * @returns {StrataError}
 */
export function readError(error, name) {
  if (error instanceof StrataError) return error;
  const detail = error instanceof Error ? error.message : String(error);
  return new StrataError('data-read', `${name} could not be read to its end: ${detail}.`, {
    path: name,
    cause: error,
  });
}

/**
 * @param {ByteSource} source
 * @param {string} name
 * @returns {AsyncIterator<Uint8Array>}
 */
function iteratorOf(source, name) {
  if (source instanceof Uint8Array) return only(source);
  if (source instanceof ArrayBuffer) return only(new Uint8Array(source));
  if (source instanceof Blob) return readerIterator(source.stream());
  if (source instanceof Response) {
    if (!source.ok) throw statusError(source, name);
    return source.body ? readerIterator(source.body) : only(new Uint8Array());
  }
  // Safari reads a ReadableStream by its reader only, so this comes before async iteration.
  if (source instanceof ReadableStream) return readerIterator(source);
  if (typeof source?.[Symbol.asyncIterator] === 'function') return source[Symbol.asyncIterator]();
  throw new StrataError(
    'data-source',
    `${name} is not something bytes can be read from: give a Uint8Array, an ArrayBuffer, a Blob, a Response, a ReadableStream or an async iterable of Uint8Array.`,
    { path: name },
  );
}

/**
 * @param {Response} response
 * @param {string} name
 */
function statusError({ status, statusText }, name) {
  const answer = `${status} ${statusText}`.trim();
  return new StrataError('data-http', `${name} could not be fetched: the answer was ${answer}.`, {
    path: name,
    cause: { status },
  });
}

/** @param {Uint8Array} bytes */
async function* only(bytes) {
  yield bytes;
}

/**
 * @param {ReadableStream<Uint8Array>} stream
 * @returns {AsyncIterator<Uint8Array>}
 */
function readerIterator(stream) {
  const reader = stream.getReader();
  return {
    next: () => /** @type {Promise<IteratorResult<Uint8Array>>} */ (reader.read()),
    return: async () => {
      await reader.cancel();
      return { done: true, value: undefined };
    },
  };
}

/**
 * @param {Uint8Array[]} parts
 * @returns {Uint8Array<ArrayBuffer>} their bytes in one new array
 */
export function join(parts) {
  const whole = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}

/** Bytes waiting to be taken in other portions than they came in. */
export class ByteQueue {
  /** @type {Uint8Array[]} */
  #parts = [];
  length = 0;

  /** @param {Uint8Array} chunk */
  push(chunk) {
    this.#parts.push(chunk);
    this.length += chunk.length;
  }

  /**
   * Takes up to `count` bytes from the front; the result may be a view of a pushed chunk.
   *
   * @param {number} count
   * @returns {Uint8Array}
   */
  take(count) {
    const [first] = this.#parts;
    const all = first && this.#parts.length === 1 ? first : join(this.#parts);
    const taken = all.subarray(0, count);
    this.#parts = all.length > count ? [all.subarray(count)] : [];
    this.length -= taken.length;
    return taken;
  }
}
