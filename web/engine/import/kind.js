import { unknownKind } from './faults.js';

const JSON_BRACE = 0x7b;

/**
 * @param {Uint8Array} bytes of a file
 * @returns {'safetensors' | 'json'} what it looks like
 * @throws {import('../errors.js').StrataError} `import-kind`
 */
export function kindOf(bytes) {
  // The length that safetensors begin with has zeros in its upper bytes, and no text has.
  if (bytes.length > 8 && bytes[7] === 0 && bytes[8] === JSON_BRACE) return 'safetensors';
  if (bytes.find((byte) => byte > 0x20) === JSON_BRACE) return 'json';
  throw unknownKind();
}
