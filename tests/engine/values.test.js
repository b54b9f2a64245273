// Rows of numbers, and numbers to aim at: stores, runs, training and evaluation are what trainBatch and evaluate make of
// the same arrays.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { loadEngine } from '../../web/engine/index.js';
import { BLOCK } from '../../web/engine/run.js';
import { act, at, engine, labels, linear, numbers, oneHot, pixels } from './helpers.js';

const INPUT = 3;
const COUNT = 2100;
const inputs = numbers(1, COUNT * INPUT, 2);
const targets = numbers(2, COUNT, 3);
const classes = labels(3, COUNT, 4);
const options = { batch: 150, seed: 5, epochs: 2 };
/** @param {number} outputs @param {string} loss */
const network = (outputs, loss) => ({
  layers: [linear(7), act('tanh'), linear(outputs)],
  loss,
  optimizer: { name: 'adam' },
});

/**
 * @param {ArrayLike<number>} list
 * @param {Uint32Array} order
 * @param {number} width
 */
function gathered(list, order, width) {
  return Float32Array.from({ length: order.length * width }, (_, i) =>
    at(list, at(order, Math.floor(i / width)) * width + (i % width)),
  );
}

/** @param {number} epoch */
function orderOf(epoch) {
  return engine.heap.borrow([4 * COUNT], (place = 0) => {
    engine.c.strata_shuffle(place, COUNT, epoch === 0 ? BLOCK : COUNT, options.seed, epoch);
    return engine.heap.u32(place, COUNT).slice();
  });
}

/**
 * The same training by single batches.
 * @param {object} document
 * @param {(batch: Uint32Array) => Uint8Array | Float32Array} answersOf
 * @param {Float32Array | Uint8Array} x
 */
function byBatches(document, answersOf, x = inputs) {
  const net = engine.createNetwork(document, { input: INPUT });
  for (let epoch = 0; epoch < options.epochs; epoch++) {
    const order = orderOf(epoch);
    for (let first = 0; first < COUNT; first += options.batch) {
      const batch = order.subarray(first, first + options.batch);
      const rows = gathered(x, batch, INPUT);
      net.trainBatch(x instanceof Uint8Array ? Uint8Array.from(rows) : rows, answersOf(batch));
    }
  }
  const print = net.fingerprint();
  net.dispose();
  return print;
}

/**
 * @param {import('../../web/engine/store.js').ClassRows | import('../../web/engine/store.js').ValueRows} rows
 * @param {object} document
 */
async function trained(rows, document, on = engine) {
  const net = on.createNetwork(document, { input: INPUT });
  const data = /** @type {import('../../web/engine/train.js').TrainData} */ ({
    train: rows,
    test: rows,
  });
  const report = await on.train(net, data, options);
  const answers = 'targets' in rows ? rows.targets : rows.labels;
  const end = net.evaluate(rows.inputs, answers);
  net.dispose();
  return { report, end };
}

test('targets of one output: as by batches, without accuracy and confusion', async () => {
  const document = network(1, 'huber_loss');
  const { report, end } = await trained({ inputs, targets }, document);
  assert.equal(
    report.fingerprint,
    byBatches(document, (batch) => gathered(targets, batch, 1)),
  );
  assert.ok(Math.abs(report.testLoss / end.loss - 1) < 1e-12 && report.testLoss > 0);
  assert.deepEqual([report.testAccuracy, end.accuracy, end.confusion], [null, null, null]);
  const scalar = await loadEngine({ backend: 'scalar' });
  const { report: other } = await trained({ inputs, targets }, document, scalar);
  assert.equal(other.fingerprint, report.fingerprint);
  assert.deepEqual([other.trainLoss, other.testLoss], [report.trainLoss, report.testLoss]);
});

test('targets of several outputs', async () => {
  const document = network(4, 'mse_loss');
  const aims = oneHot(classes, 4);
  const { report, end } = await trained({ inputs, targets: aims }, document);
  assert.equal(
    report.fingerprint,
    byBatches(document, (batch) => gathered(aims, batch, 4)),
  );
  assert.equal(report.testAccuracy, null);
  // evaluate takes the largest of several numbers for a class, as ever.
  assert.ok(end.accuracy !== null && end.confusion?.length === 16);
});

test('numbers with classes: as by batches, and as one-hot targets', async () => {
  const document = network(4, 'mse_loss');
  const { report, end } = await trained({ inputs, labels: classes }, document);
  const print = byBatches(document, (batch) => Uint8Array.from(gathered(classes, batch, 1)));
  assert.equal(report.fingerprint, print);
  assert.equal(report.testAccuracy, end.accuracy);
  const aimed = await trained({ inputs, targets: oneHot(classes, 4) }, document);
  assert.equal(aimed.report.fingerprint, print);
});

