import { loadEngine } from '../../web/engine/index.js';

/** @typedef {Awaited<ReturnType<typeof loadEngine>>} Engine */

/** Every build is held to the same numbers; `fast` is `strict` again where Node has no relaxed SIMD. */
export const engines = [
  await loadEngine(),
  await loadEngine({ backend: 'scalar' }),
  await loadEngine({ kernels: 'fast' }),
];
