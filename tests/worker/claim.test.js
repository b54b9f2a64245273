import assert from 'node:assert/strict';
import { test } from 'node:test';
import { loadEngine } from '../../web/engine/load.js';
import { experiment, images, is, makeFullTrainer, makeTrainer } from './make-trainer.js';

const engine = await loadEngine();

/** What the engine by itself comes to after so many steps. @param {number} steps */
async function trained(steps) {
  const data = { train: images(0, 4000), test: images(0, 300) };
  const net = engine.createNetwork(experiment, { input: 784 });
  /** @type {string[]} */
  const fingerprints = [];
  let epoch = 0;
  const { testAccuracy, fingerprint } = await engine.train(net, data, {
    ...{ batch: experiment.batch, epochs: 3, steps },
    onProgress(progress) {
      if (progress.epoch > epoch) fingerprints.push(net.fingerprint().slice(0, 8));
      epoch = progress.epoch;
    },
  });
  net.dispose();
  return { steps, testAccuracy, fingerprint, fingerprints };
}

test('a run claims what the engine by itself comes to', async () => {
  const { trainer, work, idle } = await makeFullTrainer();
  assert.equal(trainer.ask('claim'), null, 'nothing has been trained');
  trainer.run();
  assert.equal(trainer.ask('claim'), null, 'it goes on');
  await work(is(trainer, 'finished'));
  await work(idle);
  const { fingerprints, ...claim } = await trained(250);
  assert.equal(fingerprints.length, 2);
  assert.deepEqual(trainer.ask('claim'), { ...claim, checkpoints: fingerprints.slice(0, 1) });
  trainer.step();
  await work(idle);
  const further = await trained(251);
  assert.deepEqual(trainer.ask('claim'), {
    ...{ steps: 251, testAccuracy: further.testAccuracy, fingerprint: further.fingerprint },
    checkpoints: fingerprints,
  });
});

test('a run that was changed on the way claims nothing, and what was taken back does', async () => {
  const { trainer, work, idle } = await makeFullTrainer();
  trainer.epoch();
  await work(idle);
  const before = trainer.ask('claim');
  assert.equal(before?.steps, 125);
  assert.equal(before?.checkpoints, undefined);
  const [first, ...others] = experiment.layers;
  assert.equal(first?.type, 'linear');
  trainer.configure({ ...experiment, layers: [{ ...first, units: 7 }, ...others] });
  await work(idle);
  assert.equal(trainer.ask('claim'), null);
  trainer.configure(experiment);
  await work(idle);
  assert.deepEqual(trainer.ask('claim'), before);
  const { optimizer } = experiment;
  trainer.configure({ ...experiment, optimizer: { ...optimizer, lr: 0.01 } });
  await work(idle);
  assert.equal(trainer.ask('claim'), null);
});

test('a run that another worker goes on with remembers the epochs before', async () => {
  const first = await makeFullTrainer();
  first.trainer.epoch();
  await first.work(first.idle);
  const memory = first.trainer.ask('memory');
  assert.ok(memory);
  const { checkpoints: kept, ...older } = memory;
  assert.equal(kept?.length, 1);
  for (const [from, expected] of /** @type {const} */ ([
    [memory, kept],
    // An earlier version of the page kept none.
    [older, undefined],
  ])) {
    const { trainer, work, idle, arrive } = makeTrainer();
    trainer.start({ data: '', experiment });
    trainer.resume(from);
    for (let part = 0; part < 3; part++) await arrive();
    await work(() => trainer.pull().data.train === 4000);
    trainer.run();
    await work(is(trainer, 'finished'));
    await work(idle);
    const claim = trainer.ask('claim');
    assert.equal(claim?.steps, 250);
    assert.deepEqual(claim?.checkpoints, expected);
  }
});
