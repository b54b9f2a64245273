import assert from 'node:assert/strict';
import { test } from 'node:test';
import { activationPace, tickOf } from '../../web/engine/lesson/activation-pace.js';
import { engine } from './helpers.js';

/** An engine whose calls take their time by a clock of the test's, which is rounded. @param {number} tick @param {number} each */
function timed(tick, each) {
  let time = 0.3;
  const c = {
    ...engine.c,
    strata_activate: () => {
      time += each;
    },
  };
  const now = () => {
    time += 0.0007;
    return tick * Math.floor(time / tick);
  };
  return { made: { c, heap: engine.heap }, now };
}

for (const tick of [0.005, 0.1, 1]) {
  test(`a clock that is rounded to ${tick} ms is found out, and changes no more than a hundredth`, () => {
    for (const each of [0.0004, 0.0131, 0.0177]) {
      const { made, now } = timed(tick, each);
      const found = tickOf(now);
      assert.ok(Math.abs(found - tick) < 1e-6, `${found}`);
      const pace = activationPace(made, 'tanh', now, found);
      const wanted = (1e6 * each) / 4096;
      // A look at the clock takes its time, too.
      const most = (1e6 * (each + 0.0007 / 16)) / 4096;
      assert.ok(pace > 0.99 * wanted && pace < 1.01 * most, `${pace} of ${wanted}`);
    }
  });
}
