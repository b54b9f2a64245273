import assert from 'node:assert/strict';
import { test } from 'node:test';
import { show } from '../../web/engine/experiment/words.js';

test('what is long is cut short between characters', () => {
  assert.equal(show('a'.repeat(40)), JSON.stringify('a'.repeat(40)));
  assert.equal(show('a'.repeat(41)), JSON.stringify(`${'a'.repeat(39)}…`));
  const digits = '🧮'.repeat(30);
  assert.equal(show(digits), JSON.stringify(`${'🧮'.repeat(19)}…`));
  assert.equal(show([digits]), `["${'🧮'.repeat(18)}…`);
});
