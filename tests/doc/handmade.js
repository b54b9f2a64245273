/** A link as the description of version 1 has it, made without the code under test. @param {string} json */
export function handmade(json) {
  const table = Uint32Array.from({ length: 256 }, (_, n) => {
    for (let bit = 0; bit < 8; bit++) n = n & 1 ? (n >>> 1) ^ 0xedb88320 : n >>> 1;
    return n;
  });
  const bytes = Buffer.from(json);
  const crc =
    bytes.reduce((sum, byte) => (sum >>> 8) ^ (table[(sum ^ byte) & 255] ?? 0), 0xffffffff) ^
    0xffffffff;
  const head = Buffer.alloc(4);
  head.writeUInt32BE(crc >>> 0);
  return `1${Buffer.concat([head, bytes]).toString('base64url')}`;
}
