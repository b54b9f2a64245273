// Links are kept for ever: what their experiments mean, and the bits these come to, must stay for every row of the tables.
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { decodeLink, encodeLink } from '../../web/engine/index.js';
import { tables } from '../../web/engine/tables.js';
import { golden } from './golden.js';
import { completed, documents, outcomeOf } from './rows.js';

/** @type {Record<string, import('./rows.js').Kept>} */
const kept = golden('rows');

test('each row of each table is kept, and what is kept is a case', () => {
  const { limits: _, ...groups } = tables;
  const rows = Object.entries(groups).flatMap(([group, list]) =>
    list.map(({ name }) => `${group}/${name}`),
  );
  const missing = rows.filter((name) => !kept[name]);
  assert.deepEqual(missing, [], 'node tests/golden/add-rows.js adds them');
  assert.deepEqual(Object.keys(kept).sort(), Object.keys(documents).sort());
});

test('settings that are kept beside the rows change what these come to', () => {
  const set = Object.entries(kept).filter(([name]) => name.endsWith(', set'));
  assert.ok(set.length > 0);
  for (const [name, { outcome }] of set) {
    const bare = kept[name.replace(', set', '')];
    assert.notEqual(outcome.fingerprint, bare?.outcome.fingerprint, name);
  }
});

describe('a row with nothing but its name', () => {
  for (const [name, { link, experiment, outcome }] of Object.entries(kept)) {
    test(`${name} means and comes to what it always has`, async () => {
      assert.deepEqual(decodeLink(link).experiment, experiment);
      assert.equal(encodeLink(documents[name]), link);
      assert.deepEqual(await outcomeOf(experiment), outcome);
      assert.ok(outcome.steps > 30 && Number.isFinite(outcome.testLoss));
    });
  }
});

test('what is kept is only ever added to', async () => {
  const [first = '', second = '', ...others] = Object.keys(kept);
  const entry = kept[second] ?? assert.fail();
  const altered = { ...entry, outcome: { ...entry.outcome, fingerprint: '0000000000000000' } };
  const rest = Object.fromEntries(Object.entries(kept).filter(([name]) => others.includes(name)));
  assert.deepEqual(await completed({ ...rest, [second]: altered }), { ...kept, [second]: altered });
  assert.ok(kept[first]);
});
