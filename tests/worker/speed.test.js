import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Trainer } from '../../web/worker/trainer.js';
import { experiment, is, makeTrainer } from './make-trainer.js';

test('the speed is of training, not of what else the thread does: a twin that is measured, tests, looks', async () => {
  const { world, work, arrive } = makeTrainer();
  let elsewhere = 0;
  const trainer = new Trainer({
    ...world,
    now: () => world.now() + elsewhere,
    soon: (task) =>
      world.soon(() => {
        elsewhere += 1000;
        task();
      }),
  });
  trainer.start({ data: '', experiment });
  for (let part = 0; part < 3; part++) await arrive();
  await work(() => trainer.pull().data.train === 4000);
  trainer.run();
  await work(is(trainer, 'finished'));
  const { imagesPerSecond } = trainer.pull();
  // A millisecond goes by while some steps are taken.
  assert.ok((imagesPerSecond ?? 0) >= 1000 * experiment.batch, `${imagesPerSecond}`);
});
