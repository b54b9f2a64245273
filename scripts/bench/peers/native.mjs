// The peers outside JavaScript, on packages of Debian.
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { run } from '../../process.mjs';
import { installPackages } from '../../system-packages.mjs';
import { folder } from './npm.mjs';

/** Debian's, which the PATH may hide behind another one. */
const python = '/usr/bin/python3';
const blas = join(folder, 'blas');
const oneThread = { OMP_NUM_THREADS: '1', OPENBLAS_NUM_THREADS: '1' };

/**
 * @typedef {object} NativePeer
 * @property {string[]} packages of Debian
 * @property {() => Promise<string | null>} prepare null, or why it cannot run
 * @property {{ command: string, args: string[], env: Record<string, string | undefined> }} process
 */

/** @type {Record<string, NativePeer>} */
export const nativePeers = {
  torch: {
    // PyTorch takes whichever BLAS is there; without OpenBLAS that would be the slow reference.
    packages: ['python3-torch', 'libopenblas0'],
    prepare: async () => {
      const code = 'import torch, ctypes; ctypes.CDLL("libopenblas.so.0")';
      return failure(await run(python, ['-c', code], { output: 'collect' }));
    },
    process: { command: python, args: [sourceOf('pytorch.py')], env: oneThread },
  },
  blas: {
    packages: ['libopenblas-dev', 'gcc', 'libc6-dev'],
    prepare: async () => {
      mkdirSync(folder, { recursive: true });
      const flags = ['-std=gnu11', '-O3', '-march=native', '-ffast-math'];
      const words = [...flags, '-o', blas, sourceOf('blas.c'), '-lopenblas', '-lm'];
      return failure(await run('gcc', words, { output: 'collect' }));
    },
    // OpenBLAS takes the kernels made for this processor, whatever others the machine is set up to prefer.
    process: {
      command: blas,
      args: [],
      env: { ...oneThread, OPENBLAS_CORETYPE: undefined, OPENBLAS_L2_SIZE: undefined },
    },
  },
};

/** @param {string} name */
function sourceOf(name) {
  return fileURLToPath(new URL(name, import.meta.url));
}

/** @param {{ status: number, output: string }} result */
function failure({ status, output }) {
  return status === 0 ? null : output.trim() || `status ${status}`;
}

/**
 * Makes a peer ready to run; if it is not yet, with packages of Debian.
 *
 * @param {string} id
 * @returns {Promise<string | null>} why it cannot run, if it cannot
 */
export async function prepareNative(id) {
  const peer = nativePeers[id];
  if (!peer) return 'unknown';
  if ((await peer.prepare()) === null) return null;
  try {
    await installPackages(peer.packages);
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
  return peer.prepare();
}
