import { Changing } from './listeners.js';

/** @typedef {import('./session.js').Session} Session */

/** The digit that flows through the network: drawn, or one of the test images. */
export class DigitStore extends Changing {
  /** What the network sees, 28 × 28; null where nothing has been drawn. @type {Uint8Array | null} */
  pixels = null;
  /** The true class of a test image, null for a drawing. @type {number | null} */
  label = null;
  /** Counts the digits. */
  serial = 0;
  #sample = -1;

  /** @param {Session} session */
  constructor(session) {
    super();
    this.session = session;
    session.run.subscribe(() => this.#runChanged());
  }

  /**
   * @param {Uint8Array | null} pixels
   * @param {number | null} [label]
   */
  show(pixels, label = null) {
    this.pixels = pixels;
    this.label = label;
    this.serial++;
    this.changed();
  }

  /** @param {{ index: number, truth: number, pixels: Uint8Array }} image of the test set */
  showTest({ index, truth, pixels }) {
    this.#sample = index;
    this.show(pixels, truth);
  }

  /** Shows another of the test images, if they have arrived. */
  async showSample() {
    this.#sample++;
    const sample = await this.session.ask('sample', this.#sample);
    if (sample) this.show(sample.pixels, sample.label);
    else this.#sample = -1;
  }

  #runChanged() {
    const { data } = this.session.run.snapshot ?? {};
    // One digit is there from the start, so that the page is not empty.
    if (this.#sample < 0 && this.pixels === null && (data?.test ?? 0) > 0) this.showSample();
  }
}
