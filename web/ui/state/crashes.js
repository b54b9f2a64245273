import { t } from '../words/words.js';

/** @typedef {import('../../worker/protocol.js').Fault} Fault */

/** Milliseconds within which a second crash of the worker is not made good by a third one. */
const CALM = 20_000;

/** When the worker came to an unexpected end, and why. */
export class Crashes {
  #at = Number.NEGATIVE_INFINITY;
  /** @type {Fault | undefined} */
  #why;

  /**
   * @param {Fault} [why] where that is known
   * @returns {boolean} whether it is the first one for a while
   */
  first(why) {
    const again = performance.now() - this.#at < CALM;
    this.#at = performance.now();
    this.#why = why;
    return !again;
  }

  /** @returns {Fault} the last one's, in the language of the page */
  get fault() {
    return this.#why ?? { code: 'worker-crash', message: t('note.crashed') };
  }
}
