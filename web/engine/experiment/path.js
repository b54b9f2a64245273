/**
 * @param {string} path
 * @param {string | number} key
 * @returns {string} such as `layers[1].units`; names that are none in JavaScript are quoted in brackets
 */
export function join(path, key) {
  if (typeof key === 'number') return `${path}[${key}]`;
  if (!/^\w{1,40}$/.test(key)) return `${path}[${JSON.stringify(key.slice(0, 40))}]`;
  return path === '' ? key : `${path}.${key}`;
}
