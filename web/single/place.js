/** Takes the place of `web/ui/state/place.js` in the page in one file. */
import { FOLDER, files } from './files.js';

const { train, test } = JSON.parse(atob(files['mnist/manifest.json'] ?? ''));
const most = Object.freeze({ train: Number(train), test: Number(test) });

export const alone = true;

export const images = Object.freeze({ base: `${FOLDER}mnist/`, most });

/**
 * @template {{ data: { name: string, train?: number, test?: number } }} D
 * @param {D} document of an experiment
 * @returns {D} with no more images than there are, the first of them
 */
export function fitting(document) {
  const { data } = document;
  if (data.name !== 'mnist') return document;
  const upTo = (/** @type {'train' | 'test'} */ split) =>
    Math.min(data[split] ?? most[split], most[split]);
  return { ...document, data: { ...data, train: upTo('train'), test: upTo('test') } };
}

/** @param {string} hash @returns {string} address that opens it in this file, whatever that is called */
export function linkTo(hash) {
  return new URL(`#${hash}`, location.href).href;
}
