// What Strata is measured against. Packages of npm go into build/peers, those of Debian into the system.
import { nativePeers, prepareNative } from './native.mjs';
import { hasOnnxBinary, installNpm, versions } from './npm.mjs';

/**
 * @typedef {object} Peer
 * @property {string} id
 * @property {string} title
 * @property {'javascript' | 'native'} kind
 * @property {('node' | 'chromium' | 'firefox')[]} places none for native ones
 * @property {boolean} trains
 * @property {boolean} infers
 * @property {string} [module] address of a module in JavaScript
 * @property {Record<string, unknown>} [options] for it
 * @property {string[]} [nodeFlags]
 *
 * @typedef {{ id: string, why: string }} Missing
 */

const javascript = /** @type {const} */ ({ kind: 'javascript', trains: true, infers: true });
const native = /** @type {const} */ ({ kind: 'native', trains: true, infers: true });

/** @returns {Peer['places']} */
const everywhere = () => ['node', 'chromium', 'firefox'];

/** @type {Peer[]} */
const peers = [
  {
    ...javascript,
    id: 'plain-js',
    title: 'plain JavaScript',
    places: everywhere(),
    module: new URL('./plain-js.js', import.meta.url).href,
  },
  {
    ...javascript,
    id: 'tfjs',
    title: 'TensorFlow.js, as documented',
    places: everywhere(),
    module: new URL('./tfjs.js', import.meta.url).href,
  },
  {
    ...javascript,
    id: 'tfjs-rewritten',
    title: 'TensorFlow.js, rewritten',
    places: everywhere(),
    module: new URL('./tfjs-rewritten.js', import.meta.url).href,
  },
  {
    ...javascript,
    id: 'jax-js',
    title: 'jax-js',
    places: everywhere(),
    module: new URL('./jax-js.js', import.meta.url).href,
    options: { version: versions['@jax-js/jax'] },
  },
  {
    ...javascript,
    id: 'onnxruntime-web',
    title: 'ONNX Runtime Web',
    places: everywhere(),
    trains: false,
    module: new URL('./onnxruntime-web.js', import.meta.url).href,
  },
  {
    ...javascript,
    id: 'onnxruntime-node',
    title: 'ONNX Runtime',
    places: ['node'],
    trains: false,
    module: new URL('./onnxruntime-node.js', import.meta.url).href,
  },
  { ...native, id: 'torch', title: 'PyTorch', places: [] },
  { ...native, id: 'blas', title: 'C on OpenBLAS', places: [] },
];

/**
 * Installs what is not there yet.
 *
 * @returns {Promise<{ ready: Peer[], missing: Missing[] }>}
 */
export async function installPeers() {
  const npm = await installNpm().then(
    () => null,
    (error) => String(error?.message ?? error),
  );
  /** @type {Peer[]} */
  const ready = [];
  /** @type {Missing[]} */
  const missing = [];
  for (const peer of peers) {
    const why = peer.kind === 'native' ? await prepareNative(peer.id) : whyNot(peer, npm);
    if (why === null) ready.push(peer);
    else missing.push({ id: peer.id, why });
  }
  return { ready, missing };
}

/**
 * @param {Peer} peer in JavaScript
 * @param {string | null} npm why its packages could not be installed
 */
function whyNot({ id }, npm) {
  if (id === 'plain-js') return null;
  if (npm === null && id === 'onnxruntime-node' && !hasOnnxBinary()) {
    return `Its package has no binary for ${process.platform} on ${process.arch}.`;
  }
  return npm;
}

/**
 * @param {Peer} peer a native one
 * @param {string} dataFile MNIST as one file
 * @returns {{ command: string, args: string[], env: Record<string, string | undefined> }} where `env` has undefined, the
 *   variable is to be taken away
 */
export function commandFor({ id }, dataFile) {
  const found = nativePeers[id];
  if (!found) throw new Error(`${id} is no native peer.`);
  const { command, args, env } = found.process;
  return { command, args: [...args, dataFile], env };
}
