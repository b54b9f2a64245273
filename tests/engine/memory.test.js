import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { loadEngine } from '../../web/engine/index.js';
import { Heap } from '../../web/engine/memory.js';
import { act, at, draws, labels, linear, numbers, pixels, refusal } from './helpers.js';

const optimizers = ['sgd', 'adam', 'rmsprop', 'adadelta'];

/** @param {number} i */
function mixedDocument(i) {
  const [a = 0, b = 0, c = 0] = draws(i % 10, 3, 120);
  const layers = [linear(a + 1), act(i % 2 ? 'relu' : 'prelu'), linear(b + 1), linear((c % 9) + 2)];
  return { layers, optimizer: { name: at(optimizers, i % 4) } };
}

test('1,000 networks of mixed size leave memory where it was after the first ten', async () => {
  const engine = await loadEngine();
  let afterTen = 0;
  for (let i = 0; i < 1000; i++) {
    const net = engine.createNetwork(mixedDocument(i), { input: 50 });
    net.trainBatch(numbers(i, 200), labels(i, 4, 2));
    net.evaluate(pixels(i, 1000), labels(i, 20, 2));
    net.parameters();
    net.dispose();
    if (i === 9) afterTen = engine.memoryBytes;
  }
  assert.equal(engine.memoryBytes, afterTen);
});

test('so do 1,000 of which several live at a time and go in another order', async () => {
  const engine = await loadEngine();
  const start = engine.heap.allocate(1);
  engine.heap.release(start);
  /** @type {import('./helpers.js').Network[]} */
  const alive = [];
  let most = 0;
  draws(3, 1000, 5).forEach((victim, i) => {
    alive.push(engine.createNetwork(mixedDocument(i), { input: 50 }));
    if (alive.length === 6) alive.splice(victim, 1)[0]?.dispose();
    if (i === 300) most = engine.memoryBytes;
  });
  assert.equal(engine.memoryBytes, most);
  for (const net of alive) net.dispose();
  assert.equal(engine.heap.allocate(1), start);
});

test('failures give back what they had taken', async () => {
  const engine = await loadEngine();
  const net = engine.createNetwork({ layers: [linear(3)] }, { input: 4 });
  const [x, y] = [pixels(1, 40), labels(1, 10, 3)];
  const set = { images: x, labels: y };
  const bad = { images: x, labels: new Uint8Array(10).fill(7) };
  const floats = /** @type {any} */ ({ images: numbers(1, 40), labels: y });
  const store = engine.createStore({ train: 10, test: 10, input: 4 });
  /** @type {(() => unknown)[]} */
  const failures = [
    () => engine.createStore({ train: 1000, test: 4e9, input: 4 }),
    () => engine.createStore({ train: 1000, test: -1, input: 4 }),
    () => net.trainBatch(x, bad.labels),
    () => net.evaluate(x, bad.labels),
    () => engine.createRun(net, store, { batch: 0, seed: 1, epochs: 1 }),
    () => engine.train(net, { train: set, test: set }, { batch: 0 }),
    () => engine.train(net, { train: bad, test: set }),
    () => engine.train(net, { train: set, test: bad }),
    () => engine.train(net, { train: set, test: floats }),
    () =>
      engine.train(
        net,
        { train: set, test: set },
        {
          onProgress() {
            throw Object.assign(new RangeError('mine'));
          },
        },
      ),
    () => engine.diagnose(net).observe(x, { bins: -1 }),
  ];
  const probe = engine.heap.allocate(1);
  engine.heap.release(probe);
  for (const fail of failures) {
    await assert.rejects(async () => fail());
    const next = engine.heap.allocate(1);
    assert.equal(next, probe, `${fail} leaves a block behind`);
    engine.heap.release(next);
  }
});

