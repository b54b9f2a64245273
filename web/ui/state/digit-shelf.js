/** Where a browser keeps the student's digits: its local storage, which may be refused, full or damaged. */

import { localShelf } from './storage.js';

/** @typedef {{ truth: number, pixels: Uint8Array }} OwnDigit prepared as MNIST's images are, with its true class */
/** @typedef {Pick<Storage, 'getItem' | 'setItem'>} Shelf */
/** @typedef {'refused' | 'full' | 'damaged'} Trouble */

export const SHELF = 'strata-digits';
const PIXELS = 784;

/** @returns {Shelf | null} null where the browser refuses it */
export function browserShelf() {
  try {
    return localShelf();
  } catch {
    return null;
  }
}

/**
 * @param {Shelf | null} shelf
 * @returns {{ digits: OwnDigit[], trouble: Trouble | null }} those that can be read
 */
export function loadDigits(shelf) {
  /** @type {string | null} */
  let text;
  try {
    if (shelf === null) return { digits: [], trouble: 'refused' };
    text = shelf.getItem(SHELF);
  } catch {
    return { digits: [], trouble: 'refused' };
  }
  try {
    const list = text === null ? [] : /** @type {unknown[]} */ (JSON.parse(text)).map(unpack);
    const digits = list.filter((digit) => digit !== null);
    return { digits, trouble: digits.length < list.length ? 'damaged' : null };
  } catch {
    return { digits: [], trouble: 'damaged' };
  }
}

/**
 * @param {Shelf | null} shelf
 * @param {readonly OwnDigit[]} digits
 * @returns {Trouble | null} why they are not kept
 */
export function saveDigits(shelf, digits) {
  if (shelf === null) return 'refused';
  const list = digits.map(({ truth, pixels }) => ({
    truth,
    pixels: btoa(String.fromCharCode(...pixels)),
  }));
  try {
    shelf.setItem(SHELF, JSON.stringify(list));
    return null;
  } catch (error) {
    return error instanceof Error && /quota/i.test(error.name) ? 'full' : 'refused';
  }
}

/** @param {unknown} value @returns {OwnDigit | null} null if it is none */
function unpack(value) {
  const { truth, pixels } = /** @type {Record<string, unknown>} */ (value ?? {});
  if (typeof truth !== 'number' || !(Number.isInteger(truth) && truth >= 0 && truth < 10)) {
    return null;
  }
  try {
    const bytes = Uint8Array.from(atob(String(pixels)), (letter) => letter.charCodeAt(0));
    return bytes.length === PIXELS ? { truth, pixels: bytes } : null;
  } catch {
    return null;
  }
}
