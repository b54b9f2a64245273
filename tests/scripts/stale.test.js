import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, test } from 'node:test';
import { whenStale } from '../../scripts/stale.mjs';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'strata-stale-'));
  mkdirSync(join(folder, 'source'));
  writeFileSync(join(folder, 'source/a'), 'one');
});
afterEach(() => rmSync(folder, { recursive: true }));

/** @param {() => Promise<void>} [work] */
function build(work = async () => writeFileSync(join(folder, 'result'), 'done')) {
  return whenStale('it', { inputs: ['source'], outputs: ['result'] }, work, folder);
}

test('work is done once', async () => {
  assert.equal(await build(), true);
  assert.equal(await build(), false);
});

test('work is done again when an input changes, appears or goes', async () => {
  await build();
  writeFileSync(join(folder, 'source/a'), 'two');
  assert.equal(await build(), true);
  writeFileSync(join(folder, 'source/b'), '');
  assert.equal(await build(), true);
  rmSync(join(folder, 'source/b'));
  assert.equal(await build(), true);
});

test('work is done again when its output is gone', async () => {
  await build();
  rmSync(join(folder, 'result'));
  assert.equal(await build(), true);
});

test('work that failed is done again, though its output exists', async () => {
  await build();
  writeFileSync(join(folder, 'source/a'), 'two');
  await assert.rejects(
    build(() => Promise.reject(new Error('interrupted'))),
    /interrupted/,
  );
  writeFileSync(join(folder, 'source/a'), 'one');
  assert.equal(await build(), true);
});