test('whatever is disposed of twice leaves others alone', async () => {
  const engine = await loadEngine();
  const make = () => engine.createNetwork({ layers: [linear(3)] }, { input: 4 });
  const store = engine.createStore({ train: 64, test: 1, input: 4 });
  const other = make();
  const run = engine.createRun(other, store, { batch: 1, seed: 1, epochs: 1 });
  const net = make();
  for (const thing of [net, run, store]) {
    thing.dispose();
    // Takes the freed place, most likely.
    const heir = engine.heap.allocate(1);
    thing.dispose();
    const next = engine.heap.allocate(1);
    assert.notEqual(next, heir);
    engine.heap.release(heir);
    engine.heap.release(next);
  }
});

test('what does not fit into memory is refused in words, and the engine goes on', async () => {
  const engine = await loadEngine();
  const before = engine.memoryBytes;
  const error = await refusal(() =>
    engine.createStore({ train: 60000, test: 1, input: 65536 * 16 }),
  );
  assert.equal(error.code, 'memory');
  assert.match(error.message, /60,00\d MB/);
  assert.equal(engine.memoryBytes, before);
  const net = engine.createNetwork({ layers: [linear(3)] }, { input: 4 });
  assert.equal(net.forward(numbers(1, 4)).length, 3);
});

const PAGE = 65536;
const BASE = 1000;

/** @typedef {{ at: number, bytes: number, mark: number }} Block */

/** @param {Block} a @param {Block} b */
function overlap(a, b) {
  return a.at < b.at + b.bytes && b.at < a.at + a.bytes;
}

test('blocks of the heap are aligned, apart, inside, and all come back as one', () => {
  const steps = fc.array(
    fc.oneof(
      fc.record({ bytes: fc.oneof(fc.nat(300), fc.nat(20000), fc.nat(200000)) }),
      fc.record({ victim: fc.nat() }),
    ),
    { maxLength: 120 },
  );
  fc.assert(
    fc.property(steps, (list) => {
      const memory = new WebAssembly.Memory({ initial: 1 });
      const heap = new Heap(memory, BASE);
      /** @type {Block[]} */
      const blocks = [];
      let peak = 0;
      for (const step of list) {
        if ('bytes' in step) {
          const block = { at: heap.allocate(step.bytes), bytes: step.bytes, mark: blocks.length };
          assert.equal(block.at % 64, 0);
          assert.ok(block.at >= BASE && block.at + block.bytes <= heap.bytes);
          assert.ok(!blocks.some((other) => overlap(block, other)));
          heap.u8(block.at, block.bytes).fill(block.mark);
          blocks.push(block);
          peak = Math.max(peak, block.at + block.bytes);
        } else if (blocks.length > 0) {
          const [{ at: place, bytes, mark } = { at: 0, bytes: 0, mark: 0 }] = blocks.splice(
            step.victim % blocks.length,
            1,
          );
          assert.ok(heap.u8(place, bytes).every((byte) => byte === mark % 256));
          heap.release(place);
        }
      }
      const pages = heap.bytes / PAGE;
      assert.ok(pages === 1 || (pages - 1) * PAGE < peak + 64, 'grew more than was asked for');
      for (const block of blocks) heap.release(block.at);
      const whole = heap.bytes - 1024;
      assert.equal(heap.allocate(whole), 1024, 'free blocks did not become one');
      assert.equal(heap.bytes / PAGE, pages);
    }),
    { numRuns: 200 },
  );
});

test('the heap reuses gaps, lends in order, and takes back after a failure', () => {
  const heap = new Heap(new WebAssembly.Memory({ initial: 1 }), 64);
  const [a, b, c] = [100, 200, 300].map((bytes) => heap.allocate(bytes));
  assert.deepEqual([a, b, c], [64, 192, 448]);
  heap.release(b ?? 0);
  assert.equal(heap.allocate(200), 192);
  heap.release(1);
  heap.release(0);
  assert.throws(
    () =>
      heap.borrow([10, 20], (first, second) => {
        assert.ok((second ?? 0) > (first ?? 0));
        throw new Error('inside');
      }),
    /inside/,
  );
  assert.equal(heap.allocate(1), 768);
});
