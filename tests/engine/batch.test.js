import assert from 'node:assert/strict';
import { test } from 'node:test';
import { tables } from '../../web/engine/tables.js';
import {
  act,
  assertClose,
  at,
  bits,
  engine,
  labels,
  largest,
  linear,
  numbers,
  oneHot,
  pixels,
  refusal,
  withNetwork,
} from './helpers.js';
import { gradients, losses, outputs, rowsOf } from './reference.js';

const layers = [linear(9), act('tanh'), linear(5)];
const INPUT = 7;
const names = tables.losses.map(({ name }) => name);

test('the reference knows every loss of the table', () => {
  assert.deepEqual(Object.keys(losses).sort(), names.toSorted());
});

test('pixels give the same bits as the same numbers over 255', () => {
  const bytes = Uint8Array.from({ length: 256 * INPUT }, (_, i) => Math.floor(i / INPUT));
  const floats = Float32Array.from(bytes, (byte) => byte / 255);
  const classes = labels(1, 256, 5);
  const result = (/** @type {Uint8Array | Float32Array} */ x) =>
    withNetwork({ layers }, INPUT, (net) => ({
      loss: [1, 2, 3].map(() => net.trainBatch(x, classes).loss),
      print: net.fingerprint(),
      gradients: net.gradients(),
      forward: net.forward(x),
      predict: net.predict(x),
      evaluation: net.evaluate(x, classes),
    }));
  assert.deepEqual(result(bytes), result(floats));
});

test('class labels are one-hot targets, bit for bit; losses that need classes refuse numbers', async () => {
  const x = numbers(1, 40 * INPUT);
  const classes = labels(2, 40, 5);
  const targets = oneHot(classes, 5);
  for (const loss of names) {
    const result = (/** @type {Uint8Array | Float32Array} */ answers) =>
      withNetwork({ layers, loss }, INPUT, (net) => ({
        loss: [1, 2, 3].map(() => net.trainBatch(x, answers).loss),
        print: net.fingerprint(),
        evaluation: net.evaluate(x, answers),
      }));
    if (loss === 'multi_margin_loss') {
      const error = await refusal(() => result(targets));
      assert.equal(error.code, 'targets-unfit');
      const same = await refusal(() =>
        withNetwork({ layers, loss }, INPUT, (net) => net.evaluate(x, targets)),
      );
      assert.equal(same.message, error.message);
    } else {
      assert.deepEqual(result(targets), result(classes), loss);
    }
  }
});

for (const loss of names) {
  test(`${loss}: a batch of 300 has the loss and gradient of the mean over its rows`, () => {
    const x = numbers(3, 300 * INPUT, 2);
    const classes = labels(4, 300, 5);
    withNetwork({ layers, loss, seed: 3 }, INPUT, (net) => {
      const before = net.parameters();
      assert.ok(net.gradients().every(({ data }) => data.every((g) => g === 0)));
      const wanted = gradients(
        net.sections,
        before,
        rowsOf(x, INPUT),
        rowsOf(oneHot(classes, 5), 5),
      );
      const { loss: found, nonFinite } = net.trainBatch(x, classes);
      assert.equal(nonFinite, undefined);
      assert.ok(Math.abs(found / wanted.loss - 1) < 1e-5, `${found} instead of ${wanted.loss}`);
      for (const { name, data } of net.gradients()) {
        assertClose(data, wanted.gradients.get(name) ?? [], 1e-4, name);
      }
    });
  });

  test(`${loss}: evaluate is forward, the largest output, and the mean loss`, () => {
    const x = numbers(5, 300 * INPUT, 2);
    const classes = labels(6, 300, 5);
    withNetwork({ layers, loss, seed: 4 }, INPUT, (net) => {
      const print = net.fingerprint();
      const rows = rowsOf(net.forward(x), 5);
      const { loss: found, accuracy, confusion } = net.evaluate(x, classes);
      assert.equal(net.fingerprint(), print);
      const wanted = new Uint32Array(25);
      let right = 0;
      let sum = 0;
      const targets = rowsOf(oneHot(classes, 5), 5);
      rows.forEach((row, i) => {
        const cell = at(classes, i) * 5 + largest(row);
        wanted[cell] = at(wanted, cell) + 1;
        right += Number(largest(row) === at(classes, i));
        sum += losses[loss]?.(row, at(targets, i)).value ?? Number.NaN;
      });
      assert.deepEqual(confusion, wanted);
      assert.equal(accuracy, right / 300);
      assert.ok(Math.abs((found * 300) / sum - 1) < 1e-6, `${found} instead of ${sum / 300}`);
    });
  });

  test(`${loss}: predict`, () => {
    const x = numbers(7, 150 * INPUT, 3);
    withNetwork({ layers, loss }, INPUT, (net) => {
      const forward = net.forward(x);
      const predicted = net.predict(x);
      if (loss === 'cross_entropy') {
        rowsOf(predicted, 5).forEach((row, i) => {
          const logits = at(rowsOf(forward, 5), i);
          const total = logits.reduce((sum, v) => sum + Math.exp(v), 0);
          assertClose(
            row,
            logits.map((v) => Math.exp(v) / total),
            1e-6,
            `row ${i}`,
          );
        });
      } else if (loss === 'binary_cross_entropy_with_logits') {
        const wanted = Array.from(forward, (v) => 1 / (1 + Math.exp(-v)));
        assertClose(predicted, wanted, 1e-6, 'sigmoid');
      } else {
        assert.deepEqual(bits(predicted), bits(forward));
      }
    });
  });
}

