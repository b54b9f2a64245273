import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import {
  eachCurve,
  evenly,
  nearest,
  noCurves,
  placeOf,
  readingAt,
  stepsOf,
  thinned,
  until,
  upTo,
} from '../../web/ui/state/curves.js';

describe('curves', () => {
  test('are thinned evenly, and begin and end where they did', () => {
    const x = Array.from({ length: 1001 }, (_, i) => i);
    const { x: steps, y } = thinned({ x, y: x.map((step) => 2 * step) }, 5);
    assert.deepEqual(steps, [0, 250, 500, 750, 1000]);
    assert.deepEqual(y, [0, 500, 1000, 1500, 2000]);
    const short = { x: [1, 2, 3], y: [4, 5, 6] };
    assert.deepEqual(thinned(short, 400), short);
    assert.deepEqual(thinned({ x: [], y: [] }, 400), { x: [], y: [] });
    for (const count of [2, 3, 399, 400, 401, 4000]) {
      const places = evenly(count, 400);
      assert.equal(places.length, Math.min(count, 400));
      assert.equal(new Set(places).size, places.length, 'none is chosen twice');
      assert.deepEqual([places[0], places.at(-1)], [0, count - 1]);
    }
  });

  test('are cut after a step', () => {
    const points = { x: [10, 20, 30], y: [1, 2, 3] };
    assert.deepEqual(until(points, 20), { x: [10, 20], y: [1, 2] });
    assert.deepEqual(until(points, 29), { x: [10, 20], y: [1, 2] });
    assert.deepEqual(until(points, 9), { x: [], y: [] });
  });

  test('are cut at a step, where their line crosses it', () => {
    const points = { x: [10, 20, 30], y: [1, 2, 4] };
    assert.deepEqual(upTo(points, 25), { x: [10, 20, 25], y: [1, 2, 3] });
    assert.deepEqual(upTo(points, 20), { x: [10, 20], y: [1, 2] });
    assert.deepEqual(upTo(points, 40), points);
    assert.deepEqual(upTo(points, 9), { x: [], y: [] });
  });

  test('are found by step', () => {
    assert.deepEqual(
      [0, 5, 6, 9, 100].map((step) => placeOf([5, 7, 9], step)),
      [-1, 0, 0, 2, 2],
    );
    assert.deepEqual(
      [0, 5.9, 6.1, 100].map((step) => nearest([5, 7, 9], step)),
      [5, 5, 7, 9],
    );
    assert.equal(nearest([], 3), null);
  });

  test('are read as they were known at a step', () => {
    const curves = noCurves();
    for (const step of [1, 2, 3, 4]) {
      curves.losses.push(step, step / 10);
      curves.smooth.push(step, step / 100);
    }
    curves.accuracies.push(3, 50);
    curves.testLosses.push(3, 1.5);
    curves.trainAccuracies.push(3, 60);
    assert.deepEqual(readingAt(curves, null, 2), {
      step: 2,
      accuracy: null,
      trainAccuracy: null,
      own: null,
      testLoss: null,
      loss: 0.02,
    });
    assert.deepEqual(readingAt(curves, { x: [2], y: [100] }, 4), {
      step: 4,
      accuracy: 50,
      trainAccuracy: 60,
      own: 100,
      testLoss: 1.5,
      loss: 0.04,
    });
    curves.accuracies.push(8, 70);
    assert.deepEqual(stepsOf(curves), [1, 2, 3, 4, 8]);
    assert.deepEqual(eachCurve(curves, (points) => until(points, 3)).accuracies, {
      x: [3],
      y: [50],
    });
  });
});
