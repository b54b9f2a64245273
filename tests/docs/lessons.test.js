// What web/lessons/README.md says: its example is a lesson whose effect shows, and it names all there is to name.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { measureTable } from '../../scripts/docs/measures.mjs';
import { stock } from '../../web/engine/data/stock.js';
import { loadData, loadEngine } from '../../web/engine/index.js';
import { conduct, parseLesson } from '../../web/engine/lesson/index.js';
import { measures } from '../../web/engine/lesson/measures.js';
import { middleViews, views } from '../../web/engine/lesson/views.js';

const readme = readFileSync(new URL('../../web/lessons/README.md', import.meta.url), 'utf8');

for (const seed of [1, 7]) {
  test(`the example shows what it says, from seed ${seed}`, async () => {
    const lesson = parseLesson(/```json\n(.*?)```/s.exec(readme)?.[1] ?? assert.fail());
    const engine = await loadEngine();
    /** @param {import('../../web/engine/experiment/index.js').Experiment} experiment */
    const storeOf = async (experiment) => stock(engine, await loadData(engine, experiment));
    const { run, right } = await conduct(engine, storeOf, lesson, { seed });
    assert.deepEqual(right, [1]);
    for (const { value, met } of run) assert.ok(met, `${value}`);
  });
}

test('every view that a lesson can point to is named', () => {
  const named = /that `watch` can name: ([\w\s,]+)\./.exec(readme)?.[1]?.split(/,\s+/);
  assert.deepEqual(named?.sort(), [...views].sort());
  const shown = /something to\s+try can show: ([\w\s,]+)\./.exec(readme)?.[1]?.split(/,\s+/);
  assert.deepEqual(shown, [...middleViews]);
});

test('every measure is in the table, with words of its own, and says whether it needs a layer', () => {
  const found = measureTable().matchAll(
    /<tr><td><code>(\w+)<\/code><\/td><td>(.+?)<\/td><td>(.+?)<\/td>/g,
  );
  const rows = [...found].map(([, name, text, layer]) => ({ name, text, of: layer }));
  assert.deepEqual(
    rows.map(({ name, of }) => [name, of !== '–']),
    measures.map(({ name, layer }) => [name, layer !== 'none']),
  );
  assert.equal(new Set(rows.map(({ text }) => text)).size, measures.length);
});
