import assert from 'node:assert/strict';
import { StrataError } from '../../web/engine/errors.js';
import { parseExperiment } from '../../web/engine/experiment/index.js';
import { loadEngine } from '../../web/engine/load.js';
import { Trainer } from '../../web/worker/trainer.js';

/** @typedef {import('../../web/worker/protocol.js').Snapshot} Snapshot */
/** @typedef {typeof import('../../web/engine/data/mnist.js').streamMnist} StreamMnist */

export const experiment = parseExperiment({
  strata: 1,
  data: { name: 'mnist', train: 4000, test: 300 },
  layers: [
    { type: 'linear', units: 6 },
    { type: 'activation', name: 'tanh' },
    { type: 'linear', units: 10 },
  ],
  epochs: 2,
});

/** Images that can be learnt: a class lights its own rows. @param {number} first @param {number} count */
export function images(first, count) {
  const labels = Uint8Array.from({ length: count }, (_, i) => (7 * (first + i)) % 10);
  const pixels = Uint8Array.from({ length: 784 * count }, (_, at) =>
    Math.floor((at % 784) / 78) === labels[Math.floor(at / 784)]
      ? 200
      : ((784 * first + at) * 31) % 60,
  );
  return { images: pixels, labels };
}

/**
 * A trainer whose tasks run when the test says so, on images that arrive when the test says so.
 *
 * @param {{ slice?: number, fail?: boolean, testLast?: boolean }} [options] `slice` is how many milliseconds a look at
 *   the clock takes, `testLast` has the test images arrive last
 */
export function makeTrainer({ slice = 1, fail = false, testLast = false } = {}) {
  /** @type {(() => void)[]} */
  const tasks = [];
  let clock = 0;
  /** @type {{ task: () => void, at: number }[]} */
  const sleepers = [];
  /** @type {(() => void)[]} */
  const gates = [];
  let failing = fail;
  /** @type {StreamMnist} */
  async function* stream({ have = { train: 0, test: 0 } } = {}) {
    const parts = [
      { split: /** @type {const} */ ('train'), first: 0, count: 2000 },
      { split: /** @type {const} */ ('test'), first: 0, count: 300 },
      { split: /** @type {const} */ ('train'), first: 2000, count: 2000 },
    ];
    if (testLast) parts.push(...parts.splice(1, 1));
    for (const { split, first, count } of parts) {
      if (first < have[split]) continue;
      await new Promise((resolve) => gates.push(() => resolve(undefined)));
      if (failing && first > 0) {
        failing = false;
        throw new StrataError('data-read', 'The line went dead.');
      }
      yield { split, first, ...images(first, count) };
    }
  }
  /** @type {import('../../web/worker/loop.js').World} */
  const world = {
    loadEngine: () => loadEngine(),
    stream,
    now: () => {
      clock += slice;
      return clock;
    },
    soon: (task) => tasks.push(task),
    later: (task, milliseconds) => sleepers.push({ task, at: clock + milliseconds }),
  };
  const trainer = new Trainer(world);
  /** @param {() => boolean} done */
  async function work(done) {
    for (let turn = 0; !done(); turn++) {
      assert.ok(turn < 100_000, 'this never happens');
      tasks.shift()?.();
      await new Promise((resolve) => setImmediate(resolve));
    }
  }
  return {
    trainer,
    /** What makes time pass and images arrive for other trainers too. */
    world,
    work,
    /** Lets time pass until the next task that waits for its moment. @returns {number} how much */
    wake() {
      sleepers.sort((one, other) => one.at - other.at);
      const next = sleepers.shift();
      if (!next) return 0;
      const waited = Math.max(0, next.at - clock);
      clock += waited;
      next.task();
      return waited;
    },
    /** Whether nothing is left to do. */
    idle: () => tasks.length === 0,
    /** Lets the next part of the data arrive. */
    async arrive() {
      await work(() => gates.length > 0);
      gates.shift()?.();
    },
  };
}

/**
 * @param {Parameters<typeof makeTrainer>[0]} [options]
 * @param {import('../../web/worker/protocol.js').Experiment} [document]
 */
export async function makeFullTrainer(options, document = experiment) {
  const made = makeTrainer(options);
  made.trainer.start({ data: '', experiment: document });
  for (let part = 0; part < 3; part++) await made.arrive();
  await made.work(() => made.trainer.pull().data.train === 4000);
  return made;
}

/** @param {Trainer} trainer @param {Snapshot['phase']} phase */
export const is = (trainer, phase) => () => trainer.pull().phase === phase;
