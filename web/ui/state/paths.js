/** @typedef {readonly (string | number)[]} Path keys from the document inwards, such as `['layers', 1, 'units']` */

/**
 * @param {unknown} document
 * @param {Path} path
 * @returns {unknown} what stands there, or undefined
 */
export function valueAt(document, path) {
  return path.reduce(
    (value, key) => /** @type {Record<string | number, unknown> | undefined} */ (value)?.[key],
    document,
  );
}

/**
 * @template T
 * @param {T} document left as it is
 * @param {Path} path
 * @param {unknown} value
 * @returns {T} a copy with that value there
 */
export function withValue(document, path, value) {
  const [key, ...rest] = path;
  if (key === undefined) return /** @type {T} */ (value);
  const copy = /** @type {any} */ (Array.isArray(document) ? [...document] : { ...document });
  copy[key] = withValue(copy[key], rest, value);
  return copy;
}

/**
 * @param {Path} path
 * @returns {string} of the place in whatever layer, as `placeNames` has it: `layers.units`
 */
export function placeName(path) {
  return path.filter((key) => typeof key === 'string').join('.');
}

/**
 * @param {Path} path
 * @returns {string} as the document's problems write it: `layers[1].units`
 */
export function pathText(path) {
  return path.reduce(
    (/** @type {string} */ text, key) =>
      typeof key === 'number' ? `${text}[${key}]` : text === '' ? key : `${text}.${key}`,
    '',
  );
}
