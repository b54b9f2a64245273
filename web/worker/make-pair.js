import { streamMnist } from '../engine/data/mnist.js';
import { loadEngine } from '../engine/load.js';
import { Pair } from './pair.js';

/**
 * @param {Partial<import('./loop.js').World & import('./loop.js').Company>} [shared] with other pairs on the thread
 * @returns {Pair} of trainers for the thread that this runs on
 */
export function makePair(shared) {
  // A message to oneself waits in line with the page's messages, and is not slowed down in hidden tabs as timers are.
  const { port1, port2 } = new MessageChannel();
  /** @type {(() => void)[]} */
  const tasks = [];
  port1.onmessage = () => tasks.shift()?.();
  return new Pair({
    loadEngine: () => loadEngine({ kernels: 'strict' }),
    stream: streamMnist,
    now: () => performance.now(),
    soon(task) {
      tasks.push(task);
      port2.postMessage(null);
    },
    later(task, milliseconds) {
      setTimeout(task, milliseconds);
    },
    ...shared,
  });
}
