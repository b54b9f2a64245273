import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parseLesson } from '../../web/engine/lesson/parse.js';
import { tables } from '../../web/engine/tables.js';
import { lessons } from '../../web/lessons/index.js';
import { formulas as inLessons } from '../../web/ui/lesson/formulas.gen.js';
import { linesOf } from '../../web/ui/lesson/tex.js';
import { formulas as activations } from '../../web/ui/picker/formulas.gen.js';
import { formulas } from '../../web/ui/tip/formulas.gen.js';

test('every row of every table has a formula, as MathML and without leftover TeX', () => {
  const sections = {
    loss: tables.losses,
    optimizer: tables.optimizers,
    schedule: tables.schedules,
    clip: tables.clips,
    init: tables.initializers,
  };
  const keys = Object.entries(sections).flatMap(([section, rows]) =>
    rows.map(({ name }) => `${section} ${name}`),
  );
  assert.deepEqual(Object.keys(formulas).sort(), keys.sort());
  assert.deepEqual(
    Object.keys(activations),
    tables.activations.map(({ name }) => name),
  );
  for (const [name, math] of Object.entries({ ...formulas, ...activations })) {
    assert.match(math, /^<math.*<\/math>$/s, name);
    assert.doesNotMatch(math, /\\/, name);
    assert.doesNotMatch(math, /\sstyle=/, `${name}: the page's policy forbids it`);
    assert.doesNotMatch(math, />\?</, `${name} is written in cases`);
  }
});

test('cases stand one above the other, each with its condition', () => {
  const rows = (/** @type {string} */ math) =>
    math
      .split('<mtr>')
      .slice(1)
      .map((row) =>
        row
          .split('</mtd>')
          .slice(0, 2)
          .map((cell) => cell.replaceAll(/<[^>]*>|&gt;/g, (tag) => (tag === '&gt;' ? '>' : ''))),
      );
  assert.deepEqual(rows(activations.elu), [
    ['x', 'x>0'],
    ['α(ex−1)', 'x≤0'],
  ]);
  assert.deepEqual(rows(activations.selu), rows(activations.elu));
  assert.deepEqual(rows(activations.hardshrink), [
    ['x', '|x|>λ'],
    ['0', '|x|≤λ'],
  ]);
  assert.deepEqual(
    rows(formulas['loss huber_loss']).map(([, condition]) => condition),
    ['|x−t|≤1', '|x−t|>1'],
  );
});

test('every formula of every lesson is there, in each language', async () => {
  const modules = await Promise.all(lessons.map(({ load }) => load()));
  const tex = modules.flatMap(({ default: source }) =>
    parseLesson(source).why.flatMap((part) => {
      if (typeof part === 'string' || !('formula' in part)) return [];
      return typeof part.formula === 'string'
        ? [part.formula]
        : [part.formula?.en, part.formula?.de].map(String);
    }),
  );
  assert.ok(tex.length > 13);
  assert.deepEqual(Object.keys(inLessons).sort(), [...new Set(tex)].sort());
  for (const [name, math] of Object.entries(inLessons)) {
    assert.match(math, /^<span><math.*<\/math><\/span>$/s, name);
    assert.doesNotMatch(math, /\\|\sstyle=|undefined/, name);
    // The sign is raised by itself: as an exponent it would be raised again, and smaller.
    assert.doesNotMatch(math, /′<\/mo><\/msup>/, name);
    assert.equal(name.split("'").length, math.split('′').length, name);
  }
});

test('formulas end their lines before signs and after statements, never within brackets', () => {
  const cases = /** @type {[string, string[][]][]} */ ([
    ['a', [['a']]],
    ['a = b + c', [['a', '= b', '+ c']]],
    ['\\sigma(x = 1) = \\frac{a = b}{c}', [['\\sigma(x = 1)', '= \\frac{a = b}{c}']]],
    [
      'a = b, \\qquad c \\le d',
      [
        ['a', '= b,'],
        ['c', '\\le d'],
      ],
    ],
    ['a \\quad\\Rightarrow\\quad b', [['a'], ['\\Rightarrow b']]],
    [
      'f = \\begin{cases} 1 & x = 0 \\\\ 0 & \\end{cases}',
      [['f', '= \\begin{cases} 1 & x = 0 \\\\ 0 & \\end{cases}']],
    ],
    ['x \\in \\{a\\}', [['x', '\\in \\{a\\}']]],
    ['\\left( x \\right) \\leftarrow y', [['\\left( x \\right) \\leftarrow y']]],
  ]);
  for (const [tex, lines] of cases) assert.deepEqual(linesOf(tex), lines, tex);
});
