import { changeOf, isSameRun } from './protocol.js';

/** @typedef {import('./protocol.js').Experiment} Experiment */
/** @typedef {import('./protocol.js').Memory} Memory */
/** @typedef {import('./session.js').Session} Session */

/** So many edits in a row can be taken back with their weights. */
const MOST = 8;

/**
 * The networks that edits of the layers have replaced, as long as no step has been taken since: whoever takes an edit back
 * gets its weights back too.
 */
export class Edits {
  /** @type {{ experiment: Experiment, memory: Memory }[]} */
  #left = [];

  /**
   * @param {Experiment} from
   * @param {Experiment} to
   * @param {Session} session of the first, which another replaces
   * @returns {Memory | null} the second one's network as it was left at this step, if it was
   */
  exchange(from, to, { step, memory }) {
    const here = this.#left.filter((one) => one.memory.place.step === step);
    const found = here.findLast(({ experiment }) => isSameRun(changeOf(experiment, to)));
    this.#left = [...here, { experiment: from, memory }].slice(-MOST);
    return found?.memory ?? null;
  }

  forget() {
    this.#left = [];
  }
}
