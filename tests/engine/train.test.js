import assert from 'node:assert/strict';
import { test } from 'node:test';
import { act, at, engine, labels, linear, pixels } from './helpers.js';

/** @typedef {import('../../web/engine/train.js').Progress} Progress */

const INPUT = 50;
const sections = { layers: [linear(40), act('relu'), linear(4)], seed: 3 };
const train = { images: pixels(1, 2100 * INPUT), labels: labels(2, 2100, 4) };
const data = {
  train,
  test: { images: pixels(3, 300 * INPUT), labels: labels(4, 300, 4) },
};

/**
 * @template T
 * @param {(net: import('./helpers.js').Network) => Promise<T>} work
 */
async function withNet(work) {
  const net = engine.createNetwork(sections, { input: INPUT });
  try {
    return await work(net);
  } finally {
    net.dispose();
  }
}

test('the report of a whole training', async () => {
  await withNet(async (net) => {
    const report = await engine.train(net, data, { epochs: 3, batch: 40, seed: 9 });
    const end = net.evaluate(data.test.images, data.test.labels);
    assert.deepEqual(Object.keys(report).sort(), [
      'checkpoints',
      'epochs',
      'fingerprint',
      'imagesPerSecond',
      'progress',
      'seconds',
      'steps',
      'stopped',
      'testAccuracy',
      'testLoss',
      'trainLoss',
    ]);
    assert.deepEqual([report.steps, report.epochs, report.stopped], [53 * 3, 3, null]);
    assert.equal(report.progress, 3);
    assert.equal(report.fingerprint, net.fingerprint());
    assert.equal(report.testAccuracy, end.accuracy);
    assert.ok(Math.abs(report.testLoss / end.loss - 1) < 1e-12);
    assert.ok(report.seconds > 0);
    assert.ok(Math.abs(report.imagesPerSecond / (6300 / report.seconds) - 1) < 1e-9);
  });
});

test('the report says how each epoch before the end ended', async () => {
  /** @param {number} steps */
  const upTo = (steps) =>
    withNet((net) => engine.train(net, data, { epochs: 3, batch: 40, seed: 9, steps }));
  const [one, two, more, all] = [await upTo(53), await upTo(106), await upTo(107), await upTo(159)];
  const ends = [one, two].map(({ fingerprint }) => fingerprint.slice(0, 8));
  assert.deepEqual(
    [one, two, more, all].map(({ checkpoints }) => checkpoints),
    [[], ends.slice(0, 1), ends, ends],
  );
});

test('trainLoss is the mean over the steps of the last epoch', async () => {
  const losses = await withNet(async (net) => {
    const store = engine.createStore({ train: 2100, test: 1, input: INPUT });
    store.append('train', train.images, train.labels);
    const run = engine.createRun(net, store, { batch: 32, seed: 3, epochs: 2 });
    const found = [run.advance(1000).loss, run.advance(1000).loss];
    run.dispose();
    store.dispose();
    return found;
  });
  const { trainLoss } = await withNet((net) => engine.train(net, data, { epochs: 2 }));
  assert.ok(Math.abs(trainLoss / at(losses, 1) - 1) < 1e-12);
});

test("one epoch of batches of 32 in the order of the network's seed, unless told otherwise", async () => {
  const prints = await Promise.all(
    [undefined, {}, { epochs: 1, batch: 32, seed: 3 }].map((options) =>
      withNet(async (net) => (await engine.train(net, data, options)).fingerprint),
    ),
  );
  assert.equal(new Set(prints).size, 1);
  const other = await withNet((net) => engine.train(net, data, { seed: 4 }));
  assert.notEqual(other.fingerprint, prints[0]);
  assert.equal(other.steps, 66);
});

