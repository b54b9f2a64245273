// What a contestant in JavaScript meets, in Node as in a browser's worker.

/** @typedef {import('./workloads.mjs').Workload} Workload */
/** @typedef {{ do: string, [argument: string]: unknown }} Request */
/** @typedef {Record<string, unknown> | { error: string }} Reply */

/**
 * @typedef {object} Host
 * @property {import('./dataset.js').Data} data
 * @property {'node' | 'browser'} place
 * @property {string} base address of the folder with the contestants' packages
 * @property {Record<string, unknown>} options
 *
 * @typedef {{ seconds: number, images: number, accuracy: number }} Trained
 * @property {number} seconds of training alone
 *
 * @typedef {{ seconds: number, images: number }} Inferred
 *
 * @typedef {object} Contestant
 * @property {string} version
 * @property {(workload: Workload, seed: number, images: number) => Promise<Trained>} train one epoch over the first
 *   `images` training images, from fresh weights
 * @property {(workload: Workload, batch: number, images: number) => Promise<Inferred>} infer forward over test images
 * @property {() => void} dispose
 */

/**
 * Makes what the module's `create` makes: a contestant, or a probe, whose methods take the whole request.
 *
 * @param {string} module address
 * @param {Host} host
 * @returns {Promise<{ version: string, answer: (request: Request) => Promise<Reply> }>}
 */
export async function openModule(module, host) {
  const { create } = await import(module);
  const made = await create(host);
  return {
    version: made.version,
    async answer(request) {
      try {
        return await call(made, request);
      } catch (error) {
        return { error: errorText(error) };
      }
    },
  };
}

/**
 * @param {Record<string, (...words: unknown[]) => Promise<Reply>>} made
 * @param {Request} request
 * @returns {Promise<Reply>}
 */
async function call(made, request) {
  const { do: verb, workload, seed, batch, images } = request;
  if (verb === 'train') return /** @type {any} */ (made).train(workload, seed, images);
  if (verb === 'infer') return /** @type {any} */ (made).infer(workload, batch, images);
  const method = made[verb];
  if (typeof method !== 'function') throw new Error(`There is nothing to do called "${verb}".`);
  return method(request);
}

/** @param {unknown} error */
export function errorText(error) {
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}
