import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parseExperiment } from '../../web/engine/experiment/index.js';
import { loadEngine } from '../../web/engine/load.js';
import { experiment, images, is, makeFullTrainer } from './make-trainer.js';

const tiles = [
  { layer: 0, first: 1, count: 3, raw: true },
  { layer: 2, first: 0, count: 10, raw: true },
];
const digit = images(7, 1).images;

test('views come when they are asked for, once while nothing changes', async () => {
  const { trainer, work, idle } = await makeFullTrainer();
  await work(idle);
  assert.equal(trainer.pull().views, null);
  trainer.look({ tiles, digit, unit: null });
  const { views, resting } = trainer.pull();
  assert.ok(views);
  assert.equal(views.step, 0);
  assert.equal(views.layers.length, 3);
  assert.deepEqual(
    views.tiles.map(({ layer, first, count, pixels }) => [
      layer,
      first,
      count,
      pixels.length / 784,
    ]),
    [
      [0, 1, 3, 3],
      [2, 0, 10, 10],
    ],
  );
  assert.deepEqual(
    views.outputs?.map(({ length }) => length),
    [6, 6, 10],
  );
  assert.ok(Math.abs((views.answer?.reduce((sum, share) => sum + share, 0) ?? 0) - 1) < 1e-5);
  assert.equal(views.norms, null);
  assert.equal(resting, true);
  assert.equal(trainer.pull().views, null);
});

test('histograms hold every pre-activation of the images that are looked at', async () => {
  const { trainer } = await makeFullTrainer();
  trainer.look({ tiles, digit: null, unit: null });
  const layer = trainer.pull().views?.layers[1];
  assert.ok(layer);
  const inside = layer.counts.reduce((sum, count) => sum + count, 0);
  assert.equal(inside + layer.below + layer.above, 300 * 6);
  assert.equal(layer.low, -layer.high);
  const left = layer.counts.subarray(0, 20).reduce((sum, count) => sum + count, layer.below);
  assert.equal(layer.left, left / 1800);
});

test('histograms hold nearly everything at once, however large it is', async () => {
  const wide = parseExperiment({ ...experiment, init: { name: 'normal', std: 5 } });
  for (const running of [false, true]) {
    const { trainer } = await makeFullTrainer({}, wide);
    if (running) trainer.run();
    trainer.look({ tiles, digit: null, unit: null });
    const layer = trainer.pull().views?.layers[1];
    assert.ok(layer && layer.largest > 40, `${layer?.largest}`);
    assert.ok(layer.below + layer.above < 0.02 * 1800, `${layer.below + layer.above} outside`);
  }
});

test('while training goes on, views come now and then, with the norms of a measured step', async () => {
  const { trainer, work } = await makeFullTrainer();
  trainer.look({ tiles, digit, unit: null });
  trainer.run();
  let seen = 0;
  let pulls = 0;
  /** @type {ReturnType<typeof trainer.pull>['views']} */
  let latest = null;
  await work(() => {
    const { views, phase } = trainer.pull();
    pulls++;
    if (views) {
      seen++;
      latest = views;
      if (views.norms) {
        assert.ok(views.norms.step <= views.step);
        assert.ok((views.norms.layers[0]?.outputGradient ?? 0) > 0);
        assert.ok((views.norms.layers[2]?.update ?? 0) > 0);
      }
    }
    return phase === 'finished';
  });
  assert.ok(seen >= 2 && seen < pulls / 2, `${seen} of ${pulls}`);
  // The last weights are looked at too, before the page stops asking, and their gradients are measured.
  let last = trainer.pull();
  for (latest = last.views ?? latest; !last.resting; latest = last.views ?? latest) {
    await work(() => true);
    last = trainer.pull();
  }
  assert.equal(latest?.step, last.step);
  assert.equal(latest?.norms?.step, last.step);
  assert.equal(trainer.pull().views, null);
});

test('what was looked at in passing is measured once training rests there', async () => {
  const { trainer, work } = await makeFullTrainer({ slice: 2 });
  trainer.look({ tiles, digit, unit: null });
  trainer.run();
  let step = 0;
  await work(() => {
    step = trainer.pull().views?.step ?? 0;
    return step > 0;
  });
  trainer.pause();
  const { views, phase, step: now } = trainer.pull();
  assert.deepEqual([phase, now, views?.norms?.step], ['paused', step, step]);
  assert.equal(trainer.pull().views, null);
});

test('looking does not change what is learnt', async () => {
  const alone = await makeFullTrainer();
  const watched = await makeFullTrainer();
  watched.trainer.look({ tiles, digit, unit: null });
  for (const { trainer, work } of [alone, watched]) {
    trainer.run();
    await work(is(trainer, 'finished'));
  }
  assert.equal(watched.trainer.pull().fingerprint, alone.trainer.pull().fingerprint);
});

