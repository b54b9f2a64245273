import assert from 'node:assert/strict';
import { test } from 'node:test';
import { gradientRows, passage } from '../../web/ui/views/gradient-rows.js';

const linear = /** @type {const} */ ({ type: 'linear', units: 4, bias: true });
const act = (/** @type {string} */ name) => /** @type {const} */ ({ type: 'activation', name });
const norm = (/** @type {number} */ outputGradient, gradient = 2 * outputGradient) => ({
  outputGradient,
  gradient,
  update: 0,
  weight: 1,
});
const none = norm(0);

test('the law begins at the output and loses what each hidden layer takes', () => {
  const layers = [linear, act('sigmoid'), linear, act('sigmoid'), act('tanh'), linear, act('exp')];
  const norms = [norm(0.001), none, norm(0.02), none, none, norm(0.1), none];
  const steepest = [1, 0.25, 1, 0.25, 1, 1, Number.POSITIVE_INFINITY];
  const rows = gradientRows(layers, norms, steepest, 'output');
  assert.deepEqual(
    rows.map(({ index, law }) => [index, law]),
    [
      [0, 0.1 / 16],
      [2, 0.1 / 4],
      [5, 0.1],
    ],
    'what is behind the output is not on the way',
  );
  assert.deepEqual(
    rows.map(({ activations }) => activations.join()),
    ['sigmoid', 'sigmoid,tanh', ''],
  );
  assert.deepEqual(
    rows.map(({ ratio }) => ratio),
    [0.001 / 0.02, 0.02 / 0.1, Number.NaN],
  );
  const { arrives, passed, base, product } = passage(rows);
  assert.deepEqual([arrives, passed, base, product], [0.001 / 0.1, 2, 0.25, 1 / 16]);
  assert.equal(gradientRows(layers, norms, steepest, 'weights')[0]?.value, 0.002);
});

test('layers that differ have no common base, and one without bound ends the law', () => {
  const layers = [linear, act('square'), linear, act('relu'), linear];
  const norms = [norm(5), none, norm(2), none, norm(1)];
  const rows = gradientRows(layers, norms, [1, Number.POSITIVE_INFINITY, 1, 1, 1], 'output');
  assert.deepEqual(
    rows.map(({ law }) => law),
    [Number.POSITIVE_INFINITY, 1, 1],
  );
  assert.equal(passage(rows).base, null);
  assert.equal(passage(rows).product, Number.POSITIVE_INFINITY);
});

test('one layer has nothing to pass, and what is not known is not a number', () => {
  const [only] = gradientRows([linear], null, [1], 'output');
  assert.ok(only && Number.isNaN(only.value));
  assert.equal(passage([only]).passed, 0);
});
