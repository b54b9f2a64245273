/**
 * @typedef {object} Span of the steps that may have killed a unit
 * @property {number | null} from the first of them; null if no look found it alive
 * @property {number} to the last of them, after which it was dead
 */

/** Which units have been found dead, when for the first time, and when they were last seen alive. */
export class Deaths {
  /** By layer and unit. @type {Map<string, { step: number, images: number }>} */
  #found = new Map();
  /** The step of the last look that found it alive. @type {Map<string, number>} */
  #lived = new Map();
  #network = '';

  /**
   * @param {string} network another one has other units
   * @param {{ step: number, images: number, layers: readonly { layer: number, counts: Uint32Array }[] }} seen
   */
  note(network, { step, images, layers }) {
    if (network !== this.#network) {
      this.#found.clear();
      this.#lived.clear();
    }
    this.#network = network;
    for (const { layer, counts } of layers) {
      for (const [unit, active] of counts.entries()) {
        const key = `${layer} ${unit}`;
        if (active > 0) {
          this.#found.delete(key);
          this.#lived.set(key, step);
          // Whom few images do not wake, one of many may.
        } else if ((this.#found.get(key)?.images ?? 0) < images) {
          this.#found.set(key, { step, images });
        }
      }
    }
  }

  /**
   * @param {number} layer
   * @param {number} unit
   * @returns {Span | null} null if it is not dead
   */
  span(layer, unit) {
    const key = `${layer} ${unit}`;
    const found = this.#found.get(key);
    if (!found) return null;
    if (found.step === 0) return { from: 0, to: 0 };
    const lived = this.#lived.get(key);
    return { from: lived === undefined ? null : lived + 1, to: found.step };
  }
}

/** @param {import('../../worker/protocol.js').Deed} deed @returns {Span} of the step that is known */
export function spanOf({ step, before }) {
  return { from: before && step > 0 ? null : step, to: step };
}

/** @param {Span | null} span @returns {boolean} whether one step is known to have done it */
export function isDated(span) {
  return span !== null && span.from === span.to;
}
