import assert from 'node:assert/strict';
import { test } from 'node:test';
import { tables } from '../../web/engine/tables.js';
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
