import assert from 'node:assert/strict';
import { test } from 'node:test';
import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { encodeIdx, openIdx, readIdx } from '../../web/engine/data/idx.js';
import { StrataError } from '../../web/engine/errors.js';

/** A shape of 1 to 3 dimensions with bytes to fill it. */
const content = fc.array(fc.nat({ max: 9 }), { minLength: 1, maxLength: 3 }).chain((shape) => {
  const length = shape.reduce((product, size) => product * size);
  const data = fc.uint8Array({ minLength: length, maxLength: length });
  return fc.record({ shape: fc.constant(shape), data });
});
const cuts = fc.array(fc.nat({ max: 40 }), { minLength: 1, maxLength: 8 });

/**
 * Cuts bytes into chunks of the given lengths, over and over, empty ones among them.
 *
 * @param {Uint8Array} bytes
 * @param {number[]} lengths
 */
async function* chunked(bytes, lengths) {
  let at = 0;
  for (let i = 0; at < bytes.length; i++) {
    const length = lengths[i % lengths.length] ?? 0;
    // All zeros would never end.
    const end = at + (i % 9 === 8 ? Math.max(1, length) : length);
    yield bytes.subarray(at, end);
    at = end;
  }
}

/** @param {Uint8Array} bytes @param {boolean} packed */
const file = (bytes, packed) => (packed ? Uint8Array.from(gzipSync(bytes)) : bytes);

test('every file comes back as it was written, whatever the chunks', async () => {
  await fc.assert(
    fc.asyncProperty(content, cuts, fc.boolean(), async ({ shape, data }, lengths, packed) => {
      const bytes = file(encodeIdx(shape, data), packed);
      assert.deepEqual(await readIdx(chunked(bytes, lengths)), { shape, data });
    }),
    { numRuns: 300 },
  );
});

test('items are never cut', async () => {
  await fc.assert(
    fc.asyncProperty(content, cuts, fc.boolean(), async ({ shape, data }, lengths, packed) => {
      const bytes = file(encodeIdx(shape, data), packed);
      const itemBytes = shape.slice(1).reduce((product, size) => product * size, 1);
      const { items } = await openIdx(chunked(bytes, lengths));
      for await (const part of items) {
        assert.ok(part.length > 0);
        assert.equal(part.length % itemBytes, 0);
      }
    }),
    { numRuns: 200 },
  );
});

test('every shortened file is refused', async () => {
  await fc.assert(
    fc.asyncProperty(content, cuts, fc.boolean(), async ({ shape, data }, lengths, packed) => {
      const bytes = file(encodeIdx(shape, data), packed);
      for (let length = 0; length < bytes.length; length += length < 40 ? 1 : 13) {
        const short = chunked(bytes.subarray(0, length), lengths);
        await assert.rejects(readIdx(short), StrataError, `${length} of ${bytes.length} bytes`);
      }
    }),
    { numRuns: 40 },
  );
});

test('every lengthened file is refused', async () => {
  const extra = fc.uint8Array({ minLength: 1, maxLength: 30 });
  await fc.assert(
    fc.asyncProperty(content, extra, fc.boolean(), async ({ shape, data }, more, packed) => {
      const bytes = file(encodeIdx(shape, data), packed);
      await assert.rejects(readIdx(Buffer.concat([bytes, more])), StrataError);
    }),
    { numRuns: 200 },
  );
});

test('flipped bits are refused or harmless, never a crash', async () => {
  const flips = fc.array(fc.record({ at: fc.nat(), bit: fc.nat({ max: 7 }) }), {
    minLength: 1,
    maxLength: 4,
  });
  await fc.assert(
    fc.asyncProperty(content, flips, fc.boolean(), async ({ shape, data }, changes, packed) => {
      const bytes = file(encodeIdx(shape, data), packed);
      for (const { at, bit } of changes) {
        const place = at % bytes.length;
        bytes[place] = (bytes[place] ?? 0) ^ (1 << bit);
      }
      const outcome = await readIdx(bytes, { maxBytes: 2 ** 20 }).catch((error) => error);
      if (outcome instanceof StrataError) return;
      // What is accepted is a file that would be written just so; gzip’d, it is the very same file.
      const again = encodeIdx(outcome.shape, outcome.data);
      assert.deepEqual(again, packed ? encodeIdx(shape, data) : bytes);
    }),
    { numRuns: 500 },
  );
});

test('arbitrary bytes are refused or read, never a crash', async () => {
  const start = fc.constantFrom(
    [],
    [0, 0, 8],
    [0, 0, 8, 1],
    [0, 0, 8, 3],
    [31, 139],
    [31, 139, 8, 0],
  );
  await fc.assert(
    fc.asyncProperty(start, fc.uint8Array({ maxLength: 64 }), cuts, async (head, tail, lengths) => {
      const bytes = Uint8Array.from([...head, ...tail]);
      const outcome = await readIdx(chunked(bytes, lengths)).catch((error) => error);
      if (outcome instanceof StrataError) return;
      assert.deepEqual(encodeIdx(outcome.shape, outcome.data), bytes);
    }),
    { numRuns: 500 },
  );
});
