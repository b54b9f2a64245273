// The reference of the package names every field of its objects, and errors by codes that there are.
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { reference } from '../../scripts/docs/api.mjs';
import * as strata from '../../web/engine/index.js';

const html = reference();
const [described = '', types = ''] = html.split('<h2 id="types">');

/** @param {string} name @returns {string} what is said of it, with its members */
function entryOf(name) {
  const [, entry] = described.split(`<h3 id="${name}">`);
  return entry?.split(/<h[23]/)[0] ?? assert.fail(`${name} is not described`);
}

const engine = await strata.loadEngine();
const layers = [{ type: 'linear', units: 1 }];
const network = engine.createNetwork({ layers }, { input: 1 });
const store = engine.createStore({ train: 1, test: 1, input: 1 });
const run = engine.createRun(network, store, { batch: 1, seed: 1, epochs: 1 });
const instances = [
  ...[engine, network, store, run, engine.diagnose(network)],
  ...[new strata.StrataError('memory', ''), new strata.ExperimentError([])],
];
/** What only the engine's own parts use. */
const internal = ['Engine.c', 'Engine.heap', 'Network.address'];

/** @param {object} instance @returns {string[]} its fields and getters, but what every error has */
function fieldsIn(instance) {
  const found = new Set(Object.keys(instance));
  let level = Object.getPrototypeOf(instance);
  while (level !== Error.prototype && level !== Object.prototype) {
    for (const [name, { get }] of Object.entries(Object.getOwnPropertyDescriptors(level))) {
      if (get) found.add(name);
    }
    level = Object.getPrototypeOf(level);
  }
  found.delete('name');
  return [...found].sort();
}

test('every field of every class is described, with its type', () => {
  const classes = [...described.matchAll(/<h3 id="([A-Z]\w*)">/g)].map(([, name]) => name);
  assert.deepEqual(classes.sort(), instances.map((one) => one.constructor.name).sort());
  for (const instance of instances) {
    const { name } = instance.constructor;
    const [, table = ''] = entryOf(name).split(`aria-label="Fields of ${name}">`);
    const rows = (table.split('</table>')[0] ?? '').matchAll(
      /<tr><td><code>(\w+)<\/code><\/td><td><code>(.+?)<\/code><\/td><td>(.+?)<\/td>/g,
    );
    const wanted = fieldsIn(instance).filter((field) => !internal.includes(`${name}.${field}`));
    assert.deepEqual([...rows].map(([, field]) => field).sort(), wanted, name);
  }
});

test('an entry stands in the part of the page that a reader goes through in that order', () => {
  const order = ['loadEngine', 'loadData', 'parseExperiment', 'decodeLink', 'exportCsv'];
  const places = [...order, 'StrataError'].map((name) => described.indexOf(`<h3 id="${name}">`));
  assert.deepEqual(
    places,
    places.toSorted((a, b) => a - b),
  );
  const listed = [...described.matchAll(/href="#(\w+)"><code>\1<\/code><\/a>(?= ·|<\/li>)/g)];
  const entries = [...described.matchAll(/<h3 id="(\w+)"/g)];
  assert.deepEqual(
    listed.map(([, name]) => name),
    entries.map(([, name]) => name),
  );
});

const folder = fileURLToPath(new URL('../../web/engine/', import.meta.url));
/** Every code that something in the engine throws. */
const codes = new Set(
  readdirSync(folder, { recursive: true, encoding: 'utf8' }).flatMap((name) => {
    if (!name.endsWith('.js')) return [];
    const source = readFileSync(folder + name, 'utf8');
    const found = source.matchAll(/(?:Error|fault|super)\(\s*'([a-z]+-[a-z-]+|memory)'/g);
    return [...found].map(([, code = '']) => code);
  }),
);

test('errors are named by codes that there are', () => {
  const errors = [...described.matchAll(/<p>Errors: (.*?)<\/p>/g)].map(([, text = '']) => text);
  assert.ok(errors.length > 20 && codes.size > 50);
  for (const text of errors) {
    const words = [...text.matchAll(/((?<!such )as )?<code>([\w.-]+)<\/code>/g)];
    const named = words.filter(([, as, word = '']) => as || codes.has(word));
    assert.ok(named.length > 0, text);
    for (const [, as, word = ''] of words) {
      if (as) assert.match(entryOf(word), /<p>Errors: /, text);
      else if (word.includes('-')) assert.ok(codes.has(word), `${word} in: ${text}`);
    }
  }
});

test('what the package throws is said where it is thrown', () => {
  const missing = [...codes].filter((code) => !described.includes(`<code>${code}</code>`));
  // Module and tables of two builds; what the command line and the page read, and the package does not.
  assert.deepEqual(missing.sort(), ['engine-spec', 'layers-invalid', 'lesson-invalid']);
});

test('nothing sends a reader to a file of the source', () => {
  const text = `${described}${types}`.replaceAll(/<pre .*?<\/pre>|<[^>]+>/gs, '');
  assert.deepEqual(text.match(/[^\s]*\w\.m?js\b|\(above\)/g) ?? [], []);
});
