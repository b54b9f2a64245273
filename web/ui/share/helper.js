import * as Comlink from 'comlink';
import { openWorker } from '../../worker/open.js';

/** @typedef {import('../../worker/make-helper.js').Helper} Calls */

/**
 * A worker that does what is done beside training, and how it is ended.
 *
 * @typedef {object} Helper
 * @property {Comlink.Remote<Calls>} calls
 * @property {Promise<never>} broken rejects when it breaks down
 * @property {() => void} end
 */

/** @returns {Helper} */
export function openHelper() {
  const worker = openWorker('helper', async (port) =>
    (await import('../../worker/helper-stand.js')).helpHere(port),
  );
  return {
    calls: Comlink.wrap(worker),
    broken: new Promise((_, reject) => {
      worker.onerror = (event) => {
        event.preventDefault();
        reject(new Error(event.message));
      };
    }),
    end: () => worker.terminate(),
  };
}

/**
 * Has one thing done by a worker that ends with it.
 *
 * @template R
 * @param {(calls: Comlink.Remote<Calls>) => R} work
 * @param {() => Helper} [open] called at once
 * @returns {Promise<Awaited<R> | { fault: import('../../worker/protocol.js').Fault }>} a fault too where it could not be
 *   opened or broke down
 */
export async function help(work, open = openHelper) {
  /** @type {Helper | undefined} */
  let helper;
  try {
    helper = open();
    return await Promise.race([work(helper.calls), helper.broken]);
  } catch (error) {
    const { message } = /** @type {Error} */ (error);
    return { fault: { code: 'worker-ended', message } };
  } finally {
    helper?.end();
  }
}
