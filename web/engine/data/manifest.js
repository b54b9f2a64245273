import * as v from 'valibot';
import { StrataError } from '../errors.js';
import { sentence } from '../sentences.js';
import { join } from './bytes.js';
import { download, persevere } from './download.js';

const count = v.pipe(v.number(), v.safeInteger(), v.minValue(0));
const file = v.object({
  file: v.pipe(v.string(), v.regex(/^[\w-]+(\.[\w-]+)+$/)),
  bytes: count,
  sha256: v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/)),
});
const shard = v.object({
  split: v.picklist(['train', 'test']),
  first: count,
  count,
  images: file,
  labels: file,
});
const manifest = v.object({
  strata: v.literal(1),
  train: count,
  test: count,
  bytes: count,
  credit: v.record(v.string(), v.string()),
  shards: v.array(shard),
});

/**
 * The list of a packed data set, `manifest.json`. `train` and `test` are numbers of images, `bytes` the size of all
 * files together. `shards` stand in the order in which they are to be loaded; those of one split follow one another
 * without gaps. Each of a shard's files is a gzip'd IDX file; `bytes` is its size, `sha256` that of its unpacked content.
 *
 * @typedef {v.InferOutput<typeof manifest>} Manifest
 */
/** @typedef {v.InferOutput<typeof shard>} Shard */
/** @typedef {v.InferOutput<typeof file>} ShardFile */

/**
 * Fetches and checks the manifest. Its name carries no hash, so the cache is asked to revalidate it; everything it
 * names may be cached for ever.
 *
 * @param {URL} base folder of the packed data set
 * @param {import('./download.js').Patience} patience
 * @returns {Promise<Manifest>}
 */
export function loadManifest(base, patience) {
  const url = new URL('manifest.json', base);
  const missing = sentence('error.data-missing', { url: url.href });
  return persevere(async () => {
    const parts = [];
    const options = {
      ...patience,
      name: url.href,
      missing,
      cache: /** @type {const} */ ('no-cache'),
    };
    for await (const part of download(url, options)) parts.push(part);
    return parseManifest(new TextDecoder().decode(join(parts)), url.href);
  }, patience);
}

/**
 * @param {string} text
 * @param {string} name
 * @returns {Manifest}
 * @throws {StrataError} `data-manifest`
 */
function parseManifest(text, name) {
  try {
    const parsed = v.parse(manifest, JSON.parse(text));
    for (const split of /** @type {const} */ (['train', 'test'])) {
      const shards = parsed.shards.filter((one) => one.split === split);
      const end = shards.reduce((next, one) => (one.first === next ? next + one.count : NaN), 0);
      if (end !== parsed[split]) throw new Error(`the shards of ${split} leave gaps`);
    }
    return parsed;
  } catch (cause) {
    const detail = cause instanceof Error ? cause.message : String(cause);
    throw new StrataError('data-manifest', `${name} is not a list of data shards: ${detail}.`, {
      path: name,
      cause,
    });
  }
}
