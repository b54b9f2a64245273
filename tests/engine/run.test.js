// Runs and stores: whatever the pieces in which images arrive and steps are asked for, the result is one and the same.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { BLOCK } from '../../web/engine/run.js';
import { act, at, engine, labels, linear, pixels } from './helpers.js';

/** @typedef {import('../../web/engine/run.js').Run} Run */
/** @typedef {import('../../web/engine/store.js').DataStore} DataStore */

const INPUT = 6;
const COUNT = 4500;
const document = {
  layers: [linear(5), act('rrelu'), linear(3)],
  optimizer: { name: 'sgd', lr: 0.1, momentum: 0.9 },
};
const images = pixels(1, COUNT * INPUT);
const classes = labels(2, COUNT, 3);
const options = { batch: 32, seed: 5, epochs: 2 };

function emptyStore() {
  const store = engine.createStore({ train: COUNT, test: 10, input: INPUT });
  // Labels that no network has, so that a step with an image that has not arrived is refused.
  engine.heap.u8(store.locate('train', 0, 0).labels, COUNT).fill(255);
  return store;
}

/** @param {DataStore} store @param {number} first @param {number} end */
function append(store, first, end) {
  store.append('train', images.subarray(first * INPUT, end * INPUT), classes.subarray(first, end));
}

/**
 * @template T
 * @param {(run: Run, store: DataStore, net: import('./helpers.js').Network) => T} work
 * @param {{ arrived?: number, batch?: number, seed?: number, epochs?: number }} [choice]
 */
function withRun(work, { arrived = COUNT, ...choice } = {}) {
  const store = emptyStore();
  if (arrived > 0) append(store, 0, arrived);
  const net = engine.createNetwork(document, { input: INPUT });
  const run = engine.createRun(net, store, { ...options, ...choice });
  try {
    return work(run, store, net);
  } finally {
    for (const thing of [run, net, store]) thing.dispose();
  }
}

/** @param {Run} run @param {number} [steps] */
function finish(run, steps = Number.POSITIVE_INFINITY) {
  while (!run.done) run.advance(steps);
}

/** @param {number} seed @param {number} epoch */
function order(seed, epoch, count = COUNT, block = epoch === 0 ? BLOCK : COUNT) {
  return engine.heap.borrow([4 * count], (place = 0) => {
    engine.c.strata_shuffle(place, count, block, seed, epoch);
    return engine.heap.u32(place, count).slice();
  });
}

const whole = withRun((run, _, net) => {
  finish(run);
  return net.fingerprint();
});

test('the order is a permutation that depends on seed and epoch, and epoch 0 stays inside its blocks', () => {
  for (const seed of [0, 5, 2 ** 32 - 1]) {
    for (const epoch of [0, 1, 2]) {
      const found = order(seed, epoch);
      assert.deepEqual(
        found.toSorted(),
        found.map((_, i) => i),
      );
      assert.notDeepEqual(found, found.toSorted());
      assert.deepEqual(order(seed, epoch), found);
    }
    order(seed, 0).forEach((image, i) => {
      assert.equal(Math.floor(image / BLOCK), Math.floor(i / BLOCK));
    });
    const moved = order(seed, 1).filter(
      (image, i) => Math.floor(image / 2000) !== Math.floor(i / 2000),
    );
    assert.ok(moved.length > COUNT / 3);
    assert.notDeepEqual(order(seed, 1), order(seed, 2));
  }
  assert.notDeepEqual(order(5, 0), order(6, 0));
  assert.notDeepEqual(order(5, 1), order(6, 1));
  const [first, second] = [0, 2000].map((from) =>
    order(5, 0)
      .subarray(from, from + 2000)
      .map((image) => image % 2000),
  );
  assert.notDeepEqual(first, second);
});

