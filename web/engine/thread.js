import { openThread } from '#training-thread';
import { StrataError } from './errors.js';

/** @typedef {import('./training-worker.node.js').Order} Order */
/** @typedef {import('./training-worker.node.js').Message} Message */
/** @typedef {Exclude<Message, { failure: any } | { answer: any }>} Told */

/**
 * Has a thread of its own carry out an order. It ends when the answer is there, or when it is told to: even in the middle of
 * a step, or of drawing weights, which may take minutes.
 *
 * @param {Order} order
 * @param {object} options
 * @param {(told: Told) => void} options.onTold called with what it tells on the way
 * @param {AbortSignal | undefined} options.signal rejects with its reason, unless the thread answers in time
 * @param {number} options.patience milliseconds that it has to answer after that
 * @returns {Promise<any>} the answer
 * @throws {StrataError} what the order throws; `worker-ended`; `worker-threads` in a browser
 */
export async function inThread(order, { onTold, signal, patience }) {
  signal?.throwIfAborted();
  const thread = openThread(order);
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let timer;
  let stop = () => {};
  try {
    return await new Promise((resolve, reject) => {
      stop = () => {
        thread.postMessage('abort');
        timer = setTimeout(() => reject(signal?.reason), patience);
      };
      signal?.addEventListener('abort', stop, { once: true });
      thread.on('message', (/** @type {Message} */ message) => {
        if ('answer' in message) resolve(message.answer);
        else if ('failure' in message) reject(signal?.aborted ? signal.reason : told(message));
        else
          try {
            onTold(message);
          } catch (error) {
            reject(error);
          }
      });
      const ended = (/** @type {unknown} */ cause) =>
        reject(new StrataError('worker-ended', 'The training thread broke down.', { cause }));
      thread.once('error', ended);
      thread.once('exit', ended);
    });
  } finally {
    clearTimeout(timer);
    signal?.removeEventListener('abort', stop);
    await thread.terminate();
  }
}

/** @param {Extract<Message, { failure: any }>} message */
function told({ failure: { code = 'worker-ended', message, path = '' } }) {
  return new StrataError(code, message, { path });
}
