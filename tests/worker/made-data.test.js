// Data that the engine makes: all there from the start, and looked at over the whole range.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parseExperiment } from '../../web/engine/experiment/index.js';
import { is, makeTrainer } from './make-trainer.js';

const linear = (/** @type {number} */ units) => ({ type: 'linear', units });
const tanh = { type: 'activation', name: 'tanh' };
const optimizer = { name: 'adam', lr: 0.02 };
const moons = parseExperiment({
  strata: 1,
  data: { name: 'moons' },
  layers: [linear(16), tanh, linear(2)],
  optimizer,
  epochs: 60,
});
const sine = parseExperiment({
  strata: 1,
  data: { name: 'sine' },
  layers: [linear(16), tanh, linear(1)],
  optimizer,
  epochs: 60,
});

/** @param {import('../../web/worker/protocol.js').Experiment} experiment */
async function trained(experiment) {
  const made = makeTrainer();
  const { trainer, work, idle } = made;
  trainer.start({ data: '', experiment });
  await work(is(trainer, 'ready'));
  const output = { layer: 2, first: 0, count: experiment.data.name === 'moons' ? 2 : 1, raw: true };
  const tiles = [{ layer: 0, first: 3, count: 4, raw: false }, output];
  trainer.look({ tiles, digit: null, unit: null });
  trainer.run();
  // What is told, is told once.
  const snapshots = [trainer.pull()];
  await work(() => {
    snapshots.push(trainer.pull());
    return snapshots.at(-1)?.phase === 'finished';
  });
  await work(idle);
  snapshots.push(trainer.pull());
  return {
    trainer,
    generation: snapshots.at(-1)?.generation,
    last: snapshots.flatMap(({ tests }) => tests).at(-1) ?? assert.fail(),
    views: snapshots.findLast(({ views }) => views !== null)?.views ?? assert.fail(),
  };
}

test('two moons are told apart, and the plane shows where', async () => {
  const { trainer, last, views } = await trained(moons);
  assert.ok(last.accuracy > 0.95, `${last.accuracy}`);
  const { tiles, field, layers } = views;
  assert.deepEqual(
    tiles.map(({ layer, width, height, pixels }) => [layer, width, height, pixels.length]),
    [
      [0, 32, 32, 4 * 1024],
      [2, 32, 32, 2 * 1024],
    ],
  );
  assert.ok(tiles[0] && tiles[0].scale <= 1, 'what comes out of tanh');
  assert.equal(layers.length, 3);
  assert.ok(field && field.values.length === 2 * 1024 && field.low < -0.9 && field.high > 0.9);
  // Where the training rows are, the plane has their colour.
  const rows = trainer.ask('rows', 'train');
  assert.ok(rows && 'labels' in rows);
  const column = (/** @type {number} */ x) =>
    Math.round(((x - field.low) / (field.high - field.low)) * (field.width - 1));
  const right = [...rows.labels].filter((label, i) => {
    const [x = 0, y = 0] = rows.inputs.subarray(2 * i, 2 * i + 2);
    const share = field.values[2 * (column(y) * field.width + column(x)) + 1] ?? 0;
    return share > 0.5 === (label === 1);
  });
  assert.ok(right.length > 0.93 * rows.labels.length, `${right.length}`);
  assert.equal(trainer.ask('batch', 8), null);
});

test('what is told wrongly is told with its place', async () => {
  const far = { ...moons, data: { name: 'moons', noise: 0.5 }, epochs: 5 };
  const { trainer, last } = await trained(parseExperiment(far));
  const wrong = trainer.ask('verdicts', null, 500);
  assert.equal(wrong.length, Math.round(500 * (1 - last.accuracy)));
  const test = trainer.ask('rows', 'test');
  assert.ok(test && wrong.length > 0);
  for (const { index, pixels, truth, answer } of wrong) {
    assert.notEqual(truth, answer);
    assert.deepEqual(pixels, test.inputs.slice(2 * index, 2 * index + 2));
  }
});

test('a range that is wanted is looked at, and what flows goes through if it is of these data', async () => {
  const { trainer, work } = makeTrainer();
  trainer.start({ data: '', experiment: moons });
  await work(is(trainer, 'ready'));
  const look = (/** @type {Uint8Array | Float32Array} */ digit) => {
    const own = { serial: 1, pixels: new Uint8Array(784) };
    trainer.look({ tiles: [], digit, unit: null, own, range: [-4, 4] });
    return trainer.pull().views ?? assert.fail();
  };
  const { field, answer, own } = look(Float32Array.of(0.5, 0.5));
  assert.deepEqual([field?.low, field?.high, answer?.length, own], [-4, 4, 2, null]);
  for (const other of [new Uint8Array(784), Float32Array.of(1), new Uint8Array(2)]) {
    assert.equal(look(other).answer, null);
  }
});

test('a curve is followed, and has no accuracy', async () => {
  const { last, views } = await trained(sine);
  assert.ok(last.loss < 0.2, `${last.loss}`);
  assert.deepEqual([last.accuracy, last.trainAccuracy], [Number.NaN, null]);
  const { tiles, field } = views;
  assert.deepEqual(
    tiles.map(({ width, height, pixels }) => [width, height, pixels.length]),
    [
      [120, 1, 480],
      [120, 1, 120],
    ],
  );
  const { values = new Float32Array(), low = 0, high = 0 } = field ?? {};
  const error = values.reduce((sum, y, i) => {
    const x = low + ((high - low) * i) / 119;
    return Math.abs(x) > 3 ? sum : sum + (y - Math.sin(2 * x)) ** 2 / 120;
  }, 0);
  assert.ok(error < 0.2, `${error}`);
});

test('another seed makes other data', async () => {
  const { trainer, generation } = await trained(moons);
  const before = trainer.ask('rows', 'train');
  trainer.configure(parseExperiment({ ...moons, seed: 2 }));
  const after = trainer.pull();
  assert.equal(after.step, 0);
  assert.notEqual(after.generation, generation);
  assert.notDeepEqual(trainer.ask('rows', 'train'), before);
});
