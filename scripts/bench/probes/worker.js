// The worker's training loop and `engine.train` beside training with nothing around it.
import { parseExperiment } from '../../../web/engine/experiment/index.js';
import { loadEngine } from '../../../web/engine/index.js';
import { Trainer } from '../../../web/worker/trainer.js';
import { firstImages, PIXELS, TRAIN } from '../dataset.js';
import { experimentOf } from '../strata.js';

/** @typedef {import('../workloads.mjs').Workload} Workload */

/** Milliseconds between a page's looks at the worker, and of training both ways in turn. */
const FRAME = 16;
const TIME = 250;
/** Turns of which the median counts. */
const TURNS = 7;
/** Milliseconds of a training with its tests. */
const WHOLE = 3000;
/** Of the training with nothing around it, which does not count the test. */
const TESTS = 1;
const EPOCHS = 1000;
/** Between looks at the clock. */
const STEPS = 32;

/** @param {import('../host.js').Host} host */
export async function create({ data }) {
  const sets = { train: firstImages(data.train, TRAIN), test: firstImages(data.test, TESTS) };

  return {
    version: 'strict',
    /** @param {{ about: Workload }} request @returns {Promise<{ bare: number, loop: number }>} images per second of both */
    async compare({ about }) {
      const bare = openBare(await loadEngine(), sets, about);
      const loop = await openLoop(sets, about);
      const turns = [];
      for (let turn = 0; turn < TURNS; turn++) {
        turns.push({ bare: bare.measure(), loop: await loop.measure() });
      }
      bare.close();
      loop.close();
      turns.sort((one, other) => one.bare / one.loop - other.bare / other.loop);
      return turns[(TURNS - 1) / 2] ?? { bare: 0, loop: 0 };
    },
    /** @param {{ about: Workload }} request @returns {Promise<{ headless: number }>} images per second, tests included */
    async headless({ about }) {
      const engine = await loadEngine();
      const net = engine.createNetwork(experimentOf(about), { input: PIXELS });
      const abort = new AbortController();
      /** @type {{ step: number, at: number }[]} */
      const seen = [];
      await engine.train(net, data, {
        ...{ epochs: EPOCHS, batch: about.batch, signal: abort.signal },
        onProgress({ epoch, step }) {
          // Each epoch ends with a test: only whole epochs have all their costs.
          if (!Number.isInteger(epoch)) return;
          seen.push({ step, at: performance.now() });
          if (performance.now() - (seen[0]?.at ?? 0) > WHOLE) abort.abort();
        },
      });
      net.dispose();
      const [first, last] = [seen[0], seen.at(-1)];
      if (!first || !last) throw new Error('Nothing was told of the training.');
      return { headless: (1000 * (last.step - first.step) * about.batch) / (last.at - first.at) };
    },
  };
}

/** @typedef {import('../dataset.js').Data} Data */

/**
 * @param {import('../../../web/engine/engine.js').Engine} engine
 * @param {Data} sets
 * @param {Workload} about
 */
function openBare(engine, { train }, about) {
  const net = engine.createNetwork(experimentOf(about), { input: PIXELS });
  const store = engine.createStore({ train: TRAIN, test: TESTS, input: PIXELS });
  store.append('train', train.images, train.labels);
  const run = engine.createRun(net, store, { batch: about.batch, seed: 1, epochs: EPOCHS });
  return {
    /** @returns {number} images per second */
    measure() {
      const start = performance.now();
      let steps = 0;
      while (performance.now() - start < TIME) steps += run.advance(STEPS).steps;
      return perSecond(steps * about.batch, start);
    },
    close() {
      run.dispose();
      net.dispose();
      store.dispose();
    },
  };
}

/**
 * @param {Data} sets
 * @param {Workload} about
 */
async function openLoop(sets, about) {
  const { soon, close } = queue();
  const trainer = new Trainer({
    loadEngine: () => loadEngine(),
    stream: () => withoutTests(sets),
    now: () => performance.now(),
    soon,
    later: (task, milliseconds) => setTimeout(task, milliseconds),
  });
  const experiment = parseExperiment({
    ...experimentOf(about),
    strata: 1,
    data: { name: 'mnist', train: TRAIN, test: TESTS },
    batch: about.batch,
    epochs: EPOCHS,
  });
  trainer.start({ data: '', experiment });
  while (trainer.pull().data.train < TRAIN) await frame();
  return {
    /** @returns {Promise<number>} images per second */
    async measure() {
      const before = trainer.pull().step;
      const start = performance.now();
      trainer.run();
      while (performance.now() - start < TIME) {
        await frame();
        trainer.pull();
      }
      const images = (trainer.pull().step - before) * about.batch;
      const rate = perSecond(images, start);
      trainer.pause();
      return rate;
    },
    close,
  };
}

/**
 * @param {number} images
 * @param {number} start
 */
function perSecond(images, start) {
  return (1000 * images) / (performance.now() - start);
}

/** @returns {{ soon: (task: () => void) => void, close: () => void }} tasks that wait in line with messages */
function queue() {
  // Node takes a port's messages a thousand at a time, and lets no timer in between.
  if (typeof setImmediate === 'function') return { soon: setImmediate, close() {} };
  const { port1, port2 } = new MessageChannel();
  /** @type {(() => void)[]} */
  const tasks = [];
  port1.onmessage = () => tasks.shift()?.();
  return {
    soon(task) {
      tasks.push(task);
      port2.postMessage(null);
    },
    close: () => port1.close(),
  };
}

function frame() {
  return new Promise((resolve) => setTimeout(resolve, FRAME));
}

/**
 * Test images never arrive: what is measured is the loop, not the tests it makes time for.
 *
 * @param {Data} sets
 * @returns {AsyncGenerator<import('../../../web/engine/data/mnist.js').MnistPart, void, void>}
 */
async function* withoutTests({ train }) {
  yield { split: 'train', first: 0, ...train };
  await new Promise(() => {});
}
