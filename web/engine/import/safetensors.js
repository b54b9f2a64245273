import { scanJson } from '../experiment/json.js';
import { join } from '../experiment/path.js';
import { problemAt } from '../experiment/plain.js';
import { damaged, shapeOf } from './faults.js';
import { sentence } from './sentences.js';

/** @typedef {import('./index.js').Given} Given */

/** A header of this size describes tens of thousands of tensors; networks here have at most 128. */
export const MAX_HEADER = 2 ** 20;

/**
 * How numbers of a type are read: bytes each, and 32-bit floats from a copy of them.
 * @type {Readonly<Record<string, { bytes: number, read: (buffer: ArrayBuffer) => Float32Array }>>}
 */
const types = {
  F32: { bytes: 4, read: (buffer) => new Float32Array(buffer) },
  F64: { bytes: 8, read: (buffer) => Float32Array.from(new Float64Array(buffer)) },
  F16: { bytes: 2, read: (buffer) => Float32Array.from(new Uint16Array(buffer), half) },
  BF16: {
    bytes: 2,
    read: (buffer) =>
      new Float32Array(Uint32Array.from(new Uint16Array(buffer), (bits) => bits << 16).buffer),
  },
};

/**
 * @param {Uint8Array} bytes a file in the safetensors format, perhaps hostile
 * @returns {Given[]} one for each tensor, read where a network wants it
 * @throws {import('../errors.js').StrataError} `import-damaged`
 */
export function readSafetensors(bytes) {
  const { header, twice, numbers } = headerOf(bytes);
  return Object.entries(header)
    .filter(([name]) => name !== '__metadata__')
    .map(([name, entry]) => given(name, entry, { numbers, twice: twice.has(join('', name)) }));
}

/**
 * @param {Uint8Array} bytes a file in the safetensors format, perhaps hostile
 * @returns {{ header: Record<string, unknown>, twice: Set<string>, numbers: Uint8Array }} `twice`: paths of fields that are
 *   given more than once; `numbers`: what stands behind the header
 * @throws {import('../errors.js').StrataError} `import-damaged`
 */
export function headerOf(bytes) {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const length = view.getUint32(0, true) + 2 ** 32 * view.getUint32(4, true);
  if (length > Math.min(MAX_HEADER, bytes.length - 8)) throw damaged();
  return { ...headerIn(bytes.subarray(8, 8 + length)), numbers: bytes.subarray(8 + length) };
}

/** @param {Uint8Array} bytes */
function headerIn(bytes) {
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    const header = /** @type {unknown} */ (JSON.parse(text));
    if (typeof header !== 'object' || header === null || Array.isArray(header)) throw damaged();
    const twice = new Set(scanJson(text).twice);
    return { header: /** @type {Record<string, unknown>} */ (header), twice };
  } catch {
    throw damaged();
  }
}

/**
 * @param {string} name
 * @param {any} entry of the header, of whatever kind
 * @param {{ numbers: Uint8Array, twice: boolean }} file
 * @returns {Given}
 */
function given(name, entry, { numbers, twice }) {
  return {
    name,
    shape: shapeOf(entry?.shape),
    twice,
    read: (size) => readNumbers(name, entry, { numbers, size }),
  };
}

/**
 * @param {string} name
 * @param {any} entry
 * @param {{ numbers: Uint8Array, size: number }} from
 */
function readNumbers(name, entry, { numbers, size }) {
  const dtype = String(entry?.dtype).slice(0, 20);
  const type = Object.hasOwn(types, dtype) ? types[dtype] : undefined;
  if (!type) {
    const values = { found: dtype, names: Object.keys(types).join(', ') };
    return problemAt(name, entry?.dtype, sentence('problem.tensor-type', values));
  }
  const [first, end, ...more] = Array.isArray(entry.data_offsets) ? entry.data_offsets : [];
  const fits =
    Number.isSafeInteger(first) &&
    first >= 0 &&
    end === first + size * type.bytes &&
    end <= numbers.length &&
    more.length === 0;
  if (!fits) return problemAt(name, entry.data_offsets, sentence('problem.tensor-place'));
  // A copy of its own: what slice gives of Node's Buffer still has the whole file behind it.
  return type.read(new Uint8Array(numbers.subarray(first, end)).buffer);
}

/** @param {number} bits of a 16-bit float @returns {number} */
function half(bits) {
  const sign = bits >> 15 === 1 ? -1 : 1;
  const exponent = (bits >> 10) & 31;
  const fraction = bits & 1023;
  if (exponent === 31) return fraction === 0 ? sign * Number.POSITIVE_INFINITY : Number.NaN;
  if (exponent === 0) return sign * fraction * 2 ** -24;
  return sign * (1024 + fraction) * 2 ** (exponent - 25);
}
