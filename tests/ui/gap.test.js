import assert from 'node:assert/strict';
import { test } from 'node:test';
import { gapOf, gapRangeOf } from '../../web/ui/twin/gap.js';

test('the gap is b minus a where both are known, on the lines between their points', () => {
  const a = { x: [0, 10, 30], y: [10, 50, 90] };
  const b = { x: [0, 20], y: [12, 60] };
  assert.deepEqual(gapOf(a, b), { x: [0, 10, 20], y: [2, -14, -10] });
});

test('where one is not finite, there is no gap', () => {
  const a = { x: [0, 10], y: [10, Number.NaN] };
  assert.deepEqual(gapOf(a, { x: [0, 10], y: [11, 12] }), { x: [0], y: [1] });
  assert.deepEqual(gapOf({ x: [], y: [] }, a), { x: [], y: [] });
});

test('its axis is even, round and never finer than a point', () => {
  assert.deepEqual(gapRangeOf({ x: [], y: [] }), [-1, 1]);
  assert.deepEqual(gapRangeOf({ x: [0, 1], y: [0.3, -1.2] }), [-2, 2]);
  assert.deepEqual(gapRangeOf({ x: [0], y: [37] }), [-50, 50]);
  assert.deepEqual(gapRangeOf({ x: [0], y: [-80] }), [-100, 100]);
});
