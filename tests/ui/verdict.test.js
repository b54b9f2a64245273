import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { decades, gradientVerdict } from '../../web/ui/flow/verdict.js';

const small = [0.001, 0.001, 0.001];

describe('the verdict on the flow of gradients', () => {
  test('is healthy where no layer is far behind', () => {
    assert.deepEqual(gradientVerdict([0.1, 0.2, 0.4], small), { kind: 'healthy', share: 0.25 });
    assert.deepEqual(gradientVerdict([], []), { kind: 'unknown' });
    assert.deepEqual(gradientVerdict([0, 0], [0, 0]), { kind: 'unknown' });
  });

  test('says when a step changes no weight, whatever the gradients are', () => {
    assert.deepEqual(gradientVerdict([0.1, 0.2], [0, 0], false), { kind: 'still' });
    assert.deepEqual(gradientVerdict([1e-9, 0.2], [0, 0], false), { kind: 'still' });
    assert.equal(gradientVerdict([0.1, 0.2], [0, 0], true).kind, 'healthy', 'weights that were 0');
    assert.equal(gradientVerdict([0.1, 31], [0, 0], false).kind, 'exploding');
    assert.deepEqual(gradientVerdict([], [], false), { kind: 'unknown' });
  });

  test('names the layer whose gradient vanishes, and by how much', () => {
    assert.deepEqual(gradientVerdict([0.0001, 0.1, 0.4], small), {
      ...{ kind: 'vanishing', layer: 0 },
      factor: 4000,
    });
    assert.equal(gradientVerdict([5e-7, 1e-6], small).kind, 'vanishing', 'all of them');
    assert.deepEqual(gradientVerdict([0, 1], small), {
      ...{ kind: 'vanishing', layer: 0 },
      factor: Number.POSITIVE_INFINITY,
    });
  });

  test('names the layer whose gradient explodes, before anything else', () => {
    assert.deepEqual(gradientVerdict([0.1, 31, 1e-9], [5, 5, 5]), {
      ...{ kind: 'exploding', layer: 1 },
      norm: 31,
    });
    assert.equal(gradientVerdict([0.1, Number.NaN], small).kind, 'exploding');
  });

  test('names the layer whose steps are larger than its weights', () => {
    assert.deepEqual(gradientVerdict([6, 2, 0.2], [121, 3002, 1071]), {
      ...{ kind: 'leaping', layer: 1 },
      ratio: 3002,
    });
    assert.equal(gradientVerdict([6, 2, 0.2], [1, 1, 1]).kind, 'healthy');
  });
});

test('the axis of gradients spans three powers of ten at least', () => {
  assert.deepEqual(decades([0.05, 0.2]), { low: -3, high: 0 });
  assert.deepEqual(decades([1e-7, 20]), { low: -7, high: 2 });
  assert.deepEqual(decades([0, Number.NaN]), { low: -3, high: 0 });
});