test('edges are the largest weights between units that are shown', async () => {
  const { trainer, work } = await makeFullTrainer();
  trainer.run();
  await work(is(trainer, 'finished'));
  trainer.look({ tiles, digit: null, unit: null });
  const edges = trainer.pull().views?.edges[0];
  assert.ok(edges);
  const { list } = edges;
  assert.equal(list.length, 3 * 28);
  for (let i = 0; i < list.length; i += 3) {
    const [from = -1, to = -1, weight = 0] = list.subarray(i, i + 3);
    assert.ok(from >= 1 && from < 4 && to >= 0 && to < 10, `${from} ${to}`);
    assert.ok(i === 0 || Math.abs(weight) <= Math.abs(list[i - 1] ?? 0));
  }
});

test('the last batch and the mistakes of the last test are there to be looked at', async () => {
  const { trainer, work, idle } = await makeFullTrainer();
  trainer.step();
  await work(idle);
  const batch = trainer.ask('batch', 20);
  assert.equal(batch?.labels.length, 20);
  const first = images(0, 4000);
  const found = first.labels.findIndex(
    (label, i) =>
      first.images
        .subarray(i * 784, (i + 1) * 784)
        .every((pixel, at) => pixel === batch.images[at]) && label === batch.labels[0],
  );
  assert.ok(found >= 0 && found < 2000, `${found}`);
  const mistakes = trainer.ask('verdicts', null, 300);
  const { tests } = trainer.pull();
  const wrong = Math.round(300 * (1 - (tests.at(-1)?.accuracy ?? 0)));
  assert.equal(mistakes.length, wrong);
  assert.ok(mistakes.every(({ truth, answer }) => truth !== answer));
  assert.ok(
    mistakes.every(
      ({ confidence }, i) => i === 0 || confidence <= (mistakes[i - 1]?.confidence ?? 0),
    ),
  );
  const [one] = mistakes;
  assert.ok(one);
  assert.deepEqual(one.pixels, images(one.index, 1).images);
  const cell = trainer.ask('verdicts', { truth: one.truth, answer: one.answer }, 300);
  const confusion = tests.at(-1)?.confusion;
  assert.equal(cell.length, confusion?.[one.truth * 10 + one.answer]);
});

test('slow steps keep their beat', async () => {
  const { trainer, work, idle, wake } = await makeFullTrainer({ slice: 0.01 });
  trainer.speed(10);
  trainer.run();
  await work(idle);
  assert.equal(trainer.pull().step, 1);
  for (let step = 2; step <= 5; step++) {
    const waited = wake();
    await work(idle);
    assert.equal(trainer.pull().step, step);
    assert.ok(waited > 50 && waited <= 100, `${waited}`);
    assert.equal(trainer.pull().resting, false);
  }
  trainer.speed(Number.POSITIVE_INFINITY);
  await work(is(trainer, 'finished'));
});

test('Epoch trains to the end of the epoch', async () => {
  const { trainer, work } = await makeFullTrainer();
  trainer.step();
  trainer.epoch();
  await work(is(trainer, 'paused'));
  assert.equal(trainer.pull().step, 125);
  trainer.epoch();
  await work(is(trainer, 'finished'));
  assert.equal(trainer.pull().step, 250);
});

test('some classes only: training begins when all images are there', async () => {
  const some = parseExperiment({ ...experiment, data: { ...experiment.data, classes: [1, 4] } });
  const { trainer, work } = await makeFullTrainer({}, some);
  const { stepsPerEpoch, imagesPerEpoch } = trainer.pull();
  const count = images(0, 4000).labels.filter((label) => label === 1 || label === 4).length;
  assert.equal(stepsPerEpoch, Math.ceil(count / 32));
  assert.equal(imagesPerEpoch, count);
  trainer.run();
  /** @type {import('../../web/worker/protocol.js').TestPoint[]} */
  const tests = [];
  await work(() => {
    const { tests: some, phase } = trainer.pull();
    tests.push(...some);
    return phase === 'finished';
  });
  const confusion = tests.at(-1)?.confusion ?? [];
  const rows = [...confusion].map((cell, i) => (cell > 0 ? Math.floor(i / 10) : -1));
  assert.deepEqual(
    [...new Set(rows)].sort((a, b) => a - b),
    [-1, 1, 4],
  );
});

test('a changed schedule or clip takes effect without a new network', async () => {
  const { trainer, work, idle } = await makeFullTrainer();
  trainer.step();
  await work(idle);
  const { generation } = trainer.pull();
  trainer.configure(parseExperiment({ ...experiment, clip: { name: 'norm' } }));
  trainer.configure(parseExperiment({ ...experiment, schedule: { name: 'cosine' } }));
  assert.equal(trainer.pull().generation, generation);
  assert.equal(trainer.pull().fault, null);
});

test('a test tells the accuracy on training images too', async () => {
  const { trainer, work, idle } = await makeFullTrainer();
  trainer.epoch();
  await work(is(trainer, 'paused'));
  await work(idle);
  const last = trainer.pull().tests.at(-1);
  const { images: pixels, labels } = images(0, 2000);
  const engine = await loadEngine();
  const net = engine.createNetwork(experiment, { input: 784 });
  const store = engine.createStore({ train: 4000, test: 1, input: 784 });
  const all = images(0, 4000);
  store.append('train', all.images, all.labels);
  engine.createRun(net, store, { ...experiment, epochs: 1 }).advance(125);
  assert.equal(last?.step, 125);
  assert.equal(last?.trainAccuracy, net.evaluate(pixels, labels).accuracy);
});
