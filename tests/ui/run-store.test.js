import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { RunStore } from '../../web/ui/state/run-store.js';
import { snapshot, testAt } from './snapshots.js';

/** @param {import('../../web/ui/state/curves.js').Points} points */
const plain = ({ x, y }) => ({ x, y });

describe('the curves of a run', () => {
  test('grow with what the worker tells, and begin anew with another network', () => {
    const run = new RunStore();
    run.take(snapshot({ losses: [1, 2.3, 2, 2.1], tests: [testAt(2, 0.5)] }));
    run.take(snapshot({ losses: [3, 2] }));
    assert.deepEqual(plain(run.curves.losses), { x: [1, 2, 3], y: [2.3, 2.1, 2] });
    assert.deepEqual(plain(run.curves.accuracies), { x: [2], y: [50] });
    assert.deepEqual(plain(run.curves.trainAccuracies), { x: [2], y: [51] });
    assert.deepEqual(plain(run.curves.testLosses), { x: [2], y: [0.5] });
    run.take(snapshot({ generation: 2 }));
    assert.equal(run.empty, true);
    assert.deepEqual(run.curves.accuracies.x, []);
    assert.equal(run.test, null);
  });

  test('keep what training has led to, when the network is edited and tested at the same step', () => {
    const run = new RunStore();
    const part = { ...testAt(2, 0.4), images: 5 };
    run.take(snapshot({ losses: [1, 2.3, 2, 2.1], tests: [part] }));
    run.take(snapshot({ losses: [], step: 2, tests: [testAt(2, 0.5)] }));
    assert.deepEqual(run.curves.accuracies.y, [50], 'on more images');
    run.take(snapshot({ losses: [], step: 2, tests: [testAt(2, 0.1)] }));
    assert.deepEqual(run.curves.accuracies.y, [50]);
    assert.equal(run.test?.accuracy, 0.1);
    run.take(snapshot({ losses: [3, 2], tests: [testAt(3, 0.2)] }));
    assert.deepEqual(run.curves.accuracies.y, [50, 20]);
  });

  test('have no present train loss before the first step of an edited network', () => {
    const run = new RunStore();
    run.take(snapshot({ losses: [1, 2.3, 2, 2.1], tests: [testAt(2, 0.5)] }));
    const before = run.loss;
    assert.ok(before);
    run.take(snapshot({ losses: [], step: 2, tests: [testAt(2, 0.1)] }));
    assert.equal(run.loss, undefined, 'beside the test loss of another network');
    run.take(snapshot({ losses: [], step: 2, tests: [testAt(2, 0.5)] }));
    assert.equal(run.loss, before, 'the edit was taken back');
    run.take(snapshot({ losses: [], step: 2, tests: [testAt(2, 0.1)] }));
    run.take(snapshot({ losses: [3, 2] }));
    assert.ok(run.loss);
  });

  test('have no train accuracy where no training image has arrived', () => {
    const run = new RunStore();
    run.take(snapshot({ losses: [1, 2], tests: [{ ...testAt(1, 0.5), trainAccuracy: null }] }));
    assert.deepEqual(run.curves.trainAccuracies.x, []);
    assert.deepEqual(run.curves.accuracies.x, [1]);
  });

  test('have a gap where a number is not finite, and go on after it', () => {
    const run = new RunStore();
    const [nan, infinite] = [Number.NaN, Number.POSITIVE_INFINITY];
    run.take(snapshot({ losses: [1, 2, 2, nan, 3, infinite, 4, 1] }));
    assert.deepEqual(run.curves.losses.y, [2, nan, infinite, 1]);
    assert.deepEqual(run.curves.smooth.y.map(Number.isFinite), [true, false, false, true]);
    assert.equal(run.loss, 1);
  });

  test('know the epoch of each step, before and after the size of batches has changed', () => {
    const run = new RunStore();
    assert.equal(run.epochAt(5), null);
    run.take(snapshot({ losses: [1, 2, 20, 1], epoch: 2 }));
    assert.deepEqual(
      [5, 20, 30].map((step) => run.epochAt(step)),
      [0.5, 2, 3],
    );
    // Four times as many steps in an epoch: step 20 was the last before.
    run.take(snapshot({ losses: [40, 1], epoch: 2.5, stepsPerEpoch: 40 }));
    run.take(snapshot({ losses: [60, 1], epoch: 3, stepsPerEpoch: 40 }));
    assert.deepEqual(
      [5, 20, 30, 40, 60, 80].map((step) => run.epochAt(step)),
      [0.5, 2, 2.25, 2.5, 3, 3.5],
    );
    const again = new RunStore();
    again.expect({ step: 60, curves: run.curvesUntil(60) });
    again.take(snapshot({ losses: [], step: 60, epoch: 3, stepsPerEpoch: 40 }));
    assert.deepEqual(
      [5, 30, 80].map((step) => again.epochAt(step)),
      [0.5, 2.25, 3.5],
    );
    run.take(snapshot({ generation: 2, losses: [10, 2], epoch: 1 }));
    assert.equal(run.epochAt(5), 0.5);
    run.take(snapshot({ generation: 3, losses: [526, 2], epoch: 7, stepsPerEpoch: 75 }));
    assert.equal(run.epochAt(525), 7, 'a whole number at the end of an epoch');
  });

  test('of a run that goes on have the points before it, and no others', () => {
    const first = new RunStore();
    first.take(snapshot({ losses: [1, 4, 2, 3, 3, 2], tests: [testAt(1, 0.2), testAt(3, 0.4)] }));
    const curves = first.curvesUntil(2);
    assert.deepEqual(curves.losses, { x: [1, 2], y: [4, 3] });
    assert.deepEqual(curves.accuracies.x, [1]);

    const second = new RunStore();
    second.expect({ step: 2, curves });
    second.take(snapshot({ generation: 0 }));
    assert.equal(second.empty, true, 'not before the run is there');
    second.take(snapshot({ step: 2 }));
    second.take(snapshot({ losses: [3, 5] }));
    assert.deepEqual(plain(second.curves.losses), { x: [1, 2, 3], y: [4, 3, 5] });
    assert.deepEqual(plain(second.curves.accuracies), { x: [1], y: [20] });
    assert.deepEqual(curves.losses.x, [1, 2], 'what was kept is left as it was');
    second.take(snapshot({ generation: 2, step: 0 }));
    second.take(snapshot({ generation: 2, step: 2 }));
    assert.equal(second.empty, true, 'once only');
  });

  test('are not put before a run that began from its start', () => {
    const run = new RunStore();
    const curves = { ...run.curvesUntil(0), losses: { x: [1, 2, 3], y: [1, 1, 1] } };
    run.expect({ step: 3, curves });
    run.take(snapshot({ losses: [1, 7] }));
    run.take(snapshot({ losses: [2, 6, 3, 5] }));
    assert.deepEqual(run.curves.losses.y, [7, 6, 5]);
    run.expect({ step: 3, curves });
    run.expect(null);
    run.take(snapshot({ generation: 2, step: 3 }));
    assert.equal(run.empty, true);
  });
});
