/** Where the compiled modules are, spelled out so that bundlers find them. @type {Readonly<Record<import('./load.js').Backend, URL>>} */
export const modules = Object.freeze({
  simd128: new URL('./wasm/strata.wasm', import.meta.url),
  scalar: new URL('./wasm/strata-scalar.wasm', import.meta.url),
  relaxed: new URL('./wasm/strata-fast.wasm', import.meta.url),
});
