import assert from 'node:assert/strict';
import { test } from 'node:test';
import { clippedApart } from '../../web/ui/charts/labels.js';

const measure = (/** @type {string} */ text) => text.length;
const clip = (/** @type {string[]} */ ...texts) => clippedApart(texts, 12, measure);

test('labels that fit stay as they are, and long ones lose their end', () => {
  assert.deepEqual(clip('lr 0.1', 'seed 7'), ['lr 0.1', 'seed 7']);
  assert.deepEqual(clip('my own long run'), ['my own long…'], 'no space before the dots');
  assert.deepEqual(clip('784-128-64-10 relu', 'lr 0.1'), ['784-128-64-…', 'lr 0.1']);
});

test('labels that would look alike leave out what they begin with in common', () => {
  assert.deepEqual(clip('784-128-64-32-10 relu', '784-128-64-16-10 relu', 'seed 2'), [
    '…32-10 relu',
    '…16-10 relu',
    'seed 2',
  ]);
  assert.deepEqual(clip('784-128-10 relu, lr 0.1', '784-128-10 relu, lr 0.02'), [
    '…lr 0.1',
    '…lr 0.02',
  ]);
  assert.deepEqual(clip('averylongnameofarun1', 'averylongnameofarun2'), ['…1', '…2']);
  assert.deepEqual(clip('my run with a name', 'my run with a name (2)'), ['…name', '…name (2)']);
});

test('labels that are the same stay the same', () => {
  assert.deepEqual(clip('784-128-64-10 relu', '784-128-64-10 relu'), [
    '784-128-64-…',
    '784-128-64-…',
  ]);
});
