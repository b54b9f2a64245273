// The tables of the documentation's page on documents say what the schema says, and what they show can be copied into JSON.
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { test } from 'node:test';
import { documentTables } from '../../scripts/docs/document.mjs';
import { bounds, datasets, parseExperiment, problems } from '../../web/engine/experiment/index.js';
import { tables } from '../../web/engine/tables.js';

const sections = new Map(
  documentTables()
    .split('<section>')
    .slice(1)
    .map((html) => [/^<h2[^>]*>(.*?)<\/h2>/.exec(html)?.[1] ?? '', html]),
);

/** @param {string} title of a section @returns {string[][]} its cells, as HTML, without the head */
function rowsOf(title) {
  const [, body = ''] = (sections.get(title) ?? assert.fail(title)).split('<tbody>');
  return [...body.matchAll(/<tr>(.*?)<\/tr>/gs)].map(([, row = '']) =>
    [...row.matchAll(/<td>(.*?)<\/td>/gs)].map(([, cell = '']) => cell),
  );
}

/** @param {string} html @returns {string[]} what stands in it as code */
const codesIn = (html) =>
  [...html.matchAll(/<code>(.*?)<\/code>/g)].map(([, text = '']) =>
    text.replaceAll('&quot;', '"').replaceAll('&amp;', '&'),
  );

/** @param {string} html @returns {any[]} the same, as JSON */
const valuesIn = (html) => codesIn(html).map((text) => JSON.parse(text));

/** @param {string} html @returns {{ name: string, usual: unknown, values: any[] }[]} the parameters that a cell tells */
function parametersIn(html) {
  if (html === '–') return [];
  return html.split('<br />').map((line) => {
    const [name = ''] = codesIn(line);
    const [usual, ...values] = valuesIn(line.replace(/^<code>.*?<\/code> = /, ''));
    return { name, usual, values };
  });
}

const linear = { type: 'linear', units: 10 };
const base = { strata: 1, data: { name: 'mnist' }, layers: [linear] };

/** @param {object} field @returns {any} the document's named sections and first layer, with every default */
const parsed = (field) => parseExperiment({ ...base, ...field });

const activation = (/** @type {object} */ one) => {
  const { layers } = parsed({ layers: [linear, { type: 'activation', ...one }, linear] });
  return layers[1];
};

for (const { title, rows, read } of [
  { title: 'Activations', rows: tables.activations, read: activation },
  ...[
    { title: 'Optimisers', rows: tables.optimizers, field: 'optimizer' },
    { title: 'Schedules', rows: tables.schedules, field: 'schedule' },
    { title: 'Clipping', rows: tables.clips, field: 'clip' },
    { title: 'Initialisers', rows: tables.initializers, field: 'init' },
  ].map(({ field, ...rest }) => ({
    ...rest,
    read: (/** @type {object} */ one) => parsed({ [field]: one })[field],
  })),
]) {
  test(`${title}: every default and bound is the schema's`, () => {
    const shown = rowsOf(title);
    assert.equal(shown.length, rows.length);
    for (const [i, cells] of shown.entries()) {
      const { name, params } = rows[i] ?? assert.fail();
      assert.deepEqual(codesIn(cells[0] ?? ''), [name]);
      const told = parametersIn(cells.find((_, at) => at === 3) ?? '');
      const usual = Object.fromEntries(told.map((one) => [one.name, one.usual]));
      const { type: _, ...complete } = read({ name });
      assert.deepEqual({ name, ...usual }, complete);
      for (const param of params) {
        const one = told.find((candidate) => candidate.name === param.name.replace(/\[\d\]$/, ''));
        const allowed = param.flag ? [] : (param.choices ?? [param.min, param.max]);
        assert.deepEqual(one?.values, [...allowed], `${name} ${param.name}`);
      }
    }
  });
}

