import { fromText } from '#workers';

/** @typedef {import('./open.js').Opened} Opened */

/** Milliseconds within which the shared worker has to take a page in: it may be at another one's long step, or have ended. */
const PATIENCE = 20_000;

/** Whether this page has had its pair of trainers in the shared worker. */
let had = false;

/**
 * Leads to the worker that the pages of one origin, several in a host's page, share: one engine, compiled once, and one copy
 * of the images. A page that has given its pair up takes a worker of its own the next time, for the shared one may have
 * failed, or be at work on a step that does not end.
 *
 * @returns {Opened | null} null where there is no such worker, or none to be had again
 */
export function openShared() {
  if (had || fromText || typeof SharedWorker !== 'function' || !navigator.locks) return null;
  had = true;
  const { port1, port2 } = new MessageChannel();
  /** @type {SharedWorker} */
  let worker;
  try {
    worker = new SharedWorker(new URL('./shared.js', import.meta.url), {
      type: 'module',
      name: 'strata',
    });
  } catch {
    return null;
  }
  /** @type {(value?: unknown) => void} */
  let end = () => {};
  const over = new Promise((resolve) => {
    end = resolve;
  });
  const fail = (/** @type {unknown} */ error) =>
    line.onerror?.(new ErrorEvent('error', { error, cancelable: true }));
  const silence = setTimeout(fail, PATIENCE);
  const line = Object.assign(port1, {
    onerror: /** @type {Opened['onerror']} */ (null),
    terminate() {
      clearTimeout(silence);
      port1.close();
      end();
    },
  });
  worker.onerror = fail;
  worker.port.onmessage = () => clearTimeout(silence);
  // Held until the pair is given up or the page is gone, whichever way: then the worker frees it.
  const lock = crypto.randomUUID();
  navigator.locks
    .request(lock, () => {
      worker.port.postMessage(lock, [port2]);
      return over;
    })
    .catch(fail);
  return line;
}
