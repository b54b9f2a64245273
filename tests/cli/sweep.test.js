import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, describe, it } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { decodeLink, loadEngine, replay, trainInWorker } from '../../web/engine/index.js';
import { lastLine, strata } from './strata.js';

/** @typedef {{ run: number, values: Record<string, any>, fingerprint: string, link: string, testAccuracy: number }} Row */

const folder = mkdtempSync(join(tmpdir(), 'strata-'));
after(() => rmSync(folder, { recursive: true }));

const experiment = {
  strata: 1,
  data: { name: 'moons', train: 200, test: 100 },
  layers: [
    { type: 'linear', units: 4 },
    { type: 'activation', name: 'tanh' },
    { type: 'linear', units: 2 },
  ],
};
const fields = { 'optimizer.lr': [0.01, 0.3], 'layers[0].units': [4, 8], seed: [1, 2] };

/** @param {string} name @param {object | string} content @returns {string} the file */
function saved(name, content) {
  const file = join(folder, `${name}.json`);
  writeFileSync(file, typeof content === 'string' ? content : JSON.stringify(content));
  return file;
}

/** @param {string} name @returns {Row[]} */
function rowsOf(name) {
  return JSON.parse(readFileSync(join(folder, `${name}.results/results.json`), 'utf8'));
}

/** @param {string} name @param {string} file */
const text = (name, file) => readFileSync(join(folder, `${name}.results`, file), 'utf8');

describe('sweep', () => {
  it('trains every combination, and each comes to what it comes to alone', async () => {
    const file = saved('grid', { sweep: 1, experiment, fields });
    const { status, stdout } = await strata(['sweep', file]);
    assert.equal(status, 0);
    const rows = rowsOf('grid');
    assert.deepEqual(
      rows.map(({ values }) => Object.values(values)),
      [0.01, 0.3].flatMap((lr) =>
        [4, 8].flatMap((units) => [1, 2].map((seed) => [lr, units, seed])),
      ),
    );
    const last = rows.at(-1);
    assert.ok(last);
    const { experiment: found, claim } = decodeLink(last.link);
    assert.deepEqual(
      [found.optimizer.lr, found.seed, found.layers[0]],
      [0.3, 2, { type: 'linear', units: 8, bias: true }],
    );
    assert.equal((await trainInWorker(found)).fingerprint, last.fingerprint);
    assert.ok(claim);
    assert.ok((await replay(found, claim, { engine: await loadEngine() })).identical);
    assert.equal(stdout, text('grid', 'results.md'));
  });

  it('gives links that say how each epoch ended', async () => {
    await strata(['sweep', saved('long', { sweep: 1, experiment, fields: { epochs: [3] } })]);
    const { link } = rowsOf('long')[0] ?? { link: '' };
    const { experiment: found, claim } = decodeLink(link);
    assert.equal(claim?.checkpoints?.length, 2);
    const altered = [claim.checkpoints[0] ?? '', '00000000'];
    const verdict = await replay(found, { ...claim, checkpoints: altered });
    assert.deepEqual([verdict.differs, verdict.epoch], ['checkpoint', 2]);
  });

  it('writes a table of the best first, and CSV', () => {
    const [header, rule, ...lines] = text('grid', 'results.md').trimEnd().split('\n');
    assert.equal(
      header,
      '| run | optimizer.lr | layers[0].units | seed | test accuracy | test loss | train loss | fingerprint |',
    );
    assert.equal(rule, '| --: | --- | --- | --- | --: | --: | --: | --- |');
    const shares = lines.map((line) => Number.parseFloat(line.split('|')[5] ?? ''));
    assert.deepEqual(
      shares,
      [...shares].sort((a, b) => b - a),
    );
    assert.ok(new Set(shares).size > 1);
    const csv = text('grid', 'results.csv').trimEnd().split('\r\n');
    assert.equal(csv.length, 9);
    assert.match(csv[0] ?? '', /^run,optimizer\.lr,layers\[0\]\.units,seed,train_loss,test_loss,/);
    assert.match(csv[1] ?? '', /^1,0\.01,4,1,\d\.\d+,\d\.\d+,0\.\d+,7,1,,/);
  });

  it('draws at random from lists and ranges, the same from the same seed', async () => {
    const search = {
      ...{ sweep: 1, search: 'random', seed: 4, experiment },
      fields: {
        'optimizer.lr': { min: 0.001, max: 1, scale: 'log' },
        'layers[0].units': { min: 2, max: 5, whole: true },
        'layers[1].name': ['relu', 'tanh'],
        'data.noise': { min: 0.1, max: 0.2 },
      },
    };
    const short = await strata(['sweep', saved('few', { ...search, runs: 3 }), '--json']);
    const { runs, best } = JSON.parse(lastLine(short.stdout));
    assert.deepEqual([short.status, runs], [0, 3]);
    assert.equal(best.testAccuracy, Math.max(...rowsOf('few').map((row) => row.testAccuracy)));
    await strata(['sweep', saved('more', { ...search, runs: 8 })]);
    const rows = rowsOf('more');
    const prints = (/** @type {Row[]} */ list) => list.map(({ fingerprint }) => fingerprint);
    assert.deepEqual(prints(rows.slice(0, 3)), prints(rowsOf('few')), 'more begin with the few');
    for (const { values } of rows) {
      assert.ok(values['optimizer.lr'] >= 0.001 && values['optimizer.lr'] <= 1);
      assert.ok([2, 3, 4, 5].includes(values['layers[0].units']));
      assert.ok(values['data.noise'] >= 0.1 && values['data.noise'] <= 0.2);
    }
    for (const path of Object.keys(search.fields)) {
      assert.ok(new Set(rows.map(({ values }) => values[path])).size > 1, path);
    }
  });

  it('names a run that fails to stay finite last', async () => {
    const wild = { ...experiment, layers: [...experiment.layers], loss: 'mse_loss' };
    wild.layers[1] = { type: 'activation', name: 'cube' };
    const file = saved('wild', {
      sweep: 1,
      experiment: wild,
      fields: { 'optimizer.lr': [1e3, 0.01] },
    });
    const { status, stdout } = await strata(['sweep', file]);
    assert.equal(status, 0);
    assert.match(stdout, /\n\| 2 \| 0\.01 .*\n\| 1 \| 1000 /);
    assert.match(text('wild', 'results.csv'), /,nonfinite,/);
  });
});

