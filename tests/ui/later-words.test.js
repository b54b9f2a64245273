// Sentences that are fetched with the script that says them.
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path/posix';
import { test } from 'node:test';
import german from '../../web/ui/words/de.json' with { type: 'json' };
import { words } from '../../web/ui/words/words.js';
import { all, first, later } from './english.js';

const ui = new URL('../../web/ui/', import.meta.url);
const sources = new Map(
  readdirSync(ui, { recursive: true })
    .map(String)
    .filter((file) => file.endsWith('.js'))
    .map((file) => [file, readFileSync(new URL(file, ui), 'utf8')]),
);

/** @param {string[]} files @returns {Set<string>} these, and what they import at once */
function withImports(files) {
  const found = new Set(files);
  for (const file of found) {
    const imports = (sources.get(file) ?? '').matchAll(
      /^(?:import|export)\b(?:[^;]*? from)? '(\.[^']+)'/gm,
    );
    for (const [, path = ''] of imports) {
      const to = join(dirname(file), path);
      if (sources.has(to)) found.add(to);
    }
  }
  return found;
}

/** @param {string} key @returns {string[]} the files that say it, or whose controls it explains */
function sayersOf(key) {
  const families = [/[a-z0-9_]+$/, /[a-z0-9_-]+$/].map((end) => `\`${key.replace(end, '')}\${`);
  const said = key.startsWith('tip.')
    ? [`'${key.slice(4)}'`, `"${key.slice(4)}"`]
    : [`'${key}'`, ...families];
  return [...sources]
    .filter(([, text]) => said.some((one) => text.includes(one)))
    .map(([file]) => file);
}

const firstScripts = withImports(['main.js', 'page/later.js']);

for (const [script, sentences] of Object.entries(later)) {
  test(`what comes with ${script} is said there, and nowhere before`, () => {
    const there = withImports([script]);
    for (const key of Object.keys(sentences)) {
      const sayers = sayersOf(key.replace(/^set\//, ''));
      assert.ok(sayers.length > 0, key);
      for (const file of sayers) {
        assert.ok(there.has(file) && !firstScripts.has(file), `${key} in ${file}`);
      }
    }
  });
}

test('each sentence is in one place, and they stand in one order in every language', () => {
  const parts = [first, ...Object.values(later)];
  const count = parts.reduce((sum, part) => sum + Object.keys(part).length, 0);
  assert.equal(count, Object.keys(all).length);
  for (const part of parts) {
    const others = Object.keys(german).filter((key) => key in part);
    assert.deepEqual(others, Object.keys(part));
  }
});

test('a later script adds what it says in English, which other languages have already', async () => {
  const [key] = /** @type {(keyof typeof all)[]} */ (Object.keys(later['views/views.js']));
  assert.ok(key && !words.has(key));
  await import('../../web/ui/words/views.js');
  assert.ok(words.has(key));
  assert.equal(words.say(key), all[key]);
  await words.speak('de');
  assert.equal(words.say(key), german[key]);
  await words.speak('en');
  assert.equal(words.say(key), all[key]);
});
