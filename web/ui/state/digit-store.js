import { Changing } from './listeners.js';

/** @typedef {import('./session.js').Session} Session */

/** Milliseconds between two answers while the network learns. */
const PAUSE = 100;

/** The digit that the network is asked about, and its answer. */
export class DigitStore extends Changing {
  /** What the network sees, 28 × 28; null where nothing has been drawn. @type {Uint8Array | null} */
  pixels = null;
  /** The true class of a test image, null for a drawing. @type {number | null} */
  label = null;
  /** One number per class. @type {Float32Array | null} */
  answer = null;
  #sample = -1;
  #asking = false;
  #stale = false;

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
    if (pixels === null) this.answer = null;
    this.changed();
    this.#ask();
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
    this.#ask();
  }

  async #ask() {
    this.#stale = true;
    if (this.#asking) return;
    this.#asking = true;
    while (this.#stale && this.pixels !== null) {
      this.#stale = false;
      const { pixels } = this;
      const answer = await this.session.ask('predict', pixels);
      if (pixels === this.pixels) {
        this.answer = answer;
        this.changed();
      }
      await new Promise((resolve) => setTimeout(resolve, PAUSE));
    }
    this.#asking = false;
  }
}