describe('runs of a sweep', () => {
  const data = { name: 'moons', train: 5000, test: 100 };
  const sweep = { sweep: 1, experiment: { ...experiment, data }, fields: { epochs: [999, 1] } };
  const finished = (/** @type {string} */ name) =>
    text(name, 'runs.jsonl')
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line).epochs);

  it('are under way at once: the second ends while the first still trains', async () => {
    const words = ['sweep', saved('both', sweep), '--jobs', '2'];
    const { status, stderr } = await strata(words, { interruptAt: /1\/2 / });
    assert.equal(status, 130, stderr);
    assert.match(stderr, /^1\/2 {2}epochs=1 {2}/);
    assert.match(stderr, /stopped with 1 of 2 runs left/);
    assert.deepEqual(finished('both'), [1]);
  });

  it('are as many as there are cores, where nothing else is said', async () => {
    const cores = availableParallelism();
    const epochs = Array.from({ length: cores }, (_, i) => (i === cores - 1 ? 1 : 1000 - i));
    const file = saved('cores', { ...sweep, fields: { epochs } });
    const { stderr } = await strata(['sweep', file], { interruptAt: /1\/\d+ / });
    assert.match(stderr, new RegExp(`^1/${cores} {2}epochs=1 {2}`));
    assert.deepEqual(finished('cores'), [1]);
  });

  it('are one after the other with one job', async () => {
    const fields = { epochs: [3, 1] };
    const { status } = await strata([
      'sweep',
      saved('single', { ...sweep, fields }),
      '--jobs',
      '1',
    ]);
    assert.equal(status, 0);
    assert.deepEqual(finished('single'), [3, 1]);
  });
});

describe('a sweep that was ended', () => {
  const long = { ...experiment, epochs: 60 };
  const seeds = { sweep: 1, experiment: long, fields: { seed: [1, 2, 3, 4, 5, 6] } };

  it('by a kill goes on, and comes to what it would have come to', async () => {
    const file = saved('killed', seeds);
    const log = join(folder, 'killed.results/runs.jsonl');
    const script = fileURLToPath(new URL('../../scripts/cli/strata.mjs', import.meta.url));
    const child = spawn(process.execPath, [script, 'sweep', file, '--jobs', '1'], {
      stdio: 'ignore',
    });
    const ended = new Promise((resolve) => child.on('close', (_, signal) => resolve(signal)));
    while (!existsSync(log) || !readFileSync(log, 'utf8').includes('\n')) {
      assert.equal(child.exitCode, null);
      await pause(5);
    }
    child.kill('SIGKILL');
    assert.equal(await ended, 'SIGKILL');
    const before = readFileSync(log, 'utf8');
    assert.ok(before.split('\n').length < 7, 'it was killed before its end');

    const { status, stderr } = await strata(['sweep', file]);
    assert.equal(status, 0);
    assert.match(stderr, /^\d of 6 runs were done before\n/);
    assert.ok(readFileSync(log, 'utf8').startsWith(before));
    await strata(['sweep', saved('whole', seeds)]);
    const facts = (/** @type {string} */ name) =>
      rowsOf(name).map(({ run, values, fingerprint, link }) => ({
        run,
        values,
        fingerprint,
        link,
      }));
    assert.deepEqual(facts('killed'), facts('whole'));
    assert.equal(facts('killed').length, 6);
  });

  it('in the middle of a line does that run again, and no other', async () => {
    const file = saved('whole', seeds);
    const log = join(folder, 'whole.results/runs.jsonl');
    const full = readFileSync(log, 'utf8');
    const results = rowsOf('whole');
    writeFileSync(log, full.slice(0, -20));
    const { status, stderr } = await strata(['sweep', file]);
    assert.equal(status, 0);
    assert.match(stderr, /^5 of 6 runs were done before\n6\/6 {2}seed=\d {2}\d+\.\d\d %\n$/);
    assert.deepEqual(
      rowsOf('whole').map(({ link }) => link),
      results.map(({ link }) => link),
    );
  });

  it('by Ctrl-C says how it goes on', async () => {
    const endless = { ...seeds, experiment: { ...experiment, epochs: 1000 } };
    endless.experiment.data = { name: 'moons', train: 5000, test: 100 };
    const fields = { epochs: [1, 999], seed: [1] };
    const file = saved('stopped', { ...endless, fields });
    const words = ['sweep', file, '--jobs', '1'];
    const { status, stdout, stderr } = await strata(words, { interruptAt: /1\/2 / });
    assert.deepEqual([status, stdout], [130, '']);
    assert.match(stderr, /stopped with 1 of 2 runs left; the same command goes on\n$/);
  });
});

