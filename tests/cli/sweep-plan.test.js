// What a sweep file plans, and what is said of files that are no sweeps.
import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, describe, it } from 'node:test';
import { planSweep } from '../../scripts/cli/sweep/plan.mjs';
import { encodeLink } from '../../web/engine/index.js';
import { strata } from './strata.js';

const folder = mkdtempSync(join(tmpdir(), 'strata-plan-'));
after(() => rmSync(folder, { recursive: true }));

const layers = [{ type: 'linear', units: 2 }];
const experiment = { strata: 1, data: { name: 'moons', train: 100, test: 50 }, layers };

/** @param {object} fields @param {object} [more] of the experiment @param {object} [search] */
const planned = (fields, more, search) =>
  planSweep(
    JSON.stringify({ sweep: 1, ...search, experiment: { ...experiment, ...more }, fields }),
  );

/** @param {object} fields @param {object} [more] */
const optimizers = (fields, more) =>
  planned(fields, more).runs.map(({ document }) => document.optimizer);

describe('a place in a list that the experiment leaves to its default', () => {
  it('is filled in', () => {
    const optimizer = { name: 'adam' };
    assert.deepEqual(optimizers({ 'optimizer.betas[0]': [0.8, 0.7] }, { optimizer }), [
      { name: 'adam', betas: [0.8, 0.999] },
      { name: 'adam', betas: [0.7, 0.999] },
    ]);
  });

  it('is that of what varies beside it, in whichever order', () => {
    const fields = { 'optimizer.betas[1]': [0.9], 'optimizer.name': ['adam', 'adamw'] };
    assert.deepEqual(optimizers(fields), [
      { name: 'adam', betas: [0.9, 0.9] },
      { name: 'adamw', betas: [0.9, 0.9] },
    ]);
  });

  it('is no place where there is no such list, or no experiment to have it', () => {
    const nothing = {
      path: 'fields["optimizer.betas[0]"]',
      message: 'the experiment has nothing there that 0 could be part of',
    };
    assert.deepEqual(planned({ 'optimizer.betas[0]': [0.8] }).faults, [nothing]);
    const { faults } = planned({ 'optimizer.betas[0]': [0.8] }, { epochs: 0 });
    assert.deepEqual(
      faults.map(({ path }) => path),
      [nothing.path, 'experiment.epochs'],
    );
  });
});

it('a part is of the whole that is given, in whichever order', () => {
  const wanted = [
    { name: 'adam', lr: 0.5 },
    { name: 'adam', lr: 0.1 },
  ];
  const [part, whole] = [{ 'optimizer.lr': [0.5, 0.1] }, { optimizer: [{ name: 'adam' }] }];
  assert.deepEqual(optimizers({ ...part, ...whole }), wanted);
  assert.deepEqual(optimizers({ ...whole, ...part }), wanted);
});

it('numbers drawn that no field allows are spoken of once for each end', () => {
  const range = { 'optimizer.lr': { min: -1e300, max: 1e300 } };
  const { faults } = planned(range, {}, { search: 'random', runs: 50 });
  assert.deepEqual(
    faults.map(({ path, message }) => `${path} ${message.replace(/-?\d.* is/, 'N is')}`),
    [
      'fields["optimizer.lr"] drawn from the range: N is too small; give a number from 0 to 1,000',
      'fields["optimizer.lr"] drawn from the range: N is too large; give a number from 0 to 1,000',
    ],
  );
});

it('numbers drawn for a field of whole ones are spoken of once', () => {
  const search = { search: 'random', runs: 500 };
  const fields = { batch: { min: 1, max: 64 }, 'layers[0].units': [2] };
  assert.deepEqual(planned(fields, {}, search).faults, [
    {
      path: 'fields.batch',
      message: 'the field takes whole numbers; "whole": true in the range draws them',
    },
  ]);
  const drawn = planned({ batch: { min: 1, max: 64, whole: true } }, {}, search);
  assert.deepEqual(drawn.faults, []);
  assert.equal(drawn.runs.length, 64);
});

describe('strata sweep', () => {
  /** @param {string[]} words @returns {Promise<string>} what it refuses with */
  const refusal = async (...words) => {
    const { status, stdout, stderr } = await strata(['sweep', ...words]);
    assert.deepEqual([status, stdout], [2, '']);
    return stderr;
  };

  it('takes no link', async () => {
    const long = encodeLink({ ...experiment, layers: Array(12).fill(layers[0]) });
    assert.ok(long.length > 255, 'too long for the name of a file');
    for (const link of [long, `https://example.org/#e=${encodeLink(experiment)}`]) {
      const said = 'strata: sweep needs a FILE; a link is one experiment, not a sweep\n';
      assert.equal(await refusal(link), said);
    }
  });

  it('says what is no file', async () => {
    assert.equal(await refusal(folder), `strata: ${JSON.stringify(folder)} is a folder\n`);
    const missing = join(folder, 'no.json');
    assert.equal(await refusal(missing), `strata: there is no file ${JSON.stringify(missing)}\n`);
  });

  it('is not written over by its results', async () => {
    const inside = join(folder, 'inside');
    mkdirSync(inside);
    for (const name of ['runs.jsonl', 'results.csv', 'results.json', 'results.md']) {
      const file = join(inside, name);
      const text = JSON.stringify({ sweep: 1, experiment, fields: { seed: [1] } });
      writeFileSync(file, text);
      const said = await refusal(file, '--out', inside);
      assert.equal(
        said,
        `strata: --out: ${JSON.stringify(file)} is the sweep itself, and would be written over\n`,
      );
      assert.equal(readFileSync(file, 'utf8'), text);
      rmSync(file);
    }
  });

  it('says that its records are a folder', async () => {
    const file = join(folder, 'sweep.json');
    writeFileSync(file, JSON.stringify({ sweep: 1, experiment, fields: { seed: [1] } }));
    mkdirSync(join(folder, 'out/runs.jsonl'), { recursive: true });
    const said = await refusal(file, '--out', join(folder, 'out'));
    assert.match(said, /^strata: --out: "[^\n]+ cannot be read: it is a folder\n$/);
  });

  it('says only so much of what is wrong', async () => {
    const file = join(folder, 'wrong.json');
    const epochs = Array.from({ length: 1030 }, (_, i) => -1 - i);
    writeFileSync(file, JSON.stringify({ sweep: 1, experiment, fields: { epochs } }));
    const said = await refusal(file);
    assert.equal(said.split('; fields').length, 20);
    assert.ok(said.endsWith('; and 1,010 more\n'), said);
  });
});
