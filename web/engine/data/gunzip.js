import { StrataError } from '../errors.js';
import { ByteQueue } from './bytes.js';

/**
 * Passes bytes on, unpacking them when they begin with gzip's magic number (RFC 1952).
 *
 * A file of one gzip member is expected, as gzip writes it. Damage, an early end, or anything after the end is the
 * error `idx-gzip`; what could be unpacked before is delivered first.
 *
 * @param {AsyncGenerator<Uint8Array, void, void>} chunks
 * @param {string} name subject of the messages
 * @returns {AsyncGenerator<Uint8Array, void, void>}
 */
export async function* gunzipped(chunks, name) {
  try {
    const head = new ByteQueue();
    while (head.length < 2) {
      const { done, value } = await chunks.next();
      if (done) break;
      head.push(value);
    }
    const first = head.take(head.length);
    if (first[0] === 0x1f && first[1] === 0x8b) {
      yield* inflated(first, chunks, name);
    } else {
      yield first;
      yield* chunks;
    }
  } finally {
    chunks.return().catch(() => {});
  }
}

/**
 * @param {Uint8Array} first
 * @param {AsyncGenerator<Uint8Array, void, void>} rest
 * @param {string} name
 * @returns {AsyncGenerator<Uint8Array, void, void>}
 */
async function* inflated(first, rest, name) {
  const packed = packedStream(first, rest);
  const unpacker = /** @type {ReadableWritablePair<Uint8Array, Uint8Array>} */ (
    new DecompressionStream('gzip')
  );
  const reader = packed.stream.pipeThrough(unpacker).getReader();
  let length = 0;
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) break;
      length += value.length;
      yield value;
    }
  } catch (error) {
    throw packed.failure()?.error ?? gzipError(name, 'ends too early or is damaged', error);
  } finally {
    reader.cancel().catch(() => {});
  }
  // Node lets some bytes after the end pass where browsers do not. The last four bytes of a gzip file are its
  // unpacked length modulo 2³², so comparing them refuses such bytes everywhere.
  if (packed.lastWord() !== length % 2 ** 32) {
    throw gzipError(name, 'is followed by bytes that do not belong to it');
  }
}

/**
 * The packed bytes as a stream that remembers why reading failed and how the bytes ended.
 *
 * @param {Uint8Array} first
 * @param {AsyncGenerator<Uint8Array, void, void>} rest
 */
function packedStream(first, rest) {
  /** @type {{ error: unknown } | undefined} */
  let failure;
  let tail = Uint8Array.from(first.subarray(-4));
  const stream = new ReadableStream({
    start: (controller) => controller.enqueue(first),
    async pull(controller) {
      // What goes wrong with the controller is another's: whoever unpacks has given up, and says why.
      const { done, value } = await rest.next().catch((error) => {
        failure = { error };
        throw error;
      });
      if (done) return controller.close();
      tail = Uint8Array.from([...tail, ...value.subarray(-4)].slice(-4));
      controller.enqueue(value);
    },
  });
  const lastWord = () => new DataView(tail.buffer).getUint32(0, true);
  return { stream, failure: () => failure, lastWord };
}

/**
 * @param {string} name
 * @param {string} fault
 * @param {unknown} [cause]
 */
function gzipError(name, fault, cause) {
  return new StrataError('idx-gzip', `The gzip data of ${name} ${fault}.`, { path: name, cause });
}
