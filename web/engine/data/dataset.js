import { StrataError } from '../errors.js';

/**
 * @typedef {object} Dataset images with their labels
 * @property {Uint8Array} images n · 784 pixels, 0 (background) to 255, each image row by row
 * @property {Uint8Array} labels n classes, 0 to 9
 */

/** @typedef {{ shape: number[], data: Uint8Array }} IdxArray */

const SIDE = 28;
export const IMAGE_BYTES = SIDE * SIDE;
const CLASSES = 10;

/**
 * Pairs the contents of two IDX files as images of 28 × 28 pixels with labels from 0 to 9.
 *
 * @param {IdxArray} images shape [n, 28, 28]
 * @param {IdxArray} labels shape [n]
 * @param {string} name what to call the set in messages
 * @returns {Dataset} the same arrays, not copies
 * @throws {StrataError} `data-shape`, `data-length` (unequal counts), `data-label` (a label over 9)
 */
export function pairUp(images, labels, name) {
  const [count = 0, ...imageShape] = images.shape;
  if (imageShape.length !== 2 || imageShape.some((side) => side !== SIDE)) {
    throw new StrataError(
      'data-shape',
      `The images of ${name} have the shape ${images.shape.join(' × ')}; images of ${SIDE} × ${SIDE} pixels are needed.`,
      { path: name },
    );
  }
  if (labels.shape.length !== 1) {
    throw new StrataError(
      'data-shape',
      `The labels of ${name} have the shape ${labels.shape.join(' × ')}; one label per image is needed.`,
      { path: name },
    );
  }
  if (labels.shape[0] !== count) {
    throw new StrataError(
      'data-length',
      `The files of ${name} do not belong together: ${count} images, but ${labels.shape[0]} labels.`,
      { path: name },
    );
  }
  const wrong = labels.data.findIndex((label) => label >= CLASSES);
  if (wrong >= 0) {
    throw new StrataError(
      'data-label',
      `Label ${wrong} of ${name} (counting from 0) is ${labels.data[wrong]}; labels go from 0 to ${CLASSES - 1}.`,
      { path: name },
    );
  }
  return { images: images.data, labels: labels.data };
}
