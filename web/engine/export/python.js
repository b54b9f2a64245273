/** Values of experiments as Python writes them. */

/** @typedef {import('../tables.js').Param} Param */

const WIDTH = 110;
/** A multiple of three, so that the pieces' codes can be put one behind the other. */
const PIECE = 24576;

/**
 * @param {unknown} value number, text, flag, or a list of them, which becomes a tuple
 * @returns {string}
 */
export function literal(value) {
  if (typeof value === 'boolean') return value ? 'True' : 'False';
  if (Array.isArray(value)) {
    const [first, ...more] = value.map(literal);
    return more.length > 0 ? `(${[first, ...more].join(', ')})` : `(${first},)`;
  }
  return JSON.stringify(value);
}

/**
 * @param {Readonly<Record<string, unknown>>} values
 * @param {(name: string) => string} [rename]
 * @returns {string} arguments by name: `lr=0.1, betas=(0.9, 0.99,)`
 */
export function keywords(values, rename = (name) => name) {
  return Object.entries(values)
    .map(([name, value]) => `${rename(name)}=${literal(value)}`)
    .join(', ');
}

/**
 * @param {Readonly<Record<string, unknown>>} row a layer, an optimiser and so on, with `name` and perhaps `type`
 * @returns {Record<string, unknown>} its parameters
 */
export function parametersOf({ name: _name, type: _type, ...values }) {
  return values;
}

/**
 * @param {Uint8Array | Float32Array} array
 * @returns {string} a call of the scripts' `unpack`, which gives the same bits again
 */
export function packed(array) {
  const bytes = new Uint8Array(array.buffer, array.byteOffset, array.byteLength);
  const pieces = [];
  for (let at = 0; at < bytes.length; at += PIECE) {
    pieces.push(btoa(String.fromCharCode(...bytes.subarray(at, at + PIECE))));
  }
  const lines = pieces.join('').match(new RegExp(`.{1,${WIDTH}}`, 'g')) ?? [];
  const type = array instanceof Float32Array ? 'float32' : 'uint8';
  return `unpack("${type}", """\n${lines.join('\n')}\n""")`;
}
