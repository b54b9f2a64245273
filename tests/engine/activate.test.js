// Values are held to account by the golden files and in C; here is how they are asked for.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { at, bits, engine, numbers, refusal, withNetwork } from './helpers.js';

const x = Float32Array.of(-3, -0.5, -0, 0, 0.25, 1, 7, Number.NaN, Number.POSITIVE_INFINITY);
const GRID = numbers(1, 1001, 9);

test('the rows are complete and frozen', () => {
  const { activations } = engine;
  assert.equal(activations.length, 32);
  assert.ok(Object.isFrozen(activations));
  assert.equal(activations, engine.activations);
  for (const row of activations) {
    for (const part of [row, row.params, row.range, ...row.params])
      assert.ok(Object.isFrozen(part));
    for (const text of [row.name, row.label, row.group, row.formula]) assert.ok(text.length > 0);
    assert.match(row.torch, /^(nn\.\w+)?$/);
    const [low, high] = row.range;
    assert.ok(low < high);
    for (const param of row.params) {
      if ('choices' in param) assert.ok(param.choices?.includes(param.default));
      else if (typeof param.default === 'number')
        assert.ok(Number(param.min) <= param.default && param.default <= Number(param.max));
    }
    for (const y of engine.activate(row.name, {}, GRID)) assert.ok(y >= low - 1e-6 && y <= high);
  }
});

test('values and derivatives are copies of the same length; the input stays', () => {
  for (const { name } of engine.activations) {
    const input = x.slice();
    for (const found of [engine.activate(name, {}, input), engine.activateGrad(name, {}, input)]) {
      assert.ok(found instanceof Float32Array);
      assert.equal(found.length, x.length);
      assert.equal(found.byteLength, found.buffer.byteLength);
    }
    assert.deepEqual(bits(input), bits(x));
    assert.equal(engine.activate(name, {}, new Float32Array(0)).length, 0);
    assert.equal(engine.activateGrad(name, {}, new Float32Array(0)).length, 0);
  }
});

test('parameters count, and left-out ones are the defaults', () => {
  for (const { name, params } of engine.activations) {
    const defaults = Object.fromEntries(params.map((param) => [param.name, param.default]));
    const plain = engine.activate(name, {}, GRID);
    assert.deepEqual(engine.activate(name, /** @type {any} */ (defaults), GRID), plain);
    for (const param of params) {
      const value = 'choices' in param ? param.choices?.[1] : 0.4 * Number(param.default) || 0.3;
      const other = { [param.name]: value ?? 0 };
      assert.notDeepEqual(engine.activate(name, other, GRID), plain, `${name} ${param.name}`);
    }
  }
  assert.deepEqual(
    [...engine.activate('leaky_relu', { negative_slope: 0.5 }, x).slice(0, 2)],
    [-1.5, -0.25],
  );
  assert.deepEqual([...engine.activateGrad('prelu', { init: -2 }, x).slice(0, 2)], [-2, -2]);
  const mean = engine.activate('rrelu', { lower: 0.25, upper: 0.75 }, x);
  assert.deepEqual([...mean.slice(0, 2)], [-1.5, -0.25]);
});

test('a network computes the same bits', () => {
  for (const { name } of engine.activations) {
    const layers = [
      { type: 'activation', name },
      { type: 'linear', units: 1, bias: false },
    ];
    withNetwork({ layers }, 1, (net) => {
      net.setParameters(
        net.parameters().map((p) => (p.name === '1.weight' ? { ...p, data: [1] } : p)),
      );
      const forward = net.forward(GRID);
      engine.activate(name, {}, GRID).forEach((y, i) => {
        assert.ok(Object.is(y + 0, at(forward, i) + 0), `${name}(${GRID[i]})`);
      });
    });
  }
});

/** @type {[string, any, any, string, string[]][]} */
const refused = [
  ['rleu', {}, x, 'experiment-invalid', ['"rleu"', 'relu']],
  ['', {}, x, 'experiment-invalid', ['softsign']],
  ['elu', { alpha: 'abc' }, x, 'experiment-invalid', ['alpha', '"abc"', 'not a number']],
  ['elu', { alpha: 101 }, x, 'experiment-invalid', ['alpha', '101', '100']],
  ['elu', { beta: 1 }, x, 'experiment-invalid', ['beta']],
  ['hardtanh', { min_val: 2 }, x, 'experiment-invalid', ['max_val', '1', '2']],
  ['gelu', { approximate: 'sinh' }, x, 'experiment-invalid', ['approximate', '"sinh"', 'tanh']],
  ['relu', {}, [1, 2], 'array-type', ['Float32Array']],
  ['relu', {}, Uint8Array.of(1), 'array-type', ['Float32Array']],
  ['relu', {}, undefined, 'array-type', ['Float32Array']],
];

test('wrong names, parameters and arrays are refused in words, without a path into a document', async () => {
  for (const [name, params, input, code, says] of refused) {
    for (const ask of [
      () => engine.activate(name, params, input),
      () => engine.activateGrad(name, params, input),
    ]) {
      const error = await refusal(ask);
      assert.equal(error.code, code);
      assert.ok(!/layers|\[1\]/.test(error.message + error.path), error.message);
      for (const part of says) assert.ok(error.message.includes(part), error.message);
    }
  }
});
