import assert from 'node:assert/strict';
import { test } from 'node:test';
import { freePlace, markStride, placesBeside } from '../../web/ui/views/chart-room.js';

const box = (/** @type {number} */ left, /** @type {number} */ top, size = 10) => ({
  left,
  top,
  right: left + size,
  bottom: top + size,
});

test('words take the first place that is free, or else the first', () => {
  const places = [box(0, 0), box(20, 0), box(40, 0)];
  assert.equal(freePlace(places, []), places[0]);
  assert.equal(freePlace(places, [box(9, 9)]), places[1]);
  assert.equal(freePlace(places, [box(10, 10)]), places[0], 'what only touches is free');
  assert.equal(freePlace(places, [box(5, 5), box(15, 0, 30)]), places[0]);
  assert.equal(freePlace([], []), undefined);
});

test('places beside a line begin at its middle, under it before over it, and leave it free', () => {
  const points = [0, 10, 20, 30].map((x) => ({ x, y: 100 - 2 * x }));
  const places = placesBeside(points, { width: 4, height: 6, gap: 3 });
  assert.deepEqual(places.slice(0, 2), [
    { left: 13, right: 17, top: 77, bottom: 83 },
    { left: 13, right: 17, top: 57, bottom: 63 },
  ]);
  assert.deepEqual(
    places.map(({ left }) => left),
    [13, 13, 3, 3, 23, 23],
  );
  assert.deepEqual(placesBeside(points.slice(0, 1), { width: 4, height: 6, gap: 3 }), []);
});

test('marks thin out evenly until the last has room beside the word', () => {
  const within = (/** @type {number} */ most) => (/** @type {number} */ last) => last <= most;
  assert.equal(markStride(11, 1, within(9)), 1, 'all ten');
  assert.equal(markStride(20, 1, within(17)), 4, '1, 5, 9, 13, 17');
  assert.equal(markStride(20, 2, within(18)), 2);
  assert.equal(markStride(3, 1, within(-1)), 2, 'the first at least');
});
