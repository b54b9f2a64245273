// The documentation has the page's colours, in both schemes.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { colours } from '../../scripts/docs/colours.mjs';

const file = (/** @type {string} */ path) =>
  readFileSync(new URL(`../../web/${path}`, import.meta.url), 'utf8');
const tokens = file('ui/styles/tokens.css');
const styles = file('docs/docs.css');

test('every colour that its styles ask for is the page’s', () => {
  const rule = colours(tokens, styles);
  const set = [...rule.matchAll(/(--\w+): light-dark\((#\w+), (#\w+)\);/g)];
  const asked = new Set([...styles.matchAll(/var\((--\w+)\)/g)].map(([, name]) => name));
  assert.ok(asked.size >= 6);
  assert.deepEqual(
    set.map(([, name]) => name),
    [...asked],
  );
  for (const [, name, light, dark] of set) {
    const values = [...tokens.matchAll(new RegExp(`^ +${name}: (#\\w+);`, 'gm'))];
    assert.deepEqual([light, dark], [values.at(0)?.[1], values.at(-1)?.[1]], name);
  }
  assert.doesNotMatch(styles, /#[0-9a-f]{3}/i, 'it has none of its own');
});

test('a colour that the page does not have is refused', () => {
  assert.throws(() => colours(tokens, 'a { color: var(--puce) }'), /--puce/);
});
