import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parseExperiment } from '../../web/engine/experiment/index.js';
import { experiment, is, makeFullTrainer, makeTrainer } from './make-trainer.js';

/** @typedef {Awaited<ReturnType<typeof makeFullTrainer>>['trainer']} Trainer */

const straight = parseExperiment({
  ...experiment,
  layers: [
    { type: 'linear', units: 6 },
    { type: 'linear', units: 10 },
  ],
});

/**
 * Asks until all is done.
 *
 * @template R
 * @param {() => { share: number, found: R | null, done: boolean } | null} ask
 */
function all(ask) {
  /** @type {number[]} */
  const shares = [];
  /** @type {R | null} */
  let found = null;
  for (;;) {
    const part = ask();
    assert.ok(part);
    shares.push(part.share);
    found = part.found ?? found;
    if (!part.done) continue;
    assert.deepEqual(
      shares,
      [...shares].sort((one, other) => one - other),
      'it only goes on',
    );
    assert.ok(found);
    return { found, parts: shares.length };
  }
}

/** @param {Trainer} trainer */
const bytes = (trainer) => trainer.pull().memory;

test('linear layers are one matrix but for rounding, and with an activation they are not', async () => {
  const gaps = [];
  for (const document of [straight, experiment]) {
    const { trainer } = await makeFullTrainer({}, document);
    const { found } = all(() => trainer.ask('collapse', 1, 1000));
    assert.deepEqual(found.shape, [10, 784]);
    assert.equal(found.tested, 300);
    assert.equal(found.images?.pixels.length, 7840);
    assert.equal(found.rank, 6);
    gaps.push(found.gap);
  }
  const [exact = 1, bent = 0] = gaps;
  assert.ok(exact <= 1e-5, `${exact}`);
  assert.ok(bent > 1e-2, `${bent}`);
});

test('activity counts each image once, however it is divided', async () => {
  const { trainer } = await makeFullTrainer({ slice: 5 });
  const { found, parts } = all(() => trainer.ask('activity', 1, 60_000));
  assert.ok(parts > 1);
  assert.equal(found.images, 4000);
  const [only] = found.layers;
  assert.equal(found.layers.length, 1);
  assert.equal(only?.layer, 1);
  // tanh has a slope everywhere but where it is rounded to 0.
  assert.deepEqual([...(only?.counts ?? [])], Array(6).fill(4000));
});

test('what is under way is of the moment at which it was begun, while training goes on', async () => {
  const bent = parseExperiment({
    ...experiment,
    layers: experiment.layers.map((layer) =>
      layer.type === 'linear' ? layer : { type: 'activation', name: 'relu' },
    ),
  });
  const { trainer, work } = await makeFullTrainer({ slice: 5 }, bent);
  const { found: before, parts } = all(() => trainer.ask('activity', 1, 4000));
  assert.equal(parts, 3);
  const first = trainer.ask('activity', 2, 4000);
  assert.deepEqual([first?.share, first?.done], [0.5, false]);
  trainer.run();
  await work(() => trainer.pull().step > 20);
  const { found } = all(() => trainer.ask('activity', 2, 4000));
  assert.equal(found.step, 0);
  assert.deepEqual(found, before);
  await work(is(trainer, 'finished'));
  const { found: after } = all(() => trainer.ask('activity', 3, 4000));
  assert.notDeepEqual(after.layers, before.layers);
});

test('looking changes no weight and leaves no memory behind', async () => {
  const { trainer, work } = await makeFullTrainer();
  trainer.epoch();
  await work(is(trainer, 'paused'));
  const { fingerprint } = trainer.pull();
  const look = (/** @type {number} */ ticket) => {
    all(() => trainer.ask('collapse', ticket, 300));
    all(() => trainer.ask('activity', ticket + 1, 300));
    all(() => trainer.ask('batchParts', ticket + 2));
    all(() => trainer.ask('starts', ticket + 3, [{ name: 'zeros' }, { name: 'xavier_normal' }]));
    trainer.ask('activity', ticket + 4, 4000);
    trainer.ask('viewLeft');
  };
  look(1);
  const held = bytes(trainer);
  for (let i = 2; i < 40; i++) look(10 * i);
  assert.equal(bytes(trainer), held);
  assert.equal(trainer.pull().fingerprint, fingerprint);
});

test('the gradient of a batch is the mean of its rows’: to the last bit where dividing rounds nothing', async () => {
  const gaps = [];
  for (const batch of [32, 24]) {
    const { trainer } = await makeFullTrainer({}, parseExperiment({ ...experiment, batch }));
    const { found } = all(() => trainer.ask('batchParts', 1));
    assert.equal(found.rows, batch);
    assert.deepEqual(
      found.gradients.map(({ name }) => name),
      ['0.weight', '0.bias', '2.weight', '2.bias'],
    );
    for (const { whole, mean } of found.gradients) {
      assert.ok(Math.abs(whole) > 0);
      assert.ok(Math.abs(whole - mean) <= 1e-5 * Math.abs(whole));
    }
    gaps.push(found.gap);
  }
  const [exact, rounded = 1] = gaps;
  assert.equal(exact, 0);
  assert.ok(rounded > 0 && rounded <= 1e-5, `${rounded}`);
});

