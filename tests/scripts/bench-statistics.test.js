import assert from 'node:assert/strict';
import { test } from 'node:test';
import { BusyError, measureAlternately } from '../../scripts/bench/rounds.mjs';
import {
  BOUND,
  LEAST_SHARE,
  median,
  objection,
  quantile,
  ratioOf,
  spreadOf,
  summarize,
} from '../../scripts/bench/statistics.mjs';

test('quantiles lie on the line between the nearest samples', () => {
  assert.equal(median([3, 1, 2]), 2);
  assert.equal(median([4, 1, 2, 3]), 2.5);
  assert.equal(median([7]), 7);
  assert.equal(quantile([0, 10, 20, 30, 40], 0.25), 10);
  assert.equal(quantile([0, 10], 0.75), 7.5);
});

test('samples stay in the order in which they were measured', () => {
  const samples = [3, 1, 2];
  summarize(samples);
  assert.deepEqual(samples, [3, 1, 2]);
});

test('one disturbed sample in five does not widen the spread, two do', () => {
  assert.ok(spreadOf([100, 101, 99, 100, 20]) < 0.02);
  assert.ok(spreadOf([100, 60, 99, 100, 20]) > BOUND);
});

test('a summary has the extremes and the middle', () => {
  assert.deepEqual(summarize([10, 30, 20]), { median: 20, min: 10, max: 30, spread: 0.5 });
});

test('a slow round does not change a ratio', () => {
  assert.equal(ratioOf([200, 20, 200], [100, 10, 100]), 2);
});

const steady = { rates: [1, 1, 1], shares: [1, 1, 1] };

test('the figures that vary most are named, with their spread and the bound', () => {
  const figures = { calm: [1, 1, 1], wild: [1, 2, 3], uneasy: [9, 10, 11] };
  assert.match(objection(figures, steady) ?? '', /^wild varied by 50\.0 % .*bound is 25\.0 %$/);
  assert.match(objection(figures, steady, 0.2) ?? '', /bound is 20\.0 %/);
  assert.equal(objection(figures, steady, 0.6), null);
});

test('a steady competitor is seen by the share of the processor', () => {
  const figures = { calm: [1, 1, 1] };
  const half = { ...steady, shares: [0.5, 0.5, 1] };
  assert.match(objection(figures, half) ?? '', /had 50\.0 % of one; the bound is 90\.0 %/);
  assert.equal(objection(figures, { ...steady, shares: [0.5, LEAST_SHARE, 1] }), null);
});

test('a processor whose speed changes is seen by the loop, whatever the bound of the figures', () => {
  const uneven = { ...steady, rates: [1, 2, 3] };
  const reason = objection({ calm: [1, 1, 1] }, uneven, 0.6);
  assert.match(reason ?? '', /^a loop that never changes varied by 50\.0 % .*bound is 25\.0 %$/);
});

/**
 * @param {(call: number) => number} figureOf
 * @param {string[]} log
 */
function plan(figureOf, log) {
  let calls = 0;
  const tasks = ['a', 'b'].map((name) => ({
    name,
    async measure(/** @type {number} */ round) {
      log.push(`${name}${round}`);
      return figureOf(calls++);
    },
  }));
  const calibration = { measure: () => ({ rate: 1, share: 1 }) };
  return { rounds: 3, tasks, calibration, figure: (/** @type {number} */ value) => value };
}

test('contestants take turns, round by round', async () => {
  /** @type {string[]} */
  const log = [];
  const samples = await measureAlternately(plan(() => 1, log));
  assert.deepEqual(log, ['a0', 'b0', 'a1', 'b1', 'a2', 'b2']);
  assert.deepEqual(samples, [
    [1, 1, 1],
    [1, 1, 1],
  ]);
});

test('rounds are added while figures vary, and all of them count', async () => {
  /** @type {string[]} */
  const log = [];
  const samples = await measureAlternately(
    plan((call) => (call === 2 || call === 4 ? 0.5 : 1), log),
  );
  assert.equal(log.length, 18);
  assert.equal(samples[0]?.length, 9);
  assert.ok(samples[0]?.includes(0.5));
});

test('figures that keep varying are refused, with what varied and how much', async () => {
  /** @type {string[]} */
  const log = [];
  const refused = measureAlternately(plan((call) => (call % 4 === 0 ? 0.5 : 1), log));
  await assert.rejects(refused, (error) => {
    assert.ok(error instanceof BusyError);
    assert.match(error.message, /too busy.* over 9 rounds, a varied by 100\.0 %/);
    return true;
  });
});

test('what may vary has no say', async () => {
  const { tasks, ...rest } = plan((call) => (call % 4 === 0 ? 0.5 : 1), []);
  const [varying, steady] = tasks;
  const free = [{ ...varying, mayVary: true }, steady];
  const samples = await measureAlternately({ ...rest, tasks: /** @type {typeof tasks} */ (free) });
  assert.deepEqual(samples[0], [0.5, 1, 0.5]);
});

test('a varying calibration is reason enough to refuse', async () => {
  let calls = 0;
  const even = plan(() => 1, []);
  even.calibration.measure = () => ({ rate: calls++ % 2 === 0 ? 1 : 3, share: 1 });
  await assert.rejects(measureAlternately(even), /a loop that never changes varied/);
});
