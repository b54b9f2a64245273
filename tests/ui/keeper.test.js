import assert from 'node:assert/strict';
import { test } from 'node:test';

/** A page's own: this one has none. */
const listening = { addEventListener() {} };
Object.assign(globalThis, { document: listening });
const { Keeper } = await import('../../web/ui/state/keeper.js');

/**
 * @param {import('node:test').TestContext} context
 * @param {number} took milliseconds that the worker takes each time
 * @param {number} seconds of a run that goes on
 * @returns {Promise<number[]>} after how many milliseconds it was kept
 */
async function keptIn({ mock }, took, seconds) {
  let now = 0;
  mock.method(performance, 'now', () => now);
  mock.timers.enable({ apis: ['setInterval'] });
  /** @type {number[]} */
  const asked = [];
  const run = { snapshot: { step: 1 }, subscribe() {}, curvesUntil() {} };
  const ask = async () => {
    asked.push(now);
    now += took;
    return { place: { step: run.snapshot.step } };
  };
  const session = /** @type {any} */ ({ run, ask, running: true, experiment: { text: '{}' } });
  new Keeper(session);
  while (now < seconds * 1000) {
    now += 1000;
    run.snapshot.step += 1000;
    mock.timers.tick(1000);
    await new Promise((resolve) => setImmediate(resolve));
  }
  return asked;
}

test('keeping a run takes a hundredth of the time', async (context) => {
  const asked = await keptIn(context, 50, 60);
  assert.ok(asked.length >= 10 && asked.length <= 12, asked.join());
});

test('what a reload loses has an end, however long keeping takes', async (context) => {
  const asked = await keptIn(context, 2000, 120);
  assert.ok(asked.length >= 3, asked.join());
});
