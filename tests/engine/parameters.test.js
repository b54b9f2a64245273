import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  act,
  at,
  bits,
  draws,
  engine,
  labels,
  linear,
  numbers,
  refusal,
  withNetwork,
} from './helpers.js';
import { outputs } from './reference.js';

const layers = [linear(5), act('prelu'), linear(4, false), act('tanh'), act('prelu'), linear(3)];
const document = { layers, seed: 7 };

test('parameters have the names and shapes of a torch.nn.Sequential state_dict', () => {
  withNetwork(document, 6, (net) => {
    const found = net.parameters().map(({ name, shape }) => [name, shape]);
    assert.deepEqual(found, [
      ['0.weight', [5, 6]],
      ['0.bias', [5]],
      ['1.weight', [1]],
      ['2.weight', [4, 5]],
      ['4.weight', [1]],
      ['5.weight', [3, 4]],
      ['5.bias', [3]],
    ]);
    for (const { shape, data } of net.parameters()) {
      assert.ok(data instanceof Float32Array);
      assert.equal(
        data.length,
        shape.reduce((a, b) => a * b),
      );
    }
    assert.deepEqual(
      net.tensors.map(({ name, shape }) => [name, shape]),
      found,
    );
    assert.deepEqual([net.input, net.output], [6, 3]);
  });
});

test('weights are [out, in], row by row: forward is what they say in double', () => {
  withNetwork(document, 6, (net) => {
    const x = numbers(1, 6);
    const wanted = at(outputs(net.sections, net.parameters(), x), -1);
    net.forward(x).forEach((value, i) => {
      assert.ok(Math.abs(value - at(wanted, i)) < 1e-6, `${value} instead of ${wanted[i]}`);
    });
  });
  withNetwork({ layers: [linear(2, false)] }, 3, (net) => {
    net.setParameters([{ name: '0.weight', shape: [2, 3], data: [1, 2, 3, 40, 50, 60] }]);
    assert.deepEqual([...net.forward(Float32Array.of(1, 0, 0))], [1, 40]);
    assert.deepEqual([...net.forward(Float32Array.of(0, 0, 1))], [3, 60]);
  });
});

test('arrays handed out are copies: neither writing nor growing memory connects them', () => {
  const net = engine.createNetwork(document, { input: 6 });
  net.trainBatch(numbers(1, 12), labels(1, 2, 3));
  const before = net.fingerprint();
  const given = {
    parameters: net.parameters(),
    gradients: net.gradients(),
    forward: net.forward(numbers(1, 12)),
    predict: net.predict(numbers(1, 12)),
    confusion: net.evaluate(numbers(1, 12), labels(1, 2, 3)).confusion,
    activate: engine.activate('relu', {}, numbers(1, 5)),
  };
  const text = JSON.stringify(given);
  for (const { data, shape } of [...net.parameters(), ...net.gradients()]) {
    data.fill(9);
    shape.fill(9);
  }
  assert.equal(net.fingerprint(), before);

  const bytes = engine.memoryBytes;
  const store = engine.createStore({ train: bytes, test: 1, input: 1 });
  assert.ok(engine.memoryBytes > bytes);
  store.dispose();
  assert.equal(JSON.stringify(given), text);
  assert.equal(JSON.stringify({ ...given, parameters: net.parameters() }), text);
  net.dispose();
});

test('names and shapes handed out cannot be changed from outside', () => {
  withNetwork(document, 6, (net) => {
    for (const tensor of net.tensors) {
      assert.throws(() => Object.assign(tensor, { name: 'x' }), TypeError);
      assert.throws(() => Object.assign(tensor.shape, { 0: 99 }), TypeError);
    }
    assert.equal(at(net.parameters(), 0).shape[0], 5);
  });
});

test('setParameters takes back what parameters gave, in any order and from any kind of numbers', () => {
  const net = engine.createNetwork(document, { input: 6 });
  const other = engine.createNetwork({ ...document, seed: 8 }, { input: 6 });
  assert.notEqual(other.fingerprint(), net.fingerprint());
  const list = net.parameters();
  net.setParameters(list);
  other.setParameters(list.toReversed().map((p) => ({ ...p, data: Array.from(p.data) })));
  assert.equal(other.fingerprint(), net.fingerprint());
  assert.deepEqual(other.parameters(), list);
  const special = Float32Array.of(-0, 1e-45, Number.POSITIVE_INFINITY, 3.4028234663852886e38, 5);
  other.setParameters(list.map((p) => (p.name === '0.bias' ? { ...p, data: special } : p)));
  assert.deepEqual(bits(at(other.parameters(), 1).data), bits(special));
  net.dispose();
  other.dispose();
});