test('every place is equally likely for every image', () => {
  const [count, tries] = [5, 4000];
  const seen = new Uint32Array(count * count);
  for (let seed = 0; seed < tries; seed++) {
    order(seed, 1, count, count).forEach((image, place) => {
      const cell = image * count + place;
      seen[cell] = at(seen, cell) + 1;
    });
  }
  const expected = tries / count;
  const chiSquare = seen.reduce((sum, n) => sum + (n - expected) ** 2 / expected, 0);
  // 16 degrees of freedom: above 39.3 in one of a thousand; the seeds are fixed.
  assert.ok(chiSquare < 39.3, `${chiSquare}`);
});

test('a run is trainBatch over the images in that order', () => {
  const net = engine.createNetwork(document, { input: INPUT });
  /** @type {number[]} */
  const losses = [];
  for (let epoch = 0; epoch < options.epochs; epoch++) {
    const places = order(options.seed, epoch);
    for (let first = 0; first < COUNT; first += options.batch) {
      const batch = places.subarray(first, first + options.batch);
      const x = new Uint8Array(batch.length * INPUT);
      batch.forEach((image, i) => {
        x.set(images.subarray(image * INPUT, (image + 1) * INPUT), i * INPUT);
      });
      losses.push(
        net.trainBatch(
          x,
          Uint8Array.from(batch, (image) => at(classes, image)),
        ).loss,
      );
    }
  }
  assert.equal(net.fingerprint(), whole);
  withRun((run) => {
    assert.equal(run.stepsPerEpoch, 141);
    assert.deepEqual(
      losses,
      losses.map(() => run.advance(1).loss),
    );
    assert.ok(run.done);
    assert.equal(run.step, losses.length);
  });
  net.dispose();
});

test('pieces do not change the result', async () => {
  const epochLosses = new Set();
  for (const steps of [1, 7, 140, 141, 142, 1000]) {
    withRun((run, _, net) => {
      finish(run, steps);
      assert.equal(net.fingerprint(), whole, `${steps} steps at a time`);
      epochLosses.add(run.epochLoss);
    });
  }
  assert.equal(epochLosses.size, 1);
  const net = engine.createNetwork(document, { input: INPUT });
  const test = { images: images.subarray(0, 60 * INPUT), labels: classes.subarray(0, 60) };
  const report = await engine.train(net, { train: { images, labels: classes }, test }, options);
  assert.equal(report.fingerprint, whole);
  net.dispose();
});

test('steps, epochs, positions and reasons', () => {
  withRun((run) => {
    assert.deepEqual([run.step, run.epoch, run.position, run.done], [0, 0, 0, false]);
    assert.deepEqual(run.advance(0), { steps: 0, loss: Number.NaN, reason: null });
    const { steps, loss, reason, nonFinite } = run.advance(10);
    assert.deepEqual([steps, reason, nonFinite], [10, null, undefined]);
    assert.ok(loss > 0);
    assert.deepEqual([run.step, run.epoch, run.position], [10, 0, 320]);
    const end = run.advance(1000);
    assert.deepEqual([end.steps, end.reason], [131, 'epoch']);
    assert.deepEqual([run.step, run.epoch, run.position], [141, 1, 0]);
    assert.deepEqual([run.advance(141).reason, run.done, run.step], ['done', true, 282]);
    assert.deepEqual(run.advance(5), { steps: 0, loss: Number.NaN, reason: 'done' });
    assert.equal(run.step, 282);
  });
});

test('the loss of a stretch is the mean over its steps', () => {
  const single = withRun((run) => Array.from({ length: 30 }, () => run.advance(1).loss));
  const { loss } = withRun((run) => run.advance(30));
  assert.ok(Math.abs(loss / (single.reduce((a, b) => a + b) / 30) - 1) < 1e-12);
});

