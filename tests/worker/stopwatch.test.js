import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Stopwatch } from '../../web/worker/stopwatch.js';

/** @param {number} pieces @param {number} each milliseconds, by a clock that ticks once in one */
function timed(pieces, each) {
  let time = 0;
  const watch = new Stopwatch(() => Math.floor(time), 1);
  for (let piece = 1; piece <= pieces; piece++) {
    const done = watch.time(() => {
      time += each;
      return piece;
    });
    assert.equal(done, piece);
    time += 0.37;
  }
  return watch.spent;
}

test('many pieces of work are timed, though each is short beside a tick of the clock', () => {
  for (const [pieces, each] of /** @type {const} */ ([
    [1, 10.2],
    [4, 5.3],
    [30, 2.9],
    [1000, 0.4],
  ])) {
    const spent = timed(pieces, each);
    assert.ok(Math.abs(spent / (pieces * each) - 1) < 0.1, `${spent} of ${pieces * each}`);
  }
});

test('what is too short for the clock is not timed', () => {
  for (const [pieces, each] of /** @type {const} */ ([
    [1, 9],
    [4, 4.9],
    [10, 0.4],
  ])) {
    assert.ok(Number.isNaN(timed(pieces, each)), `${pieces} of ${each}`);
  }
});
