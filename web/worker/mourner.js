import { Aftermath } from './aftermath.js';

/** @typedef {import('./protocol.js').Experiment} Experiment */
/** @typedef {import('./session.js').Session} Session */

/** Sees to what follows when a session ends in a number that is not finite. */
export class Mourner {
  /** @type {Aftermath | null} */
  #aftermath = null;
  /** @type {readonly Experiment[]} */
  #cures = [];

  /** @returns {import('./protocol.js').Aftermath | null} */
  get view() {
    return this.#aftermath?.view ?? null;
  }

  /** @param {readonly Experiment[]} experiments */
  tryCures(experiments) {
    this.#cures = experiments;
    this.#aftermath?.tryCures(experiments);
  }

  /** @param {Session} session @returns {boolean} whether there is something to do */
  busy(session) {
    return this.#aftermath ? this.#aftermath.busy : session.nonFinite !== null;
  }

  /**
   * @param {Session} session that has ended
   * @param {Experiment} experiment
   * @param {number} time milliseconds
   */
  work(session, experiment, time) {
    if (!this.#aftermath) {
      this.#aftermath = new Aftermath(session.net.engine, session, experiment);
      this.#aftermath.tryCures(this.#cures);
    }
    this.#aftermath.work(time, session.now);
  }

  forget() {
    this.#aftermath?.dispose();
    this.#aftermath = null;
    this.#cures = [];
  }
}
