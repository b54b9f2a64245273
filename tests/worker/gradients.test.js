import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parseExperiment } from '../../web/engine/experiment/index.js';
import { experiment, is, makeFullTrainer } from './make-trainer.js';

/** @typedef {Awaited<ReturnType<typeof makeFullTrainer>>['trainer']} Trainer */

/** @param {Trainer} trainer @param {number} ticket */
function ask(trainer, ticket) {
  let found = null;
  for (;;) {
    const part = trainer.ask('gradients', ticket);
    assert.ok(part);
    found = part.found ?? found;
    if (part.done) return found;
  }
}

const linear = (/** @type {number} */ units) => ({ type: 'linear', units });
const act = (/** @type {string} */ name) => ({ type: 'activation', name });

test('gradients before the first step are those that the first step has', async () => {
  const { trainer, work } = await makeFullTrainer();
  const before = ask(trainer, 1);
  trainer.step();
  await work(() => trainer.pull().step === 1);
  const measured = trainer.ask('stepNorms');
  assert.equal(measured?.step, 1);
  assert.deepEqual(before?.first, measured?.layers);
  assert.deepEqual(before?.steepest, [1, 1, 1]);
  trainer.run();
  await work(is(trainer, 'finished'));
  assert.deepEqual(ask(trainer, 2), before, 'they stay what they were');
  assert.equal(trainer.ask('stepNorms')?.step, trainer.pull().step);
});

test('a squashing layer takes as much as its slope does', async () => {
  const document = parseExperiment({
    ...experiment,
    layers: [linear(10), act('sigmoid'), linear(10)],
    // Weights of 0 let nothing through.
    init: { name: 'constant', val: 0 },
  });
  const { trainer } = await makeFullTrainer({}, document);
  const found = ask(trainer, 1);
  assert.deepEqual(found?.steepest, [1, 0.25, 1]);
  assert.equal(found?.first?.[0]?.outputGradient, 0);
  // Ten equal outputs: of a batch of 32, each row's gradient is (0.1 − one-hot) / 32.
  const row = Math.sqrt(9 * 0.1 ** 2 + 0.9 ** 2) / 32;
  const wanted = row * Math.sqrt(32);
  assert.ok(Math.abs((found?.first?.[2]?.outputGradient ?? 0) / wanted - 1) < 1e-6);
});

test('a slope without bound is said to have none, and measuring one moment more is asked for', async () => {
  const document = parseExperiment({
    ...experiment,
    layers: [linear(6), act('square'), linear(10)],
  });
  const { trainer, work } = await makeFullTrainer({}, document);
  assert.deepEqual(ask(trainer, 1)?.steepest, [1, Number.POSITIVE_INFINITY, 1]);
  for (const step of [1, 2, 3]) {
    trainer.ask('stepNorms');
    trainer.step();
    await work(() => trainer.pull().step === step);
    assert.equal(trainer.ask('stepNorms')?.step, step);
  }
});
