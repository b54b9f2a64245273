import { StrataError } from './errors.js';

/**
 * @returns {import('node:worker_threads').Worker}
 * @throws {StrataError} `worker-threads`
 */
export function openThread() {
  throw new StrataError(
    'worker-threads',
    'Only Node has worker_threads; in a page, call engine.train in a Web Worker of your own.',
  );
}
