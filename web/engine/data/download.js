import { openUrl } from '#open-url';
import { StrataError } from '../errors.js';
import { linkedController, pause } from './abort.js';
import { chunksOf, readError } from './bytes.js';

/**
 * @typedef {object} Patience how hard to try
 * @property {AbortSignal} signal
 * @property {number} retries further attempts after the first
 * @property {number} retryDelay milliseconds before the second attempt; doubled before each further one
 * @property {number} stallTimeout milliseconds without a byte after which an attempt is given up
 * @property {((again: Again) => void) | undefined} [onRetry] called when an attempt has failed and another follows
 */

/** @typedef {{ attempt: number, attempts: number }} Again which attempt follows, from 2 on, of how many */

/**
 * @typedef {object} DownloadOptions
 * @property {string} name subject of the messages
 * @property {AbortSignal} signal
 * @property {number} stallTimeout milliseconds
 * @property {RequestCache} cache
 * @property {import('../sentences.js').Sentence} [missing] what is said of a 404, which is then the error `data-missing`
 */

/**
 * Downloads a URL piece by piece.
 *
 * @param {URL} url
 * @param {DownloadOptions} options
 * @returns {AsyncGenerator<Uint8Array, void, void>}
 * @throws {StrataError} `data-http`, `data-missing`, `data-read`, `data-stalled`; the signal's reason when aborted
 */
export async function* download(url, { name, signal, stallTimeout, cache, missing }) {
  const attempt = linkedController(signal);
  const giveUp = () => {
    const silence = `nothing has arrived for ${stallTimeout / 1000} seconds`;
    attempt.controller.abort(
      new StrataError('data-stalled', `The download of ${name} has stalled: ${silence}.`, {
        path: name,
      }),
    );
  };
  let watchdog = setTimeout(giveUp, stallTimeout);
  try {
    const response = await openUrl(url, { signal: attempt.controller.signal, cache });
    if (missing && response.status === 404) throw new StrataError('data-missing', missing);
    for await (const chunk of chunksOf(response, { name, signal: attempt.controller.signal })) {
      clearTimeout(watchdog);
      watchdog = setTimeout(giveUp, stallTimeout);
      yield chunk;
    }
  } catch (error) {
    throw attempt.controller.signal.aborted
      ? attempt.controller.signal.reason
      : readError(error, name);
  } finally {
    clearTimeout(watchdog);
    attempt.release();
  }
}

/**
 * Runs `task` until it succeeds, with growing pauses between attempts.
 *
 * @template T
 * @param {(attempt: number) => Promise<T>} task
 * @param {Patience} patience
 * @returns {Promise<T>}
 * @throws the last attempt's error, its sentence followed by the number of attempts; at once when aborted or for the
 *   code `data-missing`
 */
export async function persevere(task, { signal, retries, retryDelay, onRetry }) {
  for (let attempt = 0; ; attempt++) {
    try {
      return await task(attempt);
    } catch (error) {
      const hopeless = !(error instanceof StrataError) || error.code === 'data-missing';
      if (signal.aborted || hopeless || retries === 0) throw error;
      if (attempt === retries) {
        throw new StrataError(error.code, `${error.message} (${attempt + 1} attempts were made.)`, {
          path: error.path,
          cause: error,
        });
      }
    }
    onRetry?.({ attempt: attempt + 2, attempts: retries + 1 });
    await pause(retryDelay * 2 ** attempt, signal);
  }
}
