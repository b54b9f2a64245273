// The worker's training loop beside training with nothing around it.
import { parseExperiment } from '../../../web/engine/experiment/index.js';
import { loadEngine } from '../../../web/engine/index.js';
import { Trainer } from '../../../web/worker/trainer.js';
import { firstImages, PIXELS } from '../dataset.js';
import { experimentOf } from '../strata.js';

/** @typedef {import('../workloads.mjs').Workload} Workload */

/** Milliseconds between a page's looks at the worker, and of a measurement. */
const FRAME = 16;
const TIME = 700;
const TRAIN = 30_000;
/** Of the training with nothing around it, which does not count the test. */
const TESTS = 1;

/** @param {import('../host.js').Host} host */
export async function create({ data }) {
  const engine = await loadEngine();
  const sets = { train: firstImages(data.train, TRAIN), test: firstImages(data.test, TESTS) };

  return {
    version: engine.kernels,
    /** @param {{ about: Workload }} request @returns {Promise<{ bare: number, loop: number }>} images per second of both */
    async compare({ about }) {
      return { bare: await bare(engine, sets, about), loop: await inLoop(sets, about) };
    },
  };
}

/** @typedef {import('../dataset.js').Data} Data */

/**
 * @param {import('../../../web/engine/engine.js').Engine} engine
 * @param {Data} sets
 * @param {Workload} about
 */
async function bare(engine, sets, about) {
  const net = engine.createNetwork(experimentOf(about), { input: PIXELS });
  const { imagesPerSecond } = await engine.train(net, sets, { batch: about.batch });
  net.dispose();
  return imagesPerSecond;
}

/**
 * @param {Data} sets
 * @param {Workload} about
 */
async function inLoop(sets, about) {
  const { soon, close } = queue();
  const trainer = new Trainer({
    loadEngine: () => loadEngine(),
    stream: () => withoutTests(sets),
    now: () => performance.now(),
    soon,
  });
  const experiment = parseExperiment({
    ...experimentOf(about),
    strata: 1,
    data: { name: 'mnist', train: TRAIN, test: TESTS },
    batch: about.batch,
    epochs: 1000,
  });
  trainer.start({ data: '', experiment });
  while (trainer.pull().data.train < TRAIN) await frame();
  const start = performance.now();
  trainer.run();
  while (performance.now() - start < TIME) {
    await frame();
    trainer.pull();
  }
  const { step } = trainer.pull();
  const seconds = (performance.now() - start) / 1000;
  trainer.pause();
  close();
  return (step * about.batch) / seconds;
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