test('progress is sane, never goes back, and ends at the end', async () => {
  /** @type {Progress[]} */
  const told = [];
  const report = await withNet((net) =>
    engine.train(net, data, {
      epochs: 4,
      batch: 10,
      onProgress: (progress) => told.push(progress),
    }),
  );
  assert.ok(told.length >= 4);
  let before = { epoch: 0, step: 0, seconds: 0 };
  for (const progress of told) {
    assert.deepEqual([progress.epochs, progress.steps], [4, 840]);
    assert.ok(progress.epoch >= before.epoch && progress.epoch <= 4);
    assert.ok(progress.step > before.step && progress.step <= 840);
    assert.ok(progress.seconds >= before.seconds);
    assert.equal(progress.epoch, Math.floor(progress.step / 210));
    assert.ok(progress.loss > 0 && progress.loss < 10);
    assert.ok(progress.imagesPerSecond > 0 && Number.isFinite(progress.imagesPerSecond));
    assert.equal(progress.testAccuracy === null, progress.epoch === 0);
    if (progress.testAccuracy !== null)
      assert.ok(progress.testAccuracy >= 0 && progress.testAccuracy <= 1);
    before = progress;
  }
  const last = at(told, -1);
  assert.deepEqual([last.step, last.epoch], [840, 4]);
  assert.equal(last.testAccuracy, report.testAccuracy);
});

test('a signal stops the training; the report tells how far it came', async () => {
  await withNet(async (net) => {
    const control = new AbortController();
    const report = await engine.train(net, data, {
      epochs: 1000,
      signal: control.signal,
      onProgress: ({ epoch }) => epoch >= 2 && control.abort(),
    });
    assert.equal(report.stopped, 'aborted');
    assert.equal(report.epochs, 2);
    assert.equal(report.steps, 132);
    assert.equal(report.fingerprint, net.fingerprint());
    assert.ok(report.testAccuracy >= 0 && Number.isFinite(report.trainLoss));
  });
});

test('a target accuracy ends the training after the first epoch that reaches it', async () => {
  /** @type {number[]} */
  const accuracies = [];
  /** @param {import('../../web/engine/train.js').Progress} progress */
  const onProgress = ({ step, testAccuracy }) => {
    if (step % 66 === 0) accuracies.push(testAccuracy ?? 0);
  };
  await withNet((net) => engine.train(net, data, { epochs: 5, onProgress }));
  const targetAccuracy = Math.max(...accuracies);
  const epochs = accuracies.indexOf(targetAccuracy) + 1;
  await withNet(async (net) => {
    const report = await engine.train(net, data, { epochs: 50, targetAccuracy });
    assert.deepEqual([report.stopped, report.epochs], ['target', epochs]);
    assert.equal(report.testAccuracy, targetAccuracy);
  });
  for (const none of [1, Math.min(1, targetAccuracy + 0.2)]) {
    await withNet(async (net) => {
      const report = await engine.train(net, data, { epochs: 2, targetAccuracy: none });
      assert.deepEqual([report.stopped, report.epochs], [null, 2]);
    });
  }
  await withNet((net) =>
    assert.rejects(engine.train(net, data, { targetAccuracy: 97 }), { code: 'run-options' }),
  );
});

test('a training stopped within an epoch is evaluated where it stopped', async () => {
  const wide = { layers: [linear(600), act('gelu'), linear(4)] };
  const net = engine.createNetwork(wide, { input: INPUT });
  let begun = false;
  let checks = 0;
  // Asked before each slice: says yes after the first slice of the second epoch.
  const signal = /** @type {AbortSignal} */ ({
    get aborted() {
      return begun && checks++ > 0;
    },
  });
  const onProgress = (/** @type {Progress} */ { epoch }) => {
    begun = epoch === 1;
  };
  const report = await engine.train(net, data, { epochs: 3, signal, onProgress });
  const { loss, accuracy } = net.evaluate(data.test.images, data.test.labels);
  assert.ok(report.steps > 66);
  assert.equal(report.stopped, 'aborted');
  assert.equal(report.testAccuracy, accuracy);
  assert.ok(Math.abs(report.testLoss / loss - 1) < 1e-12);
  net.dispose();
});