test('pixels with targets', async () => {
  const document = network(1, 'mse_loss');
  const bytes = pixels(4, COUNT * INPUT);
  const { report } = await trained({ inputs: bytes, targets }, document);
  assert.equal(
    report.fingerprint,
    byBatches(document, (batch) => gathered(targets, batch, 1), bytes),
  );
});

test('what the progress tells of targets has no accuracy', async () => {
  const net = engine.createNetwork(network(1, 'mse_loss'), { input: INPUT });
  const told = new Set();
  const rows = { inputs, targets };
  await engine.train(
    net,
    { train: rows, test: rows },
    { ...options, onProgress: ({ testAccuracy }) => told.add(testAccuracy) },
  );
  assert.deepEqual([...told], [null]);
  net.dispose();
});

test('a store gives back the rows of each kind, and evaluates them', () => {
  for (const numeric of [true, false]) {
    for (const aimed of [0, 1]) {
      const x = numeric ? inputs : pixels(4, COUNT * INPUT);
      const answers = aimed ? targets : classes;
      const size = { train: COUNT, test: 3, input: INPUT, numbers: numeric, targets: aimed };
      const store = engine.createStore(size);
      store.append('train', x.subarray(0, 10 * INPUT), answers.subarray(0, 10));
      store.append('train', x.subarray(10 * INPUT), answers.subarray(10));
      store.append('test', x.subarray(30, 30 + 3 * INPUT), answers.subarray(30, 33));
      const part = store.rows('train', 5, 100);
      assert.deepEqual(part.inputs, x.slice(5 * INPUT, 105 * INPUT));
      const found = 'labels' in part ? part.labels : part.targets;
      assert.deepEqual(found, answers.slice(5, 105));
      assert.deepEqual(store.rows('test', 0, 3).inputs, x.slice(30, 30 + 3 * INPUT));
      assert.deepEqual(
        store.labels('train', 5, 9),
        aimed ? new Uint8Array(0) : classes.slice(5, 14),
      );

      const net = engine.createNetwork(network(aimed || 4, 'mse_loss'), { input: INPUT });
      const whole = net.evaluate(x, answers);
      const { lossSum, correct, confusion } = net.evaluateStore(store, 'train', 0, COUNT);
      assert.ok(Math.abs(lossSum / COUNT / whole.loss - 1) < 1e-12);
      const share = correct === null ? null : correct / COUNT;
      assert.deepEqual([share, confusion], [whole.accuracy, whole.confusion]);
      assert.equal(correct === null, aimed === 1);
      for (const thing of [net, store]) thing.dispose();
    }
  }
});

test('verdicts of a single output are the output', () => {
  const net = engine.createNetwork(network(1, 'mse_loss'), { input: INPUT });
  const store = engine.createStore({ train: 1, test: 50, input: INPUT, numbers: true, targets: 1 });
  const x = inputs.subarray(0, 50 * INPUT);
  store.append('test', x, targets.subarray(0, 50));
  const { verdicts } = net.evaluateStore(store, 'test', 0, 50);
  assert.deepEqual(verdicts.answers, new Uint32Array(50));
  assert.deepEqual(verdicts.confidences, net.forward(x));
  for (const thing of [net, store]) thing.dispose();
});

test('a run on targets goes on from where it was', () => {
  const store = engine.createStore({
    train: COUNT,
    test: 1,
    input: INPUT,
    numbers: true,
    targets: 1,
  });
  store.append('train', inputs, targets);
  const make = () => engine.createNetwork(network(1, 'l1_loss'), { input: INPUT });
  const [net, other] = [make(), make()];
  const run = engine.createRun(net, store, options);
  run.advance(9);
  const [place, state] = [run.place, net.state()];
  while (!run.done) run.advance(4);
  const again = engine.createRun(other, store, options);
  other.restore(state);
  again.goOn(place);
  while (!again.done) again.advance(100);
  assert.equal(other.fingerprint(), net.fingerprint());
  assert.equal(again.epochLoss, run.epochLoss);
  for (const thing of [run, again, net, other, store]) thing.dispose();
});

test('targets that are not finite stop the training and are named', async () => {
  const net = engine.createNetwork(network(1, 'mse_loss'), { input: INPUT });
  const odd = targets.slice();
  odd[7] = Number.POSITIVE_INFINITY;
  const rows = { inputs, targets: odd };
  const report = await engine.train(net, { train: rows, test: rows }, options);
  assert.equal(report.stopped, 'nonfinite');
  assert.deepEqual(report.nonFinite?.what, 'gradient');
  net.dispose();
});
