/**
 * Reader and writer for IDX, the format MNIST came in: two zero bytes, the element type (8: unsigned byte), the
 * number of dimensions, each dimension as a big-endian 32-bit number, then the elements row by row.
 * Described at http://yann.lecun.com/exdb/mnist/.
 *
 * Errors are StrataErrors with these codes, and the `name` given as `path`:
 * - `idx-magic`      the first two bytes are not zero
 * - `idx-type`       the elements are not unsigned bytes
 * - `idx-dimensions` not 1, 2 or 3 dimensions
 * - `idx-header`     ends inside the header, or is empty
 * - `idx-too-large`  announces more bytes than `maxBytes`; found before anything is allocated
 * - `idx-truncated`  holds less than its header announces
 * - `idx-trailing`   holds more than its header announces
 * - `idx-gzip`       gzip data damaged, ending early, or followed by something else
 * - `data-source`, `data-read`, `data-http`   see bytes.js
 */
import { StrataError } from '../errors.js';
import { ByteQueue, chunksOf, join } from './bytes.js';
import { gunzipped } from './gunzip.js';

/** @typedef {import('./bytes.js').ByteSource} ByteSource */

/**
 * @typedef {object} IdxOptions
 * @property {string} [name] what to call the file in messages
 * @property {number} [maxBytes] most data bytes accepted, 1 GiB unless given
 * @property {AbortSignal} [signal] aborting rejects with its reason
 */

const ELEMENT_TYPES = new Map([
  [0x08, 'unsigned bytes'],
  [0x09, 'signed bytes'],
  [0x0b, '16-bit integers'],
  [0x0c, '32-bit integers'],
  [0x0d, '32-bit floats'],
  [0x0e, '64-bit floats'],
]);
const UNSIGNED_BYTES = 0x08;
const GIBIBYTE = 2 ** 30;
const ITEM_NAMES = ['values', 'rows', 'images'];

/**
 * Opens an IDX file, plain or gzip'd, and reads its header.
 *
 * @param {ByteSource} source
 * @param {IdxOptions} [options]
 * @returns {Promise<{ shape: number[], items: AsyncGenerator<Uint8Array, void, void> }>}
 *   `shape` has 1 to 3 dimensions. `items` must be consumed (or its `return` called); it yields the data in order as it
 *   arrives, each time one or more whole items of `shape[1] · shape[2]` bytes. The arrays may be views of the source's.
 */
export async function openIdx(source, options = {}) {
  const { name = 'The IDX file', maxBytes = GIBIBYTE, signal } = options;
  const chunks = gunzipped(chunksOf(source, { name, signal }), name);
  const queue = new ByteQueue();
  try {
    const shape = await readHeader(chunks, queue, name);
    const total = product(shape);
    if (total > maxBytes) {
      throw fault(
        'idx-too-large',
        name,
        `announces ${shape.map(inWords).join(' × ')} bytes; at most ${inWords(maxBytes)} are read`,
      );
    }
    return { shape, items: wholeItems(chunks, queue, shape, name) };
  } catch (error) {
    chunks.return().catch(() => {});
    throw error;
  }
}

/**
 * Reads a whole IDX file, plain or gzip'd.
 *
 * @param {ByteSource} source
 * @param {IdxOptions} [options]
 * @returns {Promise<{ shape: number[], data: Uint8Array<ArrayBuffer> }>} 1 to 3 dimensions; `data` is a new array of
 *   as many bytes as their product
 */
export async function readIdx(source, options) {
  const { shape, items } = await openIdx(source, options);
  const parts = [];
  for await (const part of items) parts.push(part);
  return { shape, data: join(parts) };
}

/**
 * @param {number[]} shape 1 to 3 dimensions
 * @param {Uint8Array} data as many bytes as their product
 * @returns {Uint8Array<ArrayBuffer>} the IDX file, not compressed
 */
export function encodeIdx(shape, data) {
  const header = new DataView(new ArrayBuffer(4 + 4 * shape.length));
  header.setUint8(2, UNSIGNED_BYTES);
  header.setUint8(3, shape.length);
  for (const [i, size] of shape.entries()) header.setUint32(4 + 4 * i, size);
  return join([new Uint8Array(header.buffer), data]);
}

