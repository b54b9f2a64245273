// Stacks that nobody would think of first: activations at either end or in a row, no biases, single units, many layers.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { tables } from '../../web/engine/tables.js';
import {
  act,
  assertClose,
  at,
  labels,
  linear,
  numbers,
  oneHot,
  pixels,
  withNetwork,
} from './helpers.js';
import { gradients, outputs, rowsOf } from './reference.js';

const INPUT = 5;
const usual = numbers(1, 20 * INPUT, 2);
const classes = labels(2, 20, 4);

/**
 * @param {{ layers: object[], [section: string]: unknown }} document
 * @param {number} [scale] of the input
 */
function assertLikeReference(document, scale = 1) {
  const x = usual.map((value) => scale * value);
  withNetwork({ loss: 'mse_loss', ...document }, INPUT, (net) => {
    const before = net.parameters();
    const rows = rowsOf(x, INPUT);
    const forward = rows.flatMap((row) => at(outputs(net.sections, before, row), -1));
    assertClose(net.forward(x), forward, 1e-4, 'forward');
    const targets = rowsOf(oneHot(classes, net.output), net.output);
    const wanted = gradients(net.sections, before, rows, targets);
    const { loss, nonFinite } = net.trainBatch(x, classes);
    assert.equal(nonFinite, undefined);
    assert.ok(Math.abs(loss / wanted.loss - 1) < 1e-4, `loss ${loss} instead of ${wanted.loss}`);
    for (const { name, data } of net.gradients()) {
      assertClose(data, wanted.gradients.get(name) ?? [], 1e-3, name);
    }
  });
}

for (const { name, group, kind } of tables.activations) {
  const drawn = kind === 'RANDOM';
  const explosive = group === 'polynomial' || group === 'unbounded';
  const init = { name: 'normal', std: explosive ? 0.05 : 0.4 };
  test(`${name} first, last, twice in a row, and without biases`, () => {
    const it = act(name, drawn ? { lower: 0.25, upper: 0.25 } : {});
    assertLikeReference(
      { layers: [it, linear(6), it, it, linear(4, false), it], init },
      explosive ? 0.3 : 1,
    );
    assertLikeReference({ layers: [it, it, it, linear(4)], init }, explosive ? 0.3 : 1);
    assertLikeReference({ layers: [linear(4), act('tanh'), it, act('sigmoid')], init });
    assertLikeReference({ layers: [linear(6), it, act('tanh'), it, linear(4)], init });
  });
}

const init = { name: 'normal', std: 0.4 };

for (const name of ['prelu', 'relu', 'sin']) {
  test(`single units with ${name}`, () => {
    assertLikeReference({ layers: [linear(1), act(name), linear(1), linear(4)], init });
    assertLikeReference({ layers: [act(name), linear(1, false), act(name), linear(4)], init });
  });
}

test('one output: cross_entropy is 0, every answer right', () => {
  withNetwork({ layers: [linear(1)] }, INPUT, (net) => {
    const zeros = new Uint8Array(20);
    assert.equal(net.trainBatch(usual, zeros).loss, 0);
    assert.ok(net.gradients().every(({ data }) => data.every((g) => g === 0)));
    assert.deepEqual(net.evaluate(usual, zeros), {
      loss: 0,
      accuracy: 1,
      confusion: Uint32Array.of(20),
    });
    assert.ok(net.predict(usual).every((p) => p === 1));
  });
});

test('an input of one number', () => {
  withNetwork({ layers: [linear(3), act('relu'), linear(2)] }, 1, (net) => {
    const { loss } = net.trainBatch(Float32Array.of(0.5, -0.5, 2), Uint8Array.of(0, 1, 1));
    assert.ok(loss > 0);
    assert.equal(net.forward(Uint8Array.of(255)).length, 2);
  });
});

test('several prelu learn their slopes apart', () => {
  const layers = [act('prelu'), linear(6), act('prelu', { init: 0.1 }), linear(4), act('prelu')];
  withNetwork({ layers, optimizer: { name: 'sgd', lr: 0.5 }, loss: 'mse_loss' }, INPUT, (net) => {
    const slopes = () =>
      net.parameters().flatMap(({ shape, data }) => (shape.join() === '1' ? [at(data, 0)] : []));
    assert.deepEqual(slopes(), [0.25, Math.fround(0.1), 0.25]);
    net.trainBatch(usual, classes);
    const learnt = slopes();
    assert.equal(new Set(learnt).size, 3);
    assert.ok(learnt.every((slope, i) => slope !== [0.25, Math.fround(0.1), 0.25][i]));
  });
});

test('64 layers train', () => {
  const layers = Array.from({ length: 32 }, () => [linear(8), act('tanh')]).flat();
  const init = { name: 'orthogonal' };
  withNetwork({ layers: [...layers.slice(0, 62), linear(8), linear(4)], init }, INPUT, (net) => {
    assert.equal(net.tensors.at(-1)?.name, '63.bias');
    const first = net.trainBatch(usual, classes).loss;
    for (let step = 0; step < 50; step++) net.trainBatch(usual, classes);
    assert.ok(net.trainBatch(usual, classes).loss < first);
    assert.ok(net.gradients().every(({ data }) => data.some((g) => g !== 0)));
  });
});

test('the widest input and layers', () => {
  withNetwork({ layers: [linear(2)] }, 65536, (net) => {
    const bytes = pixels(3, 65536 * 3);
    assert.ok(Number.isFinite(net.trainBatch(bytes, labels(1, 3, 2)).loss));
  });
  withNetwork({ layers: [linear(8192), act('relu'), linear(2)] }, 2, (net) => {
    assert.ok(Number.isFinite(net.trainBatch(numbers(4, 600), labels(1, 300, 2)).loss));
    assert.deepEqual(at(net.parameters(), 0).shape, [8192, 2]);
  });
});

