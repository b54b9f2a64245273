import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  loadData,
  loadEngine,
  parseExperiment,
  replay,
  replayInWorker,
  trainInWorker,
} from '../../web/engine/index.js';
import { openThread } from '../../web/engine/training-thread.js';
import { linear } from './helpers.js';

/** @typedef {import('../../web/engine/train.js').Progress} Progress */

const doc = {
  strata: 1,
  data: { name: 'moons', train: 200, test: 100 },
  layers: [linear(8), { type: 'activation', name: 'tanh' }, linear(2)],
  epochs: 3,
};
const endless = { ...doc, epochs: 1000, data: { ...doc.data, train: 5000 } };

test('a thread comes to what this one comes to, and tells of every epoch', async () => {
  /** @type {Progress[]} */
  const told = [];
  const { parameters, ...there } = await trainInWorker(doc, {
    onProgress: (progress) => told.push(progress),
  });
  const engine = await loadEngine();
  const experiment = parseExperiment(doc);
  const data = await loadData(engine, experiment);
  const net = engine.createNetwork(experiment, data);
  const here = await engine.train(net, data, experiment);
  assert.deepEqual(
    { ...there, seconds: 0, imagesPerSecond: 0 },
    { ...here, seconds: 0, imagesPerSecond: 0 },
  );
  assert.deepEqual(parameters, net.parameters());
  const ends = told.filter(({ step }) => step % 7 === 0).map(({ epoch }) => epoch);
  assert.deepEqual([...new Set(ends)].slice(-3), [1, 2, 3]);
  net.dispose();
});

test('several at once come to the same', async () => {
  const prints = await Promise.all([1, 2, 3].map(() => trainInWorker(doc)));
  assert.equal(new Set(prints.map(({ fingerprint }) => fingerprint)).size, 1);
});

test('a thread ends after the steps asked for', async () => {
  const { steps, stopped } = await trainInWorker(doc, { steps: 10 });
  assert.deepEqual([steps, stopped], [10, 'steps']);
});

test('a signal stops the training, and the report says how far it came', async () => {
  const control = new AbortController();
  const onProgress = () => control.abort();
  const report = await trainInWorker(endless, { signal: control.signal, onProgress });
  assert.equal(report.stopped, 'aborted');
  assert.ok(report.steps > 0 && report.steps < 157_000);
  assert.ok(report.parameters.length === 4 && report.testAccuracy !== null);
});

test('a signal ends a thread in the middle of what takes minutes', async () => {
  const layers = [3500, 3500, 10].map((units) => ({ type: 'linear', units }));
  const large = { ...doc, data: { name: 'mnist', train: 100, test: 100 }, layers };
  const slow = { ...large, init: { name: 'orthogonal' } };
  const claim = { steps: 1, testAccuracy: 0.5, fingerprint: '0'.repeat(16) };
  for (const carryOut of [
    (/** @type {AbortSignal} */ signal) => trainInWorker(slow, { signal }),
    (/** @type {AbortSignal} */ signal) => replayInWorker(slow, claim, { signal }),
  ]) {
    await assert.rejects(carryOut(AbortSignal.timeout(1000)), { name: 'TimeoutError' });
  }
});

test('a replay in a thread comes to what it comes to here, and tells of the same epochs', async () => {
  const nothing = { steps: 21, testAccuracy: 0, fingerprint: '0'.repeat(16) };
  /** @type {unknown[][]} */
  const told = [[], []];
  const [here, there] = [
    await replay(doc, nothing, { onEpoch: (epoch) => told[0]?.push(epoch) }),
    await replayInWorker(doc, nothing, { onEpoch: (epoch) => told[1]?.push(epoch) }),
  ];
  assert.deepEqual(there, here);
  assert.deepEqual([there.differs, told[0]?.length], ['fingerprint', 3]);
  assert.deepEqual(told[1], told[0]);
  assert.ok((await replayInWorker(doc, there.found)).identical);
  await assert.rejects(replayInWorker(doc, { ...nothing, steps: -1 }), { code: 'claim-invalid' });
});

test('a signal given before rejects', async () => {
  const reason = new Error('not at all');
  await assert.rejects(trainInWorker(doc, { signal: AbortSignal.abort(reason) }), reason);
});

test('what is wrong is said as it is here', async () => {
  await assert.rejects(trainInWorker({ ...doc, seed: -1 }), {
    code: 'experiment-invalid',
    path: 'seed',
  });
  await assert.rejects(trainInWorker(doc, { steps: 1.5 }), {
    name: 'StrataError',
    code: 'run-options',
    path: 'steps',
  });
  const slow = /** @type {any} */ ('slow');
  await assert.rejects(trainInWorker(doc, { kernels: slow }), { code: 'kernels-unknown' });
});

test('a fault in onProgress rejects', async () => {
  const onProgress = () => {
    throw new Error('mine');
  };
  await assert.rejects(trainInWorker(endless, { onProgress }), { message: 'mine' });
});

test('a browser, which has no such threads, says so', () => {
  assert.throws(openThread, { code: 'worker-threads' });
});
