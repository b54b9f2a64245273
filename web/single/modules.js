// Takes the place of web/engine/modules.js in the page in one file (package.json, "imports").
import { FOLDER } from './files.js';

const at = (/** @type {string} */ name) => new URL(`wasm/${name}.gz`, FOLDER);

/** Those with relaxed SIMD are not there: the page computes with the strict ones. */
export const modules = Object.freeze({
  simd128: at('strata.wasm'),
  scalar: at('strata-scalar.wasm'),
  relaxed: at('strata-fast.wasm'),
});
