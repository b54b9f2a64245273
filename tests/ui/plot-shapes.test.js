import assert from 'node:assert/strict';
import { test } from 'node:test';
import { pathOf } from '../../web/ui/layer/plot-shapes.js';

/** A picture ten high, whose points are ten apart. @param {number[]} values */
const drawn = (values) =>
  pathOf(
    Float32Array.from(values),
    (y) => y,
    (i) => 10 * i,
    10,
  );

test('a curve that stays in the picture is one line', () => {
  assert.equal(drawn([1, 5, 9]), 'M0.0 1.0L10.0 5.0L20.0 9.0');
});

test('a curve is drawn up to where it leaves the picture, and from where it comes back', () => {
  assert.equal(drawn([5, 17, 5]), 'M0.0 5.0L5.0 11.0M15.0 11.0L20.0 5.0');
  assert.equal(drawn([-9, 3, -9]), 'M6.7 -1.0L10.0 3.0L13.3 -1.0');
});

test('one that leaves it at once, as after an explosion, is a line straight up', () => {
  const infinite = Number.NEGATIVE_INFINITY;
  assert.equal(drawn([infinite, infinite, 8, infinite]), 'M20.0 -1.0L20.0 8.0L20.0 -1.0');
});

test('what is not a number, and a leap across the picture, are gaps', () => {
  assert.equal(drawn([1, Number.NaN, 2]), 'M0.0 1.0M20.0 2.0');
  assert.equal(drawn([-50, 50]), '');
});
