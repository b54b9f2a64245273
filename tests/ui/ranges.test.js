import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { logMarks, logRange } from '../../web/ui/charts/ranges.js';

describe('the logarithmic loss axis', () => {
  test('ends at 1, 2 or 5 times a power of ten, about all values', () => {
    for (const [low, high, range] of /** @type {[number | null, number | null, number[]][]} */ ([
      [null, null, [0.1, 5]],
      [0.32, 2.3, [0.2, 5]],
      [0.1, 2, [0.1, 2]],
      [0.001, 1000, [0.001, 1000]],
      [0.04, 3e30, [0.02, 5e30]],
      [0, 2.4, [1e-5, 5]],
    ])) {
      assert.deepEqual(logRange(low, high), range);
    }
  });

  test('is marked at round numbers, few enough to be read', () => {
    assert.deepEqual(logMarks(0.1, 5), [0.1, 0.2, 0.5, 1, 2, 5]);
    assert.deepEqual(logMarks(0.002, 5), [0.01, 0.1, 1]);
    for (const top of [5, 1e3, 2e5, 1e12, 5e30, 1e38]) {
      for (const bottom of [1e-5, 0.002, 0.5]) {
        const marks = logMarks(bottom, top);
        assert.ok(marks.length >= 2 && marks.length <= 8, `${bottom} to ${top}: ${marks}`);
        for (const mark of marks) assert.match(String(mark.toExponential()), /^[125]e/);
      }
    }
  });
});
