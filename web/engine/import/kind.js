import { unknownKind } from './faults.js';

const JSON_BRACE = 0x7b;
/** Some editors begin text with it. */
const BYTE_ORDER_MARK = [0xef, 0xbb, 0xbf];

/**
 * @param {Uint8Array} bytes of a file
 * @returns {'safetensors' | 'json'} what it looks like
 * @throws {import('../errors.js').StrataError} `import-kind`
 */
export function kindOf(bytes) {
  // The length that safetensors begin with has zeros in its upper bytes, and no text has.
  if (bytes.length > 8 && bytes[7] === 0 && bytes[8] === JSON_BRACE) return 'safetensors';
  const first = bytes.find((byte, i) => byte > 0x20 && byte !== BYTE_ORDER_MARK[i]);
  if (first === JSON_BRACE) return 'json';
  throw unknownKind();
}
