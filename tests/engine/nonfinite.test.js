import assert from 'node:assert/strict';
import { test } from 'node:test';
import { tables } from '../../web/engine/tables.js';
import { act, engine, labels, linear, numbers, pixels, withNetwork } from './helpers.js';

const INPUT = 20;
const squares = {
  layers: [linear(16), act('square'), linear(16), act('square'), linear(10)],
  optimizer: { name: 'sgd', lr: 0.5 },
};

/**
 * Trains until a number is not finite, seeing to it that no step but one that reports a weight changes parameters then.
 * @param {import('./helpers.js').Network} net
 * @param {number} rows
 */
function trainUntilItBreaks(net, rows) {
  for (let step = 1; step <= 500; step++) {
    const before = net.fingerprint();
    const result = net.trainBatch(pixels(step, rows * INPUT), labels(step, rows, 10));
    if (!result.nonFinite) {
      assert.ok(Number.isFinite(result.loss));
      continue;
    }
    assert.equal(result.nonFinite.step, step);
    assert.equal(net.fingerprint() === before, result.nonFinite.what !== 'weight');
    return result;
  }
  assert.fail('it never broke');
}

for (const lr of [0.1, 1, 1000]) {
  test(`two hidden layers of squares explode at learning rate ${lr}, and say where`, () => {
    withNetwork({ ...squares, optimizer: { name: 'sgd', lr } }, INPUT, (net) => {
      net.setParameters(
        net.parameters().map((p) => ({ ...p, data: p.data.map((value) => 3 * value) })),
      );
      const { nonFinite, loss } = trainUntilItBreaks(net, 32);
      const { step, layer, what } = nonFinite ?? assert.fail();
      assert.ok(step >= 2);
      assert.ok(layer >= 0 && layer < 5);
      assert.ok(['weight', 'activation', 'gradient'].includes(what));
      if (what === 'weight') assert.equal(squares.layers[layer]?.type, 'linear');
      assert.equal(Number.isNaN(loss), what !== 'weight');
    });
  });
}

test('an update too large for a float is a weight of its layer', () => {
  const doc = {
    layers: [linear(3), linear(2)],
    loss: 'mse_loss',
    optimizer: { name: 'sgd', lr: 1000 },
  };
  withNetwork(doc, 2, (net) => {
    const before = net.fingerprint();
    const x = Float32Array.of(1, 1);
    const { loss, nonFinite } = net.trainBatch(x, Float32Array.of(3e36, 3e36));
    assert.deepEqual(nonFinite, { step: 1, layer: 0, what: 'weight' });
    assert.ok(Math.abs(loss / 9e72 - 1) < 1e-5);
    assert.notEqual(net.fingerprint(), before);
    assert.ok(net.parameters().some(({ data }) => data.some((w) => !Number.isFinite(w))));
    const after = net.fingerprint();
    const next = net.trainBatch(x, Float32Array.of(0, 0));
    assert.deepEqual(next.nonFinite, { step: 2, layer: 0, what: 'activation' });
    assert.ok(Number.isNaN(next.loss));
    assert.equal(net.fingerprint(), after);
  });
});

test('every optimiser reports a weight that overflows, and no other', () => {
  for (const { name } of tables.optimizers) {
    const optimizer = { name, lr: 1000 };
    withNetwork({ layers: [linear(2)], loss: 'mse_loss', optimizer }, 1, (net) => {
      const huge = Float32Array.of(3.4028234663852886e38, 0);
      const list = net.parameters();
      net.setParameters(list.map((p) => (p.name === '0.bias' ? { ...p, data: huge } : p)));
      const { nonFinite } = net.trainBatch(Float32Array.of(0), Float32Array.of(3.4e38, 0));
      assert.ok(nonFinite === undefined || nonFinite.what === 'weight', name);
      const finite = net.parameters().every(({ data }) => data.every(Number.isFinite));
      assert.equal(nonFinite === undefined, finite, name);
    });
  }
});

for (const value of [Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY]) {
  test(`an input of ${value} is an activation of layer 0, wherever in the batch it is`, () => {
    withNetwork({ layers: [linear(4), act('tanh'), linear(10)] }, INPUT, (net) => {
      for (const place of [0, 19, 2600 - 1, 5999]) {
        const x = numbers(1, 300 * INPUT);
        x[place] = value;
        const before = net.fingerprint();
        const { loss, nonFinite } = net.trainBatch(x, labels(1, 300, 10));
        assert.deepEqual(nonFinite, { step: 1, layer: 0, what: 'activation' });
        assert.ok(Number.isNaN(loss));
        assert.equal(net.fingerprint(), before);
      }
      assert.equal(net.trainBatch(numbers(1, INPUT), labels(1, 1, 10)).nonFinite, undefined);
    });
  });
}

test('an activation that overflows is named, not the layer that shows it later', () => {
  const layers = [linear(4), act('exp'), act('identity'), linear(10)];
  withNetwork({ layers }, INPUT, (net) => {
    const x = new Float32Array(INPUT).fill(1000);
    const { nonFinite } = net.trainBatch(x, labels(1, 1, 10));
    assert.deepEqual(nonFinite, { step: 1, layer: 1, what: 'activation' });
  });
});

