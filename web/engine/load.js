import { relaxedSimd, simd } from 'wasm-feature-detect';
import { modules as files } from '#modules';
import { openUrl } from '#open-url';
import { Engine } from './engine.js';
import { StrataError } from './errors.js';
import { Heap } from './memory.js';
import { sentence, textOf } from './sentences.js';
import { tables } from './tables.js';

/** @typedef {'strict' | 'fast'} Kernels */
/** @typedef {'simd128' | 'scalar' | 'relaxed'} Backend */
/** @typedef {import('./exports.js').EngineExports} EngineExports */

/** Compiled modules, shared by all engines of this thread. @type {Map<Backend, Promise<WebAssembly.Module>>} */
const modules = new Map();

/**
 * Loads the engine.
 *
 * `strict` gives the same bits everywhere. `fast` uses fused multiply-add where the platform has it (relaxed SIMD): a
 * little faster, and different in the last bits; elsewhere it falls back to `strict` and `engine.note` says so.
 *
 * @param {{ kernels?: Kernels, backend?: 'scalar' }} [options] `backend: 'scalar'` computes without SIMD, for comparison
 * @returns {Promise<Engine>}
 * @throws {StrataError} `kernels-unknown`, also for another backend; `wasm-missing` where WebAssembly is switched off; `wasm-load`
 *
 * @example
 * import { loadEngine } from 'strata';
 * const engine = await loadEngine({ kernels: 'strict' });
 * console.log(engine.kernels); // strict
 */
export async function loadEngine(options) {
  const { kernels = 'strict', backend } = options ?? {};
  if (kernels !== 'strict' && kernels !== 'fast') {
    const message = `${JSON.stringify(kernels)} is not a kind of kernels; choose "strict" or "fast".`;
    throw new StrataError('kernels-unknown', message, { path: 'kernels' });
  }
  if (backend !== undefined && backend !== 'scalar') {
    const message = `${JSON.stringify(backend)} is not a backend to choose; leave it out, or give "scalar".`;
    throw new StrataError('kernels-unknown', message, { path: 'backend' });
  }
  if (typeof WebAssembly !== 'object') {
    throw new StrataError('wasm-missing', sentence('error.wasm-missing'));
  }
  const choice = backend ?? (await choose(kernels));
  const c = await instantiated(choice);
  const running = choice === 'relaxed' ? 'fast' : 'strict';
  const note =
    kernels === running || backend
      ? ''
      : 'This platform has no relaxed SIMD, so the strict kernels run instead: the same results as everywhere, a little slower.';
  return new Engine(c, new Heap(c.memory, c.__heap_base.value), {
    kernels: running,
    backend: choice,
    note,
  });
}

/** @param {Kernels} kernels @returns {Promise<Backend>} */
async function choose(kernels) {
  if (kernels === 'fast' && (await relaxedSimd())) return 'relaxed';
  return (await simd()) ? 'simd128' : 'scalar';
}

/** @param {Backend} backend @returns {Promise<EngineExports>} */
async function instantiated(backend) {
  const module = await compiled(backend);
  try {
    const instance = await WebAssembly.instantiate(module);
    const c = /** @type {EngineExports} */ (/** @type {unknown} */ (instance.exports));
    checkTables(c.strata_row_count());
    return c;
  } catch (cause) {
    throw loadError(files[backend], cause);
  }
}

/** @param {Backend} backend */
function compiled(backend) {
  let module = modules.get(backend);
  if (!module) {
    module = fetchAndCompile(files[backend]);
    modules.set(backend, module);
    module.catch(() => modules.delete(backend));
  }
  return module;
}

/** @param {URL} url */
async function fetchAndCompile(url) {
  try {
    const response = await openUrl(url, {});
    if (!response.ok) throw new Error(`${response.status} ${response.statusText}`);
    return await WebAssembly.compile(await response.arrayBuffer());
  } catch (cause) {
    throw loadError(url, cause);
  }
}

/** @param {URL} url @param {unknown} cause */
function loadError(url, cause) {
  if (cause instanceof StrataError) return cause;
  const reason = cause instanceof Error ? cause.message : String(cause);
  const words = sentence('error.wasm-load', { url: url.href, reason });
  const message =
    url.protocol === 'file:' ? `${textOf(words)} In a clone, \`npm run build\` makes it.` : words;
  return new StrataError('wasm-load', message, { cause });
}

/** A module of another build would take one activation for another. @param {number} found */
function checkTables(found) {
  const { activations, losses, optimizers, initializers, schedules, clips, datasets } = tables;
  const wanted =
    activations.length +
    100 * losses.length +
    10000 * optimizers.length +
    1000000 * initializers.length +
    10000000 * schedules.length +
    100000000 * clips.length +
    1e9 * datasets.length;
  if (found !== wanted) {
    throw new StrataError('wasm-load', sentence('error.wasm-version'));
  }
}
