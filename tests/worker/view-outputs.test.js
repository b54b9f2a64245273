// The answers of a network with one output, and the slope of its last function there.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parseExperiment } from '../../web/engine/experiment/index.js';
import { is, makeTrainer } from './make-trainer.js';

const linear = { type: 'linear', units: 1 };

/** @param {object[]} heads @param {string} [name] of the data */
async function outputsOf(heads, name = 'age') {
  const { trainer, work } = makeTrainer();
  const experiment = parseExperiment({
    strata: 1,
    data: { name },
    layers: name === 'moons' ? [{ type: 'linear', units: 2 }] : [linear, ...heads],
    optimizer: { name: 'adam', lr: 0.05 },
    epochs: 20,
  });
  trainer.start({ data: '', experiment });
  await work(is(trainer, 'ready'));
  trainer.run();
  await work(is(trainer, 'finished'));
  for (;;) {
    const part = trainer.ask('outputs', 1);
    assert.ok(part);
    if (part.found || part.done) return { found: part.found, trainer };
  }
}

/**
 * @param {object[]} heads
 * @param {(answer: number) => number} slope the last function's by what comes out of it
 */
async function findSlopes(heads, slope) {
  const { found, trainer } = await outputsOf(heads);
  assert.ok(found);
  assert.equal(found.answers.length, 500);
  const rows = trainer.ask('rows', 'test');
  assert.deepEqual(found.truths, rows && 'targets' in rows ? rows.targets : null);
  for (const [i, answer] of [...found.answers, ...found.curve.answers].entries()) {
    const told = [...found.slopes, ...found.curve.slopes][i] ?? Number.NaN;
    assert.ok(Math.abs(told - slope(answer)) < 2e-5, `${told} at ${answer}`);
  }
  return found;
}

test('behind a linear layer the slope is 1 everywhere, and answers fall below 0', async () => {
  const { answers, name } = await findSlopes([], () => 1);
  assert.equal(name, null);
  assert.ok(answers.filter((one) => one < 0).length > 10);
});

test('towards a bound the slope goes to 0', async () => {
  const softplus = { type: 'activation', name: 'softplus' };
  const low = await findSlopes([softplus], (y) => 1 - Math.exp(-y));
  assert.ok(low.answers.every((one) => one > 0));
  assert.ok(Math.min(...low.slopes) < 0.5 && Math.max(...low.slopes) > 0.9);
  const sigmoid = { type: 'activation', name: 'scaled_sigmoid', scale: 20 };
  const both = await findSlopes([sigmoid], (y) => y * (1 - y / 20));
  assert.equal(both.name, 'scaled_sigmoid');
  assert.ok(Math.max(...both.answers) <= 20);
});

test('classes have no one answer', async () => {
  const { found } = await outputsOf([], 'moons');
  assert.equal(found, null);
});