describe('a bad sweep file', () => {
  const sweep = { sweep: 1, experiment, fields };
  /** @type {[string, object | string, string[]][]} */
  const cases = [
    ['is no JSON', '{ "sweep": 1,, }', ['not JSON, line 1, column 14: expected a field name']],
    ['is a list', [], ['not a sweep; give an object']],
    [
      'is empty',
      {},
      ["sweep: give the format's version, 1", 'experiment: missing', 'fields: missing'],
    ],
    [
      'has unknown fields',
      { ...sweep, feilds: 1, runs: 3, search: 'gird' },
      [
        'feilds: unknown field; did you mean fields?',
        'search: "gird" is not known; give one of "grid", "random"',
      ],
    ],
    [
      'has wrong values, each named',
      { ...sweep, fields: { 'optimizer.lr': [0.1, -1, 'x'], 'layers[0].units': [0], foo: [1] } },
      [
        'fields["optimizer.lr"][1]: -1 is too small',
        'fields["optimizer.lr"][2]: "x" is not a number',
        'fields["layers[0].units"][0]: 0 is too small',
        'fields.foo[0]: unknown field',
      ],
    ],
    [
      'has a faulty experiment',
      { ...sweep, experiment: { ...experiment, batch: 0, seed: 'x' }, fields: { epochs: [1, 2] } },
      ['experiment.batch: 0 is too small', 'experiment.seed: "x" is not a number'],
    ],
    [
      'has places that are none',
      {
        ...sweep,
        fields: {
          'layers[3].units': [1],
          'epochs.more': [1],
          'optimizer..lr': [1],
          '__proto__.x': [1],
          lr: 0.1,
          seed: [],
        },
      },
      [
        'fields["optimizer..lr"]: not a place',
        'fields["__proto__.x"]: not a place',
        'fields.lr: give a list',
        'fields.seed: give a list',
      ],
    ],
    [
      'has places that its experiment has not',
      { ...sweep, fields: { 'layers[3].units': [1], 'strata.more': [1], 'layers.x': [2] } },
      [
        'fields["layers[3].units"]: the experiment\'s list has 3 items there',
        'fields["strata.more"]: the experiment has nothing there that "more" could be part of',
        'fields["layers.x"]: the experiment has nothing there',
      ],
    ],
    [
      'has bad ranges',
      {
        ...{ ...sweep, search: 'random', runs: 0, seed: 1.5 },
        fields: {
          'optimizer.lr': { min: 0, max: 1, scale: 'log' },
          seed: { min: 5, max: 2, whole: 1, step: 1 },
          batch: { min: 1, scale: 'cubic' },
        },
      },
      [
        'runs: 0 is too small',
        'seed: 1.5 is not a whole number',
        'fields["optimizer.lr"].min: a logarithmic scale begins above 0',
        'fields.seed.max: give more than min',
        'fields.seed.whole: give true or false',
        'fields.seed.step: unknown field',
        'fields.batch.max: missing',
        'fields.batch.scale: "cubic" is not known',
      ],
    ],
    [
      'has too many combinations',
      {
        ...sweep,
        fields: {
          seed: Array.from({ length: 101 }, (_, i) => i),
          batch: Array.from({ length: 100 }, (_, i) => i + 1),
        },
      },
      ['fields: 10,100 combinations; at most 10,000 are run'],
    ],
  ];
  for (const [name, content, messages] of cases) {
    it(name, async () => {
      const file = saved('bad', content);
      const { status, stdout, stderr } = await strata(['sweep', file]);
      assert.deepEqual([status, stdout], [2, '']);
      assert.match(stderr, /^strata: [^\n]+\n$/);
      for (const message of messages) assert.ok(stderr.includes(message), `${message}\n${stderr}`);
      assert.ok(!existsSync(join(folder, 'bad.results')));
    });
  }
});