test('setParameters refuses what does not fit, says all of it, and sets nothing', async () => {
  const net = engine.createNetwork(document, { input: 6 });
  const zeros = net.parameters().map((p) => ({ ...p, data: new Float32Array(p.data.length) }));
  const first = at(zeros, 0);
  const without = zeros.slice(1);
  /** @type {[string, any, string[]][]} */
  const cases = [
    ['missing', without, ['0.weight: missing']],
    ['unknown', [...zeros, { ...first, name: '9.weight' }], ['9.weight', 'no such parameter']],
    ['twice', [...zeros, first], ['0.weight', 'more than once']],
    ['transposed', [...without, { ...first, shape: [6, 5] }], ['0.weight', '[6,5]', '[5,6]']],
    ['flat', [...without, { ...first, shape: [30] }], ['0.weight', '[30]', '[5,6]']],
    ['short', [...without, { ...first, data: first.data.slice(1) }], ['0.weight', '29', '[5,6]']],
    ['no shape', [...without, { name: '0.weight', data: first.data }], ['0.weight', '[5,6]']],
    ['no data', [...without, { name: '0.weight', shape: [5, 6] }], ['0.weight', '[5,6]']],
    ['words', [...without, { ...first, data: Array(30).fill('one') }], ['0.weight', '"one"']],
    ['nothing', [], net.tensors.map(({ name }) => `${name}: missing`)],
    ['two faults', [{ ...first, shape: [1] }, ...zeros.slice(2)], ['0.weight', '0.bias: missing']],
    ['no list', { '0.weight': first }, ['list']],
    ['undefined', undefined, ['list']],
    ['null in it', [null, ...zeros], ['null']],
  ];
  const before = net.fingerprint();
  for (const [what, list, says] of cases) {
    const error = await refusal(() => net.setParameters(list));
    assert.equal(error.code, 'parameters-mismatch', what);
    for (const part of says) assert.ok(error.message.includes(part), `${what}: ${error.message}`);
    assert.equal(net.fingerprint(), before, what);
  }
  net.dispose();
});

test('the fingerprint is 16 hex digits that change with any bit, and with nothing else', () => {
  withNetwork(document, 6, (net) => {
    const list = net.parameters();
    const start = net.fingerprint();
    assert.match(start, /^[0-9a-f]{16}$/);
    const seen = new Set([start]);
    for (const { data } of list) {
      const words = bits(data);
      for (let i = 0; i < words.length; i++) {
        for (const bit of new Set([0, 31, ...draws(i + 1, 3, 31)])) {
          const word = at(words, i);
          words[i] = word ^ (2 ** bit);
          // NaNs count as equal, as their bits differ between machines.
          if (!Number.isNaN(at(data, i))) {
            net.setParameters(list);
            const print = net.fingerprint();
            assert.ok(!seen.has(print), `bit ${bit} of element ${i}`);
            seen.add(print);
          }
          words[i] = word;
        }
      }
    }
    assert.ok(seen.size > 250);
    net.setParameters(list);
    assert.equal(net.fingerprint(), start);
    net.forward(numbers(1, 6));
    net.predict(numbers(1, 6));
    net.evaluate(numbers(1, 6), labels(1, 1, 3));
    net.setParameters(net.parameters());
    net.setOptimizer({ name: 'sgd', lr: 0.5 });
    assert.equal(net.fingerprint(), start);
    net.trainBatch(numbers(1, 6), labels(1, 1, 3));
    assert.notEqual(net.fingerprint(), start);
  });
});

test('the fingerprint of two equal swaps differs: order counts', () => {
  withNetwork({ layers: [linear(2, false)] }, 2, (net) => {
    const print = (/** @type {number[]} */ data) => {
      net.setParameters([{ name: '0.weight', shape: [2, 2], data }]);
      return net.fingerprint();
    };
    const prints = [
      [1, 2, 3, 4],
      [1, 3, 2, 4],
      [4, 3, 2, 1],
      [0, 0, 0, 0],
      [-0, 0, 0, 0],
      [0, 0, 0, -0],
    ].map(print);
    assert.equal(new Set(prints).size, prints.length);
  });
});

test('the seed decides the first parameters, and each layer has its own', () => {
  const doc = { layers: [linear(4), linear(4), linear(4)], init: { name: 'normal' } };
  const list = (/** @type {number} */ seed) =>
    withNetwork({ ...doc, seed }, 4, (net) => net.parameters().map(({ data }) => [...data]));
  assert.deepEqual(list(5), list(5));
  assert.notDeepEqual(list(5), list(6));
  assert.notDeepEqual(list(0), list(2 ** 32 - 1));
  const [first, , second] = list(5);
  assert.notDeepEqual(first, second);
});
