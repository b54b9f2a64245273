/** Writes the protocol-buffer encoding: https://protobuf.dev/programming-guides/encoding */

/**
 * @typedef {number | string | Uint8Array | Message} Value whole numbers from 0 on, texts, bytes
 * @typedef {readonly (readonly [field: number, value: Value])[]} Message fields in the order given
 */

const VARINT = 0;
const BYTES = 2;

/**
 * @param {Message} message
 * @returns {Uint8Array<ArrayBuffer>}
 */
export function encodeMessage(message) {
  /** @type {Uint8Array[]} */
  const parts = [];
  collect(message, parts);
  return concatenated(parts);
}

/**
 * @param {readonly Uint8Array[]} parts
 * @returns {Uint8Array<ArrayBuffer>}
 */
export function concatenated(parts) {
  const all = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all;
}

/** @param {Message} message @param {Uint8Array[]} parts receives its encoding */
function collect(message, parts) {
  for (const [field, value] of message) {
    if (typeof value === 'number') {
      parts.push(varints(field * 8 + VARINT, value));
    } else {
      const bytes = bytesOf(value);
      const length = bytes.reduce((sum, part) => sum + part.length, 0);
      parts.push(varints(field * 8 + BYTES, length), ...bytes);
    }
  }
}

/** @param {string | Uint8Array | Message} value @returns {Uint8Array[]} in parts, so that large ones are copied but once */
function bytesOf(value) {
  if (typeof value === 'string') return [new TextEncoder().encode(value)];
  if (value instanceof Uint8Array) return [value];
  /** @type {Uint8Array[]} */
  const parts = [];
  collect(value, parts);
  return parts;
}

/** @param {...number} values @returns {Uint8Array} seven bits a byte, the lowest first */
function varints(...values) {
  const bytes = [];
  for (let value of values) {
    for (; value >= 128; value = Math.floor(value / 128)) bytes.push((value % 128) + 128);
    bytes.push(value);
  }
  return Uint8Array.from(bytes);
}
