/** What Windows-1252 has for 0x80 to 0x9f; otherwise it is ISO 8859-1. Source: https://encoding.spec.whatwg.org/#windows-1252 */
const WINDOWS = '€\x81‚ƒ„…†‡ˆ‰Š‹Œ\x8dŽ\x8f\x90‘’“”•–—˜™š›œ\x9džŸ';

/**
 * Reads text as editors and spreadsheets save it.
 *
 * @param {Uint8Array} bytes UTF-8, or UTF-16 with its byte order mark; or else Windows-1252, which is never faulty
 * @returns {string} without the mark
 */
export function textOf(bytes) {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return new TextDecoder('utf-16le').decode(bytes);
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return new TextDecoder('utf-16be').decode(bytes);
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    // Node 20's own decoder takes the one for the other.
    const text = Buffer.from(bytes).toString('latin1');
    return text.replaceAll(/[\x80-\x9f]/g, (one) => WINDOWS.charAt(one.charCodeAt(0) - 0x80));
  }
}
