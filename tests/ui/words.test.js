import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { test } from 'node:test';
import { IntlMessageFormat } from 'intl-messageformat';
import { tables } from '../../web/engine/tables.js';
import german from '../../web/ui/words/de.json' with { type: 'json' };
import english from '../../web/ui/words/en.json' with { type: 'json' };
import { languages, t, words } from '../../web/ui/words/words.js';

const ui = new URL('../../web/ui/', import.meta.url);
const keys = Object.keys(english);

/** @param {string} sentence @param {string} language */
function places(sentence, language) {
  /** @type {Set<string>} */
  const names = new Set();
  const visit = (/** @type {any[]} */ parts) => {
    for (const part of parts) {
      if (part.type !== 0 && part.type !== 7) names.add(part.value);
      for (const option of Object.values(part.options ?? {})) visit(option.value);
    }
  };
  visit(new IntlMessageFormat(sentence, language).getAst());
  return [...names].sort();
}

test('every language has every sentence, with the same places in it', () => {
  assert.deepEqual(Object.keys(german), keys);
  for (const [key, sentence] of Object.entries(english)) {
    const other = german[/** @type {keyof typeof german} */ (key)];
    assert.deepEqual(places(other, 'de'), places(sentence, 'en'), key);
    assert.equal(sentence.trim() === sentence, other.trim() === other, key);
  }
});

test('every sentence is used, and every sentence that is used is there', () => {
  const sources = readdirSync(ui, { recursive: true })
    .map(String)
    .filter((file) => file.endsWith('.js'))
    .map((file) => readFileSync(new URL(file, ui), 'utf8'))
    .join('\n');
  const params = Object.values(tables)
    .flat()
    .flatMap((row) => ('params' in row ? row.params : []))
    .map(({ name }) => name.replace(/\[.*/, ''));
  const explains = (/** @type {string} */ what) =>
    new RegExp(`['"]${what}['"]`).test(sources) ||
    params.some((name) => what === `param-${name}`) ||
    keys.includes(what.replace('-', '.'));
  const unused = keys.filter((key) => {
    if (key.startsWith('tip.')) return !explains(key.slice(4));
    const families = [/[a-z0-9_]+$/, /[a-z0-9_-]+$/].map((end) => key.replace(end, ''));
    const made = families.some((family) => new RegExp(`\`${family}\\$\\{`).test(sources));
    return !sources.includes(`'${key}'`) && !made;
  });
  assert.deepEqual(unused, []);
  const used = [...sources.matchAll(/\bt\((?:[^)`]*\? )?'([a-z-]+\.[a-z-]+)'/g)].map(
    ([, key]) => key,
  );
  assert.ok(used.length > 50);
  assert.deepEqual(
    used.filter((key) => !keys.includes(String(key))),
    [],
  );
});

test('the page speaks the language that is chosen', async () => {
  assert.deepEqual(Object.keys(languages), ['en', 'de']);
  assert.equal(t('run.steps-per-second', { count: 1 }), '1 step a second');
  let told = 0;
  const end = words.subscribe(() => told++);
  await words.speak('de');
  assert.equal(t('run.steps-per-second', { count: 3 }), '3 Schritte je Sekunde');
  await words.speak('en');
  end();
  assert.equal(told, 2);
  assert.equal(t('run.run'), 'Run');
});
