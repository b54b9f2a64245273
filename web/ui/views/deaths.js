/** Which units have been found dead, when for the first time, and when they were last seen alive. */
export class Deaths {
  /** @type {Map<string, number>} the step by layer and unit */
  #steps = new Map();
  /** @type {Map<string, number>} the same of the last look that found it alive */
  #lived = new Map();
  #network = '';

  /**
   * @param {string} network another one has other units
   * @param {{ step: number, layers: readonly { layer: number, counts: Uint32Array }[] }} seen
   */
  note(network, { step, layers }) {
    if (network !== this.#network) {
      this.#steps.clear();
      this.#lived.clear();
    }
    this.#network = network;
    for (const { layer, counts } of layers) {
      for (const [unit, images] of counts.entries()) {
        const key = `${layer} ${unit}`;
        if (images > 0) {
          this.#steps.delete(key);
          this.#lived.set(key, step);
        } else if (!this.#steps.has(key)) this.#steps.set(key, step);
      }
    }
  }

  /**
   * @param {number} layer
   * @param {number} unit
   * @returns {number | null} the step at which it was first found dead; null if it is not
   */
  first(layer, unit) {
    return this.#steps.get(`${layer} ${unit}`) ?? null;
  }

  /**
   * @param {number} layer
   * @param {number} unit
   * @returns {number} a step at which it was alive; 0 if none is known
   */
  lived(layer, unit) {
    return this.#lived.get(`${layer} ${unit}`) ?? 0;
  }
}
