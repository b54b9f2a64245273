/**
 * What is used of a worker.
 *
 * @typedef {object} Own
 * @property {() => void} terminate
 * @property {((event: ErrorEvent) => void) | null} onerror
 * @property {((event: MessageEvent) => void) | null} onmessageerror
 */

/** @typedef {import('comlink').Endpoint & Own} Opened */
/** @typedef {Opened & Pick<MessagePort, 'close'> & { ended: boolean }} Port that leads to what is not there yet */
/** @typedef {(port: MessagePort) => Promise<() => void>} Stand answers at the port on the page's own thread, until the result is called */

/** Whether the page is in a sandbox, where it has no origin: no worker can be made from an address there. */
export const sandboxed = globalThis.origin === 'null';

/**
 * @param {(Kind: typeof Worker) => Worker} make calls `new` with the address of a module, which the build has to find there
 * @param {Stand} [stand] does the same where the browser or a policy allows no worker
 * @returns {Opened} at once: what it is told waits until it is there
 */
export function openWorker(make, stand) {
  if (!sandboxed) return make(Worker);
  const { port1, port2 } = new MessageChannel();
  /** @type {Port} */
  const line = Object.assign(port1, {
    onerror: /** @type {Port['onerror']} */ (null),
    ended: false,
    terminate() {
      this.ended = true;
      port1.close();
    },
  });
  import('./sandbox.js')
    .then(({ connect }) => connect(line, port2, { make, stand }))
    .catch(({ message }) => line.onerror?.(new ErrorEvent('error', { message })));
  return line;
}