test('a signal that was given before stops it before the first step', async () => {
  await withNet(async (net) => {
    const before = net.fingerprint();
    const report = await engine.train(net, data, { signal: AbortSignal.abort() });
    assert.deepEqual([report.stopped, report.steps, report.epochs], ['aborted', 0, 0]);
    assert.deepEqual([report.trainLoss, report.imagesPerSecond], [Number.NaN, 0]);
    assert.equal(report.fingerprint, before);
    assert.ok(report.testLoss > 0);
  });
});

test('a signal that comes with the last step does not count', async () => {
  const control = new AbortController();
  const report = await withNet((net) =>
    engine.train(net, data, {
      signal: control.signal,
      onProgress: ({ epoch }) => epoch === 1 && control.abort(),
    }),
  );
  assert.equal(report.stopped, null);
});

test('no epoch at all is a report of the network as it is', async () => {
  await withNet(async (net) => {
    const report = await engine.train(net, data, { epochs: 0 });
    assert.deepEqual(
      [report.steps, report.stopped, report.fingerprint],
      [0, null, net.fingerprint()],
    );
  });
});

test('trainings side by side give what each alone gives, and leave no memory behind', async () => {
  const alone = await withNet(async (net) => (await engine.train(net, data)).fingerprint);
  const bytes = engine.memoryBytes;
  await withNet((net) => engine.train(net, data));
  assert.equal(engine.memoryBytes, bytes);
  const both = await Promise.all(
    [1, 2].map(() => withNet(async (net) => (await engine.train(net, data)).fingerprint)),
  );
  assert.deepEqual(both, [alone, alone]);
});

test('the event loop turns while it trains', async () => {
  let turns = 0;
  const timer = setInterval(() => turns++, 1);
  await withNet((net) => engine.train(net, data, { epochs: 30, batch: 1 }));
  clearInterval(timer);
  assert.ok(turns > 2);
});

test('nothing is trained if any label is out of range, be it the last', async () => {
  await withNet(async (net) => {
    const before = net.fingerprint();
    const wrong = { images: train.images, labels: train.labels.slice() };
    wrong.labels[2099] = 4;
    for (const sets of [
      { ...data, train: wrong },
      { train, test: wrong },
    ]) {
      await assert.rejects(engine.train(net, sets), {
        code: 'label-range',
        message: /Label 4 .*2099/,
      });
    }
    assert.equal(net.fingerprint(), before);
  });
});

test('a network that is disposed of in the middle ends the training with that error', async () => {
  const net = engine.createNetwork(sections, { input: INPUT });
  const training = engine.train(net, data, { epochs: 5, onProgress: () => net.dispose() });
  await assert.rejects(training, { code: 'network-disposed' });
});

test('a small set over many epochs trains to the end', async () => {
  const few = { images: pixels(5, 20 * INPUT), labels: labels(6, 20, 4) };
  await withNet(async (net) => {
    const report = await engine.train(net, { train: few, test: few }, { epochs: 300, batch: 10 });
    assert.deepEqual([report.epochs, report.steps, report.stopped], [300, 600, null]);
  });
});

test('training ends after the steps that are asked for, wherever in an epoch they end', async () => {
  for (const steps of [0, 20, 66, 70]) {
    const [part, whole] = await withNet(async (net) => {
      const report = await engine.train(net, data, { epochs: 2, steps });
      const { accuracy } = net.evaluate(data.test.images, data.test.labels);
      return [report, { accuracy, print: net.fingerprint() }];
    });
    assert.deepEqual([part.steps, part.epochs], [steps, Math.floor(steps / 66)]);
    assert.deepEqual([part.stopped, part.testAccuracy], ['steps', whole.accuracy]);
    assert.equal(part.fingerprint, whole.print);
  }
  await withNet(async (net) => {
    const inside = await engine.train(net, data, { epochs: 2, batch: 40, steps: 63 });
    assert.deepEqual([inside.epochs, inside.progress], [1, 1 + 400 / 2100]);
    const report = await engine.train(net, data, { epochs: 2, steps: 132 });
    assert.deepEqual([report.steps, report.stopped], [132, null]);
    const wrong = engine.train(net, data, { steps: 1.5 });
    await assert.rejects(wrong, { code: 'run-options', path: 'steps' });
  });
});
