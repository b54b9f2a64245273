import assert from 'node:assert/strict';
import { test } from 'node:test';
import { hold } from '../../scripts/bench/contests.mjs';
import { parseOptions } from '../../scripts/bench/options.mjs';
import { growthChart } from '../../scripts/bench/plots/growth.mjs';
import { trainingChart } from '../../scripts/bench/plots/training.mjs';
import { contestTables } from '../../scripts/bench/reports.mjs';
import { formatDigits, formatPercent, formatTable } from '../../scripts/bench/table.mjs';
import { workloads } from '../../scripts/bench/workloads.mjs';

const machine = {
  processor: 'Processor <1>',
  cores: 2,
  vectors: 'AVX2',
  system: 'Linux',
  node: '20.0.0',
  browsers: ['Chromium 1.2'],
  date: '2026-01-02',
};
const calibration = { measure: () => ({ rate: 1, share: 1 }) };

/**
 * A lane that always takes the same time per image.
 *
 * @param {string} id
 * @param {number} perSecond
 * @param {{ ours?: boolean, failing?: boolean }} [options]
 * @returns {import('../../scripts/bench/lanes.mjs').Lane}
 */
function lane(id, perSecond, { ours = false, failing = false } = {}) {
  const ask = async (/** @type {any} */ { images }) => {
    if (failing) throw new Error('does not fit\nat line 1');
    return { images, seconds: images / perSecond, accuracy: 0.95 };
  };
  const channel = { version: '1', ask, close: async () => {} };
  const place = ours ? 'node' : 'native';
  return { id, title: `The ${id}`, place, ours, trains: true, infers: true, channel };
}

/** @param {import('../../scripts/bench/lanes.mjs').Lane[]} lanes */
function contest(lanes) {
  const job = {
    ...{ id: 'W1', title: 'Training W1', images: 60_000, least: 2000, seconds: 10, learns: true },
    work: (
      /** @type {import('../../scripts/bench/lanes.mjs').Lane} */ { channel },
      /** @type {number} */ images,
    ) => channel.ask({ do: 'train', images }),
  };
  return hold(lanes, job, { rounds: 3, calibration });
}

test('a contest has rates, ratios, and what every contestant learns from all images', async () => {
  const strict = lane('strata-strict@node', 100_000, { ours: true });
  const peers = [lane('slow', 2000), lane('slower', 500), lane('bad', 1, { failing: true })];
  const { entries, failures } = await contest([strict, ...peers]);
  const [ours, slow, slower] = entries;
  assert.equal(ours?.perSecond.median, 100_000);
  assert.equal(ours?.accuracy, 0.95);
  const images = entries.map(({ samples }) => samples.map((sample) => sample.images));
  assert.deepEqual(images[0], [60_000, 60_000, 60_000]);
  assert.deepEqual(images[1], [20_000, 20_000, 20_000], 'ten seconds each');
  assert.deepEqual(images[2], [4000, 4000, 4000], 'in steps of 2,000');
  assert.equal(slow?.accuracy, 0.95);
  assert.equal(slower?.accuracy, 0.95);
  assert.equal(slower?.ratios['strata-strict@node'], 200);
  assert.deepEqual(
    failures.map((failure) => failure.lane),
    ['bad'],
  );
});

test('quick work is repeated until it can be timed', async () => {
  const { entries } = await contest([lane('strata-strict@node', 400_000, { ours: true })]);
  assert.deepEqual(entries[0]?.samples[0], { images: 240_000, seconds: 0.6 });
});

test('a peer learns once, wherever it runs', async () => {
  /** @type {number[]} */
  const asked = [];
  const watched = ['peer@node', 'peer@firefox'].map((id) => {
    const one = lane(id, 1000);
    const ask = (/** @type {any} */ request) => {
      asked.push(request.images);
      return one.channel.ask(request);
    };
    return { ...one, channel: { ...one.channel, ask } };
  });
  const { entries } = await contest([lane('ours', 1000, { ours: true }), ...watched]);
  assert.equal(asked.filter((images) => images === 60_000).length, 1);
  assert.deepEqual(
    entries.map(({ accuracy }) => accuracy),
    [0.95, 0.95, 0.95],
  );
});

test('a contestant whose speed varies is not reported', async () => {
  const wild = lane('wild', 1000);
  let calls = 0;
  const ask = async (/** @type {any} */ { images }) => ({ images, seconds: 1 + (calls++ % 3) });
  const lanes = [
    ...['a', 'b', 'c', 'd'].map((id) => lane(id, 100_000, { ours: true })),
    { ...wild, channel: { ...wild.channel, ask } },
  ];
  const { entries, failures } = await contest(lanes);
  assert.deepEqual(
    entries.map((entry) => entry.lane),
    ['a', 'b', 'c', 'd'],
  );
  assert.match(failures[0]?.error ?? '', /^varied by .* the bound is 25\.0 %$/);
});

