import assert from 'node:assert/strict';
import { test } from 'node:test';
import { formulaOf, parseExpression } from '../../web/engine/export/expression.js';
import { paramNumbers } from '../../web/engine/spec.js';
import { expressions } from '../../web/engine/tables.gen.js';
import { tables } from '../../web/engine/tables.js';
import { engine } from './networks.js';

/** @typedef {import('../../web/engine/export/expression.js').Expression} Expression */

/** @type {Record<string, (...values: number[]) => number>} */
const functions = {
  '+': (a, b) => a + b,
  '-': (a, b) => (b === undefined ? -a : a - b),
  '*': (a, b) => a * b,
  '/': (a, b) => a / b,
  '>': (a, b) => Number(a > b),
  where: (is, yes, no) => (is ? yes : no),
  clip: (x, low, high) => Math.min(Math.max(x, low), high),
  relu: (x) => Math.max(x, 0),
  elu: (x) => (x > 0 ? x : Math.expm1(x)),
  selu: (x) => 1.0507009873554805 * (x > 0 ? x : 1.6732632423543772 * Math.expm1(x)),
  sigmoid: (x) => 1 / (1 + Math.exp(-x)),
  softplus: (x) => Math.max(x, 0) + Math.log1p(Math.exp(-Math.abs(x))),
  erf: (x) => errorFunction(x),
  tanh: Math.tanh,
  abs: Math.abs,
  exp: Math.exp,
  sin: Math.sin,
  sign: Math.sign,
};

/** By its series, which is exact enough where arguments are small. @param {number} x */
function errorFunction(x) {
  let sum = 0;
  let term = x;
  for (let n = 0; n < 100; n++) {
    sum += term / (2 * n + 1);
    term *= -(x * x) / (n + 1);
  }
  return (2 / Math.sqrt(Math.PI)) * sum;
}

/** @param {Expression} tree @param {Record<string, number>} values @returns {number} */
function evaluate(tree, values) {
  if (typeof tree === 'number') return tree;
  if (typeof tree === 'string') return values[tree] ?? Number.NaN;
  const call = functions[tree.op] ?? (() => Number.NaN);
  return call(...tree.args.map((arg) => evaluate(arg, values)));
}

/** Other values than the defaults, within every parameter's bounds and rules. */
const others = [0.4, 0.9];

for (const { name, params } of tables.activations) {
  const usual = Object.fromEntries(params.map((param) => [param.name, param.default]));
  const changed = Object.fromEntries(
    params.map((param, i) => [param.name, param.choices ? param.choices[1] : others[i]]),
  );
  test(`${name} is written as the engine computes it`, () => {
    assert.ok(name in expressions.activations);
    const tree = parseExpression(formulaOf(name));
    const xs = Float32Array.of(-3.5, -3, -1.25, -0.5, -0.1, 0, 0.1, 0.5, 1.5, 3, 4);
    for (const values of [usual, changed]) {
      const [a = 0, b = 0] = paramNumbers(params, values);
      const ys = engine.activate(name, /** @type {Record<string, number>} */ (values), xs);
      for (const [i, x] of xs.entries()) {
        const wanted = ys[i] ?? Number.NaN;
        const found = evaluate(tree, { x, a, b });
        assert.ok(
          Math.abs(found - wanted) <= 1e-6 * Math.max(1, Math.abs(wanted)),
          `${name}(${x}) = ${found}, not ${wanted}`,
        );
      }
    }
  });
}

test('operators bind as usual', () => {
  const value = (/** @type {string} */ text) => evaluate(parseExpression(text), { x: 5 });
  assert.equal(value('2 + 3 * x - 4 / 2 / 2 - -x'), 21);
  assert.equal(value('where(x > 4 + 1, 1, 2 * (x - 1))'), 8);
});

test('what is no expression is refused', () => {
  for (const text of ['', '1 +', 'x y', 'f(x', '(x', 'x)', 'x ; y', 'f(,)']) {
    assert.throws(() => parseExpression(text), SyntaxError, text);
  }
});