/**
 * Slopes that a training step of rrelu draws: with weights 0 and targets −1/2, the gradient of mse_loss by a weight of a
 * single output is the activation's output itself.
 * @param {import('./helpers.js').Network} net layers rrelu and linear:1 without bias
 */
function drawnSlopes(net) {
  const input = new Float32Array(net.input).fill(-1);
  net.trainBatch(input, Float32Array.of(-0.5));
  return Array.from(at(net.gradients(), 0).data, (value) => -value);
}

const random = {
  layers: [act('rrelu', { lower: 0.2, upper: 0.6 }), linear(1, false)],
  init: { name: 'zeros' },
  optimizer: { name: 'sgd', lr: 0 },
  loss: 'mse_loss',
};

test('rrelu draws a slope per element in training, within its bounds', () => {
  withNetwork(random, 4000, (net) => {
    const slopes = drawnSlopes(net);
    assert.ok(slopes.every((slope) => slope >= Math.fround(0.2) && slope <= Math.fround(0.6)));
    assert.ok(new Set(slopes).size > 3900);
    assert.ok(Math.abs(slopes.reduce((sum, v) => sum + v) / 4000 - 0.4) < 0.01);
    assert.ok(Math.min(...slopes) < 0.21 && Math.max(...slopes) > 0.59);
    assert.notDeepEqual(drawnSlopes(net), slopes);
  });
});

test('rrelu draws the same for the same seed and step, whatever was evaluated in between', () => {
  const runs = [1, 1, 2].map((seed) =>
    withNetwork({ ...random, seed }, 100, (net) => {
      const first = drawnSlopes(net);
      if (seed === 1) net.forward(new Float32Array(300));
      return [first, drawnSlopes(net)];
    }),
  );
  assert.deepEqual(runs[0], runs[1]);
  assert.notDeepEqual(runs[0], runs[2]);
  const quiet = withNetwork({ ...random, seed: 1 }, 100, (net) => [
    drawnSlopes(net),
    drawnSlopes(net),
  ]);
  assert.deepEqual(quiet, runs[0]);
});

test('rrelu has other slopes in every row and every layer', () => {
  const it = act('rrelu', { lower: 0.5, upper: 1 });
  const layers = [it, it, linear(1, false)];
  const twice = withNetwork({ ...random, layers }, 50, drawnSlopes);
  const first = withNetwork({ ...random, layers: [it, linear(1, false)] }, 50, drawnSlopes);
  const second = twice.map((product, i) => product / at(first, i));
  assert.ok(second.every((slope) => slope > 0.4999 && slope < 1.0001));
  assert.ok(second.some((slope, i) => Math.abs(slope - at(first, i)) > 0.1));

  withNetwork({ ...random, layers: [it, linear(1, false)] }, 50, (net) => {
    const rows = new Float32Array(100).fill(-1);
    net.trainBatch(rows, Float32Array.of(-0.5, -0.5));
    const means = Array.from(at(net.gradients(), 0).data, (value) => -value);
    assert.ok(means.some((mean, i) => Math.abs(mean - at(first, i)) > 0.05));
  });
});

test('rrelu has other slopes beyond the rows that pass together', () => {
  const layers = [act('rrelu', { lower: 0.5, upper: 1 }), linear(1, false)];
  const slopes = [[0], [128], [0, 128]].map((rows) =>
    withNetwork({ ...random, layers }, 50, (net) => {
      const input = new Float32Array(256 * 50);
      for (const row of rows) input.fill(-1, row * 50, (row + 1) * 50);
      net.trainBatch(input, new Float32Array(256).fill(-128));
      return [...at(net.gradients(), 0).data];
    }),
  );
  const [first = [], second = [], both = []] = slopes;
  assert.ok(first.every((slope, i) => slope !== at(second, i)));
  assertClose(
    both,
    first.map((slope, i) => slope + at(second, i)),
    1e-6,
    'sums',
  );
});

test('rrelu evaluates with the mean of its bounds, and leaves positive numbers alone', () => {
  withNetwork(random, 3, (net) => {
    net.setParameters([{ name: '1.weight', shape: [1, 3], data: [1, 1, 1] }]);
    const [found = 0] = net.forward(Float32Array.of(-1, -2, 5));
    assert.ok(Math.abs(found - (5 - 0.4 * 3)) < 1e-6);
    net.trainBatch(Float32Array.of(1, 2, 3), Float32Array.of(0));
    const [a, b, c] = at(net.gradients(), 0).data;
    assert.deepEqual([b, c], [2 * (a ?? 0), 3 * (a ?? 0)]);
  });
});

test('the gradient passes back through the slopes that were drawn', () => {
  const layers = [linear(40, false), act('rrelu', { lower: 0.1, upper: 0.9 }), linear(1, false)];
  withNetwork({ ...random, layers }, 1, (net) => {
    const ones = Array(40).fill(1);
    const down = ones.map((one) => -one);
    net.setParameters([
      { name: '0.weight', shape: [40, 1], data: down },
      { name: '2.weight', shape: [1, 40], data: ones },
    ]);
    net.trainBatch(Float32Array.of(1), Float32Array.of(0));
    const [first = [], last = []] = net.gradients().map(({ data }) => [...data]);
    // last = 2 y · (−slope), first = 2 y · slope
    assertClose(
      first,
      last.map((g) => -g),
      1e-6,
      'slopes',
    );
    assert.ok(new Set(first).size > 30);
  });
});
