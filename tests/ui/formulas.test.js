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
  }
});
