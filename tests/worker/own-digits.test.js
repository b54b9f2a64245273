import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parseExperiment } from '../../web/engine/experiment/index.js';
import { experiment, images, is, makeFullTrainer, makeTrainer } from './make-trainer.js';

const square = { type: 'activation', name: 'square' };
const exploding = parseExperiment({
  ...experiment,
  layers: [
    { type: 'linear', units: 12 },
    square,
    { type: 'linear', units: 8 },
    square,
    { type: 'linear', units: 10 },
  ],
});
const own = { serial: 3, pixels: images(40, 7).images };
const truths = images(40, 7).labels;

/** @param {Int8Array | undefined} answers */
const wrong = (answers) => truths.filter((truth, i) => truth !== answers?.[i]).length;

test("views tell what the student's digits are taken for, and follow the training", async () => {
  const { trainer, work, idle } = await makeFullTrainer();
  await work(idle);
  trainer.look({ tiles: [], digit: own.pixels.subarray(0, 784), unit: null, own });
  const { views } = trainer.pull();
  assert.equal(views?.own?.serial, 3);
  assert.equal(views.own.answers.length, 7);
  const shares = [...(views.answer ?? [])];
  assert.equal(views.own.answers[0], shares.indexOf(Math.max(...shares)), 'as for the digit');
  assert.ok(wrong(views.own.answers) > 0, 'an untrained network guesses');
  trainer.run();
  let last = views.own.answers;
  await work(() => {
    const next = trainer.pull();
    last = next.views?.own?.answers ?? last;
    return next.phase === 'finished' && next.resting;
  });
  assert.equal(wrong(last), 0, 'these images can be learnt');
});

test('no digits are kept, no answers come', async () => {
  const { trainer, work, idle } = await makeFullTrainer();
  await work(idle);
  trainer.look({ tiles: [], digit: null, unit: null });
  assert.equal(trainer.pull().views?.own, null);
  trainer.look({ tiles: [], digit: null, unit: null, own: null });
  assert.equal(trainer.pull().views?.own, null);
});

test('outputs that are not finite are no answer', async () => {
  const { trainer, work } = await makeFullTrainer({}, exploding);
  trainer.run();
  await work(is(trainer, 'nonfinite'));
  trainer.look({ tiles: [], digit: null, unit: null, own });
  const answers = trainer.pull().views?.own?.answers;
  assert.equal(answers?.length, 7);
  assert.ok(answers.every((answer) => answer === -1));
});

test('test images come in pages, of all classes or of one', async () => {
  const { trainer } = await makeFullTrainer();
  const all = images(0, 300);
  const ask = (/** @type {[number, number, number | null]} */ ...which) => {
    const found = trainer.ask('testImages', ...which);
    assert.ok(found);
    return found;
  };
  const page = ask(60, 60, null);
  assert.equal(page.total, 300);
  assert.deepEqual(
    [...page.indices],
    Array.from({ length: 60 }, (_, i) => 60 + i),
  );
  assert.deepEqual(page.images, all.images.subarray(60 * 784, 120 * 784));
  assert.deepEqual(page.labels, all.labels.subarray(60, 120));
  const fours = [...all.labels.keys()].filter((i) => all.labels[i] === 4);
  const some = ask(20, 60, 4);
  assert.equal(some.total, fours.length);
  assert.deepEqual([...some.indices], fours.slice(20));
  assert.ok(some.labels.every((/** @type {number} */ label) => label === 4));
  const first = some.indices[0] ?? 0;
  assert.deepEqual(
    some.images.subarray(0, 784),
    all.images.subarray(first * 784, (first + 1) * 784),
  );
  assert.equal(ask(300, 60, null).indices.length, 0);
});

test('no test images have arrived, none come', async () => {
  const { trainer } = makeTrainer();
  assert.equal(trainer.ask('testImages', 0, 60, null), null);
  trainer.start({ data: '', experiment });
  assert.equal(trainer.ask('testImages', 0, 60, 3), null);
});
