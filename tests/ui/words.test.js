import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { test } from 'node:test';
import { IntlMessageFormat } from 'intl-messageformat';
import { mnistCredit } from '../../web/engine/data/credit.js';
import { problems } from '../../web/engine/experiment/index.js';
import { nameProblem, numberProblem } from '../../web/engine/experiment/words.js';
import { tables } from '../../web/engine/tables.js';
import { formulas as activationFormulas } from '../../web/ui/picker/formulas.gen.js';
import { formulas } from '../../web/ui/tip/formulas.gen.js';
import german from '../../web/ui/words/de.json' with { type: 'json' };
import { creditWords, faultWords, formulaWords, told } from '../../web/ui/words/told.js';
import { languages, t, words } from '../../web/ui/words/words.js';
import { everySentence } from '../doc/every-sentence.js';
import { cases } from '../doc/problem-cases.js';
import { all as english } from './english.js';

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

/** What German has beside the page's own: words that in English are the engine's. */
const engines = Object.keys(german).filter((key) => !(key in english));

/** @param {string} family */
const familyOf = (family) => engines.filter((key) => key.startsWith(`${family}.`));

test('every language has every sentence, with the same places in it', () => {
  for (const [key, sentence] of Object.entries(english)) {
    assert.ok(key in german, key);
    const other = german[/** @type {keyof typeof german} */ (key)];
    assert.deepEqual(places(other, 'de'), places(sentence, 'en'), key);
    assert.equal(sentence.trim() === sentence, other.trim() === other, key);
  }
});

test('what is said of other data has the places of what is said of images', () => {
  const others = keys.filter((key) => key.startsWith('set/'));
  assert.ok(others.length > 50);
  const said = /** @type {Record<string, string>} */ (english);
  for (const key of others) {
    const images = said[key.slice('set/'.length)] ?? 'none';
    assert.deepEqual(places(said[key] ?? '', 'en'), places(images, 'en'), key);
  }
});

test('words about images give way to words about examples, in each language', async () => {
  const titles = [];
  for (const images of [false, true, false]) {
    words.about(images);
    titles.push(t('data.size'));
  }
  await words.speak('de');
  titles.push(t('data.size'));
  words.about(true);
  titles.push(t('data.size'));
  await words.speak('en');
  const [examples, pictures] = ['Training examples', 'Training images'];
  assert.deepEqual(titles, [examples, pictures, examples, 'Trainingsbeispiele', 'Trainingsbilder']);
});

test('German has every sentence of the engine, with the same places in it', () => {
  const families = ['problem', 'lesson', 'error'].flatMap(familyOf);
  assert.deepEqual(families.sort(), Object.keys(everySentence).sort());
  for (const [key, sentence] of Object.entries(everySentence)) {
    const other = german[/** @type {keyof typeof german} */ (key)];
    assert.deepEqual(places(other, 'de'), places(sentence, 'en'), key);
  }
});

test('German has a label for every row whose label is not a name', () => {
  const sections = {
    activation: tables.activations.filter(
      ({ label, torch }) => torch.toLowerCase() !== `nn.${label.toLowerCase().replace(' ', '')}`,
    ),
    schedule: tables.schedules,
    clip: tables.clips,
    init: tables.initializers,
    data: tables.datasets.filter(({ name }) => name !== 'mnist'),
  };
  const wanted = Object.entries(sections).flatMap(([section, rows]) =>
    rows.map(({ name }) => `label.${section}-${name}`),
  );
  assert.deepEqual(familyOf('label').sort(), wanted.sort());
});

test('German has the sentence and the quantities of every data set', () => {
  const rows = tables.datasets;
  assert.deepEqual(
    familyOf('set'),
    rows.map(({ name }) => `set.${name}`),
  );
  const words = rows
    .flatMap(({ noise, inputs, target }) => [
      noise.unit,
      ...[...inputs, target].flatMap(({ name, unit }) => [name, unit]),
    ])
    .filter((word) => word !== '' && !/^[xy]\d?$/.test(word));
  const wanted = new Set(words.map((word) => `quantity.${word.replaceAll(' ', '-')}`));
  assert.deepEqual(familyOf('quantity').sort(), [...wanted].sort());
});

test('German has the words in formulas and the credit, and nothing else', async () => {
  await words.speak('de');
  const math = Object.values({ ...activationFormulas, ...formulas }).join('');
  const found = [...math.matchAll(/<mtext>([^<]*[a-z][^<]*)<\/mtext>/gi)];
  assert.equal(found.length, familyOf('formula').length);
  const said = formulaWords(math);
  for (const [whole] of found) assert.ok(!said.includes(whole), whole);
  assert.match(said, /<mtext>gelernt<\/mtext>/);
  for (const what of /** @type {const} */ (['authors', 'terms'])) {
    assert.notEqual(creditWords(what), mnistCredit[what]);
  }
  await words.speak('en');
  assert.equal(formulaWords(math), math);
  assert.equal(creditWords('terms'), mnistCredit.terms);
  const families = ['problem', 'lesson', 'error', 'label', 'set', 'quantity', 'formula', 'credit'];
  assert.equal(families.flatMap(familyOf).length, engines.length);
});

test('problems and faults are said in German, and in English as the engine says them', async () => {
  const range = { min: 1, max: 8192, integer: true };
  const said = (/** @type {unknown} */ value) => told(numberProblem(value, range));
  assert.equal(said(9000.5), '9000.5 is not a whole number; give a whole number from 1 to 8,192');
  const problem = problems({ strata: 1 });
  assert.deepEqual(
    problem.map(faultWords),
    problem.map(({ message }) => message),
  );
  await words.speak('de');
  assert.equal(
    said(9000.5),
    '9000,5 ist keine ganze Zahl; erlaubt ist eine ganze Zahl von 1 bis 8.192',
  );
  assert.equal(
    told(nameProblem('softsin', ['softsign', 'softmin'])),
    '"softsin" ist unbekannt; ist softsign oder softmin gemeint?',
  );
  for (const [name, doc] of cases) {
    for (const one of problems(doc)) {
      if (!one.sentence) continue;
      const words = faultWords(one);
      assert.notEqual(words, one.message, name);
      assert.doesNotMatch(words, /\b(give|is|not|must|did|unknown|known|missing)\b/, name);
    }
  }
  assert.equal(faultWords({ message: 'Only for programmers.' }), 'Only for programmers.');
  await words.speak('en');
});

test('the document has the title and description that the page gives it', () => {
  const html = readFileSync(new URL('../index.html', ui), 'utf8');
  assert.ok(html.includes(`<title>${t('page.title')}</title>`));
  assert.ok(html.includes(`content="${t('page.about')}"`));
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
    // In place of another one, which is used.
    if (key.startsWith('set/')) return !keys.includes(key.slice('set/'.length));
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
  assert.equal(t('run.steps-per-second', { count: 1 }), '1 step/s');
  let told = 0;
  const end = words.subscribe(() => told++);
  await words.speak('de');
  assert.equal(t('run.steps-per-second', { count: 3 }), '3 Schritte/s');
  await words.speak('en');
  end();
  assert.equal(told, 2);
  assert.equal(t('run.run'), 'Run');
});