test('the first layer’s product and bias are what comes out of it', async () => {
  const { trainer } = await makeFullTrainer();
  const { found } = all(() => trainer.ask('batchParts', 1));
  const { rows, units, inputs, weight, bias, outputs } = found;
  assert.equal(units, 6);
  for (const [row, unit] of [
    [0, 0],
    [31, 5],
  ]) {
    let sum = bias[unit ?? 0] ?? 0;
    for (let i = 0; i < 784; i++) {
      sum += ((inputs[(row ?? 0) * 784 + i] ?? 0) / 255) * (weight[(unit ?? 0) * 784 + i] ?? 0);
    }
    const told = outputs[(row ?? 0) * units + (unit ?? 0)] ?? 0;
    assert.ok(Math.abs(told - sum) <= 1e-4 * Math.max(1, Math.abs(sum)), `${told} ${sum}`);
  }
  assert.equal(outputs.length, rows * units);
  const example = trainer.ask('batchExample');
  assert.deepEqual([...(example?.products ?? [])], [1.5, -0.5, -1, 0, 1, -2, 3, 1.5]);
  assert.deepEqual([...(example?.outputs ?? [])], [2, -2.5, -0.5, -2, 1.5, -4, 3.5, -0.5]);
});

test('zeros send no signal through, and each initialiser is measured from the seed', async () => {
  const { trainer, work } = await makeFullTrainer();
  /** @type {import('../../web/engine/experiment/index.js').Named[]} */
  const inits = [{ name: 'zeros' }, { name: 'normal', std: 1 }, { name: 'xavier_normal' }];
  const { found } = all(() => trainer.ask('starts', 1, inits));
  const [zeros, large, xavier] = found.rows;
  assert.deepEqual(zeros?.spreads, [0, 0]);
  assert.equal(zeros?.gradients[0], 0);
  assert.ok((zeros?.gradients[1] ?? 0) > 0);
  assert.ok((large?.spreads[1] ?? 0) > 2 * (xavier?.spreads[1] ?? 0));
  assert.deepEqual(all(() => trainer.ask('starts', 2, inits)).found.rows, found.rows);
  // The network itself is where its initialiser has put it, before a step and not after.
  const own = [{ name: 'auto' }];
  const { rows, now } = all(() => trainer.ask('starts', 3, own)).found;
  assert.deepEqual({ init: own[0], spreads: now?.spreads, gradients: now?.gradients }, rows[0]);
  trainer.epoch();
  await work(is(trainer, 'paused'));
  const after = all(() => trainer.ask('starts', 4, [])).found;
  assert.deepEqual(after.rows, []);
  assert.equal(after.now?.step, 125);
  assert.notDeepEqual(after.now?.spreads, now?.spreads);
});

test('activations are compared on the same network, and one that explodes is told so', async () => {
  const { trainer, work, idle } = await makeFullTrainer();
  await work(idle);
  const { fingerprint } = trainer.pull();
  const names = ['tanh', 'relu', 'exp', 'leaky_relu'];
  const { found } = all(() => trainer.ask('comparison', 1, names, 60));
  const [tanh, relu, exp, leaky] = found.rows;
  assert.deepEqual(
    found.rows.map(({ name }) => name),
    names,
  );
  assert.ok((tanh?.accuracy ?? 0) > 0.8, `${tanh?.accuracy}`);
  assert.equal(tanh?.dead, 0);
  assert.ok((relu?.ratio ?? 0) > 0);
  assert.ok((relu?.flat ?? 0) > 0.1);
  assert.equal(leaky?.flat, 0, 'a slope of 0.01 is not below 0.01');
  assert.ok((tanh?.elementTime ?? 0) > 0);
  assert.equal(exp?.failedAt === null, !Number.isNaN(exp?.accuracy));
  assert.equal(trainer.pull().fingerprint, fingerprint);
  // The network itself comes to the same.
  for (let step = 0; step < 60; step++) {
    trainer.step();
    await work(() => trainer.pull().step === step + 1);
  }
  /** @type {import('../../web/worker/protocol.js').TestPoint | undefined} */
  let last;
  await work(() => {
    last = trainer.pull().tests.at(-1) ?? last;
    return last?.step === 60;
  });
  assert.equal(tanh?.accuracy, last?.accuracy);
});

test('a view asked for before there is a network is told nothing', () => {
  const { trainer } = makeTrainer();
  assert.equal(trainer.ask('collapse', 1, 100), null);
  assert.equal(trainer.ask('batchExample'), null);
});
