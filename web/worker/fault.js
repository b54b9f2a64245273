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

/**
 * Why a download ended early, without the names of its files.
 *
 * @param {unknown} error
 * @returns {import('./protocol.js').Fault} with the error's own code
 */
export function downloadFaultOf(error) {
  if (!(error instanceof StrataError) || error.code === 'data-missing') return faultOf(error);
  const reason = reasonOf(error);
  const message = `Some of the images could not be downloaded (${reason}).`;
  return { code: error.code, message };
}

/** @param {StrataError} error */
function reasonOf(error) {
  /** @type {Error} */
  let root = error;
  while (root.cause instanceof Error) root = root.cause;
  if (error.code === 'data-read') return root.message.replace(/\.$/, '');
  if (error.code === 'data-stalled') return 'nothing has arrived for a while';
  if (error.code !== 'data-http') return 'a file is damaged';
  const { status } = /** @type {{ status?: number }} */ (root.cause ?? {});
  return `the server answered ${status ?? 'with an error'}`;
}
