import assert from 'node:assert/strict';
import { test } from 'node:test';
import { keptWords } from '../../web/ui/state/news.js';

test('an edit says which weights it has kept, or that there are none', () => {
  const said = (/** @type {number[]} */ kept, whole = true) =>
    keptWords({ kept, layers: 3, whole });
  assert.match(said([0, 1, 2]), /^All weights are kept\./);
  assert.match(said([0, 1, 2], false), /^The weights that fit are kept/);
  assert.match(said([0, 2]), /^Weights kept: layer 1, the output layer\./);
  assert.match(said([]), /^No weights could be kept: all are drawn anew\./);
});
