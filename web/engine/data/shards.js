import { StrataError } from '../errors.js';
import { IMAGE_BYTES, pairUp } from './dataset.js';
import { download, persevere } from './download.js';
import { encodeIdx, readIdx } from './idx.js';

/** @typedef {import('./manifest.js').Manifest} Manifest */
/** @typedef {import('./manifest.js').Shard} Shard */
/** @typedef {import('./manifest.js').ShardFile} ShardFile */

/**
 * How much has arrived, of all that this call loads.
 *
 * @typedef {object} DataProgress
 * @property {number} images complete and checked
 * @property {number} totalImages
 * @property {number} bytes received, packed
 * @property {number} totalBytes
 */

/**
 * @typedef {object} Context
 * @property {URL} base
 * @property {import('./download.js').Patience} patience
 * @property {Progress} progress
 */

/** A shard to load and the part of it that is wanted: images `from` to `to` (exclusive) of its split. */
/** @typedef {{ shard: Shard, from: number, to: number }} Piece */

/**
 * The pieces still to load, in the manifest's order.
 *
 * @param {Manifest} manifest
 * @param {{ train: number, test: number }} have images already there, from the start of each split
 * @param {{ train: number, test: number }} want images wanted, from the start of each split
 * @returns {Piece[]}
 */
export function missingPieces(manifest, have, want) {
  return manifest.shards
    .map((shard) => ({
      shard,
      from: Math.max(shard.first, have[shard.split]),
      to: Math.min(shard.first + shard.count, want[shard.split]),
    }))
    .filter(({ from, to }) => from < to);
}

/** Sums up what has arrived and reports it. */
export class Progress {
  /** @type {Map<string, number>} */
  #received = new Map();
  #place = 0;

  /**
   * @param {Piece[]} pieces
   * @param {((progress: DataProgress) => void)} [report]
   */
  constructor(pieces, report) {
    this.report = report;
    this.totalImages = pieces.reduce((sum, { from, to }) => sum + to - from, 0);
    this.totalBytes = pieces.reduce((sum, { shard }) => sum + packedBytes(shard), 0);
  }

  /**
   * @param {ShardFile} file
   * @param {number} bytes received of it in the present attempt
   */
  received({ file, bytes: size }, bytes) {
    // A server that marks the file as `Content-Encoding: gzip` delivers more, unpacked bytes.
    this.#received.set(file, Math.min(bytes, size));
    this.#send();
  }

  /** @param {Piece} piece now complete and checked */
  complete({ shard, from, to }) {
    this.#received.set(shard.images.file, shard.images.bytes);
    this.#received.set(shard.labels.file, shard.labels.bytes);
    this.#place += to - from;
    this.#send();
  }

  #send() {
    const bytes = [...this.#received.values()].reduce((sum, size) => sum + size, 0);
    const { totalImages, totalBytes } = this;
    this.report?.({ images: this.#place, totalImages, bytes, totalBytes });
  }
}

/** @param {Shard} shard */
function packedBytes({ images, labels }) {
  return images.bytes + labels.bytes;
}

/**
 * Loads the wanted part of one shard.
 *
 * @param {Piece} piece
 * @param {Context} context
 * @returns {Promise<{ split: 'train' | 'test', first: number } & import('./dataset.js').Dataset>}
 */
export async function loadPiece(piece, context) {
  const { split, first, count, images, labels } = piece.shard;
  const arrays = await Promise.all([
    loadFile(images, [count, 28, 28], context),
    loadFile(labels, [count], context),
  ]);
  const set = pairUp(...arrays, images.file);
  context.progress.complete(piece);
  const [from, to] = [piece.from - first, piece.to - first];
  return {
    split,
    first: piece.from,
    images: set.images.subarray(from * IMAGE_BYTES, to * IMAGE_BYTES),
    labels: set.labels.subarray(from, to),
  };
}

/**
 * @param {ShardFile} file
 * @param {number[]} shape
 * @param {Context} context
 */
function loadFile(file, shape, { base, patience, progress }) {
  const url = new URL(file.file, base);
  const maxBytes = shape.reduce((product, size) => product * size);
  return persevere(async (attempt) => {
    // The name holds a hash of the content, so whatever a cache has under it will do, however old. If that turns out
    // to be damaged, the cache is bypassed.
    const cache = attempt === 0 ? 'force-cache' : 'reload';
    const chunks = download(url, { ...patience, name: file.file, cache });
    const counted = counting(chunks, (bytes) => progress.received(file, bytes));
    const found = await readIdx(counted, { name: file.file, maxBytes, signal: patience.signal });
    await verify(found, shape, file);
    return found;
  }, patience);
}

/**
 * @param {AsyncIterable<Uint8Array>} chunks
 * @param {(bytes: number) => void} report
 */
async function* counting(chunks, report) {
  let bytes = 0;
  report(bytes);
  for await (const chunk of chunks) {
    bytes += chunk.length;
    report(bytes);
    yield chunk;
  }
}

/**
 * @param {{ shape: number[], data: Uint8Array }} found
 * @param {number[]} shape
 * @param {ShardFile} file
 * @throws {StrataError} `data-checksum`
 */
async function verify(found, shape, { file, sha256 }) {
  const sameShape = found.shape.join() === shape.join();
  // Pages on insecure origins have no crypto.subtle; there gzip's CRC, checked while unpacking, has to do.
  const digest = await globalThis.crypto?.subtle?.digest(
    'SHA-256',
    encodeIdx(found.shape, found.data),
  );
  if (sameShape && (!digest || hex(digest) === sha256)) return;
  throw new StrataError('data-checksum', `${file} is not the file the manifest describes.`, {
    path: file,
  });
}

/** @param {ArrayBuffer} bytes */
function hex(bytes) {
  return [...new Uint8Array(bytes)].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}
