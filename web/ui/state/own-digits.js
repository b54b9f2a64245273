import { loadDigits, saveDigits } from './digit-shelf.js';
import { Changing } from './listeners.js';
import { Series } from './series.js';

/** @typedef {import('./digit-shelf.js').OwnDigit} OwnDigit */
/** @typedef {import('./digit-shelf.js').Trouble} Trouble */
/** @typedef {import('../../worker/protocol.js').Views} Views */

/** How many digits can be kept. */
export const MOST = 20;

/** Digits that the student has drawn and keeps in this browser: a test set of one's own. */
export class OwnDigits extends Changing {
  /** @type {readonly OwnDigit[]} */
  digits = [];
  /** What each is taken for, −1 where the outputs are not finite; null before the worker has told. @type {Int8Array | null} */
  answers = null;
  /** Why not all are kept, or were not read. @type {Trouble | null} */
  trouble = null;
  /** Counts the sets of digits. */
  serial = 0;
  /** Whether the network takes images. */
  active = true;
  #generation = -1;
  #accuracies = new Series();
  #shelf;

  /** @param {import('./digit-shelf.js').Shelf | null} shelf where they are kept; null where nothing is stored */
  constructor(shelf) {
    super();
    this.#shelf = shelf;
    this.#load();
  }

  /** @returns {{ serial: number, pixels: Uint8Array } | null} what the worker is to look at; null if nothing is kept */
  get request() {
    const { serial, digits } = this;
    if (digits.length === 0 || !this.active) return null;
    return { serial, pixels: Uint8Array.from(digits.flatMap(({ pixels }) => [...pixels])) };
  }

  /** @returns {number | null} how many are read right; null before the worker has told */
  get right() {
    const { answers, digits } = this;
    return answers && digits.filter(({ truth }, i) => answers[i] === truth).length;
  }

  /**
   * The third line of the accuracy chart: per cent right over the steps of this run, each point over the digits that were
   * kept then.
   *
   * @returns {Series | null} null while nothing is kept
   */
  get ownAccuracies() {
    return this.digits.length > 0 && this.active ? this.#accuracies : null;
  }

  /** @param {Uint8Array | null} pixels @returns {number} the place of these very pixels, −1 if they are not kept */
  placeOf(pixels) {
    return this.digits.findIndex((digit) => digit.pixels === pixels);
  }

  /**
   * @param {Uint8Array} pixels
   * @param {number} truth the class it is meant to be
   */
  keep(pixels, truth) {
    if (this.digits.length < MOST) this.#become([...this.digits, { truth, pixels }]);
  }

  /** @param {number} place */
  remove(place) {
    this.#become(this.digits.filter((_, i) => i !== place));
  }

  /** Another tab has kept or removed some. What could not be stored here stays. */
  reload() {
    if (this.trouble === 'full' || this.trouble === 'refused') return;
    this.#load();
    this.changed();
  }

  /**
   * @param {number} generation of the network
   * @param {Pick<Views, 'step' | 'own'> | null} views
   */
  take(generation, views) {
    if (generation !== this.#generation) {
      this.#generation = generation;
      this.#accuracies = new Series();
      this.answers = null;
      this.changed();
    }
    // An answer to an earlier question would go to the wrong digits.
    if (views?.own?.serial !== this.serial) return;
    const same = this.answers?.join() === views.own.answers.join();
    this.answers = views.own.answers;
    if (!this.answers.includes(-1)) {
      this.#accuracies.push(views.step, (100 * (this.right ?? 0)) / this.digits.length);
    }
    if (!same) this.changed();
  }

  /** @param {readonly OwnDigit[]} digits */
  #become(digits) {
    this.digits = digits;
    this.trouble = saveDigits(this.#shelf, digits);
    this.#renewed();
    this.changed();
  }

  #load() {
    const { digits, trouble } = loadDigits(this.#shelf);
    this.digits = digits.slice(0, MOST);
    this.trouble = trouble;
    this.#renewed();
  }

  #renewed() {
    this.serial++;
    this.answers = null;
    if (this.digits.length === 0) this.#accuracies = new Series();
  }
}
