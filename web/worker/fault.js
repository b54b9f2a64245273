import { StrataError } from '../engine/errors.js';
import { sentence, textOf } from '../engine/sentences.js';

/** @typedef {import('../engine/sentences.js').Sentence} Sentence */
/** @typedef {import('./protocol.js').Fault} Fault */

/**
 * An error as a plain object, since an Error loses its code between threads.
 *
 * @param {unknown} error
 * @returns {Fault}
 */
export function faultOf(error) {
  if (error instanceof StrataError) {
    const { code, message, sentence: parts } = error;
    return parts ? { code, message, sentence: parts } : { code, message };
  }
  const reason = error instanceof Error ? error.message : String(error);
  return faultWith('unexpected', sentence('error.unexpected', { reason }));
}

/**
 * @param {string} code
 * @param {Sentence} words
 * @returns {Fault}
 */
function faultWith(code, words) {
  return { code, message: textOf(words), sentence: words };
}

/** What trying again does not help against. */
const lasting = new Set(['data-missing', 'data-range']);

/**
 * Why a download ended early, without the names of its files.
 *
 * @param {unknown} error
 * @returns {Fault} with the error's own code
 */
export function downloadFaultOf(error) {
  if (!(error instanceof StrataError) || lasting.has(error.code)) return faultOf(error);
  return faultWith(error.code, sentence('error.download', { reason: reasonOf(error) }));
}

/** @param {StrataError} error @returns {Sentence} */
function reasonOf(error) {
  /** @type {Error} */
  let root = error;
  while (root.cause instanceof Error) root = root.cause;
  if (error.code === 'data-read') {
    return sentence('error.download-read', { reason: root.message.replace(/\.$/, '') });
  }
  if (error.code === 'data-stalled') return sentence('error.download-stalled');
  if (error.code !== 'data-http') return sentence('error.download-damaged');
  const { status } = /** @type {{ status?: number }} */ (root.cause ?? {});
  return status === undefined
    ? sentence('error.download-answer')
    : sentence('error.download-status', { status });
}