test('a failure of ours ends the contest', async () => {
  await assert.rejects(contest([lane('strata-strict@node', 1, { ours: true, failing: true })]));
});

test('the tables of a contest', async () => {
  const strict = lane('strata-strict@node', 100_000, { ours: true });
  const lanes = [
    { ...strict, title: 'Strata, strict' },
    lane('slow', 500),
    lane('bad', 1, { failing: true }),
  ];
  assert.equal(
    contestTables([await contest(lanes)]),
    `Training W1
contestant      in      images/s    least     most  spread  test accuracy  Strata, strict, in Node is
─────────────────────────────────────────────────────────────────────────────────────────────────────
Strata, strict  Node     100,000  100,000  100,000   0.0 %        95.00 %                      1.00 ×
The slow        native       500      500      500   0.0 %        95.00 %                    200.00 ×
How many times as fast Strata is
than      in      Node strict
─────────────────────────────
The slow  native     200.00 ×
bad is not reported: Error: does not fit`,
  );
});

test('columns are as wide as their widest cell', () => {
  const columns = [{ title: 'a', align: /** @type {const} */ ('left') }, { title: 'number' }];
  assert.equal(
    formatTable(columns, [['long name', '1']]),
    'a          number\n─────────────────\nlong name       1',
  );
});

test('numbers are rounded to what can be read', () => {
  assert.deepEqual(
    [123456, 76.4, 6.66, 0.4512].map((value) => formatDigits(value, 2)),
    ['123,456', '76', '6.7', '0.45'],
  );
  assert.equal(formatPercent(0.12345, 2), '12.35 %');
});

test('options: parts in their order, numbers within bounds', () => {
  assert.deepEqual(parseOptions(['--only', 'train,start']).only, ['start', 'train']);
  assert.equal(parseOptions([]).images, 60_000);
  assert.equal(parseOptions(['--peers']).peers, true);
  assert.throws(() => parseOptions(['--only', 'trian']), /no part trian; the parts are start/);
  assert.throws(() => parseOptions(['--rounds', '2']), /--rounds: 2 is not a whole number from 3/);
  assert.throws(() => parseOptions(['--images', '1e9']), /--images/);
  assert.throws(() => parseOptions(['--fast']), /--fast.*npm run bench/s);
});

test('the workloads are those of the plan', () => {
  assert.deepEqual(
    workloads.map(({ title }) => title),
    [
      'W1: 784-128(relu)-10, batch 32',
      'W2: 784-128(relu)-10, batch 128',
      'W3: 784-512(relu)-256(relu)-10, batch 128',
      'W4: 784-64(sigmoid)-64(sigmoid)-10, batch 32',
    ],
  );
});

/** Whether every element is closed where it should be. @param {string} svg */
function wellFormed(svg) {
  const open = [];
  for (const [, end, name] of svg.matchAll(/<(\/?)([a-z]+)[^>]*>/g)) {
    if (!end) open.push(name);
    else if (open.pop() !== name) return false;
  }
  return open.length === 0;
}

test('the chart of training has a bar per contestant, the fastest on top', async () => {
  const strict = lane('strata-strict@node', 100_000, { ours: true });
  const svg = trainingChart([await contest([lane('slow & old', 20_000), strict])], machine);
  assert.ok(wellFormed(svg));
  assert.ok(svg.indexOf('The strata-strict@node') < svg.indexOf('The slow &amp; old'));
  const widths = [...svg.matchAll(/width="([\d.]+)" height="11"[^>]*class="(?:strict|peer)"/g)].map(
    (found) => Number(found[1]),
  );
  assert.deepEqual(
    widths.filter((width) => width !== 11),
    [170, 34],
  );
  assert.match(svg, /Processor &lt;1>/);
  assert.match(svg, /prefers-color-scheme: dark/);
});

test('the chart of growth has a point per measurement, between powers of ten', () => {
  const point = (/** @type {'batch' | 'width'} */ along, /** @type {number} */ batch) => ({
    ...{ along, setting: { units: 128, batch }, weights: 100_000 },
    seconds: { median: batch / 10_000, min: 0, max: 0, spread: 0 },
    samples: [],
  });
  const figures = [point('batch', 8), point('batch', 512), point('width', 64)];
  const svg = growthChart({ figures, odd: [], memory: [], dataBytes: 0, notes: [] }, machine);
  assert.ok(wellFormed(svg));
  assert.equal(
    [...svg.matchAll(/<circle/g)].length,
    figures.length + 2,
    'and one per series in the key',
  );
  for (const tick of ['100K', '1M', '100M', '0.1', '1', '100'])
    assert.ok(svg.includes(`>${tick}<`), tick);
});
