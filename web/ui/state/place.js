/**
 * Where the page is, and what is there with it. The page in one file has `web/single/place.js` in the place of this
 * ("imports" in package.json).
 */

/** Whether there is nothing beside the page, which others could be pointed to. */
export const alone = false;

export const images = Object.freeze({
  /** Address of their folder. */
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

/**
 * @param {string} hash
 * @param {string} [base] an address of Strata's
 * @returns {string} address that opens it in Strata's own page
 */
export function linkTo(hash, base = document.baseURI) {
  return new URL(`./#${hash}`, base).href;
}
