import { browserShelf, SHELF } from './digit-shelf.js';
import { Changing } from './listeners.js';
import { OwnDigits } from './own-digits.js';
import { PointStore } from './point-store.js';

/** @typedef {import('./session.js').Session} Session */

/** What flows through the network: a digit, drawn, kept, or one of the test images; or a point where the data are such. */
export class DigitStore extends Changing {
  /** What the network sees, 28 × 28; null where nothing has been drawn. @type {Uint8Array | null} */
  pixels = null;
  /** The true class, null for a drawing. @type {number | null} */
  label = null;
  /** @type {'drawing' | 'own' | 'test'} */
  source = 'drawing';
  /** Counts the digits. */
  serial = 0;
  /** Those that the student keeps. */
  own = new OwnDigits(browserShelf());
  #sample = -1;

  /** @param {Session} session */
  constructor(session) {
    super();
    this.session = session;
    this.point = new PointStore(session);
    this.point.subscribe(() => {
      this.own.active = this.images;
      this.changed();
    });
    session.run.subscribe(() => this.#runChanged());
    addEventListener('storage', ({ key }) => {
      if (key === SHELF || key === null) this.own.reload();
    });
  }

  /** Whether the data are images. */
  get images() {
    return this.point.kind === 'images';
  }

  /** @returns {Uint8Array | Float32Array | null} what goes into the network */
  get flowing() {
    return this.images ? this.pixels : this.point.values;
  }

  /** @returns {number | null} what that is in truth, if it is known */
  get truth() {
    return this.images ? this.label : this.point.truth;
  }

  /** @param {Uint8Array | null} pixels of a drawing */
  show(pixels) {
    this.#show(pixels, null, 'drawing');
  }

  /** @param {import('./own-digits.js').OwnDigit} digit that is kept */
  showOwn({ pixels, truth }) {
    this.#show(pixels, truth, 'own');
  }

  /** @param {{ index: number, truth: number, pixels: Uint8Array | Float32Array }} image of the test set, or point */
  showTest({ index, truth, pixels }) {
    if (pixels instanceof Float32Array) return this.point.choose([...pixels], truth);
    this.#sample = index;
    this.#show(pixels, truth, 'test');
  }

  /** Shows the next of the test images that have arrived; after the last comes the first again. */
  async showSample() {
    const next = this.#sample + 1;
    this.#sample = next;
    const found = await this.session.ask('testImages', next, 1, null);
    if (found?.total && found.total === next) {
      this.#sample = -1;
      await this.showSample();
    } else if (found?.indices.length) this.#show(found.images, found.labels[0] ?? null, 'test');
    else this.#sample = -1;
  }

  /**
   * @param {Uint8Array | null} pixels
   * @param {number | null} label
   * @param {DigitStore['source']} source
   */
  #show(pixels, label, source) {
    this.pixels = pixels;
    this.label = label;
    this.source = source;
    this.serial++;
    this.changed();
  }

  #runChanged() {
    const { data } = this.session.run.snapshot ?? {};
    // One digit is there from the start, so that the page is not empty.
    if (this.images && this.#sample < 0 && this.pixels === null && (data?.test ?? 0) > 0)
      this.showSample();
  }
}
