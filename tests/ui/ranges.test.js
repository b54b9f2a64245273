import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { accuracyRange, ahead, logMarks, logRange } from '../../web/ui/charts/ranges.js';
import { accuracyRangeOf, sceneOf } from '../../web/ui/charts/scene.js';
import { noCurves } from '../../web/ui/state/curves.js';

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

/**
 * A session, as far as charts look at it.
 *
 * @param {{ step?: number, accuracies?: number[], earlier?: number[][], own?: number[] | null, speed?: number }} run
 */
function session({
  step = 10,
  accuracies = [],
  earlier = [],
  own = null,
  speed = Number.POSITIVE_INFINITY,
}) {
  /** @param {readonly number[]} y every hundred steps */
  const curvesOf = (y) => {
    const curves = noCurves();
    for (const [i, accuracy] of y.entries()) curves.accuracies.push(100 * i, accuracy);
    return curves;
  };
  return /** @type {import('../../web/ui/state/session.js').Session} */ (
    /** @type {unknown} */ ({
      run: { curves: curvesOf(accuracies), snapshot: { step } },
      digit: { own: { ownAccuracies: own && { x: own.map((_, i) => i), y: own } } },
      earlier: {
        shown: earlier.map((y) => ({ step: 100 * (y.length - 1), curves: curvesOf(y) })),
      },
      twin: { document: null },
      experiment: { document: { data: { name: 'mnist' } } },
      speed,
    })
  );
}

describe('the accuracy axis', () => {
  const rangeOf = (/** @type {Parameters<typeof session>[0]} */ run) =>
    accuracyRangeOf(sceneOf(session(run), true));

  test('shows the part where differences are, with all that came after the best', () => {
    assert.deepEqual(accuracyRange(95), [80, 100]);
    assert.deepEqual(rangeOf({ accuracies: [10, 60] }), [0, 100]);
    assert.deepEqual(rangeOf({ accuracies: [10, 85] }), [50, 100]);
    assert.deepEqual(rangeOf({ accuracies: [10, 85, 96] }), [80, 100]);
    assert.deepEqual(rangeOf({ accuracies: [10, 96, 91, 95] }), [80, 100]);
    assert.deepEqual(rangeOf({ accuracies: [10, 96, 72, 95] }), [50, 100]);
    assert.deepEqual(rangeOf({ accuracies: [10, 96, 41] }), [0, 100]);
    assert.deepEqual(rangeOf({ accuracies: [10, 96, Number.NaN] }), [80, 100]);
    assert.deepEqual(rangeOf({ accuracies: [10, 96], own: [40, 60] }), [0, 100]);
  });

  test('shows where earlier runs ended', () => {
    assert.deepEqual(rangeOf({ accuracies: [10, 96], earlier: [[10, 97]] }), [80, 100]);
    assert.deepEqual(
      rangeOf({
        accuracies: [10, 96],
        earlier: [
          [10, 97],
          [96, 9.8],
        ],
      }),
      [0, 100],
    );
    assert.deepEqual(rangeOf({ earlier: [[10, 97]] }), [80, 100]);
    assert.deepEqual(rangeOf({}), [80, 100]);
  });
});

describe('the axis of the steps', () => {
  const earlier = [[10, 50, 90]];
  const endAt = (/** @type {number} */ step, speed = Number.POSITIVE_INFINITY) =>
    sceneOf(session({ step, earlier, speed }), true).end;

  test('ends where the longest run does', () => {
    assert.equal(endAt(12), 200);
    assert.equal(endAt(900), 900);
    assert.equal(sceneOf(session({ step: 3 }), true).end, 10);
  });

  test('of a slow run ends a little ahead of it, and earlier lines are cut there', () => {
    assert.deepEqual([0, 3, 8, 9, 12, 100].map(ahead), [10, 10, 10, 15, 15, 150]);
    assert.equal(endAt(12, 3), 15);
    assert.equal(endAt(190, 3), 200, 'no further than without');
    assert.equal(endAt(900, 3), 900);
    const scene = sceneOf(session({ step: 100, earlier, speed: 3 }), true);
    const { x, y } = scene.others[0]?.curves.accuracies ?? { x: [], y: [] };
    assert.deepEqual(x, [0, 100, 150]);
    assert.deepEqual(y, [10, 50, 70], 'on the line');
  });
});