test('a batch larger than the set is the set; 0 epochs are none; endless ones go on', () => {
  const large = [COUNT, COUNT + 1, 2 ** 31, 2 ** 32, Number.MAX_SAFE_INTEGER].map((batch) =>
    withRun(
      (run, _, net) => {
        assert.equal(run.stepsPerEpoch, 1);
        assert.deepEqual([run.advance(5).steps, run.epoch], [1, 1]);
        return net.fingerprint();
      },
      { batch },
    ),
  );
  assert.equal(new Set(large).size, 1);
  withRun((run) => assert.ok(run.done), { epochs: 0 });
  withRun(
    (run) => {
      for (let epoch = 1; epoch <= 3; epoch++) {
        assert.equal(run.advance(Number.POSITIVE_INFINITY).reason, 'epoch');
        assert.equal(run.epoch, epoch);
      }
    },
    { epochs: Number.POSITIVE_INFINITY },
  );
});

test('images may arrive in any pieces, between any steps: same bits, and none is used before it is there', () => {
  const piece = fc.record({ images: fc.integer({ min: 1, max: 1800 }), steps: fc.nat(60) });
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 12 }), (pieces) => {
      withRun(
        (run, store, net) => {
          for (const { images, steps } of pieces) {
            const arrived = store.count('train');
            const end = Math.min(COUNT, arrived + images);
            if (end > arrived) append(store, arrived, end);
            const result = run.advance(steps);
            const usable = end === COUNT ? COUNT : Math.floor(end / BLOCK) * BLOCK;
            assert.ok(run.epoch > 0 || run.position <= usable);
            if (result.reason === 'data') assert.ok(end < COUNT);
          }
          const arrived = store.count('train');
          if (arrived < COUNT) append(store, arrived, COUNT);
          finish(run);
          assert.equal(net.fingerprint(), whole);
        },
        { arrived: 0 },
      );
    }),
    { numRuns: 25 },
  );
});

test('a run waits for whole blocks, and says that it does', () => {
  withRun(
    (run, store) => {
      const waiting = { steps: 0, loss: Number.NaN, reason: 'data' };
      assert.deepEqual(run.advance(5), waiting);
      append(store, 0, 1999);
      assert.deepEqual(run.advance(5), waiting);
      append(store, 1999, 2000);
      const some = run.advance(1000);
      // 62 whole batches fit into 2,000 images; the 63rd needs the next block.
      assert.deepEqual([some.steps, some.reason], [62, 'data']);
      assert.deepEqual(run.advance(1), waiting);
      append(store, 2000, COUNT - 1);
      assert.deepEqual([run.advance(1000).steps, run.step], [63, 125]);
      append(store, COUNT - 1, COUNT);
      assert.deepEqual(run.advance(1000).reason, 'epoch');
    },
    { arrived: 0 },
  );
});

test('evaluateStore adds up over slices to evaluate', () => {
  withRun((run, store, net) => {
    run.advance(20);
    const wanted = net.evaluate(images, classes);
    const sums = { loss: 0, correct: 0, confusion: new Uint32Array(9) };
    for (const [first, end] of [
      [0, 1],
      [1, 1000],
      [1000, 1000],
      [1000, COUNT],
    ]) {
      const count = (end ?? 0) - (first ?? 0);
      const part = net.evaluateStore(store, 'train', first ?? 0, count);
      assert.equal(part.count, count);
      sums.loss += part.lossSum;
      sums.correct += part.correct ?? Number.NaN;
      sums.confusion = sums.confusion.map((n, i) => n + at(part.confusion ?? [], i));
    }
    assert.ok(Math.abs(sums.loss / COUNT / wanted.loss - 1) < 1e-12);
    assert.equal(sums.correct / COUNT, wanted.accuracy);
    assert.deepEqual(sums.confusion, wanted.confusion);
  });
});

test('two runs side by side do not disturb each other', () => {
  withRun((run, _, net) => {
    withRun((other, __, twin) => {
      while (!run.done) {
        run.advance(3);
        if (!other.done) other.advance(50);
      }
      finish(other);
      assert.equal(twin.fingerprint(), whole);
    });
    assert.equal(net.fingerprint(), whole);
  });
});
