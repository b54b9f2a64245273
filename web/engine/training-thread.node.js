// Takes the place of training-thread.js in Node (package.json, "imports").
import { Worker } from 'node:worker_threads';

/**
 * @param {import('./training-worker.node.js').Order} order
 * @returns {Worker}
 */
export function openThread(order) {
  const script = new URL('./training-worker.node.js', import.meta.url);
  // Options of the program, such as --input-type, are not meant for this script.
  return new Worker(script, { workerData: order, execArgv: [] });
}