/**
 * @param {AsyncGenerator<Uint8Array, void, void>} chunks
 * @param {ByteQueue} queue receives what came along with the header
 * @param {string} name
 * @returns {Promise<number[]>} the dimensions
 */
async function readHeader(chunks, queue, name) {
  const dimensions = checkMagic(await takeAtMost(4, chunks, queue), name);
  const sizes = await takeAtMost(4 * dimensions, chunks, queue);
  if (sizes.length < 4 * dimensions) throw fault('idx-header', name, 'ends inside its header');
  const view = new DataView(sizes.buffer, sizes.byteOffset, sizes.length);
  return Array.from({ length: dimensions }, (_, i) => view.getUint32(4 * i));
}

/**
 * @param {Uint8Array} magic up to 4 bytes
 * @param {string} name
 * @returns {number} how many dimensions follow
 */
function checkMagic(magic, name) {
  if (magic.length === 0) throw fault('idx-header', name, 'is empty');
  const [zero, alsoZero = 0, type, dimensions] = magic;
  if (zero !== 0 || alsoZero !== 0) {
    const bytes = [...magic].map((byte) => byte.toString(16).padStart(2, '0')).join(' ');
    const guess = zero === 0x3c ? ', as a web page would' : '';
    throw fault(
      'idx-magic',
      name,
      `begins with the bytes ${bytes}${guess}; an IDX file begins with 00 00 08 or, gzip’d, with 1f 8b`,
    );
  }
  if (type === undefined || dimensions === undefined) {
    throw fault('idx-header', name, 'ends inside its header');
  }
  if (type !== UNSIGNED_BYTES) {
    const found = ELEMENT_TYPES.get(type) ?? `elements of unknown type ${type}`;
    throw fault('idx-type', name, `holds ${found}; only unsigned bytes (type 8) are read`);
  }
  if (dimensions < 1 || dimensions > 3) {
    throw fault('idx-dimensions', name, `has ${dimensions} dimensions; 1, 2 or 3 are read`);
  }
  return dimensions;
}

/**
 * @param {number} count
 * @param {AsyncGenerator<Uint8Array, void, void>} chunks
 * @param {ByteQueue} queue
 * @returns {Promise<Uint8Array>} fewer bytes than `count` only at the end of the file
 */
async function takeAtMost(count, chunks, queue) {
  while (queue.length < count) {
    const { done, value } = await chunks.next();
    if (done) break;
    queue.push(value);
  }
  return queue.take(count);
}

/**
 * @param {AsyncGenerator<Uint8Array, void, void>} chunks
 * @param {ByteQueue} queue
 * @param {number[]} shape
 * @param {string} name
 * @returns {AsyncGenerator<Uint8Array, void, void>}
 */
async function* wholeItems(chunks, queue, shape, name) {
  const [count = 0, ...itemShape] = shape;
  const itemBytes = product(itemShape);
  const total = product(shape);
  let taken = 0;
  const tally = () => {
    const held = inWords(Math.floor((taken + queue.length) / itemBytes));
    return `holds ${held} of the ${inWords(count)} ${ITEM_NAMES[itemShape.length]} it announces`;
  };
  try {
    for (;;) {
      if (taken + queue.length > total) {
        throw fault('idx-trailing', name, `goes on after the ${inWords(total)} bytes it announces`);
      }
      const whole = queue.length - (itemBytes > 0 ? queue.length % itemBytes : 0);
      if (whole > 0) {
        yield queue.take(whole);
        taken += whole;
      }
      const { done, value } = await chunks.next();
      if (done) break;
      queue.push(value);
    }
    if (taken < total) throw fault('idx-truncated', name, tally());
  } catch (error) {
    const partly = error instanceof StrataError && error.code === 'idx-gzip' && taken < total;
    if (!partly) throw error;
    throw new StrataError('idx-gzip', `${error.message} It ${tally()}.`, {
      path: error.path,
      cause: error,
    });
  } finally {
    chunks.return().catch(() => {});
  }
}

/** @param {number[]} sizes */
function product(sizes) {
  return sizes.reduce((result, size) => result * size, 1);
}

/** @param {number} count */
function inWords(count) {
  return count.toLocaleString('en-GB');
}

/**
 * @param {string} code
 * @param {string} name
 * @param {string} what goes on after the name
 */
function fault(code, name, what) {
  return new StrataError(code, `${name} ${what}.`, { path: name });
}
