import assert from 'node:assert/strict';
import { test } from 'node:test';
import { BusyError, measureAlternately, withheldLines } from '../../scripts/bench/rounds.mjs';
import {
  BOUND,
  comparison,
  competition,
  deviation,
  LEAST_SHARE,
  mean,
  median,
  objection,
  quantile,
  ratioOf,
  spreadOf,
  summarize,
  withoutRounds,
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

test('two means are compared by the standard error of their difference', () => {
  assert.equal(mean([1, 2, 6]), 3);
  assert.equal(deviation([1, 3, 5]), 2);
  const { difference, error } = comparison([1, 3, 5], [0, 2, 4, 6]);
  assert.equal(difference, 0);
  assert.ok(Math.abs(error - Math.sqrt(4 / 3 + 20 / 3 / 4)) < 1e-12);
});

test('a slow round does not change a ratio', () => {
  assert.equal(ratioOf([200, 20, 200], [100, 10, 100]), 2);
});

test('a figure that varies more than the bound is refused, with its spread and the bound', () => {
  assert.match(objection(0.5) ?? '', /^varied by 50\.0 % .*the bound is 25\.0 %$/);
  assert.match(objection(0.5, 0.2) ?? '', /the bound is 20\.0 %/);
  assert.equal(objection(BOUND), null);
  assert.equal(objection(0.5, 0.6), null);
});

test('a steady competitor is seen by the share of the processor', () => {
  assert.match(
    competition([0.5, 0.5, 1]) ?? '',
    /a loop that needs a whole processor had 50\.0 % of one; the bound is 90\.0 %/,
  );
  assert.equal(competition([0.5, LEAST_SHARE, 1]), null);
});

test('what a round does to all figures is taken out, what happens to one is not', () => {
  const slowRound = [1, 10, 100, 1000].map((speed) => [speed, speed / 2, speed]);
  for (const samples of withoutRounds(slowRound)) assert.ok(spreadOf(samples) < 1e-9);
  const wild = [...slowRound, [3, 0.5, 1]];
  const adjusted = withoutRounds(wild);
  assert.ok(spreadOf(adjusted[4] ?? []) > 0.5);
  for (const samples of adjusted.slice(0, 4)) assert.ok(spreadOf(samples) < 0.05);
});

test('too few figures tell nothing of a round', () => {
  const series = [
    [1, 2, 3],
    [2, 4, 6],
  ];
  assert.deepEqual(withoutRounds(series), series);
});

/**
 * @param {(task: number, round: number) => number} figureOf
 * @param {{ log?: string[], tasks?: number, free?: readonly number[] }} [options] `free`: tasks that may vary
 */
function plan(figureOf, { log = [], tasks = 5, free = [] } = {}) {
  return {
    rounds: 3,
    tasks: Array.from({ length: tasks }, (_, task) => ({
      name: `task ${task}`,
      mayVary: free.includes(task),
      async measure(/** @type {number} */ round) {
        log.push(`${task}:${round}`);
        return figureOf(task, round);
      },
    })),
    calibration: { measure: () => ({ rate: 1, share: 1 }) },
    figure: (/** @type {number} */ value) => value,
  };
}

const alternating = [1, 2];

test('contestants take turns, round by round', async () => {
  /** @type {string[]} */
  const log = [];
  const measured = await measureAlternately(plan(() => 1, { log, tasks: 2 }));
  assert.deepEqual(log, ['0:0', '1:0', '0:1', '1:1', '0:2', '1:2']);
  assert.deepEqual(measured[1], { name: 'task 1', samples: [1, 1, 1], spread: 0, withheld: null });
});

test('rounds that slow everything down do not count as variation', async () => {
  /** @type {string[]} */
  const log = [];
  await measureAlternately(plan((task, round) => (task + 1) / (1 + (round % 3)), { log }));
  assert.equal(log.length, 15);
});

test('rounds are added while figures vary, and all of them count', async () => {
  const unlucky = (/** @type {number} */ task, /** @type {number} */ round) =>
    task === 0 && (round === 1 || round === 2) ? round / 4 : 1;
  const measured = await measureAlternately(plan(unlucky));
  assert.equal(measured[0]?.samples.length, 9);
  assert.ok(measured[0]?.samples.includes(0.25));
  assert.equal(measured[0]?.withheld, null);
});

test('a figure that keeps varying is withheld, with how much it varied', async () => {
  const wild = (/** @type {number} */ task, /** @type {number} */ round) =>
    task === 2 ? (alternating[round % 2] ?? 0) : 1;
  const measured = await measureAlternately(plan(wild));
  assert.deepEqual(
    measured.map(({ withheld }) => withheld === null),
    [true, true, false, true, true],
  );
  const [line, ...others] = withheldLines(measured);
  assert.match(line ?? '', /^Not reported: task 2 varied by 100\.0 %/);
  assert.deepEqual(others, []);
});

test('where more than a quarter of the figures keep varying, none is reported', async () => {
  const wild = (/** @type {number} */ task, /** @type {number} */ round) =>
    task < 2 ? (alternating[(task + round) % 2] ?? 0) : 1;
  await assert.rejects(measureAlternately(plan(wild)), (error) => {
    assert.ok(error instanceof BusyError);
    assert.match(error.message, /too busy.* over 9 rounds, 2 of 5 figures kept varying: task 0/);
    return true;
  });
});

test('what may vary has no say, and is withheld all the same', async () => {
  const wild = (/** @type {number} */ task, /** @type {number} */ round) =>
    task < 2 ? (alternating[(task + round) % 2] ?? 0) : 1;
  const measured = await measureAlternately(plan(wild, { free: [0, 1] }));
  assert.equal(measured[0]?.samples.length, 3);
  assert.ok(measured[0]?.withheld);
});

test('a competitor is reason enough to refuse', async () => {
  const even = plan(() => 1);
  even.calibration.measure = () => ({ rate: 1, share: 0.5 });
  await assert.rejects(measureAlternately(even), /a whole processor had 50\.0 % of one/);
});