test('forward of many rows is forward of each row, bit for bit, and agrees with double', () => {
  const x = numbers(8, 300 * INPUT);
  withNetwork({ layers }, INPUT, (net) => {
    const all = rowsOf(net.forward(x), 5);
    rowsOf(x, INPUT).forEach((row, i) => {
      assert.deepEqual([...net.forward(Float32Array.from(row))], at(all, i));
      assertClose(at(all, i), at(outputs(net.sections, net.parameters(), row), -1), 1e-5, `${i}`);
    });
  });
});

test('one step of plain sgd is w − lr · g in float, and gradients are those before the step', () => {
  withNetwork({ layers, optimizer: { name: 'sgd', lr: 0.25 } }, INPUT, (net) => {
    const before = net.parameters();
    net.trainBatch(numbers(9, 20 * INPUT), labels(9, 20, 5));
    const slopes = net.gradients();
    assert.deepEqual(
      slopes.map(({ name, shape }) => [name, shape]),
      before.map(({ name, shape }) => [name, shape]),
    );
    net.parameters().forEach(({ data }, i) => {
      const [w, g] = [at(before, i).data, at(slopes, i).data];
      assert.deepEqual(
        data,
        w.map((value, k) => Math.fround(value + Math.fround(-0.25 * at(g, k)))),
      );
    });
    net.forward(numbers(1, INPUT));
    net.evaluate(numbers(1, INPUT), labels(1, 1, 5));
    assert.deepEqual(net.gradients(), slopes);
  });
});

test('trainBatch reports the loss before its step', () => {
  withNetwork({ layers }, INPUT, (net) => {
    const [x, classes] = [numbers(10, 64 * INPUT), labels(10, 64, 5)];
    for (let step = 0; step < 5; step++) {
      const { loss } = net.evaluate(x, classes);
      const result = net.trainBatch(x, classes);
      assert.deepEqual(Object.keys(result), ['loss']);
      assert.ok(Math.abs(result.loss / loss - 1) < 1e-9);
    }
  });
});

test('evaluate with numbers to aim at takes the largest as the class', () => {
  withNetwork({ layers, loss: 'mse_loss' }, INPUT, (net) => {
    const x = numbers(11, 30 * INPUT);
    const targets = numbers(12, 30 * 5);
    const { accuracy, confusion } = net.evaluate(x, targets);
    const truth = Uint8Array.from(rowsOf(targets, 5), largest);
    const byClass = net.evaluate(x, truth);
    assert.equal(accuracy, byClass.accuracy);
    assert.deepEqual(confusion, byClass.confusion);
  });
});

test('views into larger arrays are taken as they are', () => {
  const around = numbers(13, 3 * INPUT);
  const bytes = pixels(13, 3 * INPUT);
  withNetwork({ layers }, INPUT, (net) => {
    const middle = around.subarray(INPUT, 2 * INPUT);
    assert.deepEqual(net.forward(middle), net.forward(middle.slice()));
    const some = bytes.subarray(INPUT, 2 * INPUT);
    assert.deepEqual(net.forward(some), net.forward(some.slice()));
  });
});

test('setOptimizer changes the hyper-parameters from the next step on and keeps the memory', async () => {
  const [x, classes] = [numbers(14, 8 * INPUT), labels(14, 8, 5)];
  const usual = { name: 'sgd', lr: 0.1, momentum: 0.9 };
  const net = engine.createNetwork({ layers, optimizer: usual }, { input: INPUT });
  net.trainBatch(x, classes);
  const print = net.fingerprint();
  net.setOptimizer({ ...usual, lr: 0 });
  net.trainBatch(x, classes);
  assert.equal(net.fingerprint(), print);
  assert.equal(net.sections.optimizer.lr, 0);
  const error = await refusal(() => net.setOptimizer({ name: 'adam' }));
  assert.equal(error.code, 'optimizer-fixed');
  assert.match(error.message, /sgd/);
  assert.equal(
    (await refusal(() => net.setOptimizer({ name: 'sgd', lr: -1 }))).code,
    'experiment-invalid',
  );
  assert.equal(net.sections.optimizer.lr, 0);
  net.dispose();
});