test('a gradient that overflows is named with its layer', () => {
  // Forward: 1e-30 through weights of 1e30 is 1. Backward: a gradient of about 1e30 times 1e30.
  withNetwork({ layers: [linear(1, false), linear(1, false)], loss: 'mse_loss' }, 1, (net) => {
    net.setParameters([
      { name: '0.weight', shape: [1, 1], data: [1e-30] },
      { name: '1.weight', shape: [1, 1], data: [1e30] },
    ]);
    const before = net.fingerprint();
    const { nonFinite } = net.trainBatch(Float32Array.of(1), Float32Array.of(1e30));
    assert.deepEqual(nonFinite, { step: 1, layer: 0, what: 'gradient' });
    assert.equal(net.fingerprint(), before);
  });
});

test('targets that are no numbers never reach the weights unreported', () => {
  const losses = tables.losses.filter(({ name }) => name !== 'multi_margin_loss');
  for (const { name: loss } of losses) {
    for (const value of [Number.NaN, Number.POSITIVE_INFINITY]) {
      withNetwork({ layers: [linear(4), linear(3)], loss }, 2, (net) => {
        const before = net.fingerprint();
        const { nonFinite } = net.trainBatch(Float32Array.of(1, 2), Float32Array.of(0, value, 0));
        assert.deepEqual(nonFinite, { step: 1, layer: 1, what: 'gradient' }, `${loss}, ${value}`);
        assert.equal(net.fingerprint(), before);
      });
    }
  }
});

test('forward, predict and evaluate give what comes, without an error', () => {
  withNetwork({ layers: [linear(3)] }, 2, (net) => {
    const x = Float32Array.of(Number.NaN, 1);
    assert.ok(net.forward(x).every(Number.isNaN));
    assert.ok(net.predict(x).every(Number.isNaN));
    const { loss, accuracy } = net.evaluate(x, Uint8Array.of(1));
    assert.ok(Number.isNaN(loss));
    assert.ok(accuracy === 0 || accuracy === 1);
  });
});

/** @param {number} count */
function set(count) {
  return { images: pixels(5, count * INPUT), labels: labels(5, count, 10) };
}

test('train stops there and its report says so; the loss is that of the steps that were done', async () => {
  const net = engine.createNetwork(
    { ...squares, init: { name: 'normal', std: 0.5 } },
    { input: INPUT },
  );
  const data = { train: set(600), test: set(50) };
  const report = await engine.train(net, data, { epochs: 50, batch: 20 });
  assert.equal(report.stopped, 'nonfinite');
  const { step = 0, what } = report.nonFinite ?? {};
  assert.equal(step, report.steps + 1);
  assert.equal(report.epochs, Math.floor(report.steps / 30));
  assert.equal(report.fingerprint, net.fingerprint());
  assert.ok(
    report.steps === 0 || Number.isFinite(report.trainLoss),
    `${what}: ${report.trainLoss}`,
  );
  net.dispose();
});

test('a run ends with a step that overflows a weight, and leaves that step out of the loss', () => {
  const optimizer = { name: 'sgd', lr: 1000 };
  const net = engine.createNetwork(
    { layers: [linear(10)], loss: 'mse_loss', optimizer },
    { input: INPUT },
  );
  const store = engine.createStore({ train: 600, test: 1, input: INPUT });
  store.append('train', set(600).images, set(600).labels);
  const run = engine.createRun(net, store, { batch: 1, seed: 1, epochs: 1 });
  const twin = engine.createNetwork(net.sections, { input: INPUT });
  const single = engine.createRun(twin, store, { batch: 1, seed: 1, epochs: 1 });
  const all = run.advance(600);
  let sum = 0;
  let last = single.advance(1);
  for (; last.reason !== 'nonfinite'; last = single.advance(1)) sum += last.loss;
  assert.equal(all.reason, 'nonfinite');
  assert.deepEqual(all.nonFinite, last.nonFinite);
  assert.deepEqual([last.steps, last.loss], [0, Number.NaN]);
  assert.equal(all.steps, single.step);
  assert.equal(all.nonFinite?.what, 'weight');
  assert.ok(all.steps > 3);
  assert.ok(Math.abs((all.loss * all.steps) / sum - 1) < 1e-9, `${all.loss * all.steps}, ${sum}`);
  assert.ok(run.done);
  assert.deepEqual(run.advance(1), { steps: 0, loss: Number.NaN, reason: 'done' });
  for (const thing of [run, single, net, twin, store]) thing.dispose();
});

test('a step that met a number that is not finite does not count for the optimiser', () => {
  const sections = { layers: [linear(10)], optimizer: { name: 'adam' } };
  const [x, y] = [numbers(1, 8 * INPUT), labels(1, 8, 10)];
  const fresh = withNetwork(sections, INPUT, (net) => {
    net.trainBatch(x, y);
    return net.fingerprint();
  });
  withNetwork(sections, INPUT, (net) => {
    const broken = x.slice().fill(Number.NaN, 3, 4);
    assert.ok(net.trainBatch(broken, y).nonFinite);
    net.trainBatch(x, y);
    assert.equal(net.fingerprint(), fresh);
  });
});
