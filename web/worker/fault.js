import { StrataError } from '../engine/errors.js';

/**
 * An error as a plain object, since an Error loses its code between threads.
 *
 * @param {unknown} error
 * @returns {import('./protocol.js').Fault}
 */
export function faultOf(error) {
  if (error instanceof StrataError) return { code: error.code, message: error.message };
  const detail = error instanceof Error ? error.message : String(error);
  return { code: 'unexpected', message: `Something went wrong inside the engine: ${detail}` };
}
