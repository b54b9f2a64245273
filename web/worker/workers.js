/**
 * Where the workers' code is. The page in one file, which has no other to point at, has `web/single/workers.js` in the place
 * of this ("imports" in package.json).
 */

/** @typedef {(Kind: typeof Worker) => Worker} Make calls `new` with the address of a module, which the build has to find there */

/** Whether they can only be made from text: in a sandbox a page has no origin, and an address is another's to it. */
export const fromText = globalThis.origin === 'null';

export const makers = Object.freeze({
  /** Trains. @type {Make} */
  trainer: (Worker) =>
    new Worker(new URL('./worker.js', import.meta.url), { type: 'module', name: 'strata' }),
  /** Does what is done beside training. @type {Make} */
  helper: (Worker) =>
    new Worker(new URL('./helper.js', import.meta.url), { type: 'module', name: 'strata helper' }),
});

/** @param {string} address of a module @returns {string} an expression: a promise that ends once the module has run */
export function codeOf(address) {
  return `import(${JSON.stringify(address)})`;
}