test('Numeric fields: what is told is allowed, and nothing beyond', () => {
  const rows = rowsOf('Numeric fields');
  assert.deepEqual(
    rows.map(([name = '']) => codesIn(name)[0]),
    Object.keys(bounds),
  );
  for (const [name = '', least = '', most = '', usual = ''] of rows) {
    const [field = ''] = codesIn(name);
    const [min, max] = [...valuesIn(least), ...valuesIn(most)];
    const faults = (/** @type {number} */ value) => {
      const own = { layers: [{ ...linear, units: value }] };
      return problems({ ...base, ...(field === 'units' ? own : { [field]: value }) })
        .filter(({ path }) => path.endsWith(field))
        .filter(({ message }) => /too (small|large)/.test(message)).length;
    };
    assert.deepEqual([min, max, min - 1, max + 1].map(faults), [0, 0, 1, 1], field);
    if (usual !== '–') assert.deepEqual(valuesIn(usual), [parsed({})[field]]);
  }
});

test('Data sets: rows, noise and wrong labels are those that a document may have', () => {
  const rows = rowsOf('Data sets');
  assert.equal(rows.length, datasets.length);
  for (const [i, cells] of rows.entries()) {
    const { name, source, kind, input, train, test: tested, noise } = datasets[i] ?? assert.fail();
    const given = source === 'GIVEN';
    const shown = (/** @type {number} */ value) => value.toLocaleString('en');
    const count = (/** @type {{ default: number, max: number }} */ one) =>
      `${given ? 'all' : shown(one.default)}, at most ${shown(one.max)}`;
    assert.deepEqual(cells.slice(3), [
      ...[shown(input), count(train), count(tested)],
      given ? '–' : `${noise.default}, at most ${noise.max}`,
      given || kind === 'VALUES' ? '–' : '0, at most 1',
    ]);
    assert.deepEqual(codesIn(cells[0] ?? ''), [name]);
  }
});

test('Further fields: what is told stands in the problem of a value that does not fit', () => {
  const rows = rowsOf('Further fields');
  const fields = rows.map(([place = '']) => codesIn(place));
  assert.deepEqual(fields, [
    ['layers[].bias'],
    ...[
      ['data.classes', 'mnist'],
      ['data.points', 'points'],
      ['data.points', 'samples'],
    ],
    ...['title', 'test_accuracy', 'test_loss', 'parameters', 'steps', 'epochs'].map((name) => [
      `goals[].${name}`,
    ]),
  ]);
  for (const [i, [place = '', set = 'mnist']] of fields.entries()) {
    const [, allowed = '', usual = ''] = rows[i] ?? [];
    const [, most] = / to ([\d,]+)$/.exec(allowed) ?? [];
    const wrong = most ? Number(most.replaceAll(',', '')) + 1 : 5;
    const [part = '', name = ''] = place.replace('[]', '').split('.');
    const own = { [name]: wrong };
    const document = {
      strata: 1,
      data: { name: set, ...(part === 'data' && own) },
      layers: [{ ...linear, ...(part === 'layers' && own) }],
      ...(part === 'goals' && { goals: [own] }),
    };
    const path = place.replace('[]', '[0]');
    const found = problems(document).find((one) => one.path === path);
    const wanted = allowed.startsWith('<code>') ? 'is neither true nor false' : allowed;
    assert.ok(found?.message.includes(wanted), `${place}: ${found?.message}`);
    const { layers, data } = parsed({});
    if (part === 'layers') assert.deepEqual(valuesIn(usual), [layers[0][name]]);
    if (name === 'classes') assert.deepEqual(valuesIn(usual), [data[name]]);
    assert.equal(usual === 'has to be there', name === 'points');
  }
});

const docs = new URL('../../web/docs/', import.meta.url);
for (const file of readdirSync(docs).filter((name) => name.endsWith('.md'))) {
  const markdown = readFileSync(new URL(file, docs), 'utf8');
  const blocks = [...markdown.matchAll(/```json\n(.*?)```(?:\n\nwith\n\n```text\n(.*?)\n```)?/gs)];
  for (const [i, [, json = '', refusal = '']] of blocks.entries()) {
    test(`${file}: JSON ${i + 1} is ${refusal ? 'refused in these words' : 'accepted'}`, () => {
      const lines = problems(JSON.parse(json)).map(({ path, message }) => `${path}: ${message}`);
      assert.equal(lines.join('\n'), refusal);
    });
  }
}
