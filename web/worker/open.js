import { fromText, makers } from '#workers';

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

/** Opens what takes the place of a trainer's worker, where it can. @type {(() => Opened | null) | null} */
let openOther = null;

/** @param {() => Opened | null} open called for each training worker; null: the page's own will do */
export function openTrainersBy(open) {
  openOther = open;
}

/**
 * @param {keyof typeof makers} which
 * @param {Stand} [stand] does the same where the browser or a policy allows no worker
 * @returns {Opened} at once: what it is told waits until it is there
 */
export function openWorker(which, stand) {
  const other = which === 'trainer' ? openOther?.() : null;
  if (other) return other;
  const make = makers[which];
  if (!fromText) return make(Worker);
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
