import assert from 'node:assert/strict';
import { test } from 'node:test';
import { gapAtEpochs, gapAxisOf, gapInWords, gapOf } from '../../web/ui/twin/gap.js';

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

test('of a network that ended, only tests at the ends of epochs count, of both', () => {
  const epochAt = (/** @type {number} */ step) => step / 10;
  const a = { x: [0, 6, 10, 17, 20, 30], y: [10, 40, 50, 60, 65, 90] };
  const b = { x: [0, 6, 10, 20, 26], y: [12, 30, 45, 55, 20] };
  assert.deepEqual(gapAtEpochs(a, b, epochAt), { x: [0, 10, 20], y: [2, -5, -10] });
  const early = { x: [0, 6], y: [12, 30] };
  assert.deepEqual(gapAtEpochs(a, early, epochAt), { x: [], y: [] }, 'the start alone is no gap');
  const failed = { x: [0, 10], y: [12, Number.NaN] };
  assert.deepEqual(gapAtEpochs(a, failed, epochAt), { x: [], y: [] });
  assert.deepEqual(
    gapAtEpochs(a, b, () => null),
    { x: [], y: [] },
  );
  const rounded = (/** @type {number} */ step) => step * (1 / 49);
  const odd = { x: [0, 49], y: [10, 20] };
  assert.deepEqual(gapAtEpochs(odd, odd, rounded), { x: [0, 49], y: [0, 0] });
});

/** @param {number[]} y @param {'accuracies' | 'testLosses'} [curve] */
const axisOf = (y, curve = 'accuracies') => gapAxisOf({ x: y.map((_, i) => i), y }, curve);

test('its axis is round, reaches as far as the gap does, and is never finer than a point', () => {
  assert.deepEqual(axisOf([]).range, [-1, 1]);
  assert.deepEqual(axisOf([0.3, -0.2]).range, [-1, 1]);
  assert.deepEqual(axisOf([0.3, -1.2]).range, [-2, 0.5]);
  assert.deepEqual(axisOf([37]).range, [0, 50]);
  assert.deepEqual(axisOf([-80]).range, [-100, 0]);
  assert.deepEqual(axisOf([0.004], 'testLosses').range, [-0.01, 0.01]);
  assert.equal(axisOf([70, 5]).decades, null);
});

test('a gap that falls over decades has an axis in powers of ten, on both sides of 0', () => {
  const falling = axisOf([-2.05, -0.2, 0.03, -0.0021, -0.0012, -0.0009], 'testLosses');
  assert.deepEqual(falling, {
    range: [-5, 0.05],
    decades: { from: 0.001, marks: [-1, -0.01, 0, 0.01] },
  });
  const rising = axisOf([0, 300, 40, 4, 2, 2, 2], 'testLosses');
  assert.deepEqual(rising, { range: [0, 500], decades: { from: 1, marks: [0, 10, 100] } });
  const equal = axisOf([40, 0, 0, 0]);
  assert.deepEqual(equal, { range: [0, 50], decades: { from: 0.1, marks: [0, 1, 10] } });
});

test('it is never said to be nothing where there is one, between losses', () => {
  assert.equal(gapInWords(-0.00021, false), '−2.1×10⁻⁴');
  assert.equal(gapInWords(0.000049, false), '+4.9×10⁻⁵');
  assert.equal(gapInWords(-0.0123, false), '−0.012');
  assert.equal(gapInWords(0, false), '0.000');
  assert.equal(gapInWords(-0.021, true), '0.0');
  assert.equal(gapInWords(5.44, true), '+5.4');
  assert.equal(gapInWords(undefined, false), '–');
});
