// What real runs on all 60,000 images come to on the 10,000 test images, printed as they are. Seeds are fixed and the
// arithmetic is reproducible, so the figures are the same on every machine.
import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import { loadEngine, loadMnist } from '../../web/engine/index.js';

const BATCH = 32;
const engine = await loadEngine();

/** @type {Awaited<ReturnType<typeof loadMnist>>} */
let mnist;
before(async () => {
  mnist = await loadMnist();
});

/**
 * Test accuracy in per cent after each epoch.
 * @param {import('node:test').TestContext} context
 * @param {string} stack e.g. `linear:128,relu,linear:10`
 * @param {Record<string, unknown> & { name: string }} optimizer
 * @param {{ epochs: number, seed: number }} options
 */
async function accuracies(context, stack, optimizer, { epochs, seed }) {
  const layers = stack.split(',').map((word) => {
    const [name = '', units] = word.split(':');
    return units ? { type: name, units: Number(units) } : { type: 'activation', name };
  });
  const net = engine.createNetwork({ layers, optimizer, seed }, { input: 784 });
  /** @type {number[]} */
  const after = [];
  const report = await engine.train(net, mnist, {
    epochs,
    batch: BATCH,
    seed,
    onProgress({ epoch, testAccuracy }) {
      if (testAccuracy !== null) after[epoch - 1] ??= 100 * testAccuracy;
    },
  });
  net.dispose();
  assert.equal(report.stopped, null);
  assert.equal(after.length, epochs);
  assert.equal(after.at(-1), 100 * report.testAccuracy);
  const figures = after.map((accuracy) => accuracy.toFixed(2)).join(' ');
  context.diagnostic(`${stack}, ${JSON.stringify(optimizer)}, seed ${seed}: ${figures} %`);
  return after;
}

/**
 * @param {number[]} after
 * @param {number} epoch
 * @param {number} least
 */
function assertReached(after, epoch, least) {
  const got = after[epoch - 1] ?? Number.NaN;
  assert.ok(got >= least, `${got} % after ${epoch} epochs, expected at least ${least} %`);
}

test('a single layer reaches 91.5 % after 5 epochs', async (context) => {
  const after = await accuracies(context, 'linear:10', { name: 'sgd' }, { epochs: 5, seed: 1 });
  assertReached(after, 5, 91.5);
});

test('128 units with relu reach 96 % after 2 epochs and 97.7 % after 10', async (context) => {
  const stack = 'linear:128,relu,linear:10';
  const optimizer = { name: 'sgd', lr: 0.1 };
  const after = await accuracies(context, stack, optimizer, { epochs: 10, seed: 1 });
  assertReached(after, 2, 96);
  assertReached(after, 10, 97.7);
});

test('with adam they reach 97.5 % within 5 epochs', async (context) => {
  const stack = 'linear:128,relu,linear:10';
  const after = await accuracies(context, stack, { name: 'adam' }, { epochs: 5, seed: 1 });
  assert.ok(Math.max(...after) >= 97.5);
});

// Without an activation between them, three layers can do no more than one. Over seeds 1 to 5 the single layer ended at
// 92.0 to 92.3 % after 5 epochs. Three layers multiply the step, so at the same rate they end lower, at 91.0 to 91.7 %;
// at a third of it they end at 91.9 to 92.1 %. The band is the single layer's range and half a per cent on either side.
const BAND = { low: 91.5, high: 92.8 };
const CEILING = 93;
const COLLAPSED = 'linear:128,identity,linear:64,identity,linear:10';

test(`the single layer ends between ${BAND.low} and ${BAND.high} %`, async (context) => {
  for (const seed of [2, 3, 4, 5]) {
    const after = await accuracies(context, 'linear:10', { name: 'sgd' }, { epochs: 5, seed });
    assertReached(after, 5, BAND.low);
    assert.ok(Math.max(...after) <= BAND.high);
  }
});

for (const seed of [1, 2]) {
  test(`three linear layers stay below ${CEILING} % and end in that band, seed ${seed}`, async (context) => {
    const options = { epochs: 5, seed };
    const fast = await accuracies(context, COLLAPSED, { name: 'sgd', lr: 0.1 }, options);
    const slow = await accuracies(context, COLLAPSED, { name: 'sgd', lr: 0.03 }, options);
    assert.ok(Math.max(...fast, ...slow) < CEILING);
    assertReached(slow, 5, BAND.low);
    assert.ok((slow[4] ?? Number.NaN) <= BAND.high);
  });
}
