import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { prepare } from '../../web/ui/draw/prepare.js';

const SIZE = 100;

/** @param {(x: number, y: number) => boolean} inked */
function drawing(inked) {
  return Uint8Array.from({ length: SIZE * SIZE }, (_, i) =>
    inked(i % SIZE, Math.floor(i / SIZE)) ? 255 : 0,
  );
}

/** Rows and columns of the image that have ink. @param {Uint8Array} image */
function extent(image) {
  const at = [...image.keys()].filter((i) => (image[i] ?? 0) > 0);
  const [rows, columns] = [at.map((i) => Math.floor(i / 28)), at.map((i) => i % 28)];
  return {
    top: Math.min(...rows),
    bottom: Math.max(...rows),
    left: Math.min(...columns),
    right: Math.max(...columns),
  };
}

test('an empty pad gives nothing', () => {
  assert.equal(prepare(new Uint8Array(SIZE * SIZE), SIZE, SIZE), null);
});

test('a digit fills 20 rows and stands in the middle, wherever and however large it was drawn', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 0, max: 40 }),
      fc.integer({ min: 0, max: 40 }),
      fc.integer({ min: 10, max: 59 }),
      (left, top, height) => {
        const width = Math.ceil(height / 3);
        const image = prepare(
          drawing((x, y) => x >= left && x < left + width && y >= top && y < top + height),
          SIZE,
          SIZE,
        );
        assert.ok(image);
        const { top: first, bottom, left: start, right } = extent(image);
        assert.deepEqual([first, bottom], [4, 23]);
        assert.ok(Math.abs((start + right + 1) / 2 - 14) <= 0.5);
        assert.equal(Math.max(...image), 255);
      },
    ),
  );
});

test('the centre of mass is in the middle, not the box', () => {
  // A heavy foot, as of a 2.
  const image = prepare(
    drawing((x, y) => (y >= 80 && y < 90) || (x === 50 && y >= 50 && y < 90)),
    SIZE,
    SIZE,
  );
  assert.ok(image);
  let [mass, moment] = [0, 0];
  for (const [i, value] of image.entries()) {
    mass += value;
    moment += value * (Math.floor(i / 28) + 0.5);
  }
  assert.ok(Math.abs(moment / mass - 14) < 0.6);
});
