/** @typedef {import('./session.js').Session} Session */

/** Activations' curves, which the engine evaluates once it is there. */
export class ActivationCurves {
  /** @type {(value?: unknown) => void} */
  ready = () => {};
  #engine = new Promise((resolve) => {
    this.ready = resolve;
  });

  /** @param {Session} session */
  constructor(session) {
    this.session = session;
  }

  /**
   * @param {string} name
   * @param {Record<string, number | string>} parameters
   * @param {number} reach
   * @param {number} points
   */
  async of(name, parameters, reach, points) {
    await this.#engine;
    return this.session.ask('curve', name, parameters, reach, points);
  }
}
