/**
 * Where the packed images are, and how many of them. The page in one file has `web/single/images.js` in the place of this
 * ("imports" in package.json).
 */

export const images = Object.freeze({
  /** Address of the folder. */
  get base() {
    return new URL('mnist/', document.baseURI).href;
  },
  /** How many of each split there are, where that is fewer than the data set has. @type {{ train: number, test: number } | null} */
  most: null,
});

/** @template D @param {D} document of an experiment @returns {D} with as many images as there are */
export function fitting(document) {
  return document;
}
